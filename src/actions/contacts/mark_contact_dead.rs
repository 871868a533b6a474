//! Marking a contact as dead: it does not work any more, and will not again.

use super::seen;
use super::verify_contact::found;
use crate::actions::refusal::{Outcome, Refused, admit, note_flaws};
use crate::actions::seen::Seen;
use crate::domain::actor::Permission;
use crate::domain::change::{Cause, ChangeNote, Deed};
use crate::domain::contact::{Contact, ContactProblem, VerificationState, check_reason};
use crate::store::Store;

/// Writes down that a contact is dead, and how that is known. It stays on file, and is said to be dead,
/// until it is changed, verified or removed.
pub async fn mark_contact_dead(
    store: &Store,
    cause: &Cause,
    contact: Seen<Contact>,
    reason: &str,
) -> Outcome<Contact, ContactProblem> {
    admit(&cause.actor, Permission::EditContacts)?;
    let mut flaws = note_flaws(cause);
    let change = store.change().await?;
    let (kept, _) = seen(
        &change,
        cause,
        Permission::EditContacts,
        contact,
        &mut flaws,
    )
    .await?;
    let reason = flaws.take(check_reason(reason));
    let (Some(reason), true) = (reason, flaws.is_empty()) else {
        return Err(Refused::Flawed(flaws));
    };

    let dead = found(cause, VerificationState::Dead, Some(reason));
    let marked = change.judge_contact(&kept, dead).await?;
    let note = ChangeNote::of(Deed::FoundDead, &kept, &marked);
    change.record(cause, vec![note]).await?;
    change.keep().await?;
    Ok(marked)
}
