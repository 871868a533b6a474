//! Retiring a publisher: it leaves the lists, and its offers with it.

use super::seen;
use crate::actions::refusal::{Outcome, admit, note_flaws, sound};
use crate::actions::seen::Seen;
use crate::domain::actor::Permission;
use crate::domain::change::{Cause, ChangeNote, Deed};
use crate::domain::publisher::{Publisher, PublisherProblem};
use crate::store::Store;

/// Takes a publisher and its offers out of the lists. All of them can still be looked up.
pub async fn retire_publisher(
    store: &Store,
    cause: &Cause,
    publisher: Seen<Publisher>,
) -> Outcome<Publisher, PublisherProblem> {
    admit(&cause.actor, Permission::Administer)?;
    let mut flaws = note_flaws(cause);
    let change = store.change().await?;
    let kept = seen(&change, cause, publisher, &mut flaws).await?;
    if let Some(problem) = kept.out_of_use() {
        flaws.push("id", problem);
    }
    sound(flaws)?;

    let retired = change.retire_publisher(&kept).await?;
    let note = ChangeNote::of(Deed::Retired, &kept, &retired);
    change.record(cause, vec![note]).await?;
    change.keep().await?;
    Ok(retired)
}
