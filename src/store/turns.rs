//! Taking turns: who waits to write gets to, however busy another process is.
//!
//! PostgreSQL lets those in first who came first. SQLite lets in whoever happens to ask while the file is free,
//! and by itself asks again after a tenth of a second: a process that writes one change after the other would keep
//! all others out. So we ask far more often, and who writes much leaves the file free for a moment.

use std::time::{Duration, Instant};

use sea_orm::{
    DatabaseTransaction, DbBackend, DbErr, SqliteTransactionMode, TransactionOptions,
    TransactionTrait,
};

use super::Store;
use super::connect::PATIENCE;
use super::failure::is_busy;

/// How long the writer of SQLite tries by itself: it grows slower with every time.
pub(super) const ONE_TRY: Duration = Duration::from_millis(1);
/// How long to wait until it tries again.
const BETWEEN_TRIES: Duration = Duration::from_millis(1);
/// How long the file is left free for others: several of their tries.
const FREE: Duration = Duration::from_millis(4);

impl Store {
    /// Begins to write, as soon as the others let us.
    pub(super) async fn begin(&self) -> Result<DatabaseTransaction, DbErr> {
        let began = Instant::now();
        loop {
            match self.try_to_begin().await {
                Err(error) if is_busy(&error) && began.elapsed() < PATIENCE => {
                    tokio::time::sleep(BETWEEN_TRIES).await;
                }
                begun => return begun,
            }
        }
    }

    async fn try_to_begin(&self) -> Result<DatabaseTransaction, DbErr> {
        let options = TransactionOptions {
            // Taking the lock at once waits for other writers; taking it at the first write would fail.
            sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
            ..TransactionOptions::default()
        };
        self.0.writer.begin_with_options(options).await
    }

    /// Lets other processes write. To be done between two of many changes that follow one another.
    pub async fn let_others_in(&self) {
        if self.0.writer.get_database_backend() == DbBackend::Sqlite {
            tokio::time::sleep(FREE).await;
        }
    }
}
