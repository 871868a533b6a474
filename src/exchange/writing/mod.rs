//! Writing: what the directory tells, as bytes in a format. Pure: things in, bytes out.

mod csv;
mod json_lines;
mod rows;
mod spelling;
#[cfg(test)]
mod tests;

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
        match self.format {
            ExportFormat::Csv => csv::begin(out),
            ExportFormat::JsonLines | ExportFormat::ProductIngestion => {}
        }
    }

    /// Writes a thing: in rows the thing itself, then its contacts and links. What the format cannot hold is
    /// left out.
    pub fn write(&mut self, told: &Told, out: &mut Vec<u8>) {
        match self.format {
            ExportFormat::JsonLines => {
                for row in rows::of(told) {
                    json_lines::write(&row, out);
                }
            }
            ExportFormat::Csv => {
                for row in rows::of(told) {
                    csv::write(&row, out);
                }
            }
            ExportFormat::ProductIngestion => {}
        }
    }

    /// Writes what comes after the last thing.
    pub fn end(&mut self, out: &mut Vec<u8>) {
        // Rows end with themselves.
        let _ = (self.format, out);
    }
}
