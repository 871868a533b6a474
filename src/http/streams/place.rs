//! Places of streams: there are so many, and none once the service is to stop.

use std::sync::Arc;

use axum::http::StatusCode;
use axum::http::header::RETRY_AFTER;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::ending::Ending;
use crate::graphql::code;
use crate::http::answer::Answer;
use crate::http::bound::Beyond;
use crate::http::draining::{Draining, Guest};
use crate::http::fault::refusal;

/// The streams that are open.
#[derive(Clone, Debug)]
pub(in crate::http) struct OpenStreams {
    places: Arc<Semaphore>,
    most: usize,
    draining: Draining,
}

/// The place of one stream, until it is dropped.
#[derive(Debug)]
pub(super) struct Place {
    guest: Guest,
    _permit: OwnedSemaphorePermit,
}

/// Why there is no place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NoPlace {
    /// As many streams are open as may be.
    Full { most: usize },
    /// The service is to stop.
    GoingAway,
}

impl OpenStreams {
    pub(in crate::http) fn at_most(most: usize, draining: Draining) -> Self {
        Self {
            places: Arc::new(Semaphore::new(most)),
            most,
            draining,
        }
    }

    /// How many are open.
    pub(in crate::http) fn open(&self) -> usize {
        self.most - self.places.available_permits()
    }

    /// A place for one more.
    pub(super) fn one_more(&self) -> Result<Place, NoPlace> {
        let guest = self.draining.admit().ok_or(NoPlace::GoingAway)?;
        let permit = Arc::clone(&self.places).try_acquire_owned();
        Ok(Place {
            guest,
            _permit: permit.map_err(|_| NoPlace::Full { most: self.most })?,
        })
    }
}

impl Place {
    /// Waits until the service is to stop.
    pub(super) fn told_to_leave(&self) -> impl Future<Output = ()> + Send + use<> {
        self.guest.clone().told_to_leave()
    }
}

const FULL: &str = "The service keeps as many streams open as it may. Try again later.";

impl From<NoPlace> for Answer {
    fn from(no_place: NoPlace) -> Self {
        let body = match no_place {
            NoPlace::Full { most } => {
                Beyond::by_one("streams", most).refusal(FULL, code::UNAVAILABLE)
            }
            NoPlace::GoingAway => refusal(Ending::GoingAway.message(), code::UNAVAILABLE),
        };
        Self::new(StatusCode::SERVICE_UNAVAILABLE, &body).with(RETRY_AFTER, 5)
    }
}
