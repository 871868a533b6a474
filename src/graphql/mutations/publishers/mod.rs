//! Mutations of publishers.

mod add_publisher;
mod change_publisher;
mod merge_publishers;
mod restore_publisher;
mod retire_publisher;

pub(in crate::graphql) use add_publisher::AddPublisher;
pub(in crate::graphql) use change_publisher::ChangePublisher;
pub(in crate::graphql) use merge_publishers::MergePublishers;
pub(in crate::graphql) use restore_publisher::RestorePublisher;
pub(in crate::graphql) use retire_publisher::RetirePublisher;

use async_graphql::ID;

use crate::actions::publishers::PublisherSeen;
use crate::graphql::context::Answer;
use crate::graphql::node::local;

/// The publisher that an input names, in the version it names.
fn seen(id: &ID, expected_version: i32) -> Answer<PublisherSeen> {
    Ok(PublisherSeen {
        id: local(id)?,
        version: expected_version,
    })
}
