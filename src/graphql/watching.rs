//! Watching: from when on, and how far a watcher came.

use std::sync::{Mutex, PoisonError};

use futures_util::future::BoxFuture;
use futures_util::stream::BoxStream;

use super::cursor;
use super::engine::Outcome;
use super::fault::Fault;
use crate::domain::Id;
use crate::domain::change::ChangeRecord;
use crate::store::{Failure, chain};

/// What comes of a request that may have many answers.
pub enum Watched {
    /// It has one, and nothing was run for it so far.
    Once(BoxFuture<'static, Outcome>),
    /// It has one for each thing that happens; ends when there can be no more. When it is not run, that is all.
    Many(BoxStream<'static, Told>),
}

/// What a watcher is told.
pub struct Told {
    /// What came of running the document for one thing that happened.
    pub outcome: Outcome,
    /// The place of that in history: a watcher that was cut off goes on after it.
    pub place: Option<String>,
}

/// A watcher, as resolvers see it.
pub(super) struct Watcher {
    /// The newest change when it was asked: whatever comes after it is news.
    asked_at: Id<ChangeRecord>,
    /// The place that its client saw last, if it was cut off before.
    seen: Option<String>,
    /// The change that it is being told of.
    reached: Mutex<Option<Id<ChangeRecord>>>,
}

impl Watcher {
    pub(super) fn new(asked_at: Id<ChangeRecord>, seen: Option<String>) -> Self {
        Self {
            asked_at,
            seen,
            reached: Mutex::default(),
        }
    }

    /// After which change to begin, where its document names a place or none. What it saw since is further on.
    pub(super) fn begins_after(&self, named: Option<&str>) -> Result<Id<ChangeRecord>, Fault> {
        let Some(place) = self.seen.as_deref().or(named) else {
            return Ok(self.asked_at);
        };
        let place = cursor::read_change(place).ok_or(Fault::BadCursor)?;
        // Nobody saw what was not there yet; whoever made this up waits for what is.
        Ok(place.min(self.asked_at))
    }

    pub(super) fn reach(&self, change: Id<ChangeRecord>) {
        let mut reached = self.reached.lock().unwrap_or_else(PoisonError::into_inner);
        *reached = Some(change);
    }

    pub(super) fn place(&self) -> Option<String> {
        let reached = self.reached.lock().unwrap_or_else(PoisonError::into_inner);
        reached.map(cursor::write_change)
    }
}

/// What is answered when it cannot be found out what is news.
pub(super) fn not_begun(failure: &Failure) -> Outcome {
    if failure.is_busy() {
        tracing::warn!(error = %chain(failure), "nothing could be watched");
        Outcome::Busy
    } else {
        tracing::error!(error = %chain(failure), "nothing could be watched");
        Outcome::Broken
    }
}
