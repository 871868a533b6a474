//! What things are looked up by: an id of this directory, or the id people know.

use async_graphql::{ID, OneofObject};

use crate::domain::offer::{MarketplaceId, OfferKey};
use crate::domain::owner::OwnerKey;
use crate::domain::partner::{PartnerId, PartnerKey};
use crate::domain::publisher::{PublisherId, PublisherKey};
use crate::graphql::context::Answer;
use crate::graphql::node::local;

/// Which offer: exactly one of these.
#[derive(OneofObject, Clone)]
pub(in crate::graphql) enum OfferBy {
    /// Its id in this directory.
    Id(ID),
    /// Its id in the marketplace: publisher id, dot, offer id, such as `contoso.backup`. Case does not matter.
    /// One that it had before it moved, or before its publisher became one with another, still finds it.
    MarketplaceId(String),
}

/// Which publisher: exactly one of these.
#[derive(OneofObject, Clone)]
pub(in crate::graphql) enum PublisherBy {
    /// Its id in this directory; that of one that became one with another finds the other.
    Id(ID),
    /// Its id in the marketplace, such as `contoso`. Case does not matter. That of one that became one with
    /// another finds the other.
    PublisherId(String),
}

/// Which partner: exactly one of these.
#[derive(OneofObject, Clone)]
pub(in crate::graphql) enum PartnerBy {
    /// Its id in this directory.
    Id(ID),
    /// Its Microsoft PartnerID (also MPN ID): digits.
    PartnerId(String),
}

/// Whom a contact belongs to: exactly one of these.
#[derive(OneofObject, Clone)]
pub(in crate::graphql) enum ContactOwnerBy {
    /// An offer.
    Offer(OfferBy),
    /// A publisher; its contacts count for all its offers without a contact of the type of their own.
    Publisher(PublisherBy),
    /// A partner.
    Partner(PartnerBy),
}

/// What an override is made for: exactly one of these.
#[derive(OneofObject, Clone)]
pub(in crate::graphql) enum OverrideSubjectBy {
    /// One offer.
    Offer(OfferBy),
    /// A publisher, with all its offers.
    Publisher(PublisherBy),
    /// A partner, with all that it sells.
    Partner(PartnerBy),
}

/// What a service notice is about: exactly one of these.
#[derive(OneofObject, Clone)]
pub(in crate::graphql) enum NoticeAboutBy {
    /// One offer.
    Offer(OfferBy),
    /// A publisher, with all its offers.
    Publisher(PublisherBy),
}

/// A key, or the certainty that nothing can have it: a text that is no human key names nothing.
pub(in crate::graphql) enum Sought<K> {
    /// Look for this.
    Key(K),
    /// Nothing has such a key.
    Nothing,
}

impl<K> Sought<K> {
    fn of(key: Option<K>) -> Self {
        key.map_or(Self::Nothing, Self::Key)
    }
}

impl<K> Sought<K> {
    /// The key, if anything can have it.
    pub(in crate::graphql) fn key(self) -> Option<K> {
        match self {
            Self::Key(key) => Some(key),
            Self::Nothing => None,
        }
    }
}

impl ContactOwnerBy {
    /// The owner to look for; `None` when nothing can have the key.
    pub(in crate::graphql) fn sought(&self) -> Answer<Option<OwnerKey>> {
        Ok(match self {
            Self::Offer(by) => by.sought()?.key().map(OwnerKey::Offer),
            Self::Publisher(by) => by.sought()?.key().map(OwnerKey::Publisher),
            Self::Partner(by) => by.sought()?.key().map(OwnerKey::Partner),
        })
    }
}

impl OverrideSubjectBy {
    /// The subject to look for; `None` when nothing can have the key.
    pub(in crate::graphql) fn sought(&self) -> Answer<Option<OwnerKey>> {
        Ok(match self {
            Self::Offer(by) => by.sought()?.key().map(OwnerKey::Offer),
            Self::Publisher(by) => by.sought()?.key().map(OwnerKey::Publisher),
            Self::Partner(by) => by.sought()?.key().map(OwnerKey::Partner),
        })
    }
}

impl NoticeAboutBy {
    /// What to look for; `None` when nothing can have the key.
    pub(in crate::graphql) fn sought(&self) -> Answer<Option<OwnerKey>> {
        Ok(match self {
            Self::Offer(by) => by.sought()?.key().map(OwnerKey::Offer),
            Self::Publisher(by) => by.sought()?.key().map(OwnerKey::Publisher),
        })
    }
}

impl OfferBy {
    /// The key to look for.
    pub(in crate::graphql) fn sought(&self) -> Answer<Sought<OfferKey>> {
        Ok(match self {
            Self::Id(id) => Sought::Key(OfferKey::Id(local(id)?)),
            Self::MarketplaceId(text) => {
                Sought::of(MarketplaceId::parse(text).map(OfferKey::Marketplace))
            }
        })
    }
}

impl PublisherBy {
    /// The key to look for.
    pub(in crate::graphql) fn sought(&self) -> Answer<Sought<PublisherKey>> {
        Ok(match self {
            Self::Id(id) => Sought::Key(PublisherKey::Id(local(id)?)),
            Self::PublisherId(text) => {
                Sought::of(PublisherId::parse(text).map(PublisherKey::Marketplace))
            }
        })
    }
}

impl PartnerBy {
    /// The key to look for.
    pub(in crate::graphql) fn sought(&self) -> Answer<Sought<PartnerKey>> {
        Ok(match self {
            Self::Id(id) => Sought::Key(PartnerKey::Id(local(id)?)),
            Self::PartnerId(text) => Sought::of(PartnerId::parse(text).map(PartnerKey::Partner)),
        })
    }
}
