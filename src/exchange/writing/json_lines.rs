//! JSON Lines: a row a line, each an object without what it does not tell.

use super::spelling::{json, wordings_json};
use crate::exchange::rows::{Cell, Column, Form, Row};

/// Writes a row.
pub(super) fn write(row: &Row, out: &mut Vec<u8>) {
    let mut begin = b'{';
    for (column, cell) in row.cells() {
        out.push(begin);
        begin = b',';
        out.extend_from_slice(json(column.name()).as_bytes());
        out.push(b':');
        out.extend_from_slice(value(*column, cell).as_bytes());
    }
    out.extend_from_slice(b"}\n");
}

fn value(column: Column, cell: &Cell) -> String {
    match cell {
        // `true` and `false` are spelt the same.
        Cell::Text(told) if column.form() == Form::YesNo => told.clone(),
        Cell::Text(text) => json(text),
        Cell::List(items) => json(items),
        Cell::Wordings(wordings) => wordings_json(wordings),
    }
}
