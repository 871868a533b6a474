//! Ending a service notice: what it tells of is over, will be over, or will not happen.

use chrono::{DateTime, Utc};

use super::{now, seen};
use crate::actions::refusal::{Outcome, Refused, admit, note_flaws};
use crate::actions::seen::Seen;
use crate::domain::actor::Permission;
use crate::domain::change::{Cause, ChangeNote, Deed};
use crate::domain::notice::{NoticeProblem, ServiceNotice};
use crate::store::Store;

/// Gives a notice its end: at this time, or now. Ended now, one that has not begun yet is called off; one
/// that is over already is ended no more.
pub async fn end_notice(
    store: &Store,
    cause: &Cause,
    notice: Seen<ServiceNotice>,
    ends_at: Option<DateTime<Utc>>,
) -> Outcome<ServiceNotice, NoticeProblem> {
    admit(&cause.actor, Permission::EditNotices)?;
    let mut flaws = note_flaws(cause);
    let change = store.change().await?;
    let (kept, _) = seen(&change, cause, notice, &mut flaws).await?;
    let now = now();
    if kept.is_over(now) {
        flaws.push("id", NoticeProblem::AlreadyEnded);
    }
    let ended = match ends_at {
        Some(end) => flaws.take(kept.ending_at(end)),
        None => Some(kept.ended(now)),
    };
    let (Some(ended), true) = (ended, flaws.is_empty()) else {
        return Err(Refused::Flawed(flaws));
    };

    let ended = change.change_notice(&ended).await?;
    let note = ChangeNote::of(Deed::Ended, &kept, &ended);
    change.record(cause, vec![note]).await?;
    change.keep().await?;
    Ok(ended)
}
