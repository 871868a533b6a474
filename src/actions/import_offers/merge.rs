//! What a thing is after an import: what the file tells, what was kept where the file is silent,
//! and a stand-in where nobody knows.

use crate::domain::contact::ContactDetails;
use crate::domain::offer::{ListingState, OfferFacts, OfferId, OfferType, ResaleState};
use crate::exchange::{ToldContact, ToldFacts};

/// The facts of an offer that comes into the directory: its id stands in for a title.
pub(super) fn new_facts(id: &OfferId, told: &ToldFacts) -> OfferFacts {
    let told = told.clone();
    OfferFacts {
        title: told.title.unwrap_or_else(|| id.as_str().to_owned()),
        summary: told.summary,
        translations: told.translations,
        offer_type: told.offer_type.unwrap_or(OfferType::Other),
        resale: told.resale.unwrap_or(ResaleState::Unknown),
        listing: told.listing.unwrap_or(ListingState::Unknown),
        website: told.website,
        categories: told.categories,
    }
}

/// The facts of an offer after an import.
pub(super) fn facts(kept: &OfferFacts, told: &ToldFacts) -> OfferFacts {
    let (mut facts, told) = (kept.clone(), told.clone());
    replace(&mut facts.title, told.title);
    replace(&mut facts.offer_type, told.offer_type);
    replace(&mut facts.resale, told.resale);
    replace(&mut facts.listing, told.listing);
    facts.summary = told.summary.or(facts.summary);
    facts.website = told.website.or(facts.website);
    facts.translations.extend(told.translations);
    if !told.categories.is_empty() {
        facts.categories = told.categories;
    }
    facts
}

/// The details of a contact that comes into the directory: its publisher's name stands in for its own.
pub(super) fn new_details(publisher: &str, told: &ToldContact) -> ContactDetails {
    let told = told.clone();
    ContactDetails {
        name: told.name.unwrap_or_else(|| publisher.to_owned()),
        email: told.email,
        phone: told.phone,
        url: told.url,
        languages: told.languages,
        hours: told.hours,
        time_zone: told.time_zone,
    }
}

/// The details of a contact after an import.
pub(super) fn details(kept: &ContactDetails, told: &ToldContact) -> ContactDetails {
    let (mut details, told) = (kept.clone(), told.clone());
    replace(&mut details.name, told.name);
    details.email = told.email.or(details.email);
    details.phone = told.phone.or(details.phone);
    details.url = told.url.or(details.url);
    details.hours = told.hours.or(details.hours);
    details.time_zone = told.time_zone.or(details.time_zone);
    if !told.languages.is_empty() {
        details.languages = told.languages;
    }
    details
}

fn replace<T>(kept: &mut T, told: Option<T>) {
    if let Some(told) = told {
        *kept = told;
    }
}
