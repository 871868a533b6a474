//! The matrix: what the rules say when nothing but the question, or the question and an offer, is known.

use std::sync::Arc;

use chrono::NaiveDate;

use super::{Unanswered, edition_on};
use crate::domain::inquiry::{Inquirer, InquiryCategory, PartnerModel, Question};
use crate::domain::offer::Offer;
use crate::domain::responsibility::{self, Case, Decision, Edition, OfferCase, Sellers};
use crate::store::{Standing, Store};

/// What is decided for a question when nothing but the question is known.
#[derive(Clone, Debug)]
pub struct Stated {
    /// The question.
    pub question: Question,
    /// What was decided.
    pub decision: Decision,
    /// The edition in force.
    pub edition: Arc<Edition>,
}

/// Which questions of the matrix are wanted; what is absent does not narrow.
#[derive(Clone, Copy, Debug, Default)]
pub struct MatrixFilter {
    /// In this model.
    pub model: Option<PartnerModel>,
    /// Asked by this inquirer.
    pub inquirer: Option<Inquirer>,
    /// About this.
    pub category: Option<InquiryCategory>,
}

impl MatrixFilter {
    fn lets_through(self, question: Question) -> bool {
        self.model.is_none_or(|model| model == question.model())
            && self
                .inquirer
                .is_none_or(|inquirer| inquirer == question.inquirer())
            && self
                .category
                .is_none_or(|category| category == question.category())
    }
}

/// The answers to all questions that a filter lets through, for no offer and no partner in particular.
pub async fn matrix(
    store: &Store,
    filter: MatrixFilter,
    on: NaiveDate,
) -> Result<Vec<Stated>, Unanswered> {
    if let (Some(model), Some(inquirer)) = (filter.model, filter.inquirer) {
        Question::new(InquiryCategory::Other, model, inquirer)
            .map_err(Unanswered::InquirerNotInModel)?;
    }
    let standing = store.standing(&[]).await?;
    stated(&standing, None, on, |question| {
        filter.lets_through(question)
    })
}

/// The answers that an offer gives to everything one inquirer can ask in a model.
pub fn of_offer(
    standing: &Standing,
    offer: &Offer,
    model: PartnerModel,
    inquirer: Inquirer,
    on: NaiveDate,
) -> Result<Vec<Stated>, Unanswered> {
    Question::new(InquiryCategory::Other, model, inquirer)
        .map_err(Unanswered::InquirerNotInModel)?;
    stated(standing, Some(offer), on, |question| {
        question.model() == model && question.inquirer() == inquirer
    })
}

fn stated(
    standing: &Standing,
    offer: Option<&Offer>,
    on: NaiveDate,
    wanted: impl Fn(Question) -> bool,
) -> Result<Vec<Stated>, Unanswered> {
    let (edition, rules) = edition_on(&standing.policy, on)?;
    let edition = Arc::new(edition.clone());
    let sellers = Sellers::default();
    let decide = |question| {
        let case = Case {
            question,
            on,
            cell: rules.cell(question),
            overrides: &standing.overrides,
            offer: offer.map(OfferCase::from),
            sellers: &sellers,
            splits: &[],
            reseller_decides: false,
        };
        Stated {
            question,
            decision: responsibility::decide(&case),
            edition: Arc::clone(&edition),
        }
    };
    Ok(Question::all()
        .filter(|&question| wanted(question))
        .map(decide)
        .collect())
}
