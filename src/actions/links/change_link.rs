//! Changing a link.

use super::{others_of, out_of_use, seen};
use crate::actions::refusal::{Outcome, Refused, admit, note_flaws, unless_duplicate};
use crate::actions::seen::Seen;
use crate::domain::actor::Permission;
use crate::domain::change::{Cause, ChangeNote};
use crate::domain::link::{LinkChanges, LinkProblem, LinkTarget, ResourceLink};
use crate::store::Store;

/// Changes a link. Changes that change nothing leave it, and its version, as they are.
pub async fn change_link(
    store: &Store,
    cause: &Cause,
    link: Seen<ResourceLink>,
    changes: LinkChanges,
) -> Outcome<ResourceLink, LinkProblem> {
    admit(&cause.actor, Permission::EditLinks)?;
    let mut flaws = note_flaws(cause);
    let change = store.change().await?;
    let (kept, offer) = seen(&change, cause, link, &mut flaws).await?;
    if let Some(problem) = out_of_use(&offer) {
        flaws.push("id", problem);
    }
    let checked = LinkTarget::check(changes.applied_to(&kept.target));
    let target = flaws.take(checked.map_err(|flaws| flaws.inside("changes")));
    let (Some(target), true) = (target, flaws.is_empty()) else {
        return Err(Refused::Flawed(flaws));
    };
    if target == kept.target {
        return Ok(kept);
    }

    let others = others_of(&change, kept.offer).await?;
    let is_same = |other: &ResourceLink| other.id != kept.id && other.target.is_same(&target);
    if others.iter().any(is_same) {
        flaws.push("changes", LinkProblem::AlreadyListed);
        return Err(Refused::Flawed(flaws));
    }
    let changed = change.change_link(&kept, target).await;
    let changed = unless_duplicate(changed, "changes", LinkProblem::AlreadyListed)?;
    let note = ChangeNote::changed(&kept, &changed);
    change.record(cause, vec![note]).await?;
    change.keep().await?;
    Ok(changed)
}
