//! How much may come at once, and how fast.

use std::time::Duration;

use clap::Args;
use clap::builder::RangedU64ValueParser;

use super::documents::Switch;

/// How much may come at once, and how fast it has to come.
#[derive(Args, Clone, Debug)]
pub struct TrafficSettings {
    /// How many connections there may be at once; who keeps it waiting for longest then gives way to who comes
    #[arg(long,
        env = "SUPPORT_DIRECTORY_MAX_CONNECTIONS",
        value_name = "NUMBER",
        default_value_t = 4096,
        value_parser = RangedU64ValueParser::<usize>::new().range(1..=1_000_000)
    )]
    pub max_connections: usize,

    /// How long the head of a request may take, and a connection rest between two of them, in seconds
    #[arg(
        long,
        env = "SUPPORT_DIRECTORY_HEAD_SECONDS",
        value_name = "SECONDS",
        default_value_t = 15,
        value_parser = clap::value_parser!(u64).range(1..=3600)
    )]
    pub head_seconds: u64,

    // Longer than a phone takes that changes its network.
    /// How long who reads a stream may take nothing of it, in seconds; who takes nothing at all has four times as long
    #[arg(
        long,
        env = "SUPPORT_DIRECTORY_READER_SECONDS",
        value_name = "SECONDS",
        default_value_t = 30,
        value_parser = clap::value_parser!(u64).range(1..=3600)
    )]
    pub reader_seconds: u64,

    /// How many operations may run at once; one more waits for a second, and is told to come again
    #[arg(long,
        env = "SUPPORT_DIRECTORY_MAX_RUNNING",
        value_name = "NUMBER",
        default_value_t = 256,
        value_parser = RangedU64ValueParser::<usize>::new().range(1..=100_000)
    )]
    pub max_running: usize,

    /// How many requests each caller may send in a minute; 0: as many as they like
    #[arg(
        long,
        env = "SUPPORT_DIRECTORY_REQUESTS_PER_MINUTE",
        value_name = "NUMBER",
        default_value_t = 600_000
    )]
    pub requests_per_minute: u32,

    /// What the operations of each caller may cost together in a minute; 0: what they like
    #[arg(
        long,
        env = "SUPPORT_DIRECTORY_COST_PER_MINUTE",
        value_name = "COST",
        default_value_t = 100_000_000
    )]
    pub cost_per_minute: u32,

    /// How many proxies in front say from where a request comes, in `X-Forwarded-For`; callers who do not sign in are told apart by that
    #[arg(long,
        env = "SUPPORT_DIRECTORY_PROXIES",
        value_name = "NUMBER",
        default_value_t = 0,
        value_parser = RangedU64ValueParser::<usize>::new().range(0..=16)
    )]
    pub proxies: usize,

    /// After how many milliseconds an operation is slow, and named in the log; 0: none is
    #[arg(
        long,
        env = "SUPPORT_DIRECTORY_SLOW_MILLISECONDS",
        value_name = "MILLISECONDS",
        default_value_t = 1000
    )]
    pub slow_milliseconds: u64,

    /// Whether what the service counts of itself is shown at `/metrics`
    #[arg(
        long,
        env = "SUPPORT_DIRECTORY_METRICS",
        value_name = "SWITCH",
        default_value = "on"
    )]
    pub metrics: Switch,
}

impl TrafficSettings {
    /// How long the head of a request may take.
    pub fn longest_head(&self) -> Duration {
        Duration::from_secs(self.head_seconds)
    }

    /// How long who reads a stream may take nothing of it.
    pub fn longest_pause(&self) -> Duration {
        Duration::from_secs(self.reader_seconds)
    }

    /// After how long an operation is slow, if one can be.
    pub fn slow(&self) -> Option<Duration> {
        (self.slow_milliseconds > 0).then(|| Duration::from_millis(self.slow_milliseconds))
    }
}
