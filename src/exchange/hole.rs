//! Holes: what templates leave for somebody to fill in.

/// Whether nobody filled a template in here: a text with `${...}` or `{{...}}` in it, or that is `<...>` as a
/// whole. An address in brackets is none.
pub(super) fn is_hole(text: &str) -> bool {
    holds(text, "${", "}") || holds(text, "{{", "}}") || is_bracketed(text)
}

fn holds(text: &str, begin: &str, end: &str) -> bool {
    let inside = text.split_once(begin).map(|(_, rest)| rest);
    inside.is_some_and(|rest| rest.contains(end))
}

fn is_bracketed(text: &str) -> bool {
    let inside = text
        .strip_prefix('<')
        .and_then(|text| text.strip_suffix('>'));
    inside.is_some_and(|inside| !inside.contains(['<', '>', '@']) && !inside.contains("://"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hole_is_what_a_template_left_open() {
        for text in [
            "${offer_id}",
            "Contoso ${product}",
            "https://contoso.example/${path}",
            "{{ name }}",
            "<your offer's name>",
        ] {
            assert!(is_hole(text), "{text}");
        }
        for text in [
            "",
            "$5 {a}",
            "a < b > c",
            "<help@contoso.example>",
            "<https://contoso.example>",
            "<b>Backup</b>",
            "}${",
        ] {
            assert!(!is_hole(text), "{text}");
        }
    }
}
