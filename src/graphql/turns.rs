//! Turns: of those who are told what happens only a few are at work at the same time.
//!
//! One change may have a thousand to be told of it. Were they all at work at once, whoever asks something meanwhile
//! would stand in line behind each of them, again and again until it is answered.

use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::thread::available_parallelism;

use futures_util::future::BoxFuture;
use futures_util::stream::{Stream, StreamExt};
use tokio::sync::{AcquireError, OwnedSemaphorePermit, Semaphore};

/// As many as work at the same time. Cheap to clone; all clones are one.
#[derive(Clone)]
pub(super) struct Turns(Arc<Semaphore>);

impl Turns {
    /// One for each processor.
    pub(super) fn one_per_processor() -> Self {
        let processors = available_parallelism().map_or(1, usize::from);
        Self(Arc::new(Semaphore::new(processors)))
    }

    /// The same stream, which works only when it is its turn, and gives that up whenever it has to wait.
    pub(super) fn taken_by<S>(&self, stream: S) -> InTurn<S> {
        InTurn {
            stream,
            turns: Arc::clone(&self.0),
            waiting: None,
        }
    }
}

/// A stream that works only when it is its turn.
pub(super) struct InTurn<S> {
    stream: S,
    turns: Arc<Semaphore>,
    waiting: Option<BoxFuture<'static, Result<OwnedSemaphorePermit, AcquireError>>>,
}

impl<S: Stream + Unpin> Stream for InTurn<S> {
    type Item = S::Item;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<S::Item>> {
        let this = &mut *self;
        let waiting = this
            .waiting
            .get_or_insert_with(|| Box::pin(Arc::clone(&this.turns).acquire_owned()));
        let _turn = ready!(waiting.as_mut().poll(cx));
        this.waiting = None;
        this.stream.poll_next_unpin(cx)
    }
}

#[cfg(test)]
mod tests {
    use futures_util::stream;
    use tokio::task::{JoinSet, yield_now};

    use super::*;

    #[tokio::test]
    async fn all_come_to_their_turn_and_to_their_end() {
        let turns = Turns(Arc::new(Semaphore::new(1)));
        let mut all = JoinSet::new();
        for _ in 0..20 {
            let numbers = stream::iter(0..50).then(|number| async move {
                yield_now().await;
                number
            });
            all.spawn(turns.taken_by(numbers.boxed()).collect::<Vec<i32>>());
        }

        let expected: Vec<i32> = (0..50).collect();
        for heard in all.join_all().await {
            assert_eq!(heard, expected);
        }
    }

    #[tokio::test]
    async fn who_waits_keeps_nobody_from_its_turn() {
        let turns = Turns(Arc::new(Semaphore::new(1)));
        let mut idle = turns.taken_by(stream::pending::<i32>());
        let mut busy = turns.taken_by(stream::iter([1]));

        assert!(futures_util::poll!(idle.next()).is_pending());
        assert_eq!(busy.next().await, Some(1));
    }
}
