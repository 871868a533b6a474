//! Adding a contact to an offer, a publisher or a partner.

use crate::actions::owners::owner;
use crate::actions::refusal::{Outcome, Refused, admit, allow, note_flaws};
use crate::domain::actor::{ContactScope, Permission};
use crate::domain::change::{Cause, ChangeNote};
use crate::domain::contact::{
    Contact, ContactDetails, ContactDraft, ContactOwner, ContactProblem, ContactType,
    MOST_CONTACTS, NewContact, Verification, WrittenBy,
};
use crate::domain::flaw::Flaws;
use crate::domain::owner::OwnerKey;
use crate::store::{self, Change, Store};

/// A contact that is to be added.
#[derive(Clone, Debug)]
pub struct ContactToAdd {
    /// Whom it is to belong to; absent when nothing can have the key that was given.
    pub owner: Option<OwnerKey>,
    /// What it is for.
    pub contact_type: ContactType,
    /// What is known of it.
    pub details: ContactDraft,
}

/// Adds a contact that nobody has tried yet.
pub async fn add_contact(
    store: &Store,
    cause: &Cause,
    to_add: ContactToAdd,
) -> Outcome<Contact, ContactProblem> {
    admit(&cause.actor, Permission::EditContacts)?;
    let mut flaws = Flaws::default();
    let change = store.change().await?;
    let found = match &to_add.owner {
        Some(key) => owner(&change, key).await?,
        None => None,
    };
    match &found {
        None => flaws.push("owner", ContactProblem::OwnerNotFound),
        Some(owner) => {
            allow(&cause.actor, Permission::EditContacts, owner.realm())?;
            if owner.is_retired() {
                flaws.push("owner", ContactProblem::OwnerRetired);
            }
        }
    }
    let details = flaws.take(ContactDetails::check(to_add.details));
    flaws.append(note_flaws(cause));
    let (Some(owner), Some(details), true) = (found, details, flaws.is_empty()) else {
        return Err(Refused::Flawed(flaws));
    };

    let new = NewContact {
        owner: owner.of_contacts(),
        contact_type: to_add.contact_type,
        details,
        written_by: WrittenBy::Person,
        verification: Verification::NEVER,
    };
    if let Some(problem) = no_room(&change, &new).await? {
        flaws.push("owner", problem);
        return Err(Refused::Flawed(flaws));
    }
    let added = change.add_contacts(vec![new]).await?.remove(0);
    change
        .record(cause, vec![ChangeNote::added(&added)])
        .await?;
    change.keep().await?;
    Ok(added)
}

/// Why the owner takes no such contact.
async fn no_room(change: &Change, new: &NewContact) -> store::Result<Option<ContactProblem>> {
    let others = others_of(change, new.owner).await?;
    let is_same = |other: &Contact| {
        other.contact_type == new.contact_type
            && other.details.fingerprint() == new.details.fingerprint()
    };
    Ok(if others.iter().any(is_same) {
        Some(ContactProblem::AlreadyListed)
    } else {
        (others.len() >= MOST_CONTACTS).then_some(ContactProblem::TooManyContacts)
    })
}

/// All contacts of an owner, whoever may read them.
pub(super) async fn others_of(change: &Change, owner: ContactOwner) -> store::Result<Vec<Contact>> {
    let all = ContactScope::everything();
    let mut found = change.contacts_of(&[owner], &all).await?;
    Ok(found.remove(&owner).unwrap_or_default())
}
