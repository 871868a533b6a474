//! The letter U+FFFD in a table, where it is meant.
//!
//! It stands where bytes are no letters, and readers leave out the cells that it stands in. What the directory
//! keeps is written with an escape in its place, as JSON has it, and the backslashes before anything that
//! looks like the escape are doubled, so nothing is lost.

use std::borrow::Cow;

/// What stands for the letter, behind a backslash.
const CODE: &str = "ufffd";

/// A text as a cell without the letter.
pub(in crate::exchange) fn escaped(text: &str) -> Cow<'_, str> {
    if !text.contains(char::REPLACEMENT_CHARACTER) && !text.contains(CODE) {
        return text.into();
    }
    let (mut cell, mut backslashes) = (String::new(), 0);
    for (at, letter) in text.char_indices() {
        let is_meant = letter == char::REPLACEMENT_CHARACTER;
        if is_meant || text[at..].starts_with(CODE) {
            cell.extend(std::iter::repeat_n('\\', backslashes));
        }
        if is_meant {
            cell.push('\\');
            cell.push_str(CODE);
        } else {
            cell.push(letter);
        }
        backslashes = if letter == '\\' { backslashes + 1 } else { 0 };
    }
    cell.into()
}

/// The text of a cell, with the letter where its escape stands.
pub(in crate::exchange) fn unescaped(cell: &str) -> String {
    let mut parts = cell.split(CODE);
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let backslashes = text.len() - text.trim_end_matches('\\').len();
        text.truncate(text.len() - backslashes.div_ceil(2));
        if backslashes.is_multiple_of(2) {
            text.push_str(CODE);
        } else {
            text.push(char::REPLACEMENT_CHARACTER);
        }
        text.push_str(part);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_letter_is_escaped_and_what_looks_like_its_escape_is_told_apart() {
        for (text, cell) in [
            ("M\u{FFFD}ller", r"M\ufffdller"),
            (r"M\ufffdller", r"M\\ufffdller"),
            ("\\\u{FFFD}", r"\\\ufffd"),
            (r"\\ufffd", r"\\\\ufffd"),
            ("\u{FFFD}ufffd\u{FFFD}", r"\ufffdufffd\ufffd"),
            ("ufffd", "ufffd"),
            (r"C:\users", r"C:\users"),
        ] {
            assert_eq!(escaped(text), cell);
            assert_eq!(unescaped(cell), text);
        }
    }
}
