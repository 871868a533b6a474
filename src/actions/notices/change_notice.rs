//! Changing a service notice.

use super::seen;
use crate::actions::refusal::{Outcome, Refused, admit, note_flaws};
use crate::actions::seen::Seen;
use crate::domain::actor::Permission;
use crate::domain::change::{Cause, ChangeNote};
use crate::domain::notice::{NoticeChanges, NoticeProblem, ServiceNotice};
use crate::store::Store;

/// Changes a notice, over or not, about what is not retired; changes that change nothing leave it, and its version, as they are.
pub async fn change_notice(
    store: &Store,
    cause: &Cause,
    notice: Seen<ServiceNotice>,
    changes: NoticeChanges,
) -> Outcome<ServiceNotice, NoticeProblem> {
    admit(&cause.actor, Permission::EditNotices)?;
    let mut flaws = note_flaws(cause);
    let change = store.change().await?;
    let (kept, about) = seen(&change, cause, notice, &mut flaws).await?;
    if about.is_retired() {
        flaws.push("id", NoticeProblem::AboutRetired);
    }
    let checked = changes.applied_to(&kept);
    let changed = flaws.take(checked.map_err(|flaws| flaws.inside("changes")));
    let (Some(changed), true) = (changed, flaws.is_empty()) else {
        return Err(Refused::Flawed(flaws));
    };
    if changed == kept {
        return Ok(kept);
    }

    let changed = change.change_notice(&changed).await?;
    let note = ChangeNote::changed(&kept, &changed);
    change.record(cause, vec![note]).await?;
    change.keep().await?;
    Ok(changed)
}
