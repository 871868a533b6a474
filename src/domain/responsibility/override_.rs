//! Overrides: answers that differ from the article's for an offer, a publisher or a partner.

use chrono::NaiveDate;

use super::route::first_point_of_contact;
use super::rule::{Answer, Basis, Responsible};
use crate::domain::id::{Id, Named};
use crate::domain::inquiry::{Inquirer, InquiryCategory, PartnerModel, Question};
use crate::domain::offer::Offer;
use crate::domain::partner::Partner;
use crate::domain::publisher::Publisher;

/// What an override is made for, the most specific last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum OverrideSubject {
    /// A partner.
    Partner(Id<Partner>),
    /// All offers of a publisher.
    Publisher(Id<Publisher>),
    /// One offer.
    Offer(Id<Offer>),
}

impl OverrideSubject {
    fn specificity(self) -> u8 {
        match self {
            Self::Partner(_) => 0,
            Self::Publisher(_) => 1,
            Self::Offer(_) => 2,
        }
    }
}

/// An override, as kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Override {
    /// Its id in this directory.
    pub id: Id<Override>,
    /// What it says.
    pub terms: NewOverride,
}

impl Named for Override {
    const KIND: &'static str = "override";
}

/// An override that is not kept yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewOverride {
    /// What it is made for.
    pub subject: OverrideSubject,
    /// The inquiries it is about.
    pub category: InquiryCategory,
    /// The model it holds in; absent for both.
    pub model: Option<PartnerModel>,
    /// The inquirer it holds for; absent for all.
    pub inquirer: Option<Inquirer>,
    /// Who is responsible instead.
    pub responsible: Responsible,
    /// How firmly its source says so.
    pub basis: Basis,
    /// Why, in the words of who made it.
    pub reason: String,
    /// The first day on which it holds.
    pub valid_from: NaiveDate,
    /// The last day on which it holds; absent while no end is known.
    pub valid_through: Option<NaiveDate>,
}

/// What is wrong with an override.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OverrideProblem {
    /// It speaks of an inquirer that its model does not have.
    InquirerNotInModel,
    /// It makes a party responsible that one of its models does not have, or the customer, or one party twice.
    AnswerUnfit,
    /// It ends before it begins.
    EndsBeforeItBegins,
}

impl NewOverride {
    /// Names everything that would make it contradict the model.
    pub fn problems(&self) -> Vec<OverrideProblem> {
        let mut questions = Question::all()
            .filter(|&question| self.concerns(question))
            .peekable();
        let mut problems = Vec::new();
        if questions.peek().is_none() {
            problems.push(OverrideProblem::InquirerNotInModel);
        }
        if questions.any(|question| !self.answer(question).fits(question)) {
            problems.push(OverrideProblem::AnswerUnfit);
        }
        if self
            .valid_through
            .is_some_and(|last| last < self.valid_from)
        {
            problems.push(OverrideProblem::EndsBeforeItBegins);
        }
        problems
    }

    fn concerns(&self, question: Question) -> bool {
        self.category == question.category()
            && self.model.is_none_or(|model| model == question.model())
            && self
                .inquirer
                .is_none_or(|inquirer| inquirer == question.inquirer())
    }

    /// Its answer to a question. Whom to address first follows from who is responsible.
    pub(super) fn answer(&self, question: Question) -> Answer {
        let first = first_point_of_contact(question, self.responsible);
        Answer {
            responsible: self.responsible,
            first,
            basis: self.basis,
        }
    }
}

/// The override that holds for a question on a day: the most specific subject first, then one made
/// for this inquirer, for this model, then the latest.
pub(super) fn in_force(
    overrides: &[Override],
    question: Question,
    on: NaiveDate,
) -> Option<&Override> {
    overrides
        .iter()
        .filter(|candidate| {
            let terms = &candidate.terms;
            terms.concerns(question)
                && terms.valid_from <= on
                && terms.valid_through.is_none_or(|last| on <= last)
        })
        .max_by_key(|candidate| {
            let terms = &candidate.terms;
            (
                terms.subject.specificity(),
                terms.inquirer.is_some(),
                terms.model.is_some(),
                terms.valid_from,
                candidate.id,
            )
        })
}
