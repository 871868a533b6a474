//! The service through its front door: requests in, whole answers out, a database for each test.

#[path = "../support/databases.rs"]
mod databases;
mod support;

mod access;
mod bodies;
mod broken;
mod catalogue;
mod contacts;
mod contacts_kept;
mod editions;
mod faults;
mod gaps;
mod health;
mod history;
mod http;
mod import;
mod import_commits;
mod import_rows;
mod languages;
mod limits;
mod links_kept;
mod lists;
mod merging;
mod nodes;
mod notices;
mod offers_kept;
mod old_ids;
mod overrides;
mod pages;
mod provider;
mod publishers_kept;
mod reach;
mod repeated;
mod responsibility;
mod retired;
mod search;
mod sellers;
mod splits;
mod statements;
mod tokens;
mod unsound;
mod words;
