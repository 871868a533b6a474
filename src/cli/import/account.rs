//! What became of each file.

use crate::domain::format::ImportFormat;
use crate::exchange::SourceFile;

/// What became of a file.
#[derive(Debug)]
pub(super) struct Account {
    /// The file.
    pub(super) file: SourceFile,
    /// The format it is in; none while it was not read to its end, and when it is refused.
    pub(super) format: Option<ImportFormat>,
    /// How many rows it has.
    pub(super) rows: usize,
    /// How many of them were refused.
    pub(super) refused: usize,
}

impl Account {
    /// Of a file of which nothing is known yet, or that is refused.
    pub(super) fn of(file: SourceFile) -> Self {
        Self {
            file,
            format: None,
            rows: 0,
            refused: 0,
        }
    }

    /// Whether it was read, and there was nothing in it.
    pub(super) fn is_empty(&self) -> bool {
        self.format.is_some() && self.rows == 0
    }
}
