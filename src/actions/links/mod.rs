//! What can be done to links, a file per deed.

mod add_link;
mod change_link;
mod remove_link;

pub use add_link::{LinkToAdd, add_link};
pub use change_link::change_link;
pub use remove_link::remove_link;

use super::refusal::{Refused, allow, latest, not_found};
use super::seen::Seen;
use crate::domain::Id;
use crate::domain::actor::{Permission, Realm};
use crate::domain::change::Cause;
use crate::domain::flaw::Flaws;
use crate::domain::link::{LinkProblem, ResourceLink};
use crate::domain::offer::{Offer, OfferKey};
use crate::store::{self, Change};

/// The link that was seen, and its offer: it is there, this actor may keep it, and it is still what they saw.
async fn seen(
    change: &Change,
    cause: &Cause,
    seen: Seen<ResourceLink>,
    flaws: &mut Flaws<LinkProblem>,
) -> Result<(ResourceLink, Offer), Refused<ResourceLink, LinkProblem>> {
    let Some(kept) = change.link(seen.id).await? else {
        return Err(not_found(std::mem::take(flaws)));
    };
    let Some(offer) = change.offer(&OfferKey::Id(kept.offer)).await? else {
        return Err(not_found(std::mem::take(flaws)));
    };
    let realm = Realm::Publisher(&offer.publisher.publisher_id);
    allow(&cause.actor, Permission::EditLinks, realm)?;
    latest(&kept, kept.version, seen.version)?;
    Ok((kept, offer))
}

/// What keeps the links of an offer from being added to and changed.
fn out_of_use(offer: &Offer) -> Option<LinkProblem> {
    if offer.retired_at.is_some() {
        Some(LinkProblem::OfferRetired)
    } else {
        let publisher = &offer.publisher;
        publisher.retired_at.map(|_| LinkProblem::PublisherRetired)
    }
}

/// All links of an offer.
async fn others_of(change: &Change, offer: Id<Offer>) -> store::Result<Vec<ResourceLink>> {
    let mut found = change.links_of(&[offer]).await?;
    Ok(found.remove(&offer).unwrap_or_default())
}
