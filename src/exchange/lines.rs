//! The lines of a text: each bounded, however long it is written.

use std::io::{self, BufRead};

/// The longest line that is read, in bytes: an offer with all its texts is far shorter.
pub(super) const LONGEST_LINE: usize = 1 << 20;

/// A line of a text.
pub(super) enum Line {
    /// Its bytes, without what ends it.
    Read(Vec<u8>),
    /// It is longer than [`LONGEST_LINE`], and was passed over.
    TooLong,
}

/// The next line, or `None` at the end. One that is too long is passed over without being kept.
pub(super) fn next_line(text: &mut impl BufRead) -> io::Result<Option<Line>> {
    let mut line = Vec::new();
    let mut is_too_long = false;
    let mut is_at_end = true;
    loop {
        let read = text.fill_buf()?;
        if read.is_empty() {
            break;
        }
        is_at_end = false;
        let end = memchr::memchr(b'\n', read);
        let part = &read[..end.unwrap_or(read.len())];
        if line.len() + part.len() > LONGEST_LINE {
            is_too_long = true;
            line = Vec::new();
        } else if !is_too_long {
            line.extend_from_slice(part);
        }
        let used = part.len() + usize::from(end.is_some());
        text.consume(used);
        if end.is_some() {
            break;
        }
    }
    if is_at_end {
        return Ok(None);
    }
    if is_too_long {
        return Ok(Some(Line::TooLong));
    }
    if line.last() == Some(&b'\r') {
        line.pop();
    }
    Ok(Some(Line::Read(line)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_end_with_or_without_a_return_and_the_last_may_not_end() {
        let mut text: &[u8] = b"a\r\n\nbc";
        let mut lines = Vec::new();
        while let Some(Line::Read(line)) = next_line(&mut text).expect("memory") {
            lines.push(String::from_utf8(line).expect("letters"));
        }
        assert_eq!(lines, ["a", "", "bc"]);
    }

    #[test]
    fn a_line_that_is_too_long_is_passed_over() {
        let longest = "x".repeat(LONGEST_LINE);
        let written = format!("{longest}\n{longest}y\nz");
        let mut text = io::BufReader::with_capacity(1000, written.as_bytes());
        let mut lengths = Vec::new();
        while let Some(line) = next_line(&mut text).expect("memory") {
            lengths.push(match line {
                Line::Read(line) => Some(line.len()),
                Line::TooLong => None,
            });
        }
        assert_eq!(lengths, [Some(LONGEST_LINE), None, Some(1)]);
    }
}
