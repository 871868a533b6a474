//! Retiring an offer: it leaves the lists.

use super::seen;
use crate::actions::refusal::{Outcome, admit, note_flaws, sound};
use crate::actions::seen::Seen;
use crate::domain::actor::Permission;
use crate::domain::change::{Cause, ChangeNote, Deed};
use crate::domain::offer::{Offer, OfferProblem};
use crate::store::Store;

/// Takes an offer out of the lists. It can still be looked up.
pub async fn retire_offer(
    store: &Store,
    cause: &Cause,
    offer: Seen<Offer>,
) -> Outcome<Offer, OfferProblem> {
    admit(&cause.actor, Permission::Administer)?;
    let mut flaws = note_flaws(cause);
    let change = store.change().await?;
    let kept = seen(&change, cause, offer, &mut flaws).await?;
    if kept.retired_at.is_some() {
        flaws.push("id", OfferProblem::Retired);
    }
    sound(flaws)?;

    let retired = change.retire_offer(&kept).await?;
    let note = ChangeNote::of(Deed::Retired, &kept, &retired);
    change.record(cause, vec![note]).await?;
    change.keep().await?;
    Ok(retired)
}
