//! Columns and checks that many tables have, written the same way for both databases.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DbBackend;

/// The key of a table.
pub(crate) fn key(name: &'static str) -> ColumnDef {
    let mut column = ColumnDef::new(name);
    column.uuid().not_null().primary_key();
    column
}

/// A reference to a key.
pub(crate) fn reference(name: &'static str) -> ColumnDef {
    let mut column = ColumnDef::new(name);
    column.uuid();
    column
}

/// A text that is always there.
pub(crate) fn text(name: &'static str) -> ColumnDef {
    let mut column = ColumnDef::new(name);
    column.text().not_null();
    column
}

/// A text that may be absent.
pub(crate) fn optional_text(name: &'static str) -> ColumnDef {
    let mut column = ColumnDef::new(name);
    column.text();
    column
}

/// A folded text that lists are ordered by: byte order on both databases.
pub(crate) fn sort_key(manager: &SchemaManager, name: &'static str) -> ColumnDef {
    let mut column = text(name);
    if manager.get_database_backend() == DbBackend::Postgres {
        column.extra("COLLATE \"C\"");
    }
    column
}

/// A JSON document that is always there.
pub(crate) fn json(name: &'static str) -> ColumnDef {
    let mut column = ColumnDef::new(name);
    column.json_binary().not_null();
    column
}

/// A point in time (UTC) that is always there.
pub(crate) fn time(name: &'static str) -> ColumnDef {
    let mut column = ColumnDef::new(name);
    column.timestamp_with_time_zone().not_null();
    column
}

/// A point in time (UTC) that may be absent.
pub(crate) fn optional_time(name: &'static str) -> ColumnDef {
    let mut column = ColumnDef::new(name);
    column.timestamp_with_time_zone();
    column
}

/// How often the row was changed, from 1.
pub(crate) fn version() -> ColumnDef {
    let mut column = ColumnDef::new("version");
    column
        .integer()
        .not_null()
        .check(Expr::cust("version >= 1"));
    column
}

/// A word out of a closed set.
pub(crate) fn word(name: &'static str, words: &[&str]) -> ColumnDef {
    let mut column = text(name);
    column.check(one_of(name, words));
    column
}

/// A word out of a closed set, or nothing.
pub(crate) fn optional_word(name: &'static str, words: &[&str]) -> ColumnDef {
    let mut column = optional_text(name);
    column.check(one_of(name, words));
    column
}

fn one_of(name: &str, words: &[&str]) -> Expr {
    let quoted: Vec<String> = words.iter().map(|word| format!("'{word}'")).collect();
    Expr::cust(format!("{name} IN ({})", quoted.join(", ")))
}

/// A check that exactly one of these columns is set.
pub(crate) fn exactly_one(columns: &[&str]) -> Expr {
    let set: Vec<String> = columns
        .iter()
        .map(|column| format!("CASE WHEN {column} IS NULL THEN 0 ELSE 1 END"))
        .collect();
    Expr::cust(format!("{} = 1", set.join(" + ")))
}

/// A foreign key to the `id` of a table, under the name `fk_<from>_<column>`.
pub(crate) fn foreign_key(
    from: &'static str,
    column: &'static str,
    to: &'static str,
) -> ForeignKeyCreateStatement {
    ForeignKey::create()
        .name(format!("fk_{from}_{column}"))
        .from(from, column)
        .to(to, "id")
        .on_delete(ForeignKeyAction::Restrict)
        .to_owned()
}

/// An index over these columns, under the name `ix_<table>_<columns>`.
pub(crate) fn index(table: &'static str, columns: &[&'static str]) -> IndexCreateStatement {
    let mut index = Index::create();
    index
        .name(format!("ix_{table}_{}", columns.join("_")))
        .table(table);
    for column in columns {
        index.col(*column);
    }
    index
}
