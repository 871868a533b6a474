//! Bounds: how much of a document is read before it is refused.

use std::cell::Cell;
use std::io;

/// The deepest nesting that is read; honest documents have about ten levels.
pub(super) const DEEPEST: usize = 100;

/// The longest single text that is read, in bytes.
pub(super) const LONGEST_TEXT: usize = 1 << 20;

/// The most values of one unit. Each takes up memory, and `0,` is two bytes of a file.
const MOST_VALUES: u64 = 4_000_000;

/// What is left of the bounds of one unit: a whole document, or one item of a long list.
#[derive(Debug)]
pub(in crate::exchange) struct Bounds {
    /// What the unit is called.
    unit: &'static str,
    most_bytes: u64,
    bytes: Cell<u64>,
    values: Cell<u64>,
}

/// A bound that was passed.
#[derive(Debug, PartialEq, thiserror::Error)]
pub(super) enum TooMuch {
    /// Of lists and objects in each other.
    #[error("lists and objects are nested deeper than {DEEPEST} levels")]
    Nesting,
    /// Of a single text.
    #[error("a single text is longer than {} MiB", LONGEST_TEXT >> 20)]
    Text,
    /// Of bytes of a unit.
    #[error("{unit} is longer than {} MiB: split it", .most_bytes >> 20)]
    Bytes {
        /// What the unit is called.
        unit: &'static str,
        /// The most that it may have.
        most_bytes: u64,
    },
    /// Of values of a unit.
    #[error("{0} holds more than {MOST_VALUES} values: split it")]
    Values(&'static str),
}

impl From<TooMuch> for io::Error {
    fn from(bound: TooMuch) -> Self {
        Self::new(io::ErrorKind::InvalidData, bound)
    }
}

impl Bounds {
    /// The bounds of a document that is read as a whole.
    pub(in crate::exchange) fn of_document() -> Self {
        Self::of("the document", 64 << 20)
    }

    /// The bounds of one item of a list that is read item by item.
    pub(super) fn of_item() -> Self {
        Self::of("one item", 8 << 20)
    }

    /// Bounds of one's own.
    pub(super) fn of(unit: &'static str, most_bytes: u64) -> Self {
        Self {
            unit,
            most_bytes,
            bytes: Cell::new(0),
            values: Cell::new(0),
        }
    }

    /// The next unit begins.
    pub(super) fn renew(&self) {
        self.bytes.set(0);
        self.values.set(0);
    }

    /// So many bytes of the unit were read. What is read ahead of it counts as well.
    pub(super) fn spend_bytes(&self, read: u64, ahead: u64) -> Result<(), TooMuch> {
        self.bytes.set(self.bytes.get() + read);
        if self.bytes.get() > self.most_bytes.saturating_add(ahead) {
            let (unit, most_bytes) = (self.unit, self.most_bytes);
            return Err(TooMuch::Bytes { unit, most_bytes });
        }
        Ok(())
    }

    /// One more value of the unit begins.
    pub(super) fn spend_value(&self) -> Result<(), TooMuch> {
        self.values.set(self.values.get() + 1);
        if self.values.get() > MOST_VALUES {
            return Err(TooMuch::Values(self.unit));
        }
        Ok(())
    }
}
