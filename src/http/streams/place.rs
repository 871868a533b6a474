//! Places of streams: there are so many, and none once the service is to stop.

use std::sync::Arc;

use axum::http::StatusCode;
use axum::http::header::RETRY_AFTER;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::ending::Ending;
use crate::graphql::code;
use crate::http::answer::Answer;
use crate::http::draining::{Draining, Guest};
use crate::http::fault::refusal;

/// The streams that are open.
#[derive(Clone, Debug)]
pub(in crate::http) struct OpenStreams {
    places: Arc<Semaphore>,
    draining: Draining,
}

/// The place of one stream, until it is dropped.
#[derive(Debug)]
pub(super) struct Place {
    guest: Guest,
    _permit: OwnedSemaphorePermit,
}

impl OpenStreams {
    pub(in crate::http) fn at_most(open: usize, draining: Draining) -> Self {
        Self {
            places: Arc::new(Semaphore::new(open)),
            draining,
        }
    }

    /// A place for one more, or what is answered where there is none.
    pub(super) fn one_more(&self) -> Result<Place, Answer> {
        let guest = self.draining.admit();
        let guest = guest.ok_or_else(|| unavailable(Ending::GoingAway.message()))?;
        match Arc::clone(&self.places).try_acquire_owned() {
            Ok(permit) => Ok(Place {
                guest,
                _permit: permit,
            }),
            Err(_) => Err(unavailable(
                "The service keeps as many streams open as it may. Try again later.",
            )),
        }
    }
}

impl Place {
    /// Waits until the service is to stop.
    pub(super) fn told_to_leave(&self) -> impl Future<Output = ()> + Send + use<> {
        self.guest.clone().told_to_leave()
    }
}

fn unavailable(why: &str) -> Answer {
    let body = refusal(why, code::UNAVAILABLE);
    Answer::new(StatusCode::SERVICE_UNAVAILABLE, &body).with(RETRY_AFTER, 5)
}
