//! The store on every database it claims.

#[path = "../support/databases.rs"]
mod databases;
mod editions;
mod given;
mod raw;

mod change_records;
mod changed_partners;
mod changed_rules;
mod changes;
mod closed_sets;
mod contacts;
mod entities;
mod export;
mod gaps;
mod history;
mod imports;
mod links;
mod merging;
mod migrated_records;
mod migrated_writers;
mod migrations;
mod notices;
mod offer_list;
mod offers;
mod old_ids;
mod one_picture;
mod opening;
mod overrides;
mod paging;
mod partner_list;
mod partners;
mod policy;
mod publisher_list;
mod publishers;
mod question;
mod refused_contacts;
mod refused_offers;
mod retiring;
mod search;
mod search_order;
mod search_safety;
mod splits;
mod statements;
mod unreadable;
mod walk;
