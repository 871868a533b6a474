//! Why a database could not be opened, and what to do about it.

use std::borrow::Cow;
use std::path::PathBuf;

use sea_orm::{DbErr, RuntimeErr};

use super::{Database, Failure};

/// Why a database could not be opened; each says what to do.
#[derive(Debug, thiserror::Error)]
pub enum Opening {
    /// The file of a SQLite database cannot be made or written.
    #[error(
        "cannot write the database file {path}: check that its folder exists and may be written, or name another file with --database-url"
    )]
    NotWritable {
        /// The file.
        path: PathBuf,
        /// What the database said.
        #[source]
        source: DbErr,
    },
    /// There is no file, and none is to be made.
    #[error(
        "there is no database {path}: name another with --database-url, or make this one with `support-directory migrate`"
    )]
    NotThere {
        /// The file.
        path: PathBuf,
    },
    /// The tables are not up to date, and are to be left as they are.
    #[error(
        "the tables of {database} are not up to date: bring them there with `support-directory migrate`"
    )]
    NotUpToDate {
        /// The database.
        database: Database,
    },
    /// Nothing answers at the address of a PostgreSQL database, or it refuses.
    #[error(
        "cannot reach PostgreSQL at {place}: check that it runs, and the user, password and name in --database-url"
    )]
    Unreachable {
        /// Host, port and name.
        place: String,
        /// What the database said.
        #[source]
        source: DbErr,
    },
    /// The file is there and is no SQLite database.
    #[error("{path} is not a SQLite database: name another file with --database-url")]
    NotADatabase {
        /// The file.
        path: PathBuf,
        /// What the database said.
        #[source]
        source: DbErr,
    },
    /// Another process holds the database for longer than anybody waits.
    #[error("the database {database} is in use by another process: try again when that has ended")]
    Busy {
        /// The database.
        database: Database,
        /// What the database said.
        #[source]
        source: DbErr,
    },
    /// The tables were made by a newer version of the service.
    #[error(
        "the database {database} was made by a newer version (it knows migration {migration}): run that version, or restore a copy from before"
    )]
    Newer {
        /// The database.
        database: Database,
        /// A migration that this version does not know.
        migration: String,
    },
    /// What is derived from rows, such as the words that things are found by, could not be made anew.
    #[error("cannot make anew what is derived from the rows of {database}")]
    NotDerived {
        /// The database.
        database: Database,
        /// What the store said.
        #[source]
        source: Failure,
    },
    /// A migration failed; nothing was changed.
    #[error("cannot bring the tables of {database} up to date; nothing was changed")]
    Migration {
        /// The database.
        database: Database,
        /// What the database said.
        #[source]
        source: DbErr,
    },
}

/// The code with which SQLite says that a file is no database (SQLITE_NOTADB).
const NOT_A_DATABASE: &str = "26";
/// The code with which SQLite says that somebody else holds the database (SQLITE_BUSY).
const BUSY: &str = "5";
/// The code with which SQLite says that a file lost its name since it was opened, as while `restore` puts another in
/// its place: who opens it once more has that one (SQLITE_READONLY_DBMOVED).
const MOVED: &str = "1032";

impl Opening {
    /// Why a connection could not be made.
    pub(super) fn of(database: &Database, source: DbErr) -> Self {
        match database {
            Database::Postgres(place) => Self::Unreachable {
                place: place.clone(),
                source,
            },
            Database::Sqlite(path) => match code(&source).as_deref() {
                Some(NOT_A_DATABASE) => Self::NotADatabase {
                    path: path.clone(),
                    source,
                },
                Some(BUSY | MOVED) => Self::Busy {
                    database: database.clone(),
                    source,
                },
                _ => Self::NotWritable {
                    path: path.clone(),
                    source,
                },
            },
        }
    }

    /// Why the tables could not be brought up to date.
    pub(super) fn of_migration(database: &Database, source: DbErr) -> Self {
        match code(&source).as_deref() {
            Some(NOT_A_DATABASE | BUSY | MOVED) => Self::of(database, source),
            _ => Self::Migration {
                database: database.clone(),
                source,
            },
        }
    }
}

/// The code of the database for an error of it.
pub(super) fn code(error: &DbErr) -> Option<String> {
    let (DbErr::Conn(source) | DbErr::Exec(source) | DbErr::Query(source)) = error else {
        return None;
    };
    let RuntimeErr::SqlxError(source) = source else {
        return None;
    };
    source.as_database_error()?.code().map(Cow::into_owned)
}
