//! Retiring a partner.

use super::seen;
use crate::actions::refusal::{Outcome, admit, note_flaws, sound};
use crate::actions::seen::Seen;
use crate::domain::actor::Permission;
use crate::domain::change::{Cause, ChangeNote, Deed};
use crate::domain::partner::{Partner, PartnerProblem};
use crate::store::Store;

/// Takes a partner out of the lists. It stays readable by its id and in its history, and nothing can be added
/// to it; what it has stays as it is.
pub async fn retire_partner(
    store: &Store,
    cause: &Cause,
    partner: Seen<Partner>,
) -> Outcome<Partner, PartnerProblem> {
    admit(&cause.actor, Permission::Administer)?;
    let mut flaws = note_flaws(cause);
    let change = store.change().await?;
    let kept = seen(&change, partner, &mut flaws).await?;
    if kept.retired_at.is_some() {
        flaws.push("id", PartnerProblem::Retired);
    }
    sound(flaws)?;

    let retired = change.retire_partner(&kept).await?;
    let note = ChangeNote::of(Deed::Retired, &kept, &retired);
    change.record(cause, vec![note]).await?;
    change.keep().await?;
    Ok(retired)
}
