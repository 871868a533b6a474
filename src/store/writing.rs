//! What every write has in common: keys, times, and how much goes into one statement.

use chrono::{DateTime, SubsecRound, Utc};
use futures_util::future::join;
use sea_orm::prelude::*;
use sea_orm::sea_query::{Expr, ExprTrait, Query, SimpleExpr};
use sea_orm::{ActiveValue, DbBackend, EntityName, Iterable, Statement, Value};
use uuid::Uuid;

use super::{Change, Doing, Result};

/// A new key; later ones sort after earlier ones.
pub(super) fn new_key() -> Uuid {
    Uuid::now_v7()
}

/// The time of a change, to the millisecond: what both databases give back as it was written.
pub(super) fn now() -> DateTime<Utc> {
    Utc::now().trunc_subsecs(3)
}

/// Rows that go into one statement: SQLite takes 32,766 values, and no table here has over 20 columns.
pub(super) const ROWS_PER_STATEMENT: usize = 500;

/// How many rows are inserted by one statement, the most first: of few lengths, so that the database prepares
/// each statement once and many rows go as fast as it can write them.
const LENGTHS: [usize; 5] = [256, 64, 16, 4, 1];

/// The version after the one that a row has.
pub(super) fn one_more() -> SimpleExpr {
    Expr::col("version").add(1)
}

impl Change {
    /// Inserts rows, all with the same columns. While the database works on some of them, the next are made.
    pub(super) async fn insert<A: ActiveModelTrait>(
        &self,
        rows: impl ExactSizeIterator<Item = A> + Send,
        doing: &'static str,
    ) -> Result<()> {
        let connection = self.connection();
        let backend = connection.get_database_backend();
        let mut rows = rows;
        let mut next = || {
            let fits = |length: &&usize| **length <= rows.len();
            let length = LENGTHS.iter().find(fits)?;
            Some(insertion(backend, rows.by_ref().take(*length)))
        };
        let mut made = next();
        while let Some(statement) = made {
            let (inserted, following) =
                join(connection.execute_raw(statement), async { next() }).await;
            inserted.doing(doing)?;
            made = following;
        }
        Ok(())
    }

    /// Sets columns of the rows with these keys.
    pub(super) async fn set_for<C: ColumnTrait>(
        &self,
        key: C,
        keys: Vec<Uuid>,
        set: &[(C, SimpleExpr)],
        doing: &'static str,
    ) -> Result<()> {
        for keys in keys.chunks(ROWS_PER_STATEMENT) {
            let mut update = Query::update();
            update
                .table(key.entity_name())
                .and_where(key.is_in(keys.to_vec()));
            for (column, value) in set {
                update.value(*column, value.clone());
            }
            let statement = self.connection().get_database_backend().build(&update);
            let updated = self.connection().execute_raw(statement).await;
            updated.doing(doing)?;
        }
        Ok(())
    }
}

/// The statement that inserts rows. Values are moved into it: a general builder copies each several times.
fn insertion<A: ActiveModelTrait>(backend: DbBackend, rows: impl Iterator<Item = A>) -> Statement {
    let mut columns = Vec::new();
    let mut values = Vec::new();
    let mut places = String::new();
    for (row, mut model) in rows.enumerate() {
        places.push_str(if row == 0 { "(" } else { "), (" });
        let mut is_first = true;
        for column in <A::Entity as EntityTrait>::Column::iter() {
            let (ActiveValue::Set(value) | ActiveValue::Unchanged(value)) = model.take(column)
            else {
                continue;
            };
            if row == 0 {
                columns.push(format!("\"{}\"", column.to_string()));
            }
            if !is_first {
                places.push_str(", ");
            }
            is_first = false;
            values.push(value);
            push_place(backend, values.len(), &mut places);
        }
    }
    let table = A::Entity::default();
    let sql = format!(
        "INSERT INTO \"{}\" ({}) VALUES {places})",
        table.table_name(),
        columns.join(", ")
    );
    Statement::from_sql_and_values::<Vec<Value>, _>(backend, sql, values)
}

fn push_place(backend: DbBackend, number: usize, places: &mut String) {
    match backend {
        DbBackend::Postgres => {
            places.push('$');
            places.push_str(&number.to_string());
        }
        _ => places.push('?'),
    }
}
