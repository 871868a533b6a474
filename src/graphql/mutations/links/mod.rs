//! Mutations of links.

mod add_link;
mod change_link;
mod remove_link;

pub(in crate::graphql) use add_link::AddLink;
pub(in crate::graphql) use change_link::ChangeLink;
pub(in crate::graphql) use remove_link::RemoveLink;
