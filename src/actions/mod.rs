//! WHAT CAN BE DONE. A file per deed: gather, check, one transaction, done or refused.

pub mod find_responsible;
pub mod import_offers;
pub mod load_edition;
