//! Finding whom something belongs to, or is to belong to.

use crate::domain::contact::ContactOwner;
use crate::domain::offer::OfferKey;
use crate::domain::owner::{Owner, OwnerKey};
use crate::domain::partner::PartnerKey;
use crate::domain::publisher::PublisherKey;
use crate::store::{Change, Result};

/// The owner that a key finds.
pub(super) async fn owner(change: &Change, key: &OwnerKey) -> Result<Option<Owner>> {
    Ok(match key {
        OwnerKey::Offer(key) => change.offer(key).await?.map(Owner::Offer),
        OwnerKey::Publisher(key) => change.publisher(key).await?.map(Owner::Publisher),
        OwnerKey::Partner(key) => change.partner(key).await?.map(Owner::Partner),
    })
}

/// The owner of a contact.
pub(super) async fn owner_of(change: &Change, owner_id: ContactOwner) -> Result<Option<Owner>> {
    let key = match owner_id {
        ContactOwner::Offer(id) => OwnerKey::Offer(OfferKey::Id(id)),
        ContactOwner::Publisher(id) => OwnerKey::Publisher(PublisherKey::Id(id)),
        ContactOwner::Partner(id) => OwnerKey::Partner(PartnerKey::Id(id)),
    };
    owner(change, &key).await
}
