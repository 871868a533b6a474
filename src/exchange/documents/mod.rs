//! Documents: JSON as other systems write it, an offer in many parts.

mod bounds;
pub(super) mod catalog;
mod categories;
pub(super) mod cloud_partner_portal;
mod contact;
pub(super) mod display_text;
pub(super) mod ingestion_listing;
mod jsonc;
mod listing;
mod offer;
mod paging;
pub(super) mod product_ingestion;
mod spot;
mod uniting;
mod voice;
mod whole;

#[cfg(test)]
pub(super) mod told_in_tests;

pub(super) use bounds::Bounds;
pub(super) use jsonc::Jsonc;
pub(super) use spot::is_same_name;
