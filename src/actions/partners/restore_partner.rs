//! Restoring a partner that was retired.

use super::seen;
use crate::actions::refusal::{Outcome, admit, note_flaws, sound};
use crate::actions::seen::Seen;
use crate::domain::actor::Permission;
use crate::domain::change::{Cause, ChangeNote, Deed};
use crate::domain::partner::{Partner, PartnerProblem};
use crate::store::Store;

/// Brings a retired partner back into the lists, with all that it had.
pub async fn restore_partner(
    store: &Store,
    cause: &Cause,
    partner: Seen<Partner>,
) -> Outcome<Partner, PartnerProblem> {
    admit(&cause.actor, Permission::Administer)?;
    let mut flaws = note_flaws(cause);
    let change = store.change().await?;
    let kept = seen(&change, partner, &mut flaws).await?;
    if kept.retired_at.is_none() {
        flaws.push("id", PartnerProblem::NotRetired);
    }
    sound(flaws)?;

    let restored = change.restore_partner(&kept).await?;
    let note = ChangeNote::of(Deed::Restored, &kept, &restored);
    change.record(cause, vec![note]).await?;
    change.keep().await?;
    Ok(restored)
}
