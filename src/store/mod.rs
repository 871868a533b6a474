//! WHERE THINGS ARE KEPT. All SQL, all transactions, and how rows become values.
//!
//! Reads are methods of a [`Session`], so they work alike inside and outside a change. Writes are
//! methods of a [`Change`] only: a write outside a transaction does not compile.

mod change_records;
mod connect;
mod contacts;
mod derived;
mod export;
mod failure;
mod findable;
mod gaps;
mod given_answers;
mod history;
mod import_jobs;
mod keyset;
mod links;
mod migrate;
mod notices;
mod offers;
mod one_file;
mod opening;
mod partners;
mod patience;
mod policy;
mod pools;
mod publishers;
mod question;
mod reading;
mod ready;
mod rules;
mod search;
mod snapshot;
mod splits;
mod stock;
mod ties;
mod turns;
mod writing;

use std::ops::Deref;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use sea_orm::{ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbBackend};

use tokio::sync::watch;

use connect::PATIENCE;
pub use connect::{Database, Opened, Reads, StoreUrl, StoreUrlProblem};
pub use failure::{Doing, Failure, chain};
pub use given_answers::KeyedRequest;
pub use import_jobs::{ImportEnd, ImportProgress, StillWorking, TakenImport, Taking};
pub use one_file::{Alone, Contents, OneFile, Unsound, hold_alone};
pub use opening::Opening;
pub use policy::{Policy, Standing};
pub use pools::Pool;
pub use question::{Grounds, NamedPartner, PartnersInQuestion};
pub use ready::Lacking;
pub use search::MatchRank;
pub use snapshot::{Picture, Snapshot};

/// What every read of the store gives.
pub type Result<T> = std::result::Result<T, Failure>;

/// Something that can be read from: the store itself, an open change, or one picture of the directory.
#[derive(Debug)]
pub struct Session<C>(C);

/// The directory's database. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Store(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    reads: Session<DatabaseConnection>,
    /// Where changes begin: connections of their own, so that changes that wait never keep readers waiting.
    writer: DatabaseConnection,
    /// Where pictures are taken: connections of their own, too, as a picture may be looked at for long.
    pictures: DatabaseConnection,
    statements: Arc<AtomicU64>,
    policy: policy::Remembered,
    closing: watch::Sender<bool>,
    /// How many changes this process kept.
    kept: watch::Sender<u64>,
}

/// An open change: what it writes is kept together by [`Change::keep`], or undone by dropping it.
#[derive(Debug)]
pub struct Change {
    session: Session<DatabaseTransaction>,
    kept: watch::Sender<u64>,
}

impl Deref for Change {
    type Target = Session<DatabaseTransaction>;

    fn deref(&self) -> &Self::Target {
        &self.session
    }
}

impl Deref for Store {
    type Target = Session<DatabaseConnection>;

    fn deref(&self) -> &Self::Target {
        &self.0.reads
    }
}

impl Store {
    /// Opens a change. Inside it, read through the change: the store itself does not see what the change
    /// has written.
    ///
    /// Changes run one after the other, on both databases and over all processes: what a change reads
    /// stays true until it is kept, nobody is deadlocked, and records stand in the order of the changes. One
    /// that would wait for too long gives [`Failure::Busy`].
    pub async fn change(&self) -> Result<Change> {
        let begun = self.begin().await;
        let begun = begun.map_err(|source| Failure::of_begin("begin a change", source))?;
        let change = Change {
            session: Session(begun),
            kept: self.0.kept.clone(),
        };
        change.wait_for_others().await?;
        Ok(change)
    }

    /// How many statements were sent to the database so far.
    pub fn statements(&self) -> u64 {
        self.0.statements.load(Ordering::Relaxed)
    }

    /// How many changes this process kept, as it grows: whoever watches it learns of each at once. Those of other
    /// processes are not among them.
    pub fn kept(&self) -> watch::Receiver<u64> {
        self.0.kept.subscribe()
    }

    /// Waits until the store begins to close: it then waits for everybody who still reads from it.
    pub async fn closing(&self) {
        // The sender is there as long as the store is.
        let _ = self
            .0
            .closing
            .subscribe()
            .wait_for(|closing| *closing)
            .await;
    }

    /// Closes all connections.
    pub async fn close(self) {
        self.0.closing.send_replace(true);
        // On SQLite a connection that may write comes last: it tidies up beside the file.
        let _ = self.0.pictures.clone().close().await;
        let _ = self.0.writer.clone().close().await;
        let _ = self.0.reads.0.clone().close().await;
    }

    /// Whether the database answers.
    pub async fn ping(&self) -> Result<()> {
        self.0.reads.0.ping().await.doing("reach the database")
    }
}

/// What changes agree on so that they run one after the other: a number of our own.
const CHANGE_LOCK: i64 = 0x5D1E_C703;
/// After how long PostgreSQL undoes a change that sends nothing: whoever made it hangs, and all others wait.
const LONGEST_SILENCE: Duration = Duration::from_secs(120);

impl Change {
    /// Waits until no other change runs. On SQLite none does: there the writer is taken.
    async fn wait_for_others(&self) -> Result<()> {
        if self.connection().get_database_backend() == DbBackend::Postgres {
            let (patience, silence) = (PATIENCE.as_millis(), LONGEST_SILENCE.as_millis());
            let lock = format!(
                "SET LOCAL lock_timeout = {patience}; \
                 SET LOCAL idle_in_transaction_session_timeout = {silence}; \
                 SELECT pg_advisory_xact_lock({CHANGE_LOCK})"
            );
            let locked = self.connection().execute_unprepared(&lock).await;
            locked.map_err(|source| Failure::of_begin("wait for other changes", source))?;
        }
        Ok(())
    }

    /// Keeps what was written.
    pub async fn keep(self) -> Result<()> {
        let Session(written) = self.session;
        written.commit().await.doing("keep a change")?;
        self.kept.send_modify(|kept| *kept += 1);
        Ok(())
    }
}

impl<C: ConnectionTrait> Session<C> {
    fn connection(&self) -> &C {
        &self.0
    }
}
