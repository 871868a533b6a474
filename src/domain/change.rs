//! Change records: what was done to the directory, by whom, and why.

use serde_json::{Value, json};
use uuid::Uuid;

use super::contact::Contact;
use super::link::ResourceLink;
use super::offer::Offer;
use super::publisher::Publisher;

closed_set! {
    /// What was done.
    pub enum Deed {
        /// A thing came into the directory.
        Added = "ADDED",
        /// A thing was changed.
        Changed = "CHANGED",
    }
}

closed_set! {
    /// What it was done to.
    pub enum ThingKind {
        /// A publisher.
        Publisher = "PUBLISHER",
        /// An offer.
        Offer = "OFFER",
        /// A contact.
        Contact = "CONTACT",
        /// A resource link.
        ResourceLink = "RESOURCE_LINK",
        /// A partner.
        Partner = "PARTNER",
        /// An edition of the rules.
        PolicyEdition = "POLICY_EDITION",
    }
}

/// What one change did to one thing; written together with it.
#[derive(Clone, Debug, PartialEq)]
pub struct ChangeNote {
    /// What was done.
    pub deed: Deed,
    /// To what kind of thing.
    pub kind: ThingKind,
    /// To which one.
    pub key: Uuid,
    /// What it was before; absent for what was added.
    pub before: Option<Value>,
    /// What it is now.
    pub after: Option<Value>,
}

impl ChangeNote {
    /// A thing was added.
    pub fn added(thing: &impl Recorded) -> Self {
        Self::of(Deed::Added, thing, None)
    }

    /// A thing was changed.
    pub fn changed<T: Recorded>(before: &T, after: &T) -> Self {
        Self::of(Deed::Changed, after, Some(before.picture()))
    }

    fn of<T: Recorded>(deed: Deed, thing: &T, before: Option<Value>) -> Self {
        Self {
            deed,
            kind: T::THING,
            key: thing.key(),
            before,
            after: Some(thing.picture()),
        }
    }
}

/// A thing whose changes are recorded.
pub trait Recorded {
    /// What kind of thing it is.
    const THING: ThingKind;

    /// Its key.
    fn key(&self) -> Uuid;

    /// What it is at this moment, as history keeps it.
    fn picture(&self) -> Value;
}

impl Recorded for Publisher {
    const THING: ThingKind = ThingKind::Publisher;

    fn key(&self) -> Uuid {
        self.id.key()
    }

    fn picture(&self) -> Value {
        json!({
            "publisherId": self.publisher_id.as_str(),
            "name": self.name,
            "isFirstParty": self.is_first_party,
        })
    }
}

impl Recorded for Offer {
    const THING: ThingKind = ThingKind::Offer;

    fn key(&self) -> Uuid {
        self.id.key()
    }

    fn picture(&self) -> Value {
        let translations: Value = self
            .facts
            .translations
            .iter()
            .map(|(language, wording)| {
                let wording = json!({ "title": wording.title, "summary": wording.summary });
                (language.tag().to_owned(), wording)
            })
            .collect();
        json!({
            "marketplaceId": self.marketplace_id().to_string(),
            "title": self.facts.title,
            "summary": self.facts.summary,
            "translations": translations,
            "type": self.facts.offer_type.code(),
            "resale": self.facts.resale.code(),
            "listing": self.facts.listing.code(),
            "website": self.facts.website,
            "categories": self.facts.categories,
        })
    }
}

impl Recorded for Contact {
    const THING: ThingKind = ThingKind::Contact;

    fn key(&self) -> Uuid {
        self.id.key()
    }

    fn picture(&self) -> Value {
        let languages: Vec<&str> = self
            .details
            .languages
            .iter()
            .map(super::language::Language::tag)
            .collect();
        json!({
            "owner": self.owner.to_string(),
            "type": self.contact_type.code(),
            "name": self.details.name,
            "email": self.details.email,
            "phone": self.details.phone,
            "url": self.details.url,
            "languages": languages,
            "hours": self.details.hours,
            "timeZone": self.details.time_zone,
            "verification": self.verification.state.code(),
        })
    }
}

impl Recorded for ResourceLink {
    const THING: ThingKind = ThingKind::ResourceLink;

    fn key(&self) -> Uuid {
        self.id.key()
    }

    fn picture(&self) -> Value {
        json!({
            "offer": self.offer.to_string(),
            "kind": self.target.kind.code(),
            "cloud": self.target.cloud.code(),
            "url": self.target.url,
            "title": self.target.title,
        })
    }
}
