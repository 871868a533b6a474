//! The changes that were made last, remembered for all who follow them.

use std::collections::VecDeque;
use std::sync::Arc;

use tokio::time::Instant;

use super::{BEGINNING, PAGE, PAUSE};
use crate::domain::Id;
use crate::domain::change::{ChangeRecord, Happening};
use crate::store::{Result, Store};

/// How many are remembered.
const MOST: usize = 1_000;

/// The last changes, without a gap.
#[derive(Debug, Default)]
pub(super) struct Recent {
    /// After which change they begin; nothing until somebody asks.
    begin: Option<Id<ChangeRecord>>,
    changes: VecDeque<Arc<Happening>>,
    /// When they were read last, and what the store had kept by then.
    read: Option<(Instant, u64)>,
}

impl Recent {
    /// Reads what came since, unless somebody has just done so.
    pub(super) async fn catch_up(&mut self, store: &Store, as_of: u64) -> Result<()> {
        let is_fresh = |(at, seen): (Instant, u64)| seen >= as_of && at.elapsed() < PAUSE;
        if self.read.is_some_and(is_fresh) {
            return Ok(());
        }
        let Some(begin) = self.begin else {
            self.begin = Some(store.newest_change().await?.unwrap_or(BEGINNING));
            return Ok(());
        };
        let now = Instant::now();
        let newest = self.changes.back().map_or(begin, |newest| newest.record.id);
        let found = store.changes_after(newest, PAGE).await?;
        // After a full page there may be more, for whoever comes next to read.
        self.read = ((found.len() as u64) < PAGE).then_some((now, as_of));
        self.changes.extend(found.into_iter().map(Arc::new));
        while self.changes.len() > MOST {
            self.begin = self.changes.pop_front().map(|oldest| oldest.record.id);
        }
        Ok(())
    }

    /// Those after one; nothing if they do not reach back to it.
    pub(super) fn after(&self, after: Id<ChangeRecord>) -> Option<Vec<Arc<Happening>>> {
        if self.begin.is_none_or(|begin| after < begin) {
            return None;
        }
        let first = self
            .changes
            .partition_point(|change| change.record.id <= after);
        Some(self.changes.range(first..).cloned().collect())
    }
}
