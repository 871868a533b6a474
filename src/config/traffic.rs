//! How much may come at once, and how fast.

use std::time::Duration;

use clap::Args;
use clap::builder::RangedU64ValueParser;

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
}
