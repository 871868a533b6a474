//! Removing a contact.

use super::seen;
use crate::actions::refusal::{Outcome, admit, note_flaws, sound};
use crate::actions::seen::Seen;
use crate::domain::actor::Permission;
use crate::domain::change::{Cause, ChangeNote};
use crate::domain::contact::{Contact, ContactProblem};
use crate::store::Store;

/// Takes a contact out of the directory; what it was stays in the history.
pub async fn remove_contact(
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

    change.remove_contact(&kept).await?;
    change
        .record(cause, vec![ChangeNote::removed(&kept)])
        .await?;
    change.keep().await?;
    Ok(kept)
}
