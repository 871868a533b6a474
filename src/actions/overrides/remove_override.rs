//! Removing an override: the rules hold again.

use crate::actions::refusal::{Outcome, admit, latest, not_found, note_flaws, sound};
use crate::actions::seen::Seen;
use crate::domain::actor::Permission;
use crate::domain::change::{Cause, ChangeNote};
use crate::domain::responsibility::{Override, OverrideProblem};
use crate::store::Store;

/// Takes an override out of the directory; what it was stays in the history.
pub async fn remove_override(
    store: &Store,
    cause: &Cause,
    made: Seen<Override>,
) -> Outcome<Override, OverrideProblem> {
    admit(&cause.actor, Permission::Administer)?;
    let flaws = note_flaws(cause);
    let change = store.change().await?;
    let Some(kept) = change.override_by_id(made.id).await? else {
        return Err(not_found(flaws));
    };
    latest(&kept, kept.version, made.version)?;
    sound(flaws)?;

    change.remove_override(&kept).await?;
    change
        .record(cause, vec![ChangeNote::removed(&kept)])
        .await?;
    change.keep().await?;
    Ok(kept)
}
