//! Changing what is known of a publisher.

use super::seen;
use crate::actions::refusal::{Outcome, Refused, admit, note_flaws};
use crate::actions::seen::Seen;
use crate::domain::actor::Permission;
use crate::domain::change::{Cause, ChangeNote};
use crate::domain::publisher::{NewPublisher, Publisher, PublisherChanges, PublisherProblem};
use crate::store::Store;

/// Changes a publisher, also in the words that it and its offers are found by. Changes that change nothing
/// leave it, and its version, as they are.
pub async fn change_publisher(
    store: &Store,
    cause: &Cause,
    publisher: Seen<Publisher>,
    changes: PublisherChanges,
) -> Outcome<Publisher, PublisherProblem> {
    admit(&cause.actor, Permission::Administer)?;
    let mut flaws = note_flaws(cause);
    let change = store.change().await?;
    let kept = seen(&change, cause, publisher, &mut flaws).await?;
    if let Some(problem) = kept.out_of_use() {
        flaws.push("id", problem);
    }
    let checked = NewPublisher::check(&changes.applied_to(&kept));
    let new = flaws.take(checked.map_err(|flaws| flaws.inside("changes")));
    let (Some(new), true) = (new, flaws.is_empty()) else {
        return Err(Refused::Flawed(flaws));
    };
    if (&new.name, new.is_first_party) == (&kept.name, kept.is_first_party) {
        return Ok(kept);
    }

    let changed = change
        .rename_publisher(&kept, &new.name, new.is_first_party)
        .await?;
    let note = ChangeNote::changed(&kept, &changed);
    change.record(cause, vec![note]).await?;
    change.keep().await?;
    Ok(changed)
}
