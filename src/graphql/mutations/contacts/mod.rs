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
