//! Verifying a contact: somebody reached it.

use chrono::{SubsecRound, Utc};

use super::seen;
use crate::actions::refusal::{Outcome, admit, note_flaws, sound};
use crate::actions::seen::Seen;
use crate::domain::actor::Permission;
use crate::domain::change::{Cause, ChangeNote, Deed};
use crate::domain::contact::{Contact, ContactProblem, Verification, VerificationState};
use crate::store::Store;

/// Writes down that a contact was reached, whatever was known of it before.
pub async fn verify_contact(
    store: &Store,
    cause: &Cause,
    contact: Seen<Contact>,
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
    sound(flaws)?;

    let verified = change.judge_contact(&kept, found(cause, VerificationState::Verified, None));
    let verified = verified.await?;
    let note = ChangeNote::of(Deed::Verified, &kept, &verified);
    change.record(cause, vec![note]).await?;
    change.keep().await?;
    Ok(verified)
}

/// What somebody found out about a contact just now.
pub(super) fn found(
    cause: &Cause,
    state: VerificationState,
    reason: Option<String>,
) -> Verification {
    Verification {
        state,
        at: Some(Utc::now().trunc_subsecs(3)),
        by: Some(cause.actor.name().to_owned()),
        reason,
    }
}
