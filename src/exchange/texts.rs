//! Texts as files hold them: cleaned of what is no writing, cut where they are too long.

use super::remark::{Remark, Remarks};

/// A text in one line that says something, without the characters that are no writing: PostgreSQL refuses
/// NUL, and terminals obey others. Those that part words, such as a line's end, become a blank.
pub(super) fn line(field: &'static str, written: &str, remarks: &mut Remarks) -> Option<String> {
    let written = told(field, written, remarks)?;
    if !written.contains(char::is_control) {
        return Some(written.to_owned());
    }
    remarks.say(field, written, Remark::ControlCharacters);
    let writing: String = written
        .chars()
        .filter(|letter| !letter.is_control() || letter.is_whitespace())
        .map(|letter| if letter.is_control() { ' ' } else { letter })
        .collect();
    let writing = writing.trim();
    (!writing.is_empty()).then(|| writing.to_owned())
}

/// The same for a text of several lines, which keep their ends.
pub(super) fn lines(field: &'static str, written: &str, remarks: &mut Remarks) -> Option<String> {
    let written = told(field, written, remarks)?.replace("\r\n", "\n");
    let is_writing = |letter: char| !letter.is_control() || letter.is_whitespace();
    if !written.chars().all(is_writing) {
        remarks.say(field, &written, Remark::ControlCharacters);
    }
    let writing: String = written
        .chars()
        .filter(|letter| is_writing(*letter))
        .map(|letter| match letter {
            '\n' => '\n',
            other if other.is_control() => ' ',
            other => other,
        })
        .collect();
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

/// What a text tells: nothing when it is blank, or a hole that nobody filled in.
fn told<'t>(field: &'static str, written: &'t str, remarks: &mut Remarks) -> Option<&'t str> {
    let written = written.trim();
    if written.is_empty() {
        return None;
    }
    if is_hole(written) {
        remarks.say(field, written, Remark::TemplateHole);
        return None;
    }
    if written.contains(char::REPLACEMENT_CHARACTER) {
        remarks.say(field, written, Remark::NoLetters);
    }
    Some(written)
}

/// Whether a text waits for somebody to fill it in: `${offerId}`, `{{ offerId }}`, `<offer id>`. An address
/// in brackets is none, and neither is a text in tags.
fn is_hole(text: &str) -> bool {
    let holds = |open: &str, close: &str| {
        text.split_once(open)
            .is_some_and(|(_, rest)| rest.contains(close))
    };
    let in_brackets = || {
        let inside = text.strip_prefix('<')?.strip_suffix('>')?;
        Some(!inside.contains(['<', '>', '@']) && !inside.contains("://"))
    };
    holds("${", "}") || holds("{{", "}}") || in_brackets() == Some(true)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::place::Place;
    use crate::exchange::remark::Warning;

    type Reading = fn(&'static str, &str, &mut Remarks) -> Option<String>;

    fn read(reading: Reading, written: &str) -> (Option<String>, Vec<Remark>) {
        let mut warnings: Vec<Warning> = Vec::new();
        let mut remarks = Remarks {
            at: Place::File,
            warnings: &mut warnings,
        };
        let told = reading("title", written, &mut remarks);
        (told, warnings.into_iter().map(|said| said.remark).collect())
    }

    #[test]
    fn a_hole_in_a_template_says_nothing() {
        for hole in [
            "${offerId}",
            "Contoso ${edition} Backup",
            "{{ title }}",
            "<Short description*>",
            "<>",
        ] {
            let remarks = vec![Remark::TemplateHole];
            assert_eq!(read(line, hole), (None, remarks.clone()), "{hole}");
            assert_eq!(read(lines, hole), (None, remarks), "{hole}");
        }
    }

    #[test]
    fn what_only_looks_like_a_hole_is_a_text() {
        for text in [
            "<help@contoso.example>",
            "<https://contoso.example>",
            "<p>A backup</p>",
            "5 USD {a} $ {b}",
            "a }} b {{ c",
            "x < y",
        ] {
            assert_eq!(read(line, text), (Some(text.to_owned()), vec![]), "{text}");
        }
    }

    #[test]
    fn what_is_no_writing_is_left_out_and_said() {
        let said = vec![Remark::ControlCharacters];
        let told = Some("a  bc".to_owned());
        assert_eq!(read(line, " a\r\nb\u{7}c "), (told, said.clone()));
        let told = Some("a\nb c".to_owned());
        assert_eq!(read(lines, " a\r\nb\tc "), (told, vec![]));
        let told = Some("a\nbc".to_owned());
        assert_eq!(read(lines, "a\nb\u{7}c"), (told, said.clone()));
        assert_eq!(read(line, "\u{7}"), (None, said.clone()));
        assert_eq!(read(lines, "\u{7}"), (None, said));
        assert_eq!(read(lines, " \n "), (None, vec![]));
    }

    #[test]
    fn a_text_with_bytes_that_are_no_letters_is_taken_and_said() {
        let told = Some("M\u{FFFD}ller".to_owned());
        assert_eq!(read(line, "M\u{FFFD}ller"), (told, vec![Remark::NoLetters]));
    }
}
