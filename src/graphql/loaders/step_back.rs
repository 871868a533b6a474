//! Stepping back: waiting until every other field of a level has had its turn.

use std::future::poll_fn;
use std::pin::pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, Wake, Waker};

/// Waits until the runtime has come back from the whole task that this is part of.
///
/// The fields of a level are polled one after the other within one task, and each that waits for a
/// shared answer polls it. So "to be polled twice" is no sign that the others have had their turn, and
/// tokio's own yield, which takes it for one, does not serve. To be woken by the runtime is: it wakes
/// what yielded only after the task has returned.
pub(super) async fn step_back() {
    let turn = Arc::new(Turn::default());
    let mut yielding = pin!(tokio::task::yield_now());
    let mut has_yielded = false;
    poll_fn(|cx| {
        if turn.has_come.load(Ordering::Acquire) {
            return Poll::Ready(());
        }
        *turn.waiting.lock().unwrap_or_else(PoisonError::into_inner) = Some(cx.waker().clone());
        if !has_yielded {
            has_yielded = true;
            let waker = Waker::from(Arc::clone(&turn));
            let _ = yielding.as_mut().poll(&mut Context::from_waker(&waker));
        }
        Poll::Pending
    })
    .await;
}

#[derive(Default)]
struct Turn {
    has_come: AtomicBool,
    waiting: Mutex<Option<Waker>>,
}

impl Wake for Turn {
    fn wake(self: Arc<Self>) {
        self.has_come.store(true, Ordering::Release);
        if let Some(waker) = self
            .waiting
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take()
        {
            waker.wake();
        }
    }
}
