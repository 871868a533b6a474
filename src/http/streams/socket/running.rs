//! The operations that run on one socket.

use std::collections::HashMap;

use tokio::task::AbortHandle;

/// The operations that run, by their ids.
#[derive(Debug, Default)]
pub(super) struct Running {
    operations: HashMap<String, One>,
    /// How many operations were begun so far.
    begun: u64,
}

#[derive(Debug)]
struct One {
    /// Which of those that were begun; an id may be used again.
    number: u64,
    task: AbortHandle,
}

impl Running {
    pub(super) fn has(&self, id: &str) -> bool {
        self.operations.contains_key(id)
    }

    pub(super) fn count(&self) -> usize {
        self.operations.len()
    }

    /// Whether the one of this id is this one, and not one that had the id before.
    pub(super) fn is(&self, id: &str, number: u64) -> bool {
        let one = self.operations.get(id);
        one.is_some_and(|one| one.number == number)
    }

    /// Runs one more.
    pub(super) fn add<R>(&mut self, id: String, operation: impl FnOnce(String, u64) -> R)
    where
        R: Future<Output = ()> + Send + 'static,
    {
        self.begun += 1;
        let number = self.begun;
        let task = tokio::spawn(operation(id.clone(), number)).abort_handle();
        self.operations.insert(id, One { number, task });
    }

    /// Takes out one that has come to its end.
    pub(super) fn forget(&mut self, id: &str) {
        self.operations.remove(id);
    }

    /// Stops one, if it runs.
    pub(super) fn stop(&mut self, id: &str) {
        if let Some(one) = self.operations.remove(id) {
            one.task.abort();
        }
    }
}

impl Drop for Running {
    /// Nobody listens any more.
    fn drop(&mut self) {
        for one in self.operations.values() {
            one.task.abort();
        }
    }
}
