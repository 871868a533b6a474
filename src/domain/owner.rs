//! Owners: whom contacts, links, notices and overrides belong to.

use super::actor::Realm;
use super::contact::ContactOwner;
use super::notice::NoticeSubject;
use super::offer::{Offer, OfferKey};
use super::partner::{Partner, PartnerKey};
use super::publisher::{Publisher, PublisherKey};
use super::responsibility::OverrideSubject;

/// What an owner is looked up by.
#[derive(Clone, Debug)]
pub enum OwnerKey {
    /// An offer.
    Offer(OfferKey),
    /// A publisher.
    Publisher(PublisherKey),
    /// A partner.
    Partner(PartnerKey),
}

/// Whom something belongs to, as kept.
#[expect(
    clippy::large_enum_variant,
    reason = "a deed looks at one owner, which stays where it is"
)]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Owner {
    /// One offer.
    Offer(Offer),
    /// A publisher.
    Publisher(Publisher),
    /// A partner.
    Partner(Partner),
}

impl Owner {
    /// Whose a thing of this owner is.
    pub fn realm(&self) -> Realm<'_> {
        match self {
            Self::Offer(offer) => Realm::Publisher(&offer.publisher.publisher_id),
            Self::Publisher(publisher) => Realm::Publisher(&publisher.publisher_id),
            Self::Partner(partner) => Realm::Partner(&partner.partner_id, partner.role),
        }
    }

    /// Whether it left the lists; an offer leaves them with its publisher too.
    pub fn is_retired(&self) -> bool {
        match self {
            Self::Offer(offer) => {
                offer.retired_at.is_some() || offer.publisher.retired_at.is_some()
            }
            Self::Publisher(publisher) => publisher.retired_at.is_some(),
            Self::Partner(partner) => partner.retired_at.is_some(),
        }
    }

    /// The owner of its contacts.
    pub fn of_contacts(&self) -> ContactOwner {
        match self {
            Self::Offer(offer) => ContactOwner::Offer(offer.id),
            Self::Publisher(publisher) => ContactOwner::Publisher(publisher.id),
            Self::Partner(partner) => ContactOwner::Partner(partner.id),
        }
    }

    /// The subject of its notices; a partner has none.
    pub fn of_notices(&self) -> Option<NoticeSubject> {
        match self {
            Self::Offer(offer) => Some(NoticeSubject::Offer(offer.id)),
            Self::Publisher(publisher) => Some(NoticeSubject::Publisher(publisher.id)),
            Self::Partner(_) => None,
        }
    }

    /// The subject of overrides that are made for it.
    pub fn of_overrides(&self) -> OverrideSubject {
        match self {
            Self::Offer(offer) => OverrideSubject::Offer(offer.id),
            Self::Publisher(publisher) => OverrideSubject::Publisher(publisher.id),
            Self::Partner(partner) => OverrideSubject::Partner(partner.id),
        }
    }
}
