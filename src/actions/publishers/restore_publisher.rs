//! Restoring a publisher: it comes back into the lists, and its offers with it.

use super::seen;
use crate::actions::refusal::{Outcome, admit, note_flaws, sound};
use crate::actions::seen::Seen;
use crate::domain::actor::Permission;
use crate::domain::change::{Cause, ChangeNote, Deed};
use crate::domain::publisher::{Publisher, PublisherProblem};
use crate::store::Store;

/// Brings a retired publisher back into the lists, with those of its offers that are not retired themselves.
pub async fn restore_publisher(
    store: &Store,
    cause: &Cause,
    publisher: Seen<Publisher>,
) -> Outcome<Publisher, PublisherProblem> {
    admit(&cause.actor, Permission::Administer)?;
    let mut flaws = note_flaws(cause);
    let change = store.change().await?;
    let kept = seen(&change, cause, publisher, &mut flaws).await?;
    match kept.out_of_use() {
        Some(PublisherProblem::Retired) => {}
        Some(problem) => flaws.push("id", problem),
        None => flaws.push("id", PublisherProblem::NotRetired),
    }
    sound(flaws)?;

    let restored = change.restore_publisher(&kept).await?;
    let note = ChangeNote::of(Deed::Restored, &kept, &restored);
    change.record(cause, vec![note]).await?;
    change.keep().await?;
    Ok(restored)
}
