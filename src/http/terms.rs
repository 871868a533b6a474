//! The terms on which requests are taken, as operators set them.

/// On which terms requests are taken.
#[derive(Clone, Debug)]
pub struct Terms {
    /// How many requests may come at once; none but one by default.
    pub batch: usize,
}

impl Default for Terms {
    fn default() -> Self {
        Self { batch: 1 }
    }
}
