//! CSV: a table that can be opened in a spreadsheet.

use super::spelling::{list, wordings_json};
use crate::exchange::rows::escape::escaped;
use crate::exchange::rows::guard::guarded;
use crate::exchange::rows::{Cell, Column, Row};

/// Spreadsheets take a table for UTF-8 when it begins with this mark.
const MARK: &str = "\u{FEFF}";

/// Writes the mark and the header.
pub(super) fn begin(out: &mut Vec<u8>) {
    out.extend_from_slice(MARK.as_bytes());
    let names: Vec<&str> = Column::WRITTEN.iter().map(|column| column.name()).collect();
    out.extend_from_slice(names.join(",").as_bytes());
    out.extend_from_slice(END);
}

/// What a row ends with (RFC 4180).
const END: &[u8] = b"\r\n";

/// Writes a row.
pub(super) fn write(row: &Row, out: &mut Vec<u8>) {
    for (place, column) in Column::WRITTEN.iter().enumerate() {
        if place > 0 {
            out.push(b',');
        }
        if let Some(cell) = row.cells().get(column) {
            quoted(&guarded(&escaped(&text(cell))), out);
        }
    }
    out.extend_from_slice(END);
}

fn text(cell: &Cell) -> String {
    match cell {
        Cell::Text(text) => text.clone(),
        Cell::YesNo(told) => told.to_string(),
        Cell::List(items) => list(items),
        Cell::Wordings(wordings) => wordings_json(wordings),
    }
}

/// Writes a cell, in quotes where it holds what parts cells or rows, in any spreadsheet.
fn quoted(cell: &str, out: &mut Vec<u8>) {
    if !cell.contains(['"', ',', ';', '\t', '\r', '\n']) {
        out.extend_from_slice(cell.as_bytes());
        return;
    }
    out.push(b'"');
    out.extend_from_slice(cell.replace('"', "\"\"").as_bytes());
    out.push(b'"');
}
