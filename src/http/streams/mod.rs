//! Answers that go on: over WebSockets, and as event streams.
//!
//! A stream takes what comes next when its reader is ready for it, so nothing heaps up for a slow one; one that
//! is not ready for long is let go with a reason. Every stream ends with the token that it was begun with, and
//! when the service is to stop.

mod ending;
pub(super) mod events;
mod place;
mod protocol;
pub(super) mod socket;

use std::time::Duration;

pub(super) use place::OpenStreams;
use place::{NoPlace, Place};

/// How many streams there may be, and how long each side waits for the other.
#[derive(Clone, Copy, Debug)]
pub struct StreamBounds {
    /// The most sockets and event streams that are open at the same time.
    pub open: usize,
    /// The most operations that run on one socket at the same time.
    pub per_socket: usize,
    /// How long a socket may take to introduce itself.
    pub introduction: Duration,
    /// How often a reader is asked whether it is still there.
    pub pulse: Duration,
    /// How long a reader may take until it is ready for the next message.
    pub patience: Duration,
}

impl StreamBounds {
    /// How long each side waits for the other, unless a test is in a hurry.
    pub const INTRODUCTION: Duration = Duration::from_secs(10);
    /// Shorter than what lies between usually lets a silent connection live.
    pub const PULSE: Duration = Duration::from_secs(12);
}
