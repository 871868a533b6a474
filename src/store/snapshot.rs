//! One picture of the directory, for reads that take many statements: what changes meanwhile is not in it.

use sea_orm::prelude::async_trait::async_trait;
use sea_orm::{
    AccessMode, ConnectionTrait, DatabaseTransaction, DbBackend, DbErr, ExecResult, IsolationLevel,
    QueryResult, Statement, TransactionOptions, TransactionTrait,
};

use super::migrate::MIGRATIONS;
use super::{Failure, LONGEST_SILENCE, Result, Session, Store};

/// One picture of the directory. Everything can be read from it, and nothing written: writes are methods of
/// a change alone.
pub type Snapshot = Session<Picture>;

/// What a snapshot reads through: a transaction that sees what was kept before it began.
#[derive(Debug)]
pub struct Picture(DatabaseTransaction);

impl Store {
    /// Takes a picture, which holds until it is dropped. Changes go on meanwhile, and are not kept waiting;
    /// only so many pictures are there at once, and another one waits or gives [`Failure::Busy`].
    pub async fn snapshot(&self) -> Result<Snapshot> {
        let options = match self.connection().get_database_backend() {
            DbBackend::Postgres => TransactionOptions {
                isolation_level: Some(IsolationLevel::RepeatableRead),
                access_mode: Some(AccessMode::ReadOnly),
                ..TransactionOptions::default()
            },
            _ => TransactionOptions::default(),
        };
        let failed = |source| Failure::of_begin("take a picture of the directory", source);
        let begun = self.0.pictures.begin_with_options(options).await;
        let transaction = begun.map_err(failed)?;
        look(&transaction).await.map_err(failed)?;
        Ok(Session(Picture(transaction)))
    }
}

/// Takes the picture: both databases take it with the first row that is read, and not when it is begun.
async fn look(transaction: &DatabaseTransaction) -> std::result::Result<(), DbErr> {
    let backend = transaction.get_database_backend();
    if backend == DbBackend::Postgres {
        let silence = LONGEST_SILENCE.as_millis();
        let patience = format!("SET LOCAL idle_in_transaction_session_timeout = {silence}");
        transaction.execute_unprepared(&patience).await?;
    }
    let any_row = format!("SELECT version FROM {MIGRATIONS} LIMIT 1");
    let any_row = Statement::from_string(backend, any_row);
    transaction.query_one_raw(any_row).await.map(|_| ())
}

#[async_trait]
impl ConnectionTrait for Picture {
    fn get_database_backend(&self) -> DbBackend {
        self.0.get_database_backend()
    }

    async fn execute_raw(&self, statement: Statement) -> std::result::Result<ExecResult, DbErr> {
        self.0.execute_raw(statement).await
    }

    async fn execute_unprepared(&self, sql: &str) -> std::result::Result<ExecResult, DbErr> {
        self.0.execute_unprepared(sql).await
    }

    async fn query_one_raw(
        &self,
        statement: Statement,
    ) -> std::result::Result<Option<QueryResult>, DbErr> {
        self.0.query_one_raw(statement).await
    }

    async fn query_all_raw(
        &self,
        statement: Statement,
    ) -> std::result::Result<Vec<QueryResult>, DbErr> {
        self.0.query_all_raw(statement).await
    }
}
