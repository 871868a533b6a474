//! Answering the question: who is responsible for an inquiry, and whom to reach.
//!
//! Facts are gathered first and decided after; nothing is read half-way through the decision.

use std::sync::Arc;

use chrono::NaiveDate;

use crate::domain::actor::Actor;
use crate::domain::contact::{self, Contact, ContactOwner};
use crate::domain::inquiry::{
    Inquirer, InquirerNotInModel, InquiryCategory, PartnerModel, Party, Question,
};
use crate::domain::offer::{Offer, OfferKey};
use crate::domain::partner::{Partner, PartnerKey};
use crate::domain::responsibility::{
    self, Case, Decision, Edition, Gap, OfferCase, OverrideSubject, ReachFacts, RuleSet, Sellers,
    SellersProblem, Split,
};
use crate::store::{Failure, Grounds, NamedPartner, Policy, Standing, Store};

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
    actor: Actor,
    inquiry: Inquiry,
) -> Result<Answered, Unanswered> {
    let question = Question::new(inquiry.category, inquiry.model, inquiry.inquirer)
        .map_err(Unanswered::InquirerNotInModel)?;
    let (offer, of_offer) = find_offer(store, inquiry.offer.as_ref()).await?;
    let found = find_partners(store, &inquiry).await?;
    let (partner, sellers) = find_sellers(&inquiry, &found.partners)?;
    let standing = match of_offer
        .into_iter()
        .chain(found.grounds)
        .reduce(Grounds::and)
    {
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
        reseller_decides: reseller_decides(&sellers, &found.partners),
    });
    let (offer_contacts, partner_contacts) =
        contacts_of(store, actor, offer.as_ref(), &sellers).await?;
    let facts = ReachFacts {
        actor,
        question,
        offer_contacts: offer.is_some().then_some(offer_contacts.as_slice()),
        sellers: &sellers,
        partner_contacts: &partner_contacts,
    };
    let (contacts, missing) = responsibility::contacts(&facts, &decision);
    let gaps = decision.gaps.iter().copied().chain(missing).collect();
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

/// What overrides of an offer can be made for.
pub fn offer_subjects(offer: &Offer) -> [OverrideSubject; 2] {
    [
        OverrideSubject::Offer(offer.id),
        OverrideSubject::Publisher(offer.publisher.id),
    ]
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

async fn find_offer(
    store: &Store,
    key: Option<&OfferKey>,
) -> Result<(Option<Offer>, Option<Grounds>), Unanswered> {
    let Some(key) = key else {
        return Ok((None, None));
    };
    let (offer, grounds) = store
        .offer_in_question(key)
        .await?
        .ok_or(Unanswered::OfferNotFound)?;
    Ok((Some(offer), Some(grounds)))
}

/// The partners that the inquiry names, and what they put on record.
#[derive(Default)]
struct Found {
    partners: Vec<NamedPartner>,
    splits: Vec<Split>,
    grounds: Option<Grounds>,
}

async fn find_partners(store: &Store, inquiry: &Inquiry) -> Result<Found, Unanswered> {
    let (partner, provider) = (inquiry.partner.as_ref(), inquiry.provider.as_ref());
    if partner.is_none() && provider.is_none() {
        return Ok(Found::default());
    }
    let found = store
        .partners_in_question(partner, provider, inquiry.category, inquiry.on)
        .await?;
    // Nobody found, nothing stood on: the sellers will say who is missing.
    let grounds = Some(found.grounds).filter(|_| !found.partners.is_empty());
    Ok(Found {
        partners: found.partners,
        splits: found.splits,
        grounds,
    })
}

/// The partner that was named, and who the sellers are.
fn find_sellers(
    inquiry: &Inquiry,
    found: &[NamedPartner],
) -> Result<(Option<Partner>, Sellers), Unanswered> {
    let find = |key: Option<&PartnerKey>, missing| match key {
        None => Ok(None),
        Some(key) => named(found, key).map(Some).ok_or(missing),
    };
    let partner = find(inquiry.partner.as_ref(), Unanswered::PartnerNotFound)?;
    let provider = find(inquiry.provider.as_ref(), Unanswered::ProviderNotFound)?;
    let providers = found
        .iter()
        .filter(|found| found.provides)
        .map(|found| found.partner.clone());
    let sellers = Sellers::find(
        inquiry.model,
        partner.clone(),
        provider,
        providers.collect(),
    );
    Ok((partner, sellers.map_err(Unanswered::Sellers)?))
}

/// Whether the provider split the duty otherwise for single resellers, and nobody said which one sold.
fn reseller_decides(sellers: &Sellers, found: &[NamedPartner]) -> bool {
    let provider = sellers
        .partner(Party::IndirectProvider)
        .map(|provider| provider.id);
    let splits_by_reseller =
        |found: &NamedPartner| Some(found.partner.id) == provider && found.splits_by_reseller;
    sellers.partner(Party::IndirectReseller).is_none() && found.iter().any(splits_by_reseller)
}

fn named(found: &[NamedPartner], key: &PartnerKey) -> Option<Partner> {
    let is_named = |partner: &Partner| match key {
        PartnerKey::Id(id) => partner.id == *id,
        PartnerKey::Partner(id) => partner.partner_id == *id,
    };
    found
        .iter()
        .map(|found| &found.partner)
        .find(|partner| is_named(partner))
        .cloned()
}

/// The contacts that count for the offer, and those of the partners: one statement.
async fn contacts_of(
    store: &Store,
    actor: Actor,
    offer: Option<&Offer>,
    sellers: &Sellers,
) -> Result<(Vec<Contact>, Vec<Contact>), Failure> {
    let of_offer = offer.map(|offer| {
        [
            ContactOwner::Offer(offer.id),
            ContactOwner::Publisher(offer.publisher.id),
        ]
    });
    let of_partners = sellers.ids().into_iter().map(ContactOwner::Partner);
    let owners: Vec<ContactOwner> = of_offer.into_iter().flatten().chain(of_partners).collect();
    let found = store
        .contacts_of(&owners, &actor.readable_contact_types())
        .await?;
    let (partners, offers): (Vec<Contact>, Vec<Contact>) = found
        .into_values()
        .flatten()
        .partition(|contact| matches!(contact.owner, ContactOwner::Partner(_)));
    Ok((contact::effective(offers), partners))
}
