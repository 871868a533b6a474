//! Texts as files hold them: cleaned of what is no writing, cut where they are too long.

use std::borrow::Cow;

use super::hole::is_hole;
use super::remark::{Remark, Remarks};

/// What a text tells: nothing when it is blank, was not decoded whole, or waits for somebody to fill it in.
pub(super) fn told<'t>(
    field: &'static str,
    written: &'t str,
    remarks: &mut Remarks,
) -> Option<&'t str> {
    if written.contains(char::REPLACEMENT_CHARACTER) {
        remarks.say(field, written, Remark::Illegible);
        return None;
    }
    filled_in(field, written, remarks)
}

/// What a text tells that can be read: nothing when it is blank, or waits for somebody to fill it in.
pub(super) fn filled_in<'t>(
    field: &'static str,
    written: &'t str,
    remarks: &mut Remarks,
) -> Option<&'t str> {
    let written = written.trim();
    if is_hole(written) {
        remarks.say(field, written, Remark::TemplateHole);
        return None;
    }
    (!written.is_empty()).then_some(written)
}

/// A text in one line that says something, without the characters that are no writing: PostgreSQL refuses
/// NUL, and terminals obey others. Those that part words, such as a line's end, become a blank.
pub(super) fn line(field: &'static str, written: &str, remarks: &mut Remarks) -> Option<String> {
    let written = written.trim();
    let mut writing = Cow::Borrowed(written);
    if written.contains(char::is_control) {
        remarks.say(field, written, Remark::ControlCharacters);
        writing = written.chars().filter_map(of_line).collect();
    }
    let writing = writing.trim();
    (!writing.is_empty()).then(|| writing.to_owned())
}

/// A letter as it stands within a line: controls that part words become blanks, the others are left out.
fn of_line(letter: char) -> Option<char> {
    match (letter.is_control(), letter.is_whitespace()) {
        (false, _) => Some(letter),
        (true, true) => Some(' '),
        (true, false) => None,
    }
}

/// The same for a text of several lines, which keep their ends; that blanks are told otherwise is not said.
pub(super) fn lines(field: &'static str, written: &str, remarks: &mut Remarks) -> Option<String> {
    let written = written.replace("\r\n", "\n").replace('\r', "\n");
    if !written.chars().all(|letter| of_line(letter).is_some()) {
        remarks.say(field, &written, Remark::ControlCharacters);
    }
    let of_lines = |letter| match letter {
        '\n' => Some(letter),
        other => of_line(other),
    };
    let writing: String = written.chars().filter_map(of_lines).collect();
    let writing = writing.trim();
    (!writing.is_empty()).then(|| writing.to_owned())
}

/// A text of at most so many characters; what goes on is cut off.
pub(super) fn cut(
    field: &'static str,
    text: String,
    longest: usize,
    remarks: &mut Remarks,
) -> String {
    match text.char_indices().nth(longest) {
        None => text,
        Some((end, _)) => {
            remarks.say(field, &text, Remark::Cut(longest));
            text[..end].trim_end().to_owned()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::place::Place;
    use crate::exchange::remark::Warning;

    type Reading = fn(&'static str, &str, &mut Remarks) -> Option<String>;

    /// What a reading makes of a text, and what it says about it.
    fn read(reading: Reading, written: &str) -> (Option<String>, Vec<Remark>) {
        let mut warnings: Vec<Warning> = Vec::new();
        let mut remarks = Remarks {
            at: Place::FILE,
            warnings: &mut warnings,
        };
        let told = reading("title", written, &mut remarks);
        (told, warnings.into_iter().map(|said| said.remark).collect())
    }

    #[test]
    fn what_nobody_filled_in_and_what_was_not_decoded_whole_says_nothing() {
        let told: Reading = |field, text, remarks| told(field, text, remarks).map(str::to_owned);
        assert_eq!(read(told, " \n "), (None, vec![]));
        assert_eq!(read(told, " a "), (Some("a".to_owned()), vec![]));
        let hole = vec![Remark::TemplateHole];
        assert_eq!(read(told, " <your title> "), (None, hole));
        let illegible = vec![Remark::Illegible];
        assert_eq!(read(told, "M\u{FFFD}ller"), (None, illegible));
    }

    #[test]
    fn what_is_no_writing_is_left_out_and_said() {
        let said = vec![Remark::ControlCharacters];
        let told = Some("a  bc".to_owned());
        assert_eq!(read(line, " a\r\nb\u{7}c "), (told, said.clone()));
        let told = Some("a\nb\nc d".to_owned());
        assert_eq!(read(lines, " a\r\nb\rc\td "), (told, vec![]));
        let told = Some("a\nbc".to_owned());
        assert_eq!(read(lines, "a\nb\u{7}c"), (told, said.clone()));
        assert_eq!(read(line, "\u{7}"), (None, said.clone()));
        assert_eq!(read(lines, "\u{7}"), (None, said));
        assert_eq!(read(lines, " \n "), (None, vec![]));
    }
}
