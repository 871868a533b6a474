//! Quotes: values as a report shows them.

use std::borrow::Cow;

/// The most of a value that a report repeats.
const LONGEST_QUOTE: usize = 120;

/// A value as a report shows it: shortened, without the user and password of a link, and with control
/// characters as escapes, so that no value speaks to a terminal.
pub fn quote(value: &str) -> String {
    let value = without_user(value);
    let mut letters = value.chars();
    let mut quoted = String::new();
    for letter in letters.by_ref().take(LONGEST_QUOTE) {
        if letter.is_control() || turns_writing(letter) {
            quoted.extend(letter.escape_unicode());
        } else {
            quoted.push(letter);
        }
    }
    if letters.next().is_some() {
        quoted.push('…');
    }
    quoted
}

/// A text without what stands before the `@` of a link: it may be a secret, and a report is no place
/// for one.
fn without_user(text: &str) -> Cow<'_, str> {
    let (scheme, rest) = text
        .split_once("://")
        .map_or(("", text), |(scheme, rest)| (scheme, rest));
    if text
        .get(..7)
        .is_some_and(|begin| begin.eq_ignore_ascii_case("mailto:"))
    {
        return Cow::Borrowed(text);
    }
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let names_user = |at: &usize| !scheme.is_empty() || authority[..*at].contains(':');
    match authority.rfind('@').filter(names_user) {
        Some(at) if scheme.is_empty() => Cow::Owned(format!("…{}", &rest[at..])),
        Some(at) => Cow::Owned(format!("{scheme}://…{}", &rest[at..])),
        None => Cow::Borrowed(text),
    }
}

/// Whether a character turns the direction of writing, and so shows a text as what it is not.
fn turns_writing(letter: char) -> bool {
    matches!(letter, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quoted_value_does_not_show_whom_a_link_names() {
        for (written, shown) in [
            (
                "https://user:pw@host.example/x?a=b@c",
                "https://…@host.example/x?a=b@c",
            ),
            ("ftp://user:pw@host.example/x", "ftp://…@host.example/x"),
            ("https://a@b:pw@host.example", "https://…@host.example"),
            ("http://user:pw@", "http://…@"),
            ("user:pw@host.example/x", "…@host.example/x"),
            ("mailto:help@contoso.example", "mailto:help@contoso.example"),
            ("https://host.example/@x", "https://host.example/@x"),
            ("help@contoso.example", "help@contoso.example"),
        ] {
            assert_eq!(quote(written), shown);
        }
    }

    #[test]
    fn a_quoted_value_does_not_speak_to_a_terminal() {
        assert_eq!(
            quote("a\u{1b}[31mred\n\u{202E}x"),
            r"a\u{1b}[31mred\u{a}\u{202e}x"
        );
        assert_eq!(quote("Ünlü “x” データ"), "Ünlü “x” データ");
    }

    #[test]
    fn a_quoted_value_is_short() {
        assert_eq!(quote(&"ü".repeat(120)), "ü".repeat(120));
        assert_eq!(quote(&"ü".repeat(121)), "ü".repeat(120) + "…");
    }
}
