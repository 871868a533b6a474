//! The history of the directory's tables, for SQLite and PostgreSQL.
//!
//! A migration is never edited once it has landed, and knows nothing of today's types: what it says
//! about a table is what was true when it was written.

use sea_orm_migration::prelude::*;

mod columns;
mod m20261122_000001_publishers_and_offers;
mod m20261122_000002_partners;
mod m20261122_000003_contacts_and_links;
mod m20261122_000004_responsibilities;
mod m20261122_000005_service_notices;
mod m20261122_000006_change_records;
mod m20261122_000007_search;
mod m20261122_000008_merged_publishers;
mod m20261122_000009_dialled_phones;
mod m20261122_000010_histories;
mod m20261122_000011_given_answers;
mod m20261122_000012_doubtful_contacts;
mod m20261122_000013_written_by;
mod m20261122_000014_import_jobs;

pub use sea_orm_migration::{MigrationTrait, MigratorTrait, SchemaManager};

/// Every migration, oldest first.
#[derive(Debug)]
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m20261122_000001_publishers_and_offers::Migration),
            Box::new(m20261122_000002_partners::Migration),
            Box::new(m20261122_000003_contacts_and_links::Migration),
            Box::new(m20261122_000004_responsibilities::Migration),
            Box::new(m20261122_000005_service_notices::Migration),
            Box::new(m20261122_000006_change_records::Migration),
            Box::new(m20261122_000007_search::Migration),
            Box::new(m20261122_000008_merged_publishers::Migration),
            Box::new(m20261122_000009_dialled_phones::Migration),
            Box::new(m20261122_000010_histories::Migration),
            Box::new(m20261122_000011_given_answers::Migration),
            Box::new(m20261122_000012_doubtful_contacts::Migration),
            Box::new(m20261122_000013_written_by::Migration),
            Box::new(m20261122_000014_import_jobs::Migration),
        ]
    }
}
