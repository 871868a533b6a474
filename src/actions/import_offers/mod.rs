//! Importing offers: what a file describes becomes what the directory holds.
//!
//! A batch of offers is one transaction: it reads what is kept, writes what differs, and records each
//! change with the file as its cause. What a file is silent about is left as it is, so that importing
//! the same file again changes nothing.

mod batch;
mod merge;
mod summary;

pub use summary::{Imported, Tally, Variant};

use crate::domain::actor::Actor;
use crate::exchange::Reading;
use crate::store::{Failure, Store};
use batch::Batch;

/// How many offers go into one transaction.
const OFFERS_PER_BATCH: usize = 200;

/// When an import keeps what it has written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Commits {
    /// After every batch: an import that breaks off has done its beginning.
    Often,
    /// At the end: an import that breaks off has done nothing.
    Once,
}

/// Imports what was read; `progress` hears how many of the file's offers are done.
pub async fn import_offers(
    store: &Store,
    actor: Actor,
    reading: Reading,
    cause: &str,
    commits: Commits,
    mut progress: impl FnMut(usize),
) -> Result<Imported, Failure> {
    let mut imported = Imported::of(&reading);
    let mut change = store.change_alone().await?;
    let mut done = 0;
    for drafts in reading.offers.chunks(OFFERS_PER_BATCH) {
        let mut batch = Batch::open(&change, drafts).await?;
        batch.write(&mut imported).await?;
        let notes = batch.into_notes();
        change.record(actor, notes, Some(cause)).await?;
        if commits == Commits::Often {
            change.keep().await?;
            change = store.change_alone().await?;
        }
        done += drafts.len();
        progress(done);
    }
    change.keep().await?;
    imported.refused.extend(reading.refused);
    imported.refused.sort_by_key(|refusal| refusal.line);
    imported.warnings = reading.warnings;
    imported.find_variants(store).await?;
    Ok(imported)
}
