//! In which forms requests may come, and from where.

use clap::Args;
use clap::builder::RangedU64ValueParser;

/// In which forms requests may come, and from where.
#[derive(Args, Clone, Debug)]
pub struct WireSettings {
    /// How many requests may come at once, as a batch; 1: none but one
    #[arg(long,
        env = "SUPPORT_DIRECTORY_MAX_BATCH",
        value_name = "NUMBER",
        default_value_t = 1,
        value_parser = RangedU64ValueParser::<usize>::new().range(1..=1000)
    )]
    pub max_batch: usize,
}
