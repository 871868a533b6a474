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
