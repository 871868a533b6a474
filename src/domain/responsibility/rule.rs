//! A rule: what the source says about one question.

use super::edition::ClauseCode;
use crate::domain::inquiry::{Party, Question};
use crate::domain::offer::AzureBased;

closed_set! {
    /// How firmly the source says who is responsible.
    pub enum Basis {
        /// The source says so.
        Stated = "STATED",
        /// The source expects it, as appropriate.
        Recommended = "RECOMMENDED",
        /// The source leaves it to the parties, and they chose.
        Optional = "OPTIONAL",
        /// It follows from the source, which does not say it.
        Inferred = "INFERRED",
        /// The source does not decide it.
        Undetermined = "UNDETERMINED",
    }
}

closed_set! {
    /// For which offers a rule of an edition holds.
    pub enum OfferScope {
        /// For every offer that no narrower rule speaks of, and when no offer is named.
        Any = "ANY",
        /// For offers that are known not to run on Azure.
        NotAzureBased = "NOT_AZURE_BASED",
    }
}

impl OfferScope {
    /// The scope that an offer falls into.
    pub fn of(azure_based: AzureBased) -> Self {
        match azure_based {
            AzureBased::Yes | AzureBased::Unknown => Self::Any,
            AzureBased::No => Self::NotAzureBased,
        }
    }
}

/// Who owns the resolution: one party, or two that share it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Responsible {
    /// One party.
    One(Party),
    /// Two parties share the duty.
    Shared(Party, Party),
}

impl Responsible {
    /// The parties, one or two.
    pub fn parties(self) -> impl Iterator<Item = Party> {
        let (first, second) = match self {
            Self::One(party) => (party, None),
            Self::Shared(first, second) => (first, Some(second)),
        };
        std::iter::once(first).chain(second)
    }

    /// Whether this party is responsible, alone or with another.
    pub fn includes(self, party: Party) -> bool {
        self.parties().any(|responsible| responsible == party)
    }

    /// Whether two parties share the duty.
    pub fn is_shared(self) -> bool {
        matches!(self, Self::Shared(..))
    }
}

/// What a rule answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// Who owns the resolution.
    pub responsible: Responsible,
    /// Whom this inquirer addresses first.
    pub first: Party,
    /// How firmly the source says who is responsible.
    pub basis: Basis,
}

impl Answer {
    /// Whether the answer can be true of the question: its parties exist in the model, the customer
    /// is never responsible, nobody is sent to itself but one who is responsible.
    pub fn fits(&self, question: Question) -> bool {
        let inquirer = question.inquirer().party();
        let known = |party| question.model().has(party) && party != Party::Customer;
        let distinct = match self.responsible {
            Responsible::One(_) => true,
            Responsible::Shared(first, second) => first != second,
        };
        distinct
            && self.responsible.parties().all(known)
            && known(self.first)
            && (self.first != inquirer || self.responsible.includes(inquirer))
    }
}

/// A rule of an edition: the answer to one question, and where the source gives it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    /// The question it answers.
    pub question: Question,
    /// For which offers.
    pub scope: OfferScope,
    /// The answer.
    pub answer: Answer,
    /// The clauses it relies on.
    pub clauses: Vec<ClauseCode>,
}
