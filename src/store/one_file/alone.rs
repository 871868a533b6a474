//! Holding a database file alone: nobody else has it open, and nobody can open it.

use std::path::Path;

use sea_orm::{
    ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbErr, SqliteTransactionMode,
    TransactionOptions, TransactionTrait,
};

use super::{Access, Unsound, connect};
use crate::store::{Database, Opening};

/// A database file that nobody else has open, nor can while this is held; all its changes are in the one file.
#[derive(Debug)]
pub struct Alone {
    transaction: DatabaseTransaction,
    connection: DatabaseConnection,
}

/// Holds a file alone, or says that somebody else has it open. What SQLite cannot read is nothing to hold,
/// for anybody: `None`.
///
/// A service keeps a connection for as long as it runs, and in a write-ahead log every connection holds a
/// shared lock, also while it does nothing. Leaving that log takes a lock that shares with none; it moves
/// what is in the log into the file, too.
pub async fn hold_alone(path: &Path) -> Result<Option<Alone>, Opening> {
    match hold(path).await {
        Ok(alone) => Ok(Some(alone)),
        Err(error) => match Opening::of(&Database::Sqlite(path.to_owned()), error) {
            Opening::NotADatabase { .. } => Ok(None),
            Opening::NotWritable { source, path } => match Unsound::from(source) {
                Unsound::Unreadable(source) => Err(Opening::NotWritable { path, source }),
                _ => Ok(None),
            },
            other => Err(other),
        },
    }
}

async fn hold(path: &Path) -> Result<Alone, DbErr> {
    let connection = connect(path, Access::ReadAndWrite).await?;
    let held = async {
        let leave_the_log = "PRAGMA journal_mode = DELETE";
        connection.execute_unprepared(leave_the_log).await?;
        let alone = TransactionOptions {
            sqlite_transaction_mode: Some(SqliteTransactionMode::Exclusive),
            ..TransactionOptions::default()
        };
        connection.begin_with_options(alone).await
    };
    match held.await {
        Ok(transaction) => Ok(Alone {
            transaction,
            connection,
        }),
        Err(error) => {
            let _ = connection.close().await;
            Err(error)
        }
    }
}

impl Alone {
    /// Lets others in again.
    pub async fn release(self) {
        let _ = self.transaction.rollback().await;
        let _ = self.connection.close().await;
    }
}
