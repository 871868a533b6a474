//! Draining: the service is to stop, and says so to those whom it would answer for long.

use std::sync::Arc;

use tokio::sync::watch;

/// Whether the service is to stop. Cheap to clone; all clones are one.
#[derive(Clone, Debug)]
pub struct Draining(Arc<watch::Sender<bool>>);

/// Somebody for whom the service waits before it stops, for as long as this is kept.
#[derive(Clone, Debug)]
pub(super) struct Guest(watch::Receiver<bool>);

impl Default for Draining {
    fn default() -> Self {
        Self(Arc::new(watch::Sender::new(false)))
    }
}

impl Draining {
    /// From now on it is.
    pub fn begin(&self) {
        self.0.send_replace(true);
    }

    /// Whether it is.
    pub fn has_begun(&self) -> bool {
        *self.0.borrow()
    }

    /// Waits until nobody is left for whom it waits.
    pub async fn settled(&self) {
        self.0.closed().await;
    }

    /// Has the service wait for one more; nothing once it is to stop.
    pub(super) fn admit(&self) -> Option<Guest> {
        let guest = Guest(self.0.subscribe());
        (!self.has_begun()).then_some(guest)
    }
}

impl Guest {
    /// Waits until the service is to stop.
    pub(super) async fn told_to_leave(mut self) {
        // When nobody can tell any more, nobody waits either.
        let _ = self.0.wait_for(|begun| *begun).await;
    }
}
