//! Mutations of service notices.

mod change_notice;
mod end_notice;
mod publish_notice;

pub(in crate::graphql) use change_notice::ChangeNotice;
pub(in crate::graphql) use end_notice::EndNotice;
pub(in crate::graphql) use publish_notice::PublishNotice;
