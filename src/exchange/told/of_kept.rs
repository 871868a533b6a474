//! What the directory tells of what it keeps: all but its own ids, versions and times of change. What is not on
//! record is not told.

use super::{
    OfferDraft, PublisherDraft, Subject, Telling, ToldContact, ToldFacts, ToldNotice, ToldOverride,
    ToldPartner, ToldPublisher, ToldSplit, ToldTie,
};
use crate::domain::contact::{Contact, VerificationState, WrittenBy};
use crate::domain::link::ResourceLink;
use crate::domain::notice::ServiceNotice;
use crate::domain::offer::{ListingState, MarketplaceId, Offer, ResaleState};
use crate::domain::partner::{Partner, PartnerId};
use crate::domain::publisher::{Publisher, PublisherId};
use crate::domain::responsibility::{Override, Split};
use crate::exchange::place::Place;

impl ToldContact {
    /// What is told of a contact that is kept: one out of a list of them.
    pub fn of_kept(contact: &Contact) -> Self {
        let details = contact.details.clone();
        let verification = &contact.verification;
        let is_tried = verification.state != VerificationState::Never;
        Self {
            contact_type: contact.contact_type,
            is_listed: true,
            name: Some(details.name),
            email: details.email,
            phone: details.phone,
            url: details.url,
            languages: details.languages,
            hours: details.hours,
            time_zone: details.time_zone,
            verification: is_tried.then(|| verification.clone()),
            is_typed: contact.written_by == WrittenBy::Person,
        }
    }
}

fn all(contacts: &[Contact]) -> Vec<ToldContact> {
    contacts.iter().map(ToldContact::of_kept).collect()
}

impl ToldPublisher {
    /// What is told of a publisher that is kept, of whom it became one with, and of its contacts.
    pub fn of_kept(
        publisher: &Publisher,
        merged_into: Option<PublisherId>,
        contacts: &[Contact],
    ) -> Self {
        Self {
            places: vec![Place::FILE],
            publisher: named(publisher),
            is_first_party: Some(publisher.is_first_party),
            is_retired: publisher.retired_at.map(|_| true),
            merged_into,
            contacts: all(contacts),
        }
    }
}

fn named(publisher: &Publisher) -> PublisherDraft {
    PublisherDraft::given(publisher.publisher_id.clone(), Some(publisher.name.clone()))
}

impl OfferDraft {
    /// What is told of an offer that is kept, of its contacts and links, and of the ids that it had before.
    pub fn of_kept(
        offer: &Offer,
        contacts: &[Contact],
        links: &[ResourceLink],
        former_ids: Vec<MarketplaceId>,
    ) -> Self {
        let facts = offer.facts.clone();
        let is_known = |told: &ResaleState| *told != ResaleState::Unknown;
        let is_seen = |told: &ListingState| *told != ListingState::Unknown;
        Self {
            places: vec![Place::FILE],
            publisher: named(&offer.publisher),
            offer_id: offer.offer_id.clone(),
            telling: Telling::Offer,
            facts: ToldFacts {
                title: Some(facts.title),
                summary: facts.summary,
                translations: facts.translations,
                offer_type: Some(facts.offer_type),
                resale: Some(facts.resale).filter(is_known),
                listing: Some(facts.listing).filter(is_seen),
                website: facts.website,
                categories: facts.categories,
                is_retired: offer.retired_at.map(|_| true),
                former_ids,
            },
            contacts: all(contacts),
            links: links.iter().map(|link| link.target.clone()).collect(),
        }
    }
}

impl ToldPartner {
    /// What is told of a partner that is kept, and of its contacts.
    pub fn of_kept(partner: &Partner, contacts: &[Contact]) -> Self {
        Self {
            places: vec![Place::FILE],
            partner_id: partner.partner_id.clone(),
            name: Some(partner.name.clone()),
            role: Some(partner.role),
            is_retired: partner.retired_at.map(|_| true),
            contacts: all(contacts),
        }
    }
}

impl ToldTie {
    /// What is told of a tie between two partners.
    pub fn of_kept(provider: PartnerId, reseller: PartnerId) -> Self {
        Self {
            place: Place::FILE,
            provider,
            reseller,
        }
    }
}

impl ToldSplit {
    /// What is told of a split that is kept, of a provider and, where it is for one, a reseller.
    pub fn of_kept(split: &Split, provider: PartnerId, reseller: Option<PartnerId>) -> Self {
        let terms = &split.terms;
        Self {
            place: Place::FILE,
            provider,
            reseller,
            category: terms.category,
            party: terms.party,
            valid_from: terms.valid_from,
            valid_through: terms.valid_through,
        }
    }
}

impl ToldOverride {
    /// What is told of an override that is kept, and of what it is made for.
    pub fn of_kept(kept: &Override, subject: Subject) -> Self {
        let terms = &kept.terms;
        Self {
            place: Place::FILE,
            subject,
            category: terms.category,
            model: terms.model,
            inquirer: terms.inquirer,
            responsible: terms.responsible.parties().collect(),
            basis: terms.basis,
            reason: terms.reason.clone(),
            valid_from: terms.valid_from,
            valid_through: terms.valid_through,
        }
    }
}

impl ToldNotice {
    /// What is told of a notice that is kept, and of what it is about.
    pub fn of_kept(notice: &ServiceNotice, subject: Subject) -> Self {
        Self {
            place: Place::FILE,
            subject,
            severity: notice.severity,
            text: notice.text.clone(),
            begins_at: notice.begins_at,
            ends_at: notice.ends_at,
        }
    }
}

#[cfg(test)]
mod tests;
