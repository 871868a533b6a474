//! The database behind the store's back: what it refuses by itself, and rows that no writer would write.

use sea_orm::sea_query::{Alias, Expr, Query};
use sea_orm::{
    ActiveModelBehavior, ActiveModelTrait, ConnectOptions, ConnectionTrait, DatabaseConnection,
    DbErr, EntityTrait, IntoActiveModel, ModelTrait, SqlErr, Value,
};

use crate::databases::TestDatabase;

/// A connection of the test's own.
pub(crate) async fn connection(database: &TestDatabase) -> DatabaseConnection {
    let mut options = ConnectOptions::new(database.address());
    options.sqlx_logging(false).max_connections(1);
    let connection = sea_orm::Database::connect(options).await;
    connection.expect("the test database answers")
}

/// Why a database refuses a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Refusal {
    Unique,
    ForeignKey,
    Check,
    Guard,
}

/// Why the database refused; a statement that it took fails the test.
pub(crate) fn refusal<T: std::fmt::Debug>(result: Result<T, DbErr>) -> Refusal {
    let error = result.expect_err("the database took what it should refuse");
    match error.sql_err() {
        Some(SqlErr::UniqueConstraintViolation(_)) => return Refusal::Unique,
        Some(SqlErr::ForeignKeyConstraintViolation(_)) => return Refusal::ForeignKey,
        _ => {}
    }
    let said = error.to_string();
    if said.contains("FOREIGN KEY constraint failed") {
        return Refusal::ForeignKey;
    }
    if said.contains("CHECK constraint failed") || said.contains("violates check constraint") {
        return Refusal::Check;
    }
    assert!(said.contains("change records are kept"), "{said}");
    Refusal::Guard
}

/// Why the database refuses this row.
pub(crate) async fn refused<M, A>(connection: &DatabaseConnection, row: M) -> Refusal
where
    M: ModelTrait + IntoActiveModel<A>,
    A: ActiveModelTrait<Entity = M::Entity> + ActiveModelBehavior + Send,
{
    let insert = M::Entity::insert(row.into_active_model());
    refusal(insert.exec_without_returning(connection).await)
}

/// The only row of a table.
pub(crate) async fn row<E: EntityTrait>(connection: &DatabaseConnection) -> E::Model {
    let mut rows = E::find()
        .all(connection)
        .await
        .expect("a table can be read");
    assert_eq!(rows.len(), 1, "the test has one row in this table");
    rows.remove(0)
}

/// Gives a column of every row of a table another value.
pub(crate) async fn overwrite(
    connection: &DatabaseConnection,
    table: &'static str,
    column: &'static str,
    value: impl Into<Value>,
) -> Result<u64, DbErr> {
    let update = Query::update()
        .table(Alias::new(table))
        .value(Alias::new(column), Expr::value(value))
        .to_owned();
    let statement = connection.get_database_backend().build(&update);
    let done = connection.execute_raw(statement).await?;
    Ok(done.rows_affected())
}

/// The texts that a query gives in its first column.
pub(crate) async fn texts(connection: &DatabaseConnection, query: &str) -> Vec<String> {
    let statement = sea_orm::Statement::from_string(connection.get_database_backend(), query);
    let rows = connection.query_all_raw(statement).await;
    rows.expect("the query is sound")
        .iter()
        .map(|row| row.try_get_by_index(0).expect("the first column is a text"))
        .collect()
}
