//! Writing: what the directory tells, as bytes in a format. Pure: things in, bytes out.

mod cells;
mod csv;
mod json_lines;
mod product_ingestion;
mod rows;
mod spelling;
#[cfg(test)]
mod tests;

use super::told::Told;
use crate::domain::format::ExportFormat;

use product_ingestion::ProductIngestion;

/// Writes things in a format, one after the other.
#[derive(Debug)]
pub struct Writing(Format);

/// A format, and what it has to remember.
#[derive(Debug)]
enum Format {
    JsonLines,
    Csv,
    ProductIngestion(ProductIngestion),
}

impl Writing {
    /// Nothing is written yet.
    pub fn of(format: ExportFormat) -> Self {
        Self(match format {
            ExportFormat::JsonLines => Format::JsonLines,
            ExportFormat::Csv => Format::Csv,
            ExportFormat::ProductIngestion => Format::ProductIngestion(ProductIngestion::default()),
        })
    }

    /// Writes what comes before the first thing.
    pub fn begin(&mut self, out: &mut Vec<u8>) {
        match &mut self.0 {
            Format::JsonLines => {}
            Format::Csv => csv::begin(out),
            Format::ProductIngestion(writing) => writing.begin(out),
        }
    }

    /// Writes a thing: in rows the thing itself, then its contacts and links. What the format cannot hold is
    /// left out.
    pub fn write(&mut self, told: &Told, out: &mut Vec<u8>) {
        match &mut self.0 {
            Format::JsonLines => {
                for row in rows::of(told) {
                    json_lines::write(&row, out);
                }
            }
            Format::Csv => {
                for row in rows::of(told) {
                    csv::write(&row, out);
                }
            }
            Format::ProductIngestion(writing) => writing.write(told, out),
        }
    }

    /// Writes what comes after the last thing.
    pub fn end(&mut self, out: &mut Vec<u8>) {
        match &mut self.0 {
            // Rows end with themselves.
            Format::JsonLines | Format::Csv => {}
            Format::ProductIngestion(writing) => writing.end(out),
        }
    }
}
