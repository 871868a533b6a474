//! Opening a database: SQLite or PostgreSQL by its URL, with its tables up to date.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use sea_orm::sqlx::sqlite::{SqliteJournalMode, SqliteSynchronous};
use sea_orm::{ConnectOptions, DatabaseConnection};
use tokio::sync::watch;

use super::turns::ONE_TRY;
use super::{Inner, Opening, Session, Store, patience, policy};

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
            return Ok(Self::of_file(Path::new(path)));
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

    /// The URL of a SQLite database in this file.
    pub fn of_file(path: &Path) -> Self {
        // The driver decodes the path of a URL, and ends it at a question mark.
        let encoded = path.display().to_string();
        let encoded = encoded.replace('%', "%25").replace('?', "%3F");
        Self {
            url: format!("sqlite://{encoded}?mode=rwc"),
            database: Database::Sqlite(path.to_owned()),
        }
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

/// How a store reads.
#[derive(Clone, Copy, Debug)]
pub struct Reads {
    /// How many connections read at the same time.
    pub connections: u32,
    /// How long one read may take, for whoever asks does not wait for longer: then the database breaks it off.
    pub longest: Option<Duration>,
}

impl From<u32> for Reads {
    /// As many connections, and reads that take the time that they take.
    fn from(connections: u32) -> Self {
        Self {
            connections,
            longest: None,
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

/// How long a connection may wait for another writer, and for a place in the pool: a change may have to do
/// both, and its client is to hear of it before the request has run out of time.
pub(super) const PATIENCE: Duration = Duration::from_secs(4);
/// How many changes may be under way in PostgreSQL: one that runs, and the next, which waits for its lock.
const WRITERS: u32 = 2;
/// How many pictures there may be at once.
const PICTURES: u32 = 4;
/// How long to pause before trying once more.
const PAUSE: Duration = Duration::from_millis(20);

impl Store {
    /// Opens a database, and brings its tables up to date.
    pub async fn open(at: &StoreUrl, reads: impl Into<Reads>) -> Result<Opened, Opening> {
        let store = Self::connect(at, reads).await?;
        let migrated = store.migrate(at).await?;
        Ok(Opened { store, migrated })
    }

    /// Connects to a database whose tables are left as they are.
    pub async fn connect(at: &StoreUrl, reads: impl Into<Reads>) -> Result<Self, Opening> {
        let reads = reads.into();
        let statements = Arc::new(AtomicU64::new(0));
        let writers = match at.database() {
            Database::Sqlite(_) => 1,
            Database::Postgres(_) => WRITERS,
        };
        // The writer comes first: on SQLite it makes the file and turns on the write-ahead log.
        let writer = writable(at, writers, ONE_TRY);
        let writer = counted(at, writer, &statements).await?;
        let mut reading = writable(at, reads.connections, PATIENCE);
        if let Some(longest) = reads.longest {
            patience::break_off_after(&mut reading, longest);
        }
        let reads = counted(at, reading, &statements).await?;
        let pictures = pictures(at, &statements).await?;
        Ok(Self::over(reads, writer, pictures, statements))
    }

    /// Opens a database to read from it and nothing else: what is not there is not made, and tables that are
    /// not up to date are left as they are. Both are refused.
    pub async fn open_to_read(at: &StoreUrl, connections: u32) -> Result<Self, Opening> {
        if let Database::Sqlite(path) = at.database()
            && !path.exists()
        {
            return Err(Opening::NotThere { path: path.clone() });
        }
        let statements = Arc::new(AtomicU64::new(0));
        let reads = counted(at, reading(at, connections), &statements).await?;
        let store = Self::over(reads.clone(), reads.clone(), reads, statements);
        if store.missing_migrations(at).await? > 0 {
            let database = at.database().clone();
            return Err(Opening::NotUpToDate { database });
        }
        Ok(store)
    }

    fn over(
        reads: DatabaseConnection,
        writer: DatabaseConnection,
        pictures: DatabaseConnection,
        statements: Arc<AtomicU64>,
    ) -> Self {
        Self(Arc::new(Inner {
            reads: Session(reads),
            writer,
            pictures,
            statements,
            policy: policy::Remembered::default(),
            closing: watch::Sender::new(false),
            kept: watch::Sender::new(0),
        }))
    }
}

/// How to connect to read and write; on SQLite a statement that finds the file taken tries for so long.
fn writable(at: &StoreUrl, connections: u32, patience: Duration) -> ConnectOptions {
    let mut options = options(at, connections);
    options.map_sqlx_sqlite_opts(move |options| {
        options
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .busy_timeout(patience)
            // What a statement that fails is to undo fits into memory.
            .pragma("temp_store", "MEMORY")
    });
    if let Database::Sqlite(_) = at.database() {
        options
            // Whoever wants the file for itself has to see that a service which nobody asks still runs.
            .idle_timeout(None::<Duration>)
            .max_lifetime(None::<Duration>)
            // A file does not go away.
            .test_before_acquire(false);
    }
    options
}

/// Connections that are made when the first picture is taken.
async fn pictures(
    at: &StoreUrl,
    statements: &Arc<AtomicU64>,
) -> Result<DatabaseConnection, Opening> {
    let mut options = reading(at, PICTURES);
    options.connect_lazy(true);
    counted(at, options, statements).await
}

/// How to connect to any database to read from it and nothing else.
fn reading(at: &StoreUrl, connections: u32) -> ConnectOptions {
    let mut options = options(at, connections);
    options.map_sqlx_sqlite_opts(|options| options.read_only(true).busy_timeout(PATIENCE));
    options
}

/// How to connect to any database.
fn options(at: &StoreUrl, connections: u32) -> ConnectOptions {
    let mut options = ConnectOptions::new(&at.url);
    options
        .max_connections(connections)
        .connect_timeout(PATIENCE)
        .acquire_timeout(PATIENCE)
        .sqlx_logging(false);
    options
}

/// Connects, and counts from then on what is sent.
async fn counted(
    at: &StoreUrl,
    options: ConnectOptions,
    statements: &Arc<AtomicU64>,
) -> Result<DatabaseConnection, Opening> {
    let mut connection = patiently(at.database(), options).await?;
    let statements = Arc::clone(statements);
    connection.set_metric_callback(move |_| {
        statements.fetch_add(1, Ordering::Relaxed);
    });
    Ok(connection)
}

/// Connects, and waits for a process that is just making the database: SQLite does not wait by itself
/// when the kind of its journal changes.
async fn patiently(
    database: &Database,
    options: ConnectOptions,
) -> Result<DatabaseConnection, Opening> {
    let began = Instant::now();
    loop {
        let connected = sea_orm::Database::connect(options.clone()).await;
        match connected.map_err(|source| Opening::of(database, source)) {
            Err(Opening::Busy { .. }) if began.elapsed() < PATIENCE => {
                tokio::time::sleep(PAUSE).await;
            }
            other => return other,
        }
    }
}
