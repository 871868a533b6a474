//! The terms on which requests are taken, as operators set them.

use std::time::Duration;

use super::allowance::PerMinute;
use super::hosts::Hosts;
use super::known::Trusted;
use super::origins::Origins;

/// On which terms requests are taken.
#[derive(Clone, Debug)]
pub struct Terms {
    /// How many requests may come at once; none but one by default.
    pub batch: usize,
    /// To which hosts there is an answer.
    pub hosts: Hosts,
    /// Whose pages may ask and read.
    pub origins: Origins,
    /// For how long browsers are to come back over TLS only; not said at zero.
    pub strict_transport: Duration,
    /// The documents that are trusted, where there are some.
    pub trusted: Option<Trusted>,
    /// The most bytes of documents that are remembered for clients that sent them once.
    pub persisted_bytes: usize,
    /// For how long anybody may keep what is answered to everybody; at zero, it is asked for again.
    pub public_for: Duration,
    /// What each caller may ask for in a minute.
    pub per_minute: PerMinute,
    /// How many proxies of ours a request comes through, each of which says from where it came to it.
    pub proxies: usize,
    /// Whether everybody may read what the service counts of itself.
    pub metrics: Metering,
}

/// Whether everybody may read what the service counts of itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Metering {
    /// They may, at `/metrics`.
    Shown,
    /// Nobody may.
    Hidden,
}

impl Default for Terms {
    fn default() -> Self {
        Self {
            batch: 1,
            hosts: Hosts::default(),
            origins: Origins::default(),
            strict_transport: Duration::ZERO,
            trusted: None,
            persisted_bytes: 16 << 20,
            public_for: Duration::ZERO,
            per_minute: PerMinute::default(),
            proxies: 0,
            metrics: Metering::Shown,
        }
    }
}
