//! The sample: real offers that an empty directory begins with.

use std::time::Instant;

use super::progress;
use crate::actions::import_offers::{Commits, Imported, import_offers};
use crate::domain::change::Cause;
use crate::domain::publisher::PublisherFilter;
use crate::exchange::plain_rows;
use crate::store::{Failure, Store};

/// The offers, with their provenance beside them in `data/sample`.
const OFFERS: &[u8] = include_bytes!("../../data/sample/offers.jsonl");

/// What loading the sample did.
pub(super) struct Loaded {
    pub(super) imported: Imported,
    pub(super) seconds: f64,
}

/// Loads the sample into a directory that holds no publishers: all of it or, when interrupted, nothing.
pub(super) async fn load(store: &Store) -> Result<Option<Loaded>, Failure> {
    if store.count_publishers(&PublisherFilter::default()).await? > 0 {
        return Ok(None);
    }
    let began = Instant::now();
    let reading = plain_rows::read(OFFERS);
    let bar = progress::bar(reading.offers.len(), "loading the sample");
    let progress = |done| bar.set_position(done as u64);
    let imported = import_offers(
        store,
        &Cause::operator(Some("sample")),
        reading,
        Commits::Once,
        progress,
    )
    .await?;
    bar.finish_and_clear();
    if imported.offers.added == 0 {
        // Another process that started at the same time was first.
        return Ok(None);
    }
    Ok(Some(Loaded {
        imported,
        seconds: began.elapsed().as_secs_f64(),
    }))
}
