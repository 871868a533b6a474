//! The whole directory, thing by thing in the order of the ids that people know them by: what an export reads.
//!
//! Retired things are listed too. The order is that of the bytes of the ids on both databases, so the same
//! directory is always listed alike, wherever it is kept and in whatever order it came in.

mod offers;
mod partners;
mod publishers;

use sea_orm::ConnectionTrait;
use sea_orm::DbBackend;
use sea_orm::prelude::*;
use sea_orm::sea_query::{Expr, Query, SelectStatement};

use super::Session;

/// A column to be ordered and compared by its bytes: PostgreSQL goes by the rules of a language otherwise.
fn bytewise<C: ConnectionTrait>(session: &Session<C>, column: Expr) -> Expr {
    match session.connection().get_database_backend() {
        DbBackend::Postgres => Expr::cust_with_exprs("$1 COLLATE \"C\"", [column]),
        _ => column,
    }
}

/// The keys that a column of another table refers to.
fn referred_to(table: impl EntityTrait, column: impl ColumnTrait) -> SelectStatement {
    Query::select()
        .column(column)
        .from(table)
        .and_where(column.is_not_null())
        .to_owned()
}
