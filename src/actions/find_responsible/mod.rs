//! Answering the question: who is responsible for an inquiry, and whom to reach.
//!
//! Facts are gathered first and decided after; nothing is read half-way through the decision.

mod gather;
mod matrix;

pub use matrix::{MatrixFilter, Stated, matrix, of_offer};

use chrono::{DateTime, NaiveDate, Utc};

use crate::domain::actor::Actor;
use crate::domain::contact::Contact;
use crate::domain::inquiry::{
    Inquirer, InquirerNotInModel, InquiryCategory, PartnerModel, Question,
};
use crate::domain::offer::{Offer, OfferKey};
use crate::domain::partner::{Partner, PartnerKey};
use crate::domain::responsibility::{
    self, Case, Decision, Edition, Gap, OfferCase, ReachFacts, RuleSet, Sellers, SellersProblem,
};
use crate::store::{Failure, Grounds, Policy, Store};

/// An inquiry, as somebody puts it.
#[derive(Clone, Debug)]
pub struct Inquiry {
    /// What it is about.
    pub category: InquiryCategory,
    /// How the partner buys and sells.
    pub model: PartnerModel,
    /// Who asks.
    pub inquirer: Inquirer,
    /// The offer, if one is named.
    pub offer: Option<OfferKey>,
    /// The partner, if one is named.
    pub partner: Option<PartnerKey>,
    /// The provider of a reseller that has several.
    pub provider: Option<PartnerKey>,
    /// The day for which it is asked.
    pub on: NaiveDate,
    /// Contacts that were verified before this are doubtful.
    pub fresh_since: DateTime<Utc>,
}

/// Who is responsible for an inquiry, and whom to reach.
#[derive(Clone, Debug)]
pub struct Answered {
    /// What was asked.
    pub question: Question,
    /// What was decided.
    pub decision: Decision,
    /// The edition in force.
    pub edition: Edition,
    /// The offer, if one was named.
    pub offer: Option<Offer>,
    /// The partner that was named.
    pub partner: Option<Partner>,
    /// The partners, as far as they are known.
    pub sellers: Sellers,
    /// Whom to reach now, best first.
    pub contacts: Vec<Contact>,
    /// What is missing.
    pub gaps: Vec<Gap>,
}

/// Why an inquiry has no answer.
#[derive(Debug)]
pub enum Unanswered {
    /// The model does not have this inquirer.
    InquirerNotInModel(InquirerNotInModel),
    /// The offer that was named is not there.
    OfferNotFound,
    /// The partner that was named is not there.
    PartnerNotFound,
    /// The provider that was named is not there.
    ProviderNotFound,
    /// The partners that were named cannot be the sellers in this model.
    Sellers(SellersProblem),
    /// No edition was in force yet.
    BeforeFirstEdition {
        /// When the first one begins.
        first: Option<NaiveDate>,
    },
    /// The store failed.
    Broken(Failure),
}

impl From<Failure> for Unanswered {
    fn from(failure: Failure) -> Self {
        Self::Broken(failure)
    }
}

/// Answers an inquiry.
pub async fn find_responsible(
    store: &Store,
    actor: &Actor,
    inquiry: Inquiry,
) -> Result<Answered, Unanswered> {
    let question = Question::new(inquiry.category, inquiry.model, inquiry.inquirer)
        .map_err(Unanswered::InquirerNotInModel)?;
    let (offer, of_offer) = gather::offer(store, inquiry.offer.as_ref()).await?;
    let found = gather::partners(store, &inquiry).await?;
    let (partner, sellers) = gather::sellers(&inquiry, &found.partners)?;
    let of_sellers = found.grounds.map(|found| found.of_partners(&sellers.ids()));
    let standing = match of_offer.into_iter().chain(of_sellers).reduce(Grounds::and) {
        Some(grounds) => store.standing_on(grounds).await?,
        None => store.standing(&[]).await?,
    };
    let (edition, rules) = edition_on(&standing.policy, inquiry.on)?;
    let decision = responsibility::decide(&Case {
        question,
        on: inquiry.on,
        cell: rules.cell(question),
        overrides: &standing.overrides,
        offer: offer.as_ref().map(OfferCase::from),
        sellers: &sellers,
        splits: &found.splits,
        reseller_decides: gather::reseller_decides(&sellers, &found.partners),
    });
    let readable = actor.readable_contacts();
    let (offer_contacts, partner_contacts) =
        gather::contacts(store, &readable, offer.as_ref(), &sellers).await?;
    let facts = ReachFacts {
        readable: &readable,
        publisher: offer.as_ref().map(|offer| &offer.publisher.publisher_id),
        question,
        offer_contacts: offer.is_some().then_some(offer_contacts.as_slice()),
        sellers: &sellers,
        partner_contacts: &partner_contacts,
        fresh_since: inquiry.fresh_since,
    };
    let (contacts, missing) = responsibility::contacts(&facts, &decision);
    let retired = Gap::retired(offer.as_ref(), sellers.all());
    let gaps = decision.gaps.iter().copied().chain(missing);
    let gaps = retired.into_iter().chain(gaps).collect();
    Ok(Answered {
        question,
        edition: edition.clone(),
        decision,
        offer,
        partner,
        sellers,
        contacts,
        gaps,
    })
}

fn edition_on(policy: &Policy, on: NaiveDate) -> Result<(&Edition, &RuleSet), Unanswered> {
    policy
        .in_force(on)
        .ok_or_else(|| Unanswered::BeforeFirstEdition {
            first: policy
                .editions()
                .next()
                .map(|edition| edition.facts.valid_from),
        })
}
