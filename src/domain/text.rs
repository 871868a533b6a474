//! Texts as people type them.

/// A text in one line: without blanks at its ends, and with one blank for each run of white space and
/// control characters within.
pub(super) fn one_line(text: &str) -> String {
    let words: Vec<&str> = text
        .split(|c: char| c.is_whitespace() || c.is_control())
        .filter(|word| !word.is_empty())
        .collect();
    words.join(" ")
}

/// The same, if anything is left of it.
pub(super) fn optional_line(text: Option<String>) -> Option<String> {
    text.map(|text| one_line(&text))
        .filter(|text| !text.is_empty())
}

/// A text of several lines: without blanks at its ends and control characters other than line ends.
pub(super) fn lines(text: &str) -> String {
    let kept = |c: &char| *c == '\n' || !c.is_control();
    text.replace("\r\n", "\n")
        .chars()
        .filter(kept)
        .collect::<String>()
        .trim()
        .to_owned()
}

/// Whether a text is longer than this, in characters.
pub(super) fn is_longer(text: &str, most: usize) -> bool {
    text.chars().nth(most).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_has_no_line_ends() {
        assert_eq!(one_line(" Support\u{0}\r\n\tdesk "), "Support desk");
        assert_eq!(optional_line(Some(" \n ".to_owned())), None);
    }

    #[test]
    fn lines_keep_their_ends() {
        assert_eq!(lines(" first\r\nsecond\u{7} \n"), "first\nsecond");
    }

    #[test]
    fn length_is_counted_in_characters() {
        assert!(!is_longer("ığüşöç", 6));
        assert!(is_longer("ığüşöç", 5));
    }
}
