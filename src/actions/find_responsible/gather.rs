//! Gathering the facts of an inquiry: what it names, and what is on record about that.

use super::{Inquiry, Unanswered};
use crate::domain::actor::ContactScope;
use crate::domain::contact::{self, Contact, ContactOwner};
use crate::domain::inquiry::Party;
use crate::domain::offer::{Offer, OfferKey};
use crate::domain::partner::{Partner, PartnerKey};
use crate::domain::responsibility::{Sellers, Split};
use crate::store::{Failure, Grounds, NamedPartner, Store};

/// The offer that the inquiry names, and what it stands on.
pub(super) async fn offer(
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
pub(super) struct Found {
    pub(super) partners: Vec<NamedPartner>,
    pub(super) splits: Vec<Split>,
    pub(super) grounds: Option<Grounds>,
}

pub(super) async fn partners(store: &Store, inquiry: &Inquiry) -> Result<Found, Unanswered> {
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
pub(super) fn sellers(
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
pub(super) fn reseller_decides(sellers: &Sellers, found: &[NamedPartner]) -> bool {
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
pub(super) async fn contacts(
    store: &Store,
    readable: &ContactScope,
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
    let found = store.contacts_of(&owners, readable).await?;
    let (partners, offers): (Vec<Contact>, Vec<Contact>) = found
        .into_values()
        .flatten()
        .partition(|contact| matches!(contact.owner, ContactOwner::Partner(_)));
    Ok((contact::effective(offers), partners))
}
