//! What can be done to offers, a file per deed.

mod add_offer;
mod change_offer;
mod move_offer;
mod restore_offer;
mod retire_offer;

pub use add_offer::{OfferToAdd, add_offer};
pub use change_offer::change_offer;
pub use move_offer::move_offer;
pub use restore_offer::restore_offer;
pub use retire_offer::retire_offer;

use super::refusal::{Denied, Refused, allow, latest, not_found};
use super::seen::Seen;
use crate::domain::actor::{Actor, Permission, Realm};
use crate::domain::change::Cause;
use crate::domain::flaw::Flaws;
use crate::domain::offer::{MarketplaceId, Offer, OfferKey, OfferProblem};
use crate::domain::publisher::{Publisher, PublisherKey};
use crate::store::{self, Change};

/// The offer that was seen: it is there, this actor may keep it, and it is still what they saw.
async fn seen(
    change: &Change,
    cause: &Cause,
    seen: Seen<Offer>,
    flaws: &mut Flaws<OfferProblem>,
) -> Result<Offer, Refused<Offer, OfferProblem>> {
    let Some(kept) = change.offer(&OfferKey::Id(seen.id)).await? else {
        return Err(not_found(std::mem::take(flaws)));
    };
    may_keep_offers_of(&cause.actor, &kept.publisher)?;
    latest(&kept, kept.version, seen.version)?;
    Ok(kept)
}

fn may_keep_offers_of(actor: &Actor, publisher: &Publisher) -> Result<(), Denied> {
    let realm = Realm::Publisher(&publisher.publisher_id);
    allow(actor, Permission::Administer, realm)
}

/// The publisher that is to have an offer: it is there, it is in the lists, and this actor may keep it. `None`
/// as a key is one that nothing can have.
async fn publisher_to_be(
    change: &Change,
    cause: &Cause,
    key: Option<&PublisherKey>,
    flaws: &mut Flaws<OfferProblem>,
) -> Result<Option<Publisher>, Refused<Offer, OfferProblem>> {
    let found = match key {
        Some(key) => change.publisher(key).await?,
        None => None,
    };
    match &found {
        None => flaws.push("publisher", OfferProblem::PublisherNotFound),
        Some(publisher) => {
            may_keep_offers_of(&cause.actor, publisher)?;
            if publisher.retired_at.is_some() {
                flaws.push("publisher", OfferProblem::PublisherRetired);
            }
        }
    }
    Ok(found)
}

/// Whether an offer has this marketplace id today: one that an offer had before it moved away is free.
async fn is_taken(change: &Change, id: MarketplaceId) -> store::Result<bool> {
    let found = change.offer(&OfferKey::Marketplace(id.clone())).await?;
    Ok(found.is_some_and(|offer| offer.marketplace_id() == id))
}
