//! Why a request is not read: a status, what to do, and the bound that it goes beyond if that is why.

use std::time::Duration;

use axum::http::StatusCode;

use super::answer::Answer;
use super::bound::Beyond;
use super::fault::refusal;

/// Why a request is not read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Unread {
    status: StatusCode,
    why: &'static str,
    beyond: Option<Beyond>,
}

impl Unread {
    /// For what it is, whatever the bounds are.
    pub(super) const fn new(status: StatusCode, why: &'static str) -> Self {
        Self {
            status,
            why,
            beyond: None,
        }
    }

    /// For what is not written as it has to be.
    pub(super) const fn bad(why: &'static str) -> Self {
        Self::new(StatusCode::BAD_REQUEST, why)
    }

    /// For more than is taken.
    pub(super) fn too_much(why: &'static str, beyond: Beyond) -> Self {
        Self {
            beyond: Some(beyond),
            ..Self::new(StatusCode::PAYLOAD_TOO_LARGE, why)
        }
    }

    /// For more bytes than are taken.
    pub(super) fn too_large(beyond: Beyond) -> Self {
        Self::too_much("The body is larger than this service takes.", beyond)
    }

    /// For a body that does not come to its end in time.
    pub(super) fn too_slow(patience: Duration) -> Self {
        let why = "The body took longer to come than it may.";
        Self {
            beyond: Some(Beyond::time(patience)),
            ..Self::new(StatusCode::REQUEST_TIMEOUT, why)
        }
    }
}

impl From<Unread> for Answer {
    fn from(unread: Unread) -> Self {
        let Unread {
            status,
            why,
            beyond,
        } = unread;
        let body = match beyond {
            Some(beyond) => beyond.refusal(why, "BAD_REQUEST"),
            None => refusal(why, "BAD_REQUEST"),
        };
        Self::new(status, &body)
    }
}
