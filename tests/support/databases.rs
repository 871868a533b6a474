//! A database of its own for every test, on each kind of database that the service claims.

mod postgres;

use std::io::Write;

use support_directory::store::{Store, StoreUrl};

/// A kind of database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Backend {
    /// A file in a directory of the test's own.
    Sqlite,
    /// A database in a PostgreSQL that runs for the tests of this process only.
    Postgres,
}

/// A database that one test has for itself; dropping this removes it.
pub(crate) struct TestDatabase {
    url: String,
    _directory: Option<tempfile::TempDir>,
    database: Option<postgres::OwnDatabase>,
}

impl TestDatabase {
    /// A new database without tables; `None`, said in one line, where PostgreSQL is not installed.
    ///
    /// Under `CI=true` nothing is passed over: there the test fails.
    pub(crate) async fn start(backend: Backend) -> Option<Self> {
        match backend {
            Backend::Sqlite => {
                let directory = tempfile::tempdir().expect("a temporary directory can be made");
                Some(Self {
                    url: format!("sqlite:{}/directory.db", directory.path().display()),
                    _directory: Some(directory),
                    database: None,
                })
            }
            Backend::Postgres => Self::postgres(None).await,
        }
    }

    /// A new database in PostgreSQL: a copy of another, which nobody has open, or one without tables; `None`
    /// as above.
    pub(crate) async fn postgres(original: Option<&Self>) -> Option<Self> {
        let original = original.and_then(|original| original.database.as_ref());
        let Some(database) = postgres::OwnDatabase::create(original).await else {
            pass_over();
            return None;
        };
        Some(Self {
            url: database.url(),
            _directory: None,
            database: Some(database),
        })
    }

    /// Its address, as a setting names it.
    pub(crate) fn address(&self) -> &str {
        &self.url
    }

    /// Its address, as the store takes it.
    pub(crate) fn url(&self) -> StoreUrl {
        StoreUrl::parse(self.address()).expect("the address of a test database is sound")
    }

    /// The store in it, with its tables up to date and four connections to read.
    pub(crate) async fn open(&self) -> Store {
        let opened = Store::open(&self.url(), 4).await;
        opened.expect("a test database can be opened").store
    }
}

fn pass_over() {
    assert!(
        std::env::var("CI").as_deref() != Ok("true"),
        "PostgreSQL is not installed, and nothing is passed over under CI=true"
    );
    let thread = std::thread::current();
    let test = thread.name().unwrap_or("a test");
    // Written past the capture of the test harness, so that it is seen.
    let _ = writeln!(
        std::io::stderr(),
        "passed over: {test}: PostgreSQL is not installed"
    );
}
