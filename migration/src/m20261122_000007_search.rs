//! What text search looks at: folded words, indexed by the full-text engine of the database.
//!
//! The store writes folded words into one table on both databases; the database keeps its own index
//! of them (SQLite FTS5 by triggers, PostgreSQL `tsvector` by generated columns). The words are
//! folded before they come here, so the engines only split at blanks and look up prefixes.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DbBackend;

use crate::columns::{foreign_key, reference, text};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(
                searched("offer_search")
                    .col(reference("offer_id").not_null().unique_key())
                    .col(text("title"))
                    .col(text("publisher"))
                    .foreign_key(
                        foreign_key("offer_search", "offer_id", "offer")
                            .on_delete(ForeignKeyAction::Cascade),
                    )
                    .to_owned(),
            )
            .await?;
        manager
            .create_table(
                searched("publisher_search")
                    .col(reference("publisher_id").not_null().unique_key())
                    .col(text("name"))
                    .foreign_key(
                        foreign_key("publisher_search", "publisher_id", "publisher")
                            .on_delete(ForeignKeyAction::Cascade),
                    )
                    .to_owned(),
            )
            .await?;
        for (table, columns) in TABLES {
            match manager.get_database_backend() {
                DbBackend::Postgres => index_in_postgres(manager, table, columns).await?,
                _ => index_in_sqlite(manager, table, columns).await?,
            }
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for (table, _) in TABLES {
            if manager.get_database_backend() != DbBackend::Postgres {
                manager
                    .get_connection()
                    .execute_unprepared(&format!("DROP TABLE {table}_index"))
                    .await?;
            }
            manager
                .drop_table(Table::drop().table(*table).to_owned())
                .await?;
        }
        Ok(())
    }
}

/// The searched tables and their words, the weightier first.
const TABLES: &[(&str, &[&str])] = &[
    ("offer_search", &["title", "publisher"]),
    ("publisher_search", &["name"]),
];

fn searched(table: &'static str) -> TableCreateStatement {
    let mut key = ColumnDef::new("id");
    key.big_integer().not_null().auto_increment().primary_key();
    Table::create().table(table).col(key).to_owned()
}

async fn index_in_postgres(
    manager: &SchemaManager<'_>,
    table: &str,
    columns: &[&str],
) -> Result<(), DbErr> {
    let connection = manager.get_connection();
    let lexemes = |column: &str| {
        format!("array_to_tsvector(array_remove(string_to_array({column}, ' '), ''))")
    };
    let all = columns
        .iter()
        .map(|column| lexemes(column))
        .collect::<Vec<_>>()
        .join(" || ");
    connection
        .execute_unprepared(&format!(
            "ALTER TABLE {table} ADD COLUMN words tsvector GENERATED ALWAYS AS ({all}) STORED"
        ))
        .await?;
    let first = lexemes(columns[0]);
    connection
        .execute_unprepared(&format!(
            "ALTER TABLE {table} ADD COLUMN title_words tsvector GENERATED ALWAYS AS ({first}) STORED"
        ))
        .await?;
    connection
        .execute_unprepared(&format!(
            "CREATE INDEX ix_{table}_words ON {table} USING gin (words)"
        ))
        .await?;
    Ok(())
}

async fn index_in_sqlite(
    manager: &SchemaManager<'_>,
    table: &str,
    columns: &[&str],
) -> Result<(), DbErr> {
    let names = columns.join(", ");
    let new = columns
        .iter()
        .map(|column| format!("new.{column}"))
        .collect::<Vec<_>>()
        .join(", ");
    let old = columns
        .iter()
        .map(|column| format!("old.{column}"))
        .collect::<Vec<_>>()
        .join(", ");
    let add = format!("INSERT INTO {table}_index (rowid, {names}) VALUES (new.id, {new});");
    let remove = format!(
        "INSERT INTO {table}_index ({table}_index, rowid, {names}) VALUES ('delete', old.id, {old});"
    );
    let statements = [
        // The tokenizer splits at ASCII signs and blanks only: what a letter is was decided by the folding,
        // and a tokenizer that knows Unicode knows another version of it.
        format!(
            "CREATE VIRTUAL TABLE {table}_index USING fts5({names}, content = '{table}', content_rowid = 'id', \
             prefix = '2 3', tokenize = 'ascii')"
        ),
        format!("CREATE TRIGGER {table}_added AFTER INSERT ON {table} BEGIN {add} END"),
        format!("CREATE TRIGGER {table}_removed AFTER DELETE ON {table} BEGIN {remove} END"),
        format!("CREATE TRIGGER {table}_changed AFTER UPDATE ON {table} BEGIN {remove} {add} END"),
    ];
    for statement in &statements {
        manager
            .get_connection()
            .execute_unprepared(statement)
            .await?;
    }
    Ok(())
}
