//! Why a stream ends that could go on.

use std::time::Duration;

use chrono::{DateTime, Utc};
use tokio::time::sleep;

use super::Place;

/// Why a stream ends that could go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ending {
    /// The token that it was begun with has run out.
    TokenExpired,
    /// The service is to stop.
    GoingAway,
    /// Its reader was not ready for too long.
    TooSlow,
}

impl Ending {
    /// What a client reads.
    pub(super) fn message(self) -> &'static str {
        match self {
            Self::TokenExpired => "The token has expired: sign in again.",
            Self::GoingAway => "The service is going away: connect again.",
            Self::TooSlow => "The reader was not ready for too long.",
        }
    }
}

/// Waits until a stream at this place has to end, which was begun with a token that says no more after this time.
pub(super) fn ending(
    until: Option<DateTime<Utc>>,
    place: &Place,
) -> impl Future<Output = Ending> + Send + use<> {
    let told_to_leave = place.told_to_leave();
    async move {
        let expired = async {
            match until {
                Some(until) => sleep(time_to(until)).await,
                None => std::future::pending().await,
            }
        };
        tokio::select! {
            () = expired => Ending::TokenExpired,
            () = told_to_leave => Ending::GoingAway,
        }
    }
}

/// How long until then. A timer takes no more than some years, which nobody waits for.
fn time_to(until: DateTime<Utc>) -> Duration {
    (until - Utc::now()).to_std().unwrap_or_default()
}
