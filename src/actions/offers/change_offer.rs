//! Changing what is known of an offer.

use super::seen;
use crate::actions::refusal::{Outcome, Refused, admit, note_flaws};
use crate::actions::seen::Seen;
use crate::domain::actor::Permission;
use crate::domain::change::{Cause, ChangeNote};
use crate::domain::offer::{Offer, OfferChanges, OfferFacts, OfferProblem};
use crate::store::Store;

/// Changes an offer, also in the words it is found by. Changes that change nothing leave it, and its version,
/// as they are.
pub async fn change_offer(
    store: &Store,
    cause: &Cause,
    offer: Seen<Offer>,
    changes: OfferChanges,
) -> Outcome<Offer, OfferProblem> {
    admit(&cause.actor, Permission::Administer)?;
    let mut flaws = note_flaws(cause);
    let change = store.change().await?;
    let kept = seen(&change, cause, offer, &mut flaws).await?;
    if let Some(problem) = kept.out_of_use() {
        flaws.push("id", problem);
    }
    let checked = OfferFacts::check(changes.applied_to(&kept.facts));
    let facts = flaws.take(checked.map_err(|flaws| flaws.inside("changes")));
    let (Some(facts), true) = (facts, flaws.is_empty()) else {
        return Err(Refused::Flawed(flaws));
    };
    if facts == kept.facts {
        return Ok(kept);
    }

    let changed = change.change_offer(&kept, facts).await?;
    let note = ChangeNote::changed(&kept, &changed);
    change.record(cause, vec![note]).await?;
    change.keep().await?;
    Ok(changed)
}
