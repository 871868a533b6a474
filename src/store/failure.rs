//! What can go wrong with the store: always ours, never the client's.

use std::error::Error;

use sea_orm::{ConnAcquireErr, DbErr, SqlErr};
use uuid::Uuid;

use super::opening::code;

/// The store could not do what it was asked to. Its text is for logs, never for clients.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The database refused or did not answer.
    #[error("could not {doing}")]
    Database {
        /// What was being done.
        doing: &'static str,
        /// What the database said.
        #[source]
        source: DbErr,
    },
    /// A change or a picture could not begin, because others went on for too long.
    #[error("others keep the directory busy, and that takes long: try again in a moment")]
    Busy {
        /// What the database said.
        #[source]
        source: DbErr,
    },
    /// A stored value is not what it should be.
    #[error("{table}.{column} of row {row} cannot be read back")]
    Unreadable {
        /// The table.
        table: &'static str,
        /// The column.
        column: &'static str,
        /// The key of the row.
        row: Uuid,
    },
    /// The rules in the database do not answer every question.
    #[error("the rules of edition {edition} are not whole")]
    RulesNotWhole {
        /// The name of the edition.
        edition: String,
        /// What is wrong with them.
        #[source]
        source: crate::domain::responsibility::RuleSetFlaws,
    },
    /// No edition of the rules was ever loaded.
    #[error("the database holds no edition of the rules")]
    NoRules,
}

/// Says what was being done when the database failed.
pub trait Doing<T> {
    /// Adds what was being done, as the end of "could not ...".
    fn doing(self, what: &'static str) -> Result<T, Failure>;
}

impl<T> Doing<T> for Result<T, DbErr> {
    fn doing(self, what: &'static str) -> Result<T, Failure> {
        self.map_err(|source| Failure::Database {
            doing: what,
            source,
        })
    }
}

/// The code with which PostgreSQL says that a lock was not to be had in time (lock_not_available).
const NO_LOCK: &str = "55P03";
/// The code with which SQLite says that somebody else holds the database (SQLITE_BUSY).
const BUSY: &str = "5";
/// The code with which it says that somebody else just mends its log (SQLITE_BUSY_RECOVERY).
const MENDING: &str = "261";

impl Failure {
    /// Why a change could not begin.
    pub(super) fn of_begin(doing: &'static str, source: DbErr) -> Self {
        let waited_for_a_connection =
            matches!(source, DbErr::ConnectionAcquire(ConnAcquireErr::Timeout));
        if waited_for_a_connection || is_busy(&source) {
            Self::Busy { source }
        } else {
            Self::Database { doing, source }
        }
    }

    /// Whether others went on for too long: the same may well be done in a moment.
    pub fn is_busy(&self) -> bool {
        matches!(self, Self::Busy { .. })
    }

    /// Whether a unique index refused the write: somebody else was there first.
    pub fn is_duplicate(&self) -> bool {
        match self {
            Self::Database { source, .. } => {
                matches!(source.sql_err(), Some(SqlErr::UniqueConstraintViolation(_)))
            }
            Self::Busy { .. }
            | Self::Unreadable { .. }
            | Self::RulesNotWhole { .. }
            | Self::NoRules => false,
        }
    }
}

/// Whether the database says that others have what is asked for.
pub(super) fn is_busy(error: &DbErr) -> bool {
    matches!(code(error).as_deref(), Some(NO_LOCK | BUSY | MENDING))
}

/// An error and its causes in one line; a cause that only repeats what was said is left out.
pub fn chain(error: &dyn Error) -> String {
    let mut line = error.to_string();
    let mut cause = error.source();
    while let Some(source) = cause {
        let said = source.to_string().replace('\n', " ");
        if !line.contains(&said) {
            line.push_str(&format!(" ({said})"));
        }
        cause = source.source();
    }
    line
}
