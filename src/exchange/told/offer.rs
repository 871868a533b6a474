//! Offers as files describe them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::PublisherDraft;
use crate::domain::contact::{ContactType, Verification};
use crate::domain::language::Language;
use crate::domain::link::LinkTarget;
use crate::domain::offer::{ListingState, MarketplaceId, OfferId, OfferType, ResaleState, Wording};
use crate::exchange::place::Place;

/// An offer as a file describes it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfferDraft {
    /// Where its rows are, in order; at least one place.
    pub places: Vec<Place>,
    /// Who publishes it.
    pub publisher: PublisherDraft,
    /// Its id at its publisher.
    pub offer_id: OfferId,
    /// How much of the offer is told.
    pub telling: Telling,
    /// What the file tells of it.
    pub facts: ToldFacts,
    /// Its own contacts; each has a channel.
    pub contacts: Vec<ToldContact>,
    /// The pages about it.
    pub links: Vec<LinkTarget>,
}

/// How much of an offer is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Telling {
    /// The offer itself: one that the directory does not have is added.
    Offer,
    /// Only something that belongs to it, such as a contact: the directory or another row of the file
    /// has to know the offer.
    Part,
}

/// What a file tells of an offer itself. What is absent, unknown or empty it does not tell.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ToldFacts {
    /// Its title.
    pub title: Option<String>,
    /// What it does, in a sentence or two.
    pub summary: Option<String>,
    /// Title and summary in further languages.
    pub translations: BTreeMap<Language, Wording>,
    /// What kind of offer it is.
    pub offer_type: Option<OfferType>,
    /// Whether it is sold through the CSP program.
    pub resale: Option<ResaleState>,
    /// Whether the marketplace shows it.
    pub listing: Option<ListingState>,
    /// The product's own page.
    pub website: Option<String>,
    /// What it is filed under.
    pub categories: Vec<String>,
    /// Whether it left the lists.
    pub is_retired: Option<bool>,
    /// Ids that it had before it moved.
    pub former_ids: Vec<MarketplaceId>,
}

/// What a file tells of a contact. What is absent it does not tell.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct ToldContact {
    /// What it is for.
    pub contact_type: ContactType,
    /// Whether the file has a list of such contacts, of which it is one. If not, it has one place for a
    /// contact of this type, and what it tells there twice is told of one contact.
    pub is_listed: bool,
    /// What it is called.
    pub name: Option<String>,
    /// Where to write.
    pub email: Option<String>,
    /// Where to call.
    pub phone: Option<String>,
    /// The page to go to.
    pub url: Option<String>,
    /// The languages spoken there.
    pub languages: Vec<Language>,
    /// When somebody is there.
    pub hours: Option<String>,
    /// The time zone of the hours.
    pub time_zone: Option<String>,
    /// Whether it is known to work.
    pub verification: Option<Verification>,
    /// Whether a person wrote it, and no import.
    pub is_typed: bool,
}

impl ToldContact {
    /// A contact of a type of which nothing is told yet, from a format with one place for it.
    pub fn of(contact_type: ContactType) -> Self {
        Self {
            contact_type,
            is_listed: false,
            name: None,
            email: None,
            phone: None,
            url: None,
            languages: Vec::new(),
            hours: None,
            time_zone: None,
            verification: None,
            is_typed: false,
        }
    }

    /// Whether there is any way to reach it.
    pub fn has_channel(&self) -> bool {
        self.email.is_some() || self.phone.is_some() || self.url.is_some()
    }
}

impl OfferDraft {
    /// Where it is told of first; remarks about the offer carry it.
    pub fn place(&self) -> &Place {
        self.places.first().unwrap_or(&Place::FILE)
    }

    /// The id it has in the marketplace.
    pub fn marketplace_id(&self) -> MarketplaceId {
        MarketplaceId {
            publisher_id: self.publisher.id.clone(),
            offer_id: self.offer_id.clone(),
        }
    }
}
