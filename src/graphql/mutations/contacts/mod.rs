//! Mutations of contacts.

mod add_contact;
mod change_contact;
mod mark_contact_dead;
mod remove_contact;
mod report_contact;
mod verify_contact;

pub(in crate::graphql) use add_contact::AddContact;
pub(in crate::graphql) use change_contact::ChangeContact;
pub(in crate::graphql) use mark_contact_dead::MarkContactDead;
pub(in crate::graphql) use remove_contact::RemoveContact;
pub(in crate::graphql) use report_contact::ReportContact;
pub(in crate::graphql) use verify_contact::VerifyContact;

use async_graphql::ID;

use crate::actions::contacts::ContactSeen;
use crate::graphql::context::Answer;
use crate::graphql::node::local;

/// The contact that an input names, in the version it names.
fn seen(id: &ID, expected_version: i32) -> Answer<ContactSeen> {
    Ok(ContactSeen {
        id: local(id)?,
        version: expected_version,
    })
}
