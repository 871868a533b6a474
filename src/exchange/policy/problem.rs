//! Why a rules file is refused.

use crate::domain::inquiry::{Inquirer, PartnerModel};
use crate::domain::responsibility::{MOST_CLAUSES, RuleSetFlaws};

/// Why a rules file is refused; nothing of it is taken.
#[derive(Debug, thiserror::Error)]
pub enum PolicyProblem {
    /// It is not TOML of this form.
    #[error("it cannot be read: {0}")]
    Form(#[from] toml::de::Error),
    /// A word that is none of its set.
    #[error("rule {rule}: `{word}` is not {what}")]
    Word {
        /// Which rule, from 1.
        rule: usize,
        /// What a word of the set is, such as "an inquiry category".
        what: &'static str,
        /// What is written.
        word: String,
    },
    /// A language tag that is none.
    #[error("`{0}` is not a language tag")]
    Language(String),
    /// A date that is none.
    #[error("`{0}` is not a date of the form 2019-11-20")]
    Date(String),
    /// A text is not there, or too long, or holds characters that are no writing.
    #[error("{what} has to be a text of 1 to {most} characters, without control characters")]
    Text {
        /// Which text, such as `name`.
        what: &'static str,
        /// The most characters that it may have.
        most: usize,
    },
    /// An address that nobody can follow.
    #[error("`{address}` is not an address that begins with http:// or https:// and names a host")]
    Address {
        /// What is written.
        address: String,
    },
    /// It has no clause, and so nothing to rely on.
    #[error("there is no clause to rely on")]
    NoClause,
    /// It has more clauses than there may be.
    #[error("there are {0} clauses, and at most {MOST_CLAUSES} may be")]
    TooManyClauses(usize),
    /// Two clauses have one name.
    #[error("there are two clauses `{0}`")]
    ClauseTwice(String),
    /// A rule relies on one clause twice.
    #[error("rule {rule}: the clause `{clause}` is named twice")]
    ReliedOnTwice {
        /// Which rule, from 1.
        rule: usize,
        /// The clause.
        clause: String,
    },
    /// An inquirer is asked about in a model that does not have it.
    #[error("rule {rule}: {inquirer} does not occur under {model}")]
    InquirerNotInModel {
        /// Which rule, from 1.
        rule: usize,
        /// Who is said to ask.
        inquirer: Inquirer,
        /// In which model.
        model: PartnerModel,
    },
    /// Nobody, or more than two parties, are said to be responsible.
    #[error("rule {rule}: one party is responsible, or two share; {parties} are named")]
    Responsible {
        /// Which rule, from 1.
        rule: usize,
        /// How many are named.
        parties: usize,
    },
    /// A rule relies on a clause that the file does not have.
    #[error("rule {rule}: there is no clause `{clause}`")]
    Clause {
        /// Which rule, from 1.
        rule: usize,
        /// The clause.
        clause: String,
    },
    /// The rules leave a question open or answer it twice.
    #[error("the rules do not answer every question exactly once: {0}")]
    NotTotal(#[from] RuleSetFlaws),
}
