//! Texts that the specification knows and the parser does not: `\u{1F600}` and surrogate pairs, and `\"""` in a
//! block. They are written otherwise before it reads them, so that what follows on the line stays in its place.

use super::place;
use super::refusal::Refusal;

/// A text as the parser reads it; nothing if it reads it as it is. `start` is where it stands in the document.
pub(super) fn for_parser(
    document: &str,
    start: usize,
    end: usize,
) -> Result<Option<String>, Refusal> {
    let text = &document[start..end];
    if let Some(content) = text.strip_prefix("\"\"\"") {
        let content = content.strip_suffix("\"\"\"").unwrap_or(content);
        return Ok(content
            .contains("\\\"\"\"")
            .then(|| padded(&of_block(content), text)));
    }
    if !text.contains("\\u") {
        return Ok(None);
    }
    unescaped(text)
        .map(|written| written.map(|written| padded(&written, text)))
        .map_err(|at| {
            Refusal::parse(
                "No character is written like this.",
                place::of(document, start + at),
            )
        })
}

/// A text without the escapes that the parser does not know; otherwise where one stands that nobody knows.
fn unescaped(text: &str) -> Result<Option<String>, usize> {
    let mut written = String::with_capacity(text.len());
    let (mut rest, mut is_other) = (text, false);
    while let Some(escape) = rest.find('\\') {
        written.push_str(&rest[..escape]);
        rest = &rest[escape..];
        let at = text.len() - rest.len();
        let length = match character(rest) {
            Escape::Known(length) => {
                written.push_str(&rest[..length]);
                length
            }
            Escape::Unknown(character, length) => {
                is_other = true;
                push(&mut written, character);
                length
            }
            Escape::Wrong => return Err(at),
        };
        rest = &rest[length..];
    }
    written.push_str(rest);
    Ok(is_other.then_some(written))
}

/// An escape, and its length in bytes.
enum Escape {
    /// One that the parser reads, or refuses itself.
    Known(usize),
    /// One that it does not know.
    Unknown(char, usize),
    /// One that stands for no character.
    Wrong,
}

fn character(rest: &str) -> Escape {
    let Some(code) = rest.strip_prefix("\\u") else {
        // The character that is escaped may be of several bytes.
        let escaped = rest.chars().nth(1).map_or(0, char::len_utf8);
        return Escape::Known(1 + escaped);
    };
    if let Some(code) = code.strip_prefix('{') {
        let Some((digits, _)) = code.split_once('}') else {
            return Escape::Wrong;
        };
        let is_hex = digits.bytes().all(|digit| digit.is_ascii_hexdigit());
        let character = u32::from_str_radix(digits, 16)
            .ok()
            .and_then(char::from_u32);
        return match character.filter(|_| is_hex) {
            Some(character) => Escape::Unknown(character, "\\u{}".len() + digits.len()),
            None => Escape::Wrong,
        };
    }
    match four_digits(code) {
        Some(leading @ 0xD800..=0xDBFF) => {
            let trailing = code[4..].strip_prefix("\\u").and_then(four_digits);
            match char::decode_utf16([leading].into_iter().chain(trailing)).next() {
                Some(Ok(character)) => Escape::Unknown(character, "\\uD83D\\uDE00".len()),
                _ => Escape::Wrong,
            }
        }
        Some(0xDC00..=0xDFFF) | None => Escape::Wrong,
        Some(_) => Escape::Known("\\u0000".len()),
    }
}

fn four_digits(code: &str) -> Option<u16> {
    let digits = code.get(..4)?;
    let is_hex = digits.bytes().all(|digit| digit.is_ascii_hexdigit());
    u16::from_str_radix(digits, 16).ok().filter(|_| is_hex)
}

/// The text of a block, as an ordinary text (section 2.9.4, `BlockStringValue`).
fn of_block(content: &str) -> String {
    let content = content
        .replace("\\\"\"\"", "\"\"\"")
        .replace("\r\n", "\n")
        .replace('\r', "\n");
    let is_blank = |line: &str| line.trim_matches([' ', '\t']).is_empty();
    let indent = |line: &str| line.len() - line.trim_start_matches([' ', '\t']).len();
    let lines: Vec<&str> = content.split('\n').collect();
    let common = lines
        .iter()
        .skip(1)
        .filter(|line| !is_blank(line))
        .map(|line| indent(line))
        .min();
    let first = lines
        .iter()
        .position(|line| !is_blank(line))
        .unwrap_or(lines.len());
    let last = lines
        .iter()
        .rposition(|line| !is_blank(line))
        .map_or(first, |last| last + 1);
    let mut written = String::from("\"");
    for (number, line) in lines.iter().enumerate().take(last).skip(first) {
        if number > first {
            push(&mut written, '\n');
        }
        let cut = if number == 0 { 0 } else { common.unwrap_or(0) };
        line.get(cut..)
            .unwrap_or_default()
            .chars()
            .for_each(|character| push(&mut written, character));
    }
    written.push('"');
    written
}

/// Writes a character so that the parser reads it.
fn push(written: &mut String, character: char) {
    match character {
        '"' => written.push_str("\\\""),
        '\\' => written.push_str("\\\\"),
        '\n' => written.push_str("\\n"),
        '\r' => written.push_str("\\r"),
        other => written.push(other),
    }
}

/// The text, with what keeps everything after it in its line and column.
fn padded(written: &str, text: &str) -> String {
    let lines: String = text
        .chars()
        .filter(|character| matches!(character, '\n' | '\r'))
        .collect();
    let (columns, taken) = match text.rsplit_once(['\n', '\r']) {
        Some((_, last)) => (last.chars().count(), 0),
        None => (text.chars().count(), written.chars().count()),
    };
    let spaces = " ".repeat(columns.saturating_sub(taken));
    format!("{written}{lines}{spaces}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Option<String>, String> {
        for_parser(text, 0, text.len()).map_err(|refusal| refusal.message)
    }

    #[test]
    fn escapes_of_any_length_and_pairs_are_written_as_what_they_are_and_keep_their_columns() {
        for (text, written) in [
            (r#""a\u{1F600}b""#, "\"a😀b\"        "),
            (r#""\uD83D\uDE00""#, "\"😀\"           "),
            (r#""\u{22}\u{5C}\u{a}""#, r#""\"\\\n"           "#),
            (r#""\u{00000041}""#, "\"A\"           "),
        ] {
            assert_eq!(read(text), Ok(Some(written.to_owned())), "{text}");
        }
        for text in [r#""""#, r#""\u0041\n\\u{1F600}""#, r#""\ä""#] {
            assert_eq!(read(text), Ok(None), "{text}");
        }
    }

    #[test]
    fn escapes_that_stand_for_no_character_are_refused() {
        for text in [
            r#""\uD83D""#,
            r#""\uDE00\uD83D""#,
            r#""\uD83Dx""#,
            r#""\uD83D\n""#,
            r#""\u{D800}""#,
            r#""\u{110000}""#,
            r#""\u{}""#,
            r#""\u{41""#,
            r#""\u{+41}""#,
            r#""\u00""#,
            r#""\u+041""#,
        ] {
            let refused = Err("No character is written like this.".to_owned());
            assert_eq!(read(text), refused, "{text}");
        }
    }

    #[test]
    fn a_block_may_hold_its_own_marks() {
        let block = "\"\"\"\n  a \\\"\"\" \\n\n    b\n\n  \"\"\"";
        let written = "\"a \\\"\\\"\\\" \\\\n\\n  b\"\n\n\n\n     ";

        assert_eq!(read(block), Ok(Some(written.to_owned())));
        assert_eq!(read("\"\"\"\n a \" b\"\"\""), Ok(None));
    }
}
