//! Editions of the source: since when its rules hold, and the clauses that rules rely on.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::rule_set::RuleSet;
use crate::domain::id::{Id, Named};
use crate::domain::language::Language;

/// The most editions that there may be: lists of them are given whole.
pub const MOST_EDITIONS: usize = 50;

/// The most clauses of an edition, which an answer may rely on all of.
pub const MOST_CLAUSES: usize = 10;

/// The name of a clause within its edition, such as `shared-duties`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ClauseCode(pub String);

/// A clause of the source: where it says what a rule relies on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clause {
    /// Its name within the edition.
    pub code: ClauseCode,
    /// The heading it stands under.
    pub heading: String,
    /// Where to read it.
    pub url: String,
    /// What it says, in our own words, by language.
    pub gist: BTreeMap<Language, String>,
}

/// An edition of the source, as kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edition {
    /// Its id in this directory.
    pub id: Id<Edition>,
    /// What is known of it.
    pub facts: NewEdition,
    /// The day before the next edition; absent for the one in force.
    pub valid_through: Option<NaiveDate>,
}

impl Named for Edition {
    const KIND: &'static str = "edition";
}

/// An edition that is not kept yet, without its rules.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewEdition {
    /// What it is called, such as `2019-11-20`.
    pub name: String,
    /// The first day on which its rules hold.
    pub valid_from: NaiveDate,
    /// The title of the source.
    pub title: String,
    /// Where to read the source.
    pub url: String,
    /// Where partners and publishers reach Microsoft.
    pub support_page: String,
    /// What to know about the edition, by language.
    pub note: BTreeMap<Language, String>,
    /// Its clauses.
    pub clauses: Vec<Clause>,
}

impl NewEdition {
    /// The last day on which its rules hold beside editions that begin on these days: the day before the
    /// next of them; absent for the last one.
    pub fn valid_through(&self, begins: impl IntoIterator<Item = NaiveDate>) -> Option<NaiveDate> {
        let next = begins
            .into_iter()
            .filter(|&begin| begin > self.valid_from)
            .min();
        next?.pred_opt()
    }
}

problems! {
    /// What can be wrong with an edition that is to be loaded. Editions never change, so none is overtaken.
    pub enum EditionProblem without versions {
        /// The rules file is not sound.
        RulesInvalid = "RULES_INVALID" (More),
        /// The rules leave a question open or answer it twice.
        RulesNotTotal = "RULES_NOT_TOTAL" (More),
        /// Another edition has the name.
        NameTaken = "NAME_TAKEN" (More),
        /// Another edition begins on the same day.
        BeginsTaken = "BEGINS_TAKEN" (More),
        /// There are as many editions as there may be.
        TooManyEditions = "TOO_MANY_EDITIONS" (Limit(MOST_EDITIONS)),
    }
}

/// An edition with rules that answer every question.
#[derive(Clone, Debug)]
pub struct TotalEdition {
    /// The edition.
    pub edition: NewEdition,
    /// Its rules, checked.
    pub rules: RuleSet,
}
