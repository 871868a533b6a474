//! Mutations of imports.

mod cancel_import;
mod import_offers;

pub(in crate::graphql) use cancel_import::CancelImport;
pub(in crate::graphql) use import_offers::ImportOffers;
