//! Changing what is known of a contact.

use super::add_contact::others_of;
use super::seen;
use crate::actions::refusal::{Outcome, Refused, admit, note_flaws};
use crate::actions::seen::Seen;
use crate::domain::actor::Permission;
use crate::domain::change::{Cause, ChangeNote};
use crate::domain::contact::{Contact, ContactChanges, ContactDetails, ContactProblem, WrittenBy};
use crate::store::Store;

/// Changes a contact of an owner that is not retired. With other channels it becomes one that nobody has tried yet; changes that change
/// nothing leave it, and its version, as they are.
pub async fn change_contact(
    store: &Store,
    cause: &Cause,
    contact: Seen<Contact>,
    changes: ContactChanges,
) -> Outcome<Contact, ContactProblem> {
    admit(&cause.actor, Permission::EditContacts)?;
    let mut flaws = note_flaws(cause);
    let change = store.change().await?;
    let (kept, owner) = seen(
        &change,
        cause,
        Permission::EditContacts,
        contact,
        &mut flaws,
    )
    .await?;
    if owner.is_retired() {
        flaws.push("id", ContactProblem::OwnerRetired);
    }
    let checked = ContactDetails::check(changes.applied_to(&kept.details));
    let details = flaws.take(checked.map_err(|flaws| flaws.inside("changes")));
    let (Some(details), true) = (details, flaws.is_empty()) else {
        return Err(Refused::Flawed(flaws));
    };
    if details == kept.details {
        return Ok(kept);
    }

    let is_same = |other: &Contact| {
        other.id != kept.id
            && other.contact_type == kept.contact_type
            && other.details.fingerprint() == details.fingerprint()
    };
    if others_of(&change, kept.owner).await?.iter().any(is_same) {
        flaws.push("changes", ContactProblem::AlreadyListed);
        return Err(Refused::Flawed(flaws));
    }
    let changed = change
        .change_contact(&kept, details, WrittenBy::Person)
        .await?;
    let note = ChangeNote::changed(&kept, &changed);
    change.record(cause, vec![note]).await?;
    change.keep().await?;
    Ok(changed)
}
