//! Following changes: from a place in history on, every one once and in order, as long as somebody listens.
//!
//! Nothing is sent to whoever is not ready for it, and nothing is kept for them either: each follower knows how
//! far it came and takes what comes next, out of what all remember together or out of the history itself.
//! So no change is lost however slow a follower is, or how long it was away.

mod lookout;
mod recent;

use std::sync::Arc;
use std::time::Duration;

use futures_util::stream::{self, Stream, StreamExt};

use crate::domain::Id;
use crate::domain::actor::ContactScope;
use crate::domain::change::{ChangeRecord, Happening};
use crate::store::{Result, Store, chain};
use lookout::Lookout;

/// How long until changes of other processes are looked for; those of this one are known at once.
const PAUSE: Duration = Duration::from_millis(500);

/// How many changes are read at once.
const PAGE: u64 = 200;

/// What is going on in a directory. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Following {
    store: Store,
    lookout: Arc<Lookout>,
}

impl Following {
    /// What is going on in the directory of a store.
    pub fn new(store: Store) -> Self {
        Self {
            lookout: Arc::new(Lookout::over(&store)),
            store,
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
        let mut told = self.lookout.told();
        loop {
            // What is told from here on is not in what is read below, or wakes us up again.
            told.mark_unchanged();
            let page = match self.lookout.after(after) {
                Some(page) => page,
                None => self.earlier(after).await,
            };
            if !page.is_empty() {
                return page;
            }
            tokio::select! {
                // The lookout is there as long as we are.
                _ = told.changed() => {}
                () = self.lookout.look(&self.store, after) => {}
            }
        }
    }

    /// Changes that are no longer remembered.
    async fn earlier(&self, after: Id<ChangeRecord>) -> Vec<Arc<Happening>> {
        match self.store.changes_after(after, PAGE).await {
            Ok(earlier) => earlier.into_iter().map(Arc::new).collect(),
            Err(failure) => {
                tracing::warn!(error = %chain(&failure), "earlier changes could not be followed");
                Vec::new()
            }
        }
    }
}

/// Before all changes.
const BEGINNING: Id<ChangeRecord> = Id::new(uuid::Uuid::nil());
