//! WHAT CAN BE DONE. A file per deed: authorise, check, one transaction, done or refused.

pub mod answer_once;
pub mod contacts;
pub mod export_directory;
pub mod find_responsible;
pub mod follow_changes;
pub mod import_offers;
pub mod imports;
pub mod links;
pub mod load_edition;
pub mod notices;
pub mod offers;
pub mod overrides;
mod owners;
pub mod partners;
pub mod publishers;
pub mod refusal;
pub mod seen;
pub mod splits;
