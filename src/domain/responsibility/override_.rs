//! Overrides: answers that differ from the article's for an offer, a publisher or a partner.

use chrono::{DateTime, NaiveDate, Utc};

use super::route::first_point_of_contact;
use super::rule::{Answer, Basis, Responsible};
use crate::domain::id::{Id, Named};
use crate::domain::inquiry::{Inquirer, InquiryCategory, PartnerModel, Question};
use crate::domain::offer::Offer;
use crate::domain::partner::Partner;
use crate::domain::publisher::Publisher;

/// What an override is made for, the most specific last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
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

/// The most overrides for one subject: as many as a list of them shows.
pub const MOST_OVERRIDES: usize = 100;

/// An override, as kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Override {
    /// Its id in this directory.
    pub id: Id<Override>,
    /// What it says.
    pub terms: NewOverride,
    /// How often it was changed, from 1.
    pub version: i32,
    /// When it was last changed.
    pub updated_at: DateTime<Utc>,
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

/// The questions that an override answers.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reach {
    pub(super) category: InquiryCategory,
    pub(super) model: Option<PartnerModel>,
    pub(super) inquirer: Option<Inquirer>,
}

impl Reach {
    /// Whether this question is among them.
    fn includes(self, question: Question) -> bool {
        self.category == question.category()
            && self.model.is_none_or(|model| model == question.model())
            && self
                .inquirer
                .is_none_or(|inquirer| inquirer == question.inquirer())
    }

    /// All of them; none when the model does not have the inquirer.
    pub(super) fn questions(self) -> impl Iterator<Item = Question> {
        Question::all().filter(move |&question| self.includes(question))
    }
}

/// The answer that makes these responsible. Whom to address first follows from who is responsible.
pub(super) fn answer(question: Question, responsible: Responsible, basis: Basis) -> Answer {
    Answer {
        responsible,
        first: first_point_of_contact(question, responsible),
        basis,
    }
}

impl NewOverride {
    fn reach(&self) -> Reach {
        Reach {
            category: self.category,
            model: self.model,
            inquirer: self.inquirer,
        }
    }

    /// Its answer to a question.
    pub(super) fn answer(&self, question: Question) -> Answer {
        answer(question, self.responsible, self.basis)
    }

    /// Whether it would answer the same questions from the same day on as another one: nobody could say
    /// which of the two holds.
    pub fn repeats(&self, other: &Self) -> bool {
        let key = |terms: &Self| {
            (
                terms.subject,
                terms.category,
                terms.model,
                terms.inquirer,
                terms.valid_from,
            )
        };
        key(self) == key(other)
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
            terms.reach().includes(question)
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
