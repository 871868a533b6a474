//! WHAT OTHERS WRITE. Foreign formats to drafts; pure: bytes in, drafts and warnings out.

mod channel;
mod plain_row;
pub mod plain_rows;
pub mod policy;
pub mod reading;

pub use reading::{IdSource, OfferDraft, PublisherDraft, Reading, Refusal, Remark, Warning};
