//! The sample: real offers that an empty directory begins with.

use std::time::Instant;

use super::progress::Progress;
use crate::actions::import_offers::{
    BrokenOff, Entry, Imported, Importing, Mode, Watch, import_offers, read_source,
};
use crate::domain::change::Cause;
use crate::domain::publisher::PublisherFilter;
use crate::exchange::{HowToRead, Unread};
use crate::store::{Failure, Store};

/// The offers, with their provenance beside them in `data/sample`.
const OFFERS: &[u8] = include_bytes!("../../data/sample/offers.jsonl");

/// What loading the sample did.
pub(super) struct Loaded {
    pub(super) imported: Imported,
    pub(super) seconds: f64,
}

/// Why the sample was not loaded.
#[derive(Debug, thiserror::Error)]
pub enum NotLoaded {
    /// The directory cannot be asked whether it is empty.
    #[error(transparent)]
    Store(#[from] Failure),
    /// It cannot be put aside.
    #[error(transparent)]
    Unread(#[from] Unread),
    /// Its import broke off, and nothing of it is kept.
    #[error(transparent)]
    BrokenOff(#[from] BrokenOff),
}

/// Who sees the sample come in.
struct Watching(Option<Progress>);

impl Watch for Watching {
    fn done(&mut self, things: usize) {
        if let Some(progress) = &mut self.0 {
            progress.set(things as u64);
        }
    }

    fn hear(&mut self, _: Entry) {}
}

/// Loads the sample into a directory that holds no publishers: all of it or, when interrupted, nothing.
pub(super) async fn load(store: &Store) -> Result<Option<Loaded>, NotLoaded> {
    if store.count_publishers(&PublisherFilter::default()).await? > 0 {
        return Ok(None);
    }
    let began = Instant::now();
    let mut watching = Watching(None);
    let source = read_source(OFFERS, &HowToRead::default(), &mut watching)?;
    let things = source.things() as u64;
    watching.0 = Some(Progress::begin("loading the sample", things, "things"));
    let importing = Importing {
        mode: Mode::Once,
        ..Importing::PLAIN
    };
    let cause = Cause::operator(Some("sample"));
    let imported = import_offers(store, &cause, source, importing, &mut watching).await?;
    drop(watching);
    if imported.offers.added == 0 {
        // Another process that started at the same time was first.
        return Ok(None);
    }
    Ok(Some(Loaded {
        imported,
        seconds: began.elapsed().as_secs_f64(),
    }))
}
