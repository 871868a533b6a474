//! The lookout: of all who follow changes one looks for news, and tells the others.

use std::sync::{Arc, PoisonError, RwLock};

use tokio::sync::{Mutex, watch};
use tokio::time::sleep;

use super::recent::Recent;
use super::{PAGE, PAUSE};
use crate::domain::Id;
use crate::domain::change::{ChangeRecord, Happening};
use crate::store::{Store, chain};

/// What was found last, and whose turn it is to look.
///
/// Whoever looks may be kept from it for long, by all the others who have something to tell. So what was found is
/// under a lock of its own, which nobody keeps while it waits for anything.
#[derive(Debug)]
pub(super) struct Lookout {
    recent: RwLock<Recent>,
    told: watch::Sender<()>,
    turn: Mutex<Turn>,
}

#[derive(Debug)]
struct Turn {
    /// What this process changes is known at once.
    kept: watch::Receiver<u64>,
    /// There may be something to find already.
    is_due: bool,
}

impl Lookout {
    pub(super) fn over(store: &Store) -> Self {
        Self {
            recent: RwLock::default(),
            told: watch::Sender::default(),
            turn: Mutex::new(Turn {
                kept: store.kept(),
                is_due: true,
            }),
        }
    }

    /// Wakes up when something was found.
    pub(super) fn told(&self) -> watch::Receiver<()> {
        self.told.subscribe()
    }

    /// The changes after one; nothing if it is not remembered what came then.
    pub(super) fn after(&self, after: Id<ChangeRecord>) -> Option<Vec<Arc<Happening>>> {
        let recent = self.recent.read().unwrap_or_else(PoisonError::into_inner);
        recent.after(after)
    }

    /// Looks for changes after this one as soon as there may be any, when nobody else does. May be dropped at any
    /// time: somebody else goes on.
    pub(super) async fn look(&self, store: &Store, after: Id<ChangeRecord>) {
        let mut turn = self.turn.lock().await;
        if !turn.is_due {
            tokio::select! {
                // The store keeps its side as long as we have it.
                _ = turn.kept.changed() => {}
                () = sleep(PAUSE) => {}
            }
        }
        turn.is_due = true;
        turn.kept.mark_unchanged();
        let newest = self.change(|recent| recent.newest_from(after));
        match store.changes_after(newest, PAGE).await {
            Ok(found) => {
                turn.is_due = found.len() as u64 == PAGE;
                if !found.is_empty() {
                    self.change(|recent| recent.add(found));
                    self.told.send_replace(());
                }
            }
            Err(failure) => {
                turn.is_due = false;
                tracing::warn!(error = %chain(&failure), "changes could not be followed");
            }
        }
    }

    fn change<T>(&self, change: impl FnOnce(&mut Recent) -> T) -> T {
        let mut recent = self.recent.write().unwrap_or_else(PoisonError::into_inner);
        change(&mut recent)
    }
}
