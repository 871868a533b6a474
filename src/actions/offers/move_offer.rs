//! Moving an offer to another publisher.

use super::{is_taken, publisher_to_be, seen};
use crate::actions::refusal::{Outcome, Refused, admit, note_flaws, unless_duplicate};
use crate::actions::seen::Seen;
use crate::domain::actor::Permission;
use crate::domain::change::{Cause, ChangeNote, Deed};
use crate::domain::offer::{MarketplaceId, Offer, OfferProblem};
use crate::domain::publisher::PublisherKey;
use crate::store::Store;

/// Gives an offer to another publisher, with its contacts, links and all that is about it. The marketplace id
/// that it had still finds it, until it is given to another offer. Where it is already, it stays as it is.
pub async fn move_offer(
    store: &Store,
    cause: &Cause,
    offer: Seen<Offer>,
    publisher: Option<PublisherKey>,
) -> Outcome<Offer, OfferProblem> {
    admit(&cause.actor, Permission::Administer)?;
    let mut flaws = note_flaws(cause);
    let change = store.change().await?;
    let kept = seen(&change, cause, offer, &mut flaws).await?;
    if let Some(problem) = kept.out_of_use() {
        flaws.push("id", problem);
    }
    let to = publisher_to_be(&change, cause, publisher.as_ref(), &mut flaws).await?;
    let to = to.filter(|to| to.id != kept.publisher.id);
    if let Some(to) = &to {
        let id = MarketplaceId {
            publisher_id: to.publisher_id.clone(),
            offer_id: kept.offer_id.clone(),
        };
        if is_taken(&change, id).await? {
            flaws.push("publisher", OfferProblem::IdTaken);
        }
    }
    if !flaws.is_empty() {
        return Err(Refused::Flawed(flaws));
    }
    let Some(to) = to else {
        return Ok(kept);
    };

    change.remember_former_id(&kept).await?;
    let moved = change.move_offers(vec![kept.clone()], &to).await;
    let moved = unless_duplicate(moved, "publisher", OfferProblem::IdTaken)?.remove(0);
    let note = ChangeNote::of(Deed::Moved, &kept, &moved);
    change.record(cause, vec![note]).await?;
    change.keep().await?;
    Ok(moved)
}
