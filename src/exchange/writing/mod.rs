//! Writing: what the directory tells, as bytes in a format. Pure: things in, bytes out.

use super::told::Told;
use crate::domain::format::ExportFormat;

/// Writes things in a format, one after the other.
#[derive(Debug)]
pub struct Writing {
    format: ExportFormat,
}

impl Writing {
    /// Nothing is written yet.
    pub fn of(format: ExportFormat) -> Self {
        Self { format }
    }

    /// Writes what comes before the first thing.
    pub fn begin(&mut self, out: &mut Vec<u8>) {
        let _ = (self.format, out);
    }

    /// Writes a thing. What the format cannot hold is left out.
    pub fn write(&mut self, told: &Told, out: &mut Vec<u8>) {
        let _ = (told, out);
    }

    /// Writes what comes after the last thing.
    pub fn end(&mut self, out: &mut Vec<u8>) {
        let _ = out;
    }
}
