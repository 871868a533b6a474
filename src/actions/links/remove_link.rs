//! Removing a link.

use super::seen;
use crate::actions::refusal::{Outcome, admit, note_flaws, sound};
use crate::actions::seen::Seen;
use crate::domain::actor::Permission;
use crate::domain::change::{Cause, ChangeNote};
use crate::domain::link::{LinkProblem, ResourceLink};
use crate::store::Store;

/// Takes a link out of the directory, also one of a retired offer; what it was stays in the history.
pub async fn remove_link(
    store: &Store,
    cause: &Cause,
    link: Seen<ResourceLink>,
) -> Outcome<ResourceLink, LinkProblem> {
    admit(&cause.actor, Permission::EditLinks)?;
    let mut flaws = note_flaws(cause);
    let change = store.change().await?;
    let (kept, _) = seen(&change, cause, link, &mut flaws).await?;
    sound(flaws)?;

    change.remove_link(&kept).await?;
    let note = ChangeNote::removed(&kept);
    change.record(cause, vec![note]).await?;
    change.keep().await?;
    Ok(kept)
}
