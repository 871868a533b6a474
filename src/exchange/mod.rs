//! WHAT OTHERS WRITE. Foreign formats to drafts; pure: bytes in, drafts and warnings out.

mod channel;
mod columns;
mod plain_row;
pub mod plain_rows;
pub mod policy;
pub mod reading;
mod repeated_offer;

pub use reading::{
    IdSource, OfferDraft, PublisherDraft, Reading, Refusal, Remark, ToldContact, ToldFacts,
    Warning, quote,
};
