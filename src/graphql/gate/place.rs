//! Where something stands in a document: line and column, both from 1.

use async_graphql::Pos;

/// The line and the column of a byte.
pub(super) fn of(document: &str, byte: usize) -> Pos {
    let mut place = Pos { line: 1, column: 1 };
    let mut last = ' ';
    for character in document[..byte].chars() {
        match character {
            // Carriage return and line feed end one line together.
            '\n' if last == '\r' => {}
            '\n' | '\r' => {
                place.line += 1;
                place.column = 1;
            }
            _ => place.column += 1,
        }
        last = character;
    }
    place
}
