//! A SQLite database as a file: copied while it is in use, looked through, held by nobody else.

mod alone;
mod contents;

use std::path::Path;

use sea_orm::{ConnectOptions, ConnectionTrait, DatabaseConnection, DbErr, Statement};

use super::connect::PATIENCE;
use super::{Database, Doing, Opening, Result};

pub use alone::{Alone, hold_alone};
pub use contents::{Contents, Unsound};

/// A SQLite database as a file, seen through one connection. What it holds need not be a directory of ours.
#[derive(Debug)]
pub struct OneFile(DatabaseConnection);

/// What is done to the file.
#[derive(Clone, Copy)]
enum Access {
    Read,
    ReadAndWrite,
}

impl OneFile {
    /// Opens a file that others may be using, to read from it and nothing else.
    pub async fn open_to_read(path: &Path) -> std::result::Result<Self, Opening> {
        if !path.exists() {
            let path = path.to_owned();
            return Err(Opening::NotThere { path });
        }
        let connection = connect(path, Access::Read).await;
        let failed = |source| Opening::of(&Database::Sqlite(path.to_owned()), source);
        Ok(Self(connection.map_err(failed)?))
    }

    /// Opens a file that nobody else uses. Unlike one that only reads, its connection leaves nothing beside it.
    pub async fn open(path: &Path) -> std::result::Result<Self, Unsound> {
        Ok(Self(connect(path, Access::ReadAndWrite).await?))
    }

    /// Writes what the database holds at this moment into a file that is there and empty. Others go on to read
    /// and change it; what they change meanwhile is not in the copy.
    pub async fn copy_into(&self, file: &Path) -> Result<()> {
        let into = file.to_string_lossy().into_owned();
        let backend = self.0.get_database_backend();
        let copy = Statement::from_sql_and_values(backend, "VACUUM INTO ?", [into.into()]);
        self.0.execute_raw(copy).await.doing("copy the database")?;
        Ok(())
    }

    /// Closes the file.
    pub async fn close(self) {
        let _ = self.0.close().await;
    }
}

/// A connection to a file that is there.
async fn connect(path: &Path, access: Access) -> std::result::Result<DatabaseConnection, DbErr> {
    let mut options = ConnectOptions::new("sqlite:file");
    options
        .max_connections(1)
        .connect_timeout(PATIENCE)
        .acquire_timeout(PATIENCE)
        .sqlx_logging(false);
    let path = path.to_owned();
    // A file may have a name that a URL would read otherwise.
    options.map_sqlx_sqlite_opts(move |options| {
        options
            .filename(&path)
            .read_only(matches!(access, Access::Read))
            .busy_timeout(PATIENCE)
    });
    sea_orm::Database::connect(options).await
}
