//! Restoring an offer: it comes back into the lists.

use super::seen;
use crate::actions::refusal::{Outcome, admit, note_flaws, sound};
use crate::actions::seen::Seen;
use crate::domain::actor::Permission;
use crate::domain::change::{Cause, ChangeNote, Deed};
use crate::domain::offer::{Offer, OfferProblem};
use crate::store::Store;

/// Brings a retired offer back into the lists: at once, or with its publisher when that is retired too.
pub async fn restore_offer(
    store: &Store,
    cause: &Cause,
    offer: Seen<Offer>,
) -> Outcome<Offer, OfferProblem> {
    admit(&cause.actor, Permission::Administer)?;
    let mut flaws = note_flaws(cause);
    let change = store.change().await?;
    let kept = seen(&change, cause, offer, &mut flaws).await?;
    if kept.retired_at.is_none() {
        flaws.push("id", OfferProblem::NotRetired);
    }
    sound(flaws)?;

    let restored = change.restore_offer(&kept).await?;
    let note = ChangeNote::of(Deed::Restored, &kept, &restored);
    change.record(cause, vec![note]).await?;
    change.keep().await?;
    Ok(restored)
}
