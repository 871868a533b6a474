//! A batch: what the fields of one level ask for one by one is read in one statement.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use futures_util::FutureExt;
use futures_util::future::{BoxFuture, Shared};

use super::step_back::step_back;
use crate::store::Failure;

/// What a read of many keys gives.
pub(super) type Read<K, V> = Result<HashMap<K, V>, Failure>;

type Answer<K, V> = Shared<BoxFuture<'static, Arc<Result<HashMap<K, V>, Arc<Failure>>>>>;
type Reader<K, V> = Arc<dyn Fn(Vec<K>) -> BoxFuture<'static, Read<K, V>> + Send + Sync>;

/// Collects keys until every field of a level has asked, then reads them together. It lives as long
/// as a request, and what was read once is not read again.
pub(in crate::graphql) struct Batch<K, V> {
    read: Reader<K, V>,
    state: Arc<Mutex<State<K, V>>>,
}

struct State<K, V> {
    /// Keys that wait for the next read, and the answer that will hold them.
    open: Option<(Vec<K>, Answer<K, V>)>,
    asked: HashMap<K, Answer<K, V>>,
}

impl<K, V> Batch<K, V>
where
    K: Clone + Eq + Hash + Send + Sync + 'static,
    V: Clone + Send + Sync + 'static,
{
    /// A batch over a read of many keys; keys without a value are absent from what it gives.
    pub(super) fn new<F>(read: impl Fn(Vec<K>) -> F + Send + Sync + 'static) -> Self
    where
        F: Future<Output = Read<K, V>> + Send + 'static,
    {
        let state = State {
            open: None,
            asked: HashMap::new(),
        };
        Self {
            read: Arc::new(move |keys| read(keys).boxed()),
            state: Arc::new(Mutex::new(state)),
        }
    }

    /// The value of a key; `None` when it has none.
    pub(in crate::graphql) async fn load(&self, key: K) -> Result<Option<V>, Arc<Failure>> {
        Ok(self.load_many([key]).await?.pop().flatten())
    }

    /// The values of some keys, in their order.
    pub(in crate::graphql) async fn load_many(
        &self,
        keys: impl IntoIterator<Item = K>,
    ) -> Result<Vec<Option<V>>, Arc<Failure>> {
        let answers: Vec<(K, Answer<K, V>)> = keys
            .into_iter()
            .map(|key| (key.clone(), self.ask(key)))
            .collect();
        let mut values = Vec::with_capacity(answers.len());
        for (key, answer) in answers {
            let answer = answer.await;
            let found = answer.as_ref().as_ref().map_err(Arc::clone)?;
            values.push(found.get(&key).cloned());
        }
        Ok(values)
    }

    fn ask(&self, key: K) -> Answer<K, V> {
        let mut state = lock(&self.state);
        if let Some(answer) = state.asked.get(&key) {
            return answer.clone();
        }
        let (keys, answer) = state
            .open
            .get_or_insert_with(|| (Vec::new(), self.next_read()));
        keys.push(key.clone());
        let answer = answer.clone();
        state.asked.insert(key, answer.clone());
        answer
    }

    /// The read that closes the open batch. It steps back first, so that every other field of the
    /// level has asked before it begins; a timer would make each level wait for its tick.
    fn next_read(&self) -> Answer<K, V> {
        let (state, read) = (Arc::clone(&self.state), Arc::clone(&self.read));
        let answer = async move {
            // Twice: an earlier read that ends in the middle of a round lets the fields that were polled
            // before its end go on, and ask, in the next round only.
            step_back().await;
            step_back().await;
            let open = lock(&state).open.take();
            let keys = open.map(|(keys, _)| keys).unwrap_or_default();
            Arc::new(read(keys).await.map_err(Arc::new))
        };
        answer.boxed().shared()
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use futures_util::future::join_all;

    use super::*;

    fn counted() -> (Batch<u32, u32>, Arc<AtomicUsize>) {
        let reads = Arc::new(AtomicUsize::new(0));
        let counter = Arc::clone(&reads);
        let batch = Batch::new(move |keys: Vec<u32>| {
            counter.fetch_add(1, Ordering::Relaxed);
            async move {
                Ok(keys
                    .into_iter()
                    .filter(|key| key % 2 == 0)
                    .map(|key| (key, key * 10))
                    .collect())
            }
        });
        (batch, reads)
    }

    #[tokio::test]
    async fn what_is_asked_for_at_once_is_read_at_once() {
        let (batch, reads) = counted();

        let values = join_all((0..100).map(|key| batch.load(key))).await;

        let found: Vec<u32> = values
            .into_iter()
            .filter_map(|value| value.expect("no read fails"))
            .collect();
        assert_eq!(
            found,
            (0..100)
                .filter(|key| key % 2 == 0)
                .map(|key| key * 10)
                .collect::<Vec<_>>()
        );
        assert_eq!(reads.load(Ordering::Relaxed), 1);
    }

    #[tokio::test]
    async fn what_was_read_is_not_read_again() {
        let (batch, reads) = counted();
        batch.load(2).await.expect("no read fails");

        let values = batch.load_many([2, 3, 2]).await.expect("no read fails");

        assert_eq!(values, [Some(20), None, Some(20)]);
        assert_eq!(reads.load(Ordering::Relaxed), 2);
    }

    #[tokio::test]
    async fn a_read_that_fails_fails_for_everyone_who_asked() {
        let batch: Batch<u32, u32> = Batch::new(|_| async { Err(Failure::NoRules) });

        let answers = join_all([batch.load(1), batch.load(2)]).await;

        assert!(
            answers.iter().all(
                |answer| matches!(answer, Err(failure) if matches!(**failure, Failure::NoRules))
            )
        );
    }
}
