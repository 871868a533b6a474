//! WHAT THINGS ARE AND WHAT FOLLOWS. Pure: no database, no protocol, no clock, no randomness.

#[macro_use]
mod closed_set;
#[macro_use]
pub mod flaw;
#[macro_use]
mod text_value;

pub mod actor;
pub mod change;
pub mod contact;
pub mod edit;
pub mod export;
pub mod folding;
pub mod format;
pub mod gap;
pub mod id;
pub mod import_job;
pub mod inquiry;
pub mod language;
pub mod link;
pub mod listing;
pub mod notice;
pub mod offer;
pub mod owner;
pub mod page;
pub mod partner;
pub mod phone;
pub mod publisher;
pub mod repeat;
pub mod responsibility;
mod text;

pub use id::Id;
