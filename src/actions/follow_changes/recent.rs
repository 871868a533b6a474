//! The changes that were made last, remembered for all who follow them.

use std::collections::VecDeque;
use std::sync::Arc;

use crate::domain::Id;
use crate::domain::change::{ChangeRecord, Happening};

/// How many are remembered.
const MOST: usize = 1_000;

/// The last changes, without a gap.
#[derive(Debug, Default)]
pub(super) struct Recent {
    /// After which change they begin; nothing until somebody asks.
    begin: Option<Id<ChangeRecord>>,
    changes: VecDeque<Arc<Happening>>,
}

impl Recent {
    /// The newest one. Where somebody came further than this, there was nobody to remember what came before them:
    /// it begins anew where they are.
    pub(super) fn newest_from(&mut self, after: Id<ChangeRecord>) -> Id<ChangeRecord> {
        let newest = self.changes.back().map(|newest| newest.record.id);
        match newest.or(self.begin) {
            Some(newest) if newest >= after => newest,
            _ => {
                self.changes.clear();
                self.begin = Some(after);
                after
            }
        }
    }

    /// Adds those that come after the newest.
    pub(super) fn add(&mut self, found: Vec<Happening>) {
        self.changes.extend(found.into_iter().map(Arc::new));
        while self.changes.len() > MOST {
            self.begin = self.changes.pop_front().map(|oldest| oldest.record.id);
        }
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
