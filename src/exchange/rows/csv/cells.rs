//! The cells of a record.

use std::borrow::Cow;

/// The cells of a record.
pub(super) struct Cells<'r> {
    /// Where the record begins.
    pub(super) line: u64,
    /// Where it ends.
    pub(super) last_line: u64,
    /// What stands in them, one after the other.
    pub(super) bytes: &'r [u8],
    /// Where each of them ends.
    pub(super) ends: &'r [usize],
}

impl<'r> Cells<'r> {
    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// What stands in them.
    pub(super) fn iter(&self) -> impl Iterator<Item = Cow<'r, str>> {
        let begins = std::iter::once(0).chain(self.ends.iter().copied());
        let cells = begins
            .zip(self.ends)
            .map(|(begin, end)| &self.bytes[begin..*end]);
        cells.map(String::from_utf8_lossy)
    }

    /// Whether nothing stands in any of them.
    pub(super) fn is_blank(&self) -> bool {
        self.iter().all(|cell| cell.trim().is_empty())
    }
}
