//! Reporting a contact: somebody could not reach it.

use super::seen;
use super::verify_contact::found;
use crate::actions::refusal::{Outcome, Refused, admit, note_flaws};
use crate::actions::seen::Seen;
use crate::domain::actor::Permission;
use crate::domain::change::{Cause, ChangeNote, Deed};
use crate::domain::contact::{Contact, ContactProblem, VerificationState, check_reason};
use crate::store::Store;

/// Writes down that a contact does not work, and what is wrong with it, until somebody looks after it.
/// A contact that is known to be dead is not reported any more.
pub async fn report_contact(
    store: &Store,
    cause: &Cause,
    contact: Seen<Contact>,
    reason: &str,
) -> Outcome<Contact, ContactProblem> {
    admit(&cause.actor, Permission::ReportContacts)?;
    let mut flaws = note_flaws(cause);
    let change = store.change().await?;
    let (kept, _) = seen(
        &change,
        cause,
        Permission::ReportContacts,
        contact,
        &mut flaws,
    )
    .await?;
    let reason = flaws.take(check_reason(reason));
    if kept.verification.state == VerificationState::Dead {
        flaws.push("id", ContactProblem::AlreadyDead);
    }
    let (Some(reason), true) = (reason, flaws.is_empty()) else {
        return Err(Refused::Flawed(flaws));
    };

    let bad = found(cause, VerificationState::ReportedBad, Some(reason));
    let reported = change.judge_contact(&kept, bad).await?;
    let note = ChangeNote::of(Deed::Reported, &kept, &reported);
    change.record(cause, vec![note]).await?;
    change.keep().await?;
    Ok(reported)
}
