//! JSON Lines: a row a line, each an object without what it does not tell.

use super::spelling::{json, wordings_json};
use crate::exchange::rows::{Cell, Row};

/// Writes a row. The letter that stands for what could not be decoded is written as an escape: it is meant here,
/// and readers leave out what holds it as itself.
pub(super) fn write(row: &Row, out: &mut Vec<u8>) {
    let mut begin = b'{';
    for (column, cell) in row.cells() {
        out.push(begin);
        begin = b',';
        let member = format!("{}:{}", json(column.name()), value(cell));
        out.extend_from_slice(member.replace('\u{FFFD}', "\\ufffd").as_bytes());
    }
    out.extend_from_slice(b"}\n");
}

fn value(cell: &Cell) -> String {
    match cell {
        Cell::Text(text) => json(text),
        Cell::YesNo(told) => told.to_string(),
        Cell::List(items) => json(items),
        Cell::Wordings(wordings) => wordings_json(wordings),
    }
}
