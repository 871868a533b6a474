//! What can be done to splits, a file per deed.

mod record_split;
mod remove_split;

pub use record_split::{Resellers, SplitToRecord, record_split};
pub use remove_split::remove_split;
