//! Patience: reads that take longer than whoever asks would wait are broken off by the database itself.
//!
//! To give up an answer does not end the work on it: both databases go on to its end, and keep the connection.

use std::time::{Duration, Instant};

use futures_util::FutureExt;
use sea_orm::ConnectOptions;
use sea_orm::sqlx::Error;
use sea_orm::sqlx::sqlite::SqliteConnection;

/// After how many of its steps SQLite looks at the clock.
const STEPS: i32 = 100_000;

/// Has each read broken off once it took so long.
pub(super) fn break_off_after(options: &mut ConnectOptions, longest: Duration) {
    options.statement_timeout(longest);
    options.map_sqlx_sqlite_before_acquire(move |connection, _| {
        async move { begin(connection, longest).await.map(|()| true) }.boxed()
    });
    options.map_sqlx_sqlite_pool_opts(move |pool| {
        pool.after_connect(move |connection, _| begin(connection, longest).boxed())
    });
}

/// Begins to count: one statement after the other is run on a connection that is taken, mostly a single one.
async fn begin(connection: &mut SqliteConnection, longest: Duration) -> Result<(), Error> {
    let until = Instant::now() + longest;
    let mut handle = connection.lock_handle().await?;
    handle.set_progress_handler(STEPS, move || Instant::now() < until);
    Ok(())
}
