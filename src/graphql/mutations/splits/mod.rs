//! Mutations of splits.

mod record_split;
mod remove_split;

pub(in crate::graphql) use record_split::RecordSplit;
pub(in crate::graphql) use remove_split::RemoveSplit;
