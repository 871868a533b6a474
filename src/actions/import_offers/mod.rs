//! Importing offers: what a file describes becomes what the directory holds.
//!
//! A batch of offers is one transaction: it reads what is kept, writes what differs, and records each
//! change with the file as its cause. What a file is silent about is left as it is, so that importing
//! the same file again changes nothing.

mod batch;
mod merge;
mod summary;

pub use summary::{BrokenOff, Imported, Tally, Variant};

use std::collections::BTreeSet;

use crate::domain::change::Cause;
use crate::exchange::{OfferDraft, Reading};
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

/// Imports what was read; `progress` hears how many of the file's offers are done. A store that
/// fails breaks it off; what was kept until then is told with the failure.
pub async fn import_offers(
    store: &Store,
    cause: &Cause,
    reading: Reading,
    commits: Commits,
    mut progress: impl FnMut(usize),
) -> Result<Imported, BrokenOff> {
    let (mut imported, offers) = Imported::begin(reading);
    let wrote = async {
        let mut touched = BTreeSet::new();
        let mut not_kept = Imported::default();
        let mut change = store.change().await?;
        let mut done = 0;
        for drafts in offers.chunks(OFFERS_PER_BATCH) {
            let mut left: Vec<&OfferDraft> = drafts.iter().collect();
            while !left.is_empty() {
                let (mut batch, later) = Batch::open(&change, left).await?;
                batch.write(&mut not_kept, &mut touched).await?;
                change.record(cause, batch.into_notes()).await?;
                left = later;
            }
            if commits == Commits::Often {
                change.keep().await?;
                imported.add(std::mem::take(&mut not_kept));
                change = store.change().await?;
            }
            done += drafts.len();
            progress(done);
        }
        change.keep().await?;
        imported.add(not_kept);
        imported.find_variants(store, &touched).await
    };
    let wrote: Result<(), Failure> = wrote.await;
    imported.sort();
    match wrote {
        Ok(()) => Ok(imported),
        Err(source) => Err(BrokenOff {
            done: Box::new(imported),
            source,
        }),
    }
}
