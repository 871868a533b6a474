//! What every write has in common: keys, times, and how much goes into one statement.

use chrono::{DateTime, SubsecRound, Utc};
use sea_orm::prelude::*;
use sea_orm::sea_query::{Expr, ExprTrait, Query, SimpleExpr};
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

/// The version after the one that a row has.
pub(super) fn one_more() -> SimpleExpr {
    Expr::col("version").add(1)
}

impl Change {
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
