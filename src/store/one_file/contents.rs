//! What a file holds, and whether it is sound: everything that is asked of a copy before it is believed.

use migration::{Migrator, MigratorTrait};
use sea_orm::{ConnectionTrait, DatabaseConnection, DbErr, QueryResult, Statement};

use super::OneFile;
use crate::store::migrate::MIGRATIONS;
use crate::store::opening::code;

/// What a sound file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Contents {
    /// How many migrations its tables have been through.
    pub migrations: usize,
    /// How many offers there are, retired ones included.
    pub offers: u64,
    /// How many publishers there are, retired ones included.
    pub publishers: u64,
}

/// Why a file is not a directory that can be used; the end of a sentence about it.
#[derive(Debug, thiserror::Error)]
pub enum Unsound {
    /// It is something else.
    #[error("it is not a SQLite database")]
    NotADatabase,
    /// It is a SQLite database of something else.
    #[error("it is a SQLite database, but not a directory")]
    NotADirectory,
    /// Its pages do not fit together.
    #[error("it is damaged: {0}")]
    Damaged(String),
    /// Rows refer to rows that are not there.
    #[error("it is damaged: rows of the table {0} refer to rows that are not there")]
    Severed(String),
    /// Its tables were made by a newer version of the service.
    #[error("it was made by a newer version (it knows migration {0}): use that version")]
    Newer(String),
    /// It cannot be read.
    #[error("it cannot be read")]
    Unreadable(#[source] DbErr),
}

/// The primary codes with which SQLite says what is wrong with a file.
const CORRUPT: u32 = 11;
const NOT_A_DATABASE: u32 = 26;

impl From<DbErr> for Unsound {
    fn from(error: DbErr) -> Self {
        // The lowest byte is the primary code, the others say more of it.
        let extended = code(&error).and_then(|code| code.parse::<u32>().ok());
        match extended.map(|code| code & 0xff) {
            Some(NOT_A_DATABASE) => Self::NotADatabase,
            Some(CORRUPT) => Self::Damaged("its pages do not fit together".to_owned()),
            _ => Self::Unreadable(error),
        }
    }
}

impl OneFile {
    /// Looks through the whole file: that it is a directory of ours, of this version or an older one, that its
    /// pages fit together and that no row refers to one that is not there.
    pub async fn check(&self) -> Result<Contents, Unsound> {
        let tables = "SELECT COUNT(*) FROM sqlite_schema WHERE type = 'table' AND name IN \
                      ('seaql_migrations', 'publisher', 'offer')";
        if self.count(tables).await? != 3 {
            return Err(Unsound::NotADirectory);
        }
        let found = self.first_text("PRAGMA integrity_check(1)").await?;
        if let Some(finding) = found.filter(|found| found != "ok") {
            return Err(Unsound::Damaged(finding.replace('\n', " ")));
        }
        if let Some(table) = self.first_text("PRAGMA foreign_key_check").await? {
            return Err(Unsound::Severed(table));
        }
        Ok(Contents {
            migrations: self.migrations().await?,
            offers: self.count("SELECT COUNT(*) FROM offer").await?,
            publishers: self.count("SELECT COUNT(*) FROM publisher").await?,
        })
    }

    /// How many migrations it has been through, all of which this version has to know.
    async fn migrations(&self) -> Result<usize, Unsound> {
        let known: Vec<String> = Migrator::migrations()
            .iter()
            .map(|known| known.name().to_owned())
            .collect();
        let applied = format!("SELECT version FROM {MIGRATIONS} ORDER BY version");
        let applied: Vec<String> = self
            .rows(&applied)
            .await?
            .iter()
            .map(|row| row.try_get_by_index(0))
            .collect::<Result<_, _>>()?;
        match applied.iter().find(|applied| !known.contains(applied)) {
            Some(_) if !applied.contains(&known[0]) => Err(Unsound::NotADirectory),
            Some(unknown) => Err(Unsound::Newer(unknown.clone())),
            None => Ok(applied.len()),
        }
    }

    async fn count(&self, query: &str) -> Result<u64, Unsound> {
        let rows = self.rows(query).await?;
        let count = rows.first().map(|row| row.try_get_by_index::<i64>(0));
        Ok(count.transpose()?.unwrap_or(0).unsigned_abs())
    }

    async fn first_text(&self, query: &str) -> Result<Option<String>, Unsound> {
        let rows = self.rows(query).await?;
        Ok(rows
            .first()
            .map(|row| row.try_get_by_index(0))
            .transpose()?)
    }

    async fn rows(&self, query: &str) -> Result<Vec<QueryResult>, DbErr> {
        let connection: &DatabaseConnection = &self.0;
        let query = Statement::from_string(connection.get_database_backend(), query);
        connection.query_all_raw(query).await
    }
}
