//! What can be done to contacts, a file per deed.

mod add_contact;
mod change_contact;
mod mark_contact_dead;
mod remove_contact;
mod report_contact;
mod verify_contact;

pub use add_contact::{ContactToAdd, add_contact};
pub use change_contact::change_contact;
pub use mark_contact_dead::mark_contact_dead;
pub use remove_contact::remove_contact;
pub use report_contact::report_contact;
pub use verify_contact::verify_contact;

use super::owners::owner_of;
use super::refusal::{Refused, allow, latest, not_found};
use super::seen::Seen;
use crate::domain::actor::Permission;
use crate::domain::change::Cause;
use crate::domain::contact::{Contact, ContactProblem};
use crate::domain::flaw::Flaws;
use crate::domain::owner::Owner;
use crate::store::Change;

/// The contact that was seen, and its owner: it is there for this actor, who may do this to it, and it is still what
/// they saw.
async fn seen(
    change: &Change,
    cause: &Cause,
    permission: Permission,
    seen: Seen<Contact>,
    flaws: &mut Flaws<ContactProblem>,
) -> Result<(Contact, Owner), Refused<Contact, ContactProblem>> {
    let found = change
        .contact(seen.id, &cause.actor.readable_contacts())
        .await?;
    let Some(kept) = found else {
        return Err(not_found(std::mem::take(flaws)));
    };
    let Some(owner) = owner_of(change, kept.owner).await? else {
        return Err(not_found(std::mem::take(flaws)));
    };
    allow(&cause.actor, permission, owner.realm())?;
    latest(&kept, kept.version, seen.version)?;
    Ok((kept, owner))
}
