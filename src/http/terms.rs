//! The terms on which requests are taken, as operators set them.

use std::time::Duration;

use super::origins::Origins;

/// On which terms requests are taken.
#[derive(Clone, Debug)]
pub struct Terms {
    /// How many requests may come at once; none but one by default.
    pub batch: usize,
    /// Whose pages may ask and read.
    pub origins: Origins,
    /// For how long browsers are to come back over TLS only; not said at zero.
    pub strict_transport: Duration,
}

impl Default for Terms {
    fn default() -> Self {
        Self {
            batch: 1,
            origins: Origins::default(),
            strict_transport: Duration::ZERO,
        }
    }
}
