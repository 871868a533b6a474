//! Opening a database: SQLite or PostgreSQL by its URL, with its tables up to date.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use migration::{Migrator, MigratorTrait, SchemaManager};
use sea_orm::sqlx::sqlite::{SqliteJournalMode, SqliteSynchronous};
use sea_orm::{
    ConnectOptions, ConnectionTrait, DatabaseConnection, DbBackend, DbErr, IntoDatabaseExecutor,
};

use super::{Inner, Session, Store, policy};

/// Where a database is: a URL that was read and found sound.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoreUrl {
    url: String,
    database: Database,
}

/// Which database it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Database {
    /// SQLite, in this file.
    Sqlite(PathBuf),
    /// PostgreSQL; host, port and name, without user and password.
    Postgres(String),
}

/// Why a text is not the URL of a database.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StoreUrlProblem {
    /// Its scheme is neither.
    #[error("it must begin with sqlite: or postgres:")]
    Scheme,
    /// It does not say which file.
    #[error("it must name a file, as sqlite:directory.db does; a database in memory is not kept")]
    NoFile,
    /// It is not a URL.
    #[error("it is not a URL of the form postgres://user:password@host:port/database")]
    Malformed,
}

impl StoreUrl {
    /// Reads `sqlite:FILE`, `sqlite://FILE` or `postgres://user:password@host:port/database`.
    pub fn parse(text: &str) -> Result<Self, StoreUrlProblem> {
        if let Some(rest) = text.strip_prefix("sqlite:") {
            let path = rest.strip_prefix("//").unwrap_or(rest);
            let path = path.split_once('?').map_or(path, |(path, _)| path);
            if path.is_empty() || path.contains(":memory:") {
                return Err(StoreUrlProblem::NoFile);
            }
            let database = Database::Sqlite(PathBuf::from(path));
            // The driver decodes the path of a URL; a file may have a percent sign in its name.
            let encoded = path.replace('%', "%25");
            return Ok(Self {
                url: format!("sqlite://{encoded}?mode=rwc"),
                database,
            });
        }
        if !(text.starts_with("postgres://") || text.starts_with("postgresql://")) {
            return Err(StoreUrlProblem::Scheme);
        }
        let url = url::Url::parse(text).map_err(|_| StoreUrlProblem::Malformed)?;
        let name = url.path().trim_start_matches('/');
        if name.is_empty() {
            return Err(StoreUrlProblem::Malformed);
        }
        let host = url.host_str().unwrap_or("localhost");
        let database = Database::Postgres(format!("{host}:{}/{name}", url.port().unwrap_or(5432)));
        Ok(Self {
            url: text.to_owned(),
            database,
        })
    }

    /// Which database it is; safe to show.
    pub fn database(&self) -> &Database {
        &self.database
    }
}

impl std::fmt::Display for Database {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Sqlite(path) => write!(f, "{}", path.display()),
            Self::Postgres(place) => f.write_str(place),
        }
    }
}

/// A store that was opened, and what that did.
#[derive(Debug)]
pub struct Opened {
    /// The store.
    pub store: Store,
    /// How many migrations were applied.
    pub migrated: usize,
}

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
    /// The tables are not up to date, and were not to be changed.
    #[error(
        "the database {database} lacks {missing} migrations: run `support-directory migrate` first"
    )]
    Outdated {
        /// The database.
        database: Database,
        /// How many.
        missing: usize,
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

/// How long a connection may wait for another writer, and for a place in the pool.
const PATIENCE: Duration = Duration::from_secs(5);
/// The table in which applied migrations are noted.
const MIGRATIONS: &str = "seaql_migrations";
/// What two processes that migrate at once agree on: a number of our own.
const MIGRATION_LOCK: i64 = 0x5D1E_C702;

impl Store {
    /// Opens a database with this many connections to read, and brings its tables up to date.
    pub async fn open(at: &StoreUrl, connections: u32) -> Result<Opened, Opening> {
        let store = Self::connect(at, connections).await?;
        let migrated = store.migrate(at).await?;
        Ok(Opened { store, migrated })
    }

    /// Connects to a database whose tables are left as they are.
    pub async fn connect(at: &StoreUrl, connections: u32) -> Result<Self, Opening> {
        let statements = Arc::new(AtomicU64::new(0));
        let (reads, writer) = match at.database() {
            Database::Sqlite(path) => {
                // The writer comes first: it makes the file and turns on the write-ahead log.
                let writer = connection(at, 1, path, &statements).await?;
                (
                    connection(at, connections, path, &statements).await?,
                    writer,
                )
            }
            Database::Postgres(_) => {
                let pool = connection(at, connections, Path::new(""), &statements).await?;
                (pool.clone(), pool)
            }
        };
        let policy = policy::Remembered::default();
        Ok(Self(Arc::new(Inner {
            reads: Session(reads),
            writer,
            statements,
            policy,
        })))
    }

    /// Brings the tables up to date; two processes that try at once wait for each other.
    pub async fn migrate(&self, at: &StoreUrl) -> Result<usize, Opening> {
        let database = at.database();
        let failed = |source| Opening::Migration {
            database: database.clone(),
            source,
        };
        let transaction = self.begin().await.map_err(failed)?;
        if transaction.get_database_backend() == DbBackend::Postgres {
            transaction
                .execute_unprepared(&format!("SELECT pg_advisory_xact_lock({MIGRATION_LOCK})"))
                .await
                .map_err(failed)?;
        }
        let missing = missing_migrations(&transaction, database).await?;
        if missing > 0 {
            Migrator::up(&transaction, None).await.map_err(failed)?;
        }
        transaction.commit().await.map_err(failed)?;
        Ok(missing)
    }

    /// Takes this many of the last migrations back. What was in their tables is gone.
    pub async fn unmigrate(&self, at: &StoreUrl, steps: u32) -> Result<(), Opening> {
        let failed = |source| Opening::Migration {
            database: at.database().clone(),
            source,
        };
        let transaction = self.begin().await.map_err(failed)?;
        Migrator::down(&transaction, Some(steps))
            .await
            .map_err(failed)?;
        transaction.commit().await.map_err(failed)
    }

    /// Checks that the tables are up to date, without changing them.
    pub async fn expect_current(&self, at: &StoreUrl) -> Result<(), Opening> {
        match missing_migrations(&self.0.writer, at.database()).await? {
            0 => Ok(()),
            missing => Err(Opening::Outdated {
                database: at.database().clone(),
                missing,
            }),
        }
    }
}

/// How many migrations the database lacks; a failure when it has one that nobody here knows.
async fn missing_migrations<'c, C>(connection: &'c C, database: &Database) -> Result<usize, Opening>
where
    C: ConnectionTrait,
    &'c C: IntoDatabaseExecutor<'c>,
{
    let failed = |source| Opening::Migration {
        database: database.clone(),
        source,
    };
    let known: Vec<String> = Migrator::migrations()
        .iter()
        .map(|known| known.name().to_owned())
        .collect();
    // Asking for what was applied would make the table; whoever only looks may not be allowed to.
    if !SchemaManager::new(connection)
        .has_table(MIGRATIONS)
        .await
        .map_err(failed)?
    {
        return Ok(known.len());
    }
    let applied = Migrator::get_migration_models(connection)
        .await
        .map_err(failed)?;
    match applied
        .iter()
        .find(|applied| !known.contains(&applied.version))
    {
        Some(unknown) => Err(Opening::Newer {
            database: database.clone(),
            migration: unknown.version.clone(),
        }),
        None => Ok(known.len() - applied.len()),
    }
}

async fn connection(
    at: &StoreUrl,
    connections: u32,
    path: &Path,
    statements: &Arc<AtomicU64>,
) -> Result<DatabaseConnection, Opening> {
    let mut options = ConnectOptions::new(&at.url);
    options
        .max_connections(connections)
        .connect_timeout(PATIENCE)
        .acquire_timeout(PATIENCE)
        .sqlx_logging(false)
        .map_sqlx_sqlite_opts(|options| {
            options
                .journal_mode(SqliteJournalMode::Wal)
                .synchronous(SqliteSynchronous::Full)
                .foreign_keys(true)
                .busy_timeout(PATIENCE)
        });
    let mut connection = sea_orm::Database::connect(options)
        .await
        .map_err(|source| match at.database() {
            Database::Sqlite(_) => Opening::NotWritable {
                path: path.to_owned(),
                source,
            },
            Database::Postgres(place) => Opening::Unreachable {
                place: place.clone(),
                source,
            },
        })?;
    let statements = Arc::clone(statements);
    connection.set_metric_callback(move |_| {
        statements.fetch_add(1, Ordering::Relaxed);
    });
    Ok(connection)
}
