//! Rows: one file per table.
//!
//! Words out of closed sets are kept as their codes; the tables check them, the store reads them back.

pub mod change_record;
pub mod contact;
pub mod former_offer_id;
pub mod given_answer;
pub mod import_content;
pub mod import_job;
pub mod import_remark;
pub mod indirect_split;
pub mod offer;
pub mod offer_search;
pub mod partner;
pub mod partner_tie;
pub mod policy_clause;
pub mod policy_edition;
pub mod publisher;
pub mod publisher_search;
pub mod resource_link;
pub mod responsibility_override;
pub mod responsibility_rule;
pub mod rule_clause;
pub mod service_notice;
