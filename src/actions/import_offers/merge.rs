//! What a thing is after an import: what the file says, and what was kept where the file is silent.

use crate::domain::contact::ContactDetails;
use crate::domain::offer::{ListingState, OfferFacts, ResaleState};

/// The facts of an offer after an import.
pub(super) fn facts(kept: &OfferFacts, told: &OfferFacts) -> OfferFacts {
    let mut translations = kept.translations.clone();
    translations.extend(told.translations.clone());
    OfferFacts {
        title: told.title.clone(),
        summary: told.summary.clone().or_else(|| kept.summary.clone()),
        translations,
        offer_type: told.offer_type,
        resale: match told.resale {
            ResaleState::Unknown => kept.resale,
            ResaleState::All | ResaleState::Some | ResaleState::None => told.resale,
        },
        listing: match told.listing {
            ListingState::Unknown => kept.listing,
            ListingState::Published | ListingState::NotPublished => told.listing,
        },
        website: told.website.clone().or_else(|| kept.website.clone()),
        categories: if told.categories.is_empty() {
            kept.categories.clone()
        } else {
            told.categories.clone()
        },
    }
}

/// The details of a contact after an import.
pub(super) fn details(kept: &ContactDetails, told: &ContactDetails) -> ContactDetails {
    ContactDetails {
        name: told.name.clone(),
        email: told.email.clone().or_else(|| kept.email.clone()),
        phone: told.phone.clone().or_else(|| kept.phone.clone()),
        url: told.url.clone().or_else(|| kept.url.clone()),
        languages: if told.languages.is_empty() {
            kept.languages.clone()
        } else {
            told.languages.clone()
        },
        hours: told.hours.clone().or_else(|| kept.hours.clone()),
        time_zone: told.time_zone.clone().or_else(|| kept.time_zone.clone()),
    }
}
