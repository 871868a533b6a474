//! Following changes: from a place in history on, every one once and in order, as long as somebody listens.
//!
//! Nothing is sent to whoever is not ready for it, and nothing is kept for them either: each follower knows how
//! far it came and takes what comes next, out of what all remember together or out of the history itself.
//! So no change is lost however slow a follower is, or how long it was away.

mod recent;

use std::sync::Arc;
use std::time::Duration;

use futures_util::stream::{self, Stream, StreamExt};
use tokio::sync::Mutex;
use tokio::time::sleep;

use crate::domain::Id;
use crate::domain::actor::ContactScope;
use crate::domain::change::{ChangeRecord, Happening};
use crate::store::{Result, Store, chain};
use recent::Recent;

/// How long until changes of other processes are looked for; those of this one are known at once.
const PAUSE: Duration = Duration::from_millis(500);

/// How many changes are read at once.
const PAGE: u64 = 200;

/// What is going on in a directory. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Following {
    store: Store,
    recent: Arc<Mutex<Recent>>,
}

impl Following {
    /// What is going on in the directory of a store.
    pub fn new(store: Store) -> Self {
        Self {
            store,
            recent: Arc::default(),
        }
    }

    /// The changes after one that somebody who reads these contacts may know of. Does not end; while the store is
    /// away nothing comes.
    pub fn changes(
        &self,
        after: Id<ChangeRecord>,
        readable: ContactScope,
    ) -> impl Stream<Item = Arc<Happening>> + Send + use<> {
        let following = self.clone();
        let pages = stream::unfold(after, move |after| {
            let following = following.clone();
            async move {
                let page = following.next_page(after).await;
                let last = page.last().map_or(after, |last| last.record.id);
                Some((stream::iter(page), last))
            }
        });
        let all = pages.flatten();
        all.filter(move |change| {
            let is_within = change.is_within(&readable);
            async move { is_within }
        })
    }

    /// The newest change: what comes after it is news.
    pub async fn newest(&self) -> Result<Id<ChangeRecord>> {
        Ok(self.store.newest_change().await?.unwrap_or(BEGINNING))
    }

    /// The changes after one, as soon as there are any.
    async fn next_page(&self, after: Id<ChangeRecord>) -> Vec<Arc<Happening>> {
        let mut kept = self.store.kept();
        loop {
            let as_of = *kept.borrow_and_update();
            match self.read(after, as_of).await {
                Ok(page) if page.is_empty() => {}
                Ok(page) => return page,
                Err(failure) => {
                    tracing::warn!(error = %chain(&failure), "changes could not be followed");
                }
            }
            tokio::select! {
                // The store keeps its side as long as we have it.
                _ = kept.changed() => {}
                () = sleep(PAUSE) => {}
            }
        }
    }

    /// The changes after one that there are now. Many followers wake at once: one of them reads, for all.
    async fn read(&self, after: Id<ChangeRecord>, as_of: u64) -> Result<Vec<Arc<Happening>>> {
        let mut recent = self.recent.lock().await;
        recent.catch_up(&self.store, as_of).await?;
        if let Some(changes) = recent.after(after) {
            return Ok(changes);
        }
        drop(recent);
        let earlier = self.store.changes_after(after, PAGE).await?;
        Ok(earlier.into_iter().map(Arc::new).collect())
    }
}

/// Before all changes.
const BEGINNING: Id<ChangeRecord> = Id::new(uuid::Uuid::nil());
