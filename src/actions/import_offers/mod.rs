//! Importing offers: what files tell becomes what the directory holds.
//!
//! All files are read to their end and put aside, so that what they tell of one thing in several places is one.
//! Then it goes batch by batch: what is kept is read, a plan says what differs, and one transaction
//! writes that and records each change with its file as the cause. A dry run ends with the plan. What files are
//! silent about is left as it is, so that importing the same files again changes nothing; an import that was
//! broken off goes on when it is begun again. Last, if that is asked for, what they no longer have is retired.

mod known;
mod merge;
mod missing;
mod plan;
mod source;
mod spool;
mod summary;
mod watch;
mod write;

use std::io;
use std::panic::resume_unwind;

use tokio::task::{JoinHandle, spawn_blocking};

pub use source::{FileRead, Reading, Source, read_source};
pub use summary::{Imported, Tally, Variant};
pub use watch::{Conflict, Doubt, Entry, FieldChange, Planned, Reason, Watch};

use crate::domain::change::Cause;
use crate::exchange::SourceFile;
use crate::store::{Change, Failure, Store};
use known::Known;
use missing::Seen;
use plan::{Carried, Plan};
use source::Batch;

/// After how many things the database takes stock for the first time; then whenever there are four times as many.
const FIRST_STOCK: usize = 1_000;

/// What an import may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Importing {
    /// Whether it writes at all, and when it keeps what it has written.
    pub mode: Mode,
    /// What becomes of contacts that somebody stands for.
    pub vouched: Vouched,
    /// What becomes of offers that the source does not have.
    pub missing: Missing,
    /// How many things go into one transaction.
    pub things_per_batch: usize,
}

/// Whether an import writes, and when it keeps what it has written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// It says what it would do, and does nothing.
    DryRun,
    /// It keeps every batch: an import that breaks off has done its beginning.
    Often,
    /// It keeps all at the end, before it retires what is missing: an import that breaks off has done nothing.
    Once,
}

/// What becomes of contacts that somebody verified or wrote, when the source tells otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Vouched {
    /// They are left as they are; that is a conflict.
    Left,
    /// They are overwritten.
    Overwritten,
}

/// What becomes of offers that the source does not have, of publishers that it has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Missing {
    /// They are left as they are.
    Left,
    /// They are retired, unless the source may lack some that are there; those that it has again are restored.
    Retired,
}

impl Importing {
    /// What an import does if nothing else is said.
    pub const PLAIN: Self = Self {
        mode: Mode::Often,
        vouched: Vouched::Left,
        missing: Missing::Left,
        things_per_batch: 1_000,
    };
}

/// An import that did not come to its end.
#[derive(Debug, thiserror::Error)]
#[error("the import broke off")]
pub struct BrokenOff {
    /// What is kept of it.
    pub done: Box<Imported>,
    /// Why.
    pub source: Broke,
}

/// What broke an import off.
#[derive(Debug, thiserror::Error)]
pub enum Broke {
    /// The store failed.
    #[error(transparent)]
    Store(#[from] Failure),
    /// What was put aside cannot be read again.
    #[error("what was read of the file cannot be read again")]
    Spool(#[from] io::Error),
    /// Somebody called it off.
    #[error("it was called off")]
    CalledOff,
}

/// Imports a source; `watch` hears everything there is to say. What breaks it off is told together with what was
/// kept until then. History names the file that tells what is changed, and `cause` where that has no name.
pub async fn import_offers(
    store: &Store,
    cause: &Cause,
    source: Source,
    how: Importing,
    watch: &mut impl Watch,
) -> Result<Imported, BrokenOff> {
    let mut imported = source.begin();
    let importing = Run {
        store,
        cause,
        how,
        seen: Seen::default(),
        carried: Carried::begin(watch.wants_changes()),
        pending: Vec::new(),
        not_kept: Imported::default(),
    };
    match importing.all(source, &mut imported, watch).await {
        Ok(()) => Ok(imported),
        Err(source) => Err(BrokenOff {
            done: Box::new(imported),
            source,
        }),
    }
}

/// Fetches the next batch beside what is done meanwhile.
fn fetch(mut source: Source, most: usize) -> JoinHandle<(Source, io::Result<Batch>)> {
    spawn_blocking(move || {
        let batch = source.next_batch(most);
        (source, batch)
    })
}

async fn fetched(next: JoinHandle<(Source, io::Result<Batch>)>) -> Result<(Source, Batch), Broke> {
    match next.await {
        Ok((source, batch)) => Ok((source, batch?)),
        Err(broke) => match broke.try_into_panic() {
            Ok(panic) => resume_unwind(panic),
            // The process is about to end.
            Err(_) => Err(Broke::CalledOff),
        },
    }
}

/// A source that is imported.
struct Run<'r> {
    store: &'r Store,
    cause: &'r Cause,
    how: Importing,
    seen: Seen,
    carried: Carried,
    /// What is to be said once what was written is kept.
    pending: Vec<Entry>,
    /// What was counted and is not kept yet.
    not_kept: Imported,
}

impl Run<'_> {
    async fn all(
        mut self,
        mut source: Source,
        imported: &mut Imported,
        watch: &mut impl Watch,
    ) -> Result<(), Broke> {
        let most = self.how.things_per_batch;
        let mut change = None;
        let mut done = 0;
        let mut taking_stock = FIRST_STOCK;
        let mut batch = source.next_batch(most)?;
        while !batch.things.is_empty() {
            if watch.is_called_off() {
                return Err(Broke::CalledOff);
            }
            let open = match change.take() {
                Some(open) => open,
                None => self.store.change().await?,
            };
            done += batch.things.len();
            let next = fetch(source, most);
            self.batch(&open, batch).await?;
            match self.how.mode {
                Mode::DryRun => drop(open),
                Mode::Often => open.keep().await?,
                Mode::Once => change = Some(open),
            }
            if change.is_none() {
                self.tell(imported, watch);
            }
            watch.done(done);
            if self.how.mode == Mode::Often && done >= taking_stock {
                self.store.take_stock().await?;
                taking_stock = done * 4;
            }
            if change.is_none() {
                self.store.let_others_in().await;
            }
            (source, batch) = fetched(next).await?;
        }
        self.note(batch.entries, &batch.counted);
        if let Some(open) = change {
            open.keep().await?;
        }
        self.tell(imported, watch);
        self.retire_missing(&source, imported, watch).await?;
        imported
            .find_variants(self.store, self.carried.touched())
            .await?;
        Ok(())
    }

    /// Plans a batch, and writes it unless this is a dry run.
    async fn batch(&mut self, change: &Change, batch: Batch) -> Result<(), Broke> {
        self.note(batch.entries, &batch.counted);
        let known = Known::about(change, &batch.things, &self.carried).await?;
        let plan = Plan::of(&batch.things, &known, &mut self.carried, self.how);
        self.seen.note(&plan, &known);
        self.note(plan.entries().iter().cloned(), plan.counted());
        if self.how.mode != Mode::DryRun {
            let done = write::write(change, plan, known, &mut self.seen).await?;
            self.carried.note(done.iter().flat_map(|done| &done.notes));
            for done in done {
                let cause = self.cause_in(done.file.as_ref());
                change.record(&cause, done.notes).await?;
            }
        }
        Ok(())
    }

    /// Takes note of what is to be said and counted once it is kept.
    fn note(&mut self, entries: impl IntoIterator<Item = Entry>, counted: &Imported) {
        self.pending.extend(entries);
        self.not_kept.add(counted);
    }

    /// Why something is done that this file tells.
    fn cause_in(&self, file: Option<&SourceFile>) -> Cause {
        let name = file.map(|file| file.name().to_owned());
        Cause {
            note: name.or_else(|| self.cause.note.clone()),
            ..self.cause.clone()
        }
    }

    /// Says and counts what is kept now.
    fn tell(&mut self, imported: &mut Imported, watch: &mut impl Watch) {
        imported.add(&std::mem::take(&mut self.not_kept));
        for entry in self.pending.drain(..) {
            watch.hear(entry);
        }
    }
}
