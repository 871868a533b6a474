//! Mutations of links.

mod add_link;
mod change_link;
mod remove_link;

pub(in crate::graphql) use add_link::AddLink;
pub(in crate::graphql) use change_link::ChangeLink;
pub(in crate::graphql) use remove_link::RemoveLink;

use async_graphql::ID;

use crate::actions::links::LinkSeen;
use crate::graphql::context::Answer;
use crate::graphql::node::local;

/// The link that an input names, in the version it names.
fn seen(id: &ID, expected_version: i32) -> Answer<LinkSeen> {
    Ok(LinkSeen {
        id: local(id)?,
        version: expected_version,
    })
}
