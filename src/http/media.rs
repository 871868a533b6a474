//! Media types and media ranges, as headers write them (RFC 9110, sections 8.3.1 and 12.5.1).

/// A media type or range with its parameters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Media {
    /// Both halves, in small letters: `application/json`, `application/*`.
    pub(super) name: String,
    parameters: Vec<(String, String)>,
}

impl Media {
    /// Reads one; `None` for what is none.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let mut parts = split(text, ';');
        let name = parts.next()?.trim().to_ascii_lowercase();
        // Java's HttpURLConnection has always said `*` where it means anything.
        let name = if name == "*" { "*/*".to_owned() } else { name };
        let (kind, of_kind) = name.split_once('/')?;
        if !is_token(kind) || !is_token(of_kind) {
            return None;
        }
        let parameters = parts.map(str::trim).filter(|part| !part.is_empty());
        let parameters = parameters.map(parameter).collect::<Option<_>>()?;
        Some(Self { name, parameters })
    }

    /// The value of a parameter, without its quotes.
    pub(super) fn parameter(&self, name: &str) -> Option<&str> {
        let mut parameters = self.parameters.iter();
        let found = parameters.find(|(known, _)| known == name);
        found.map(|(_, value)| value.as_str())
    }

    /// Whether it speaks of text in UTF-8, as it does when it does not say.
    pub(super) fn is_utf8(&self) -> bool {
        self.parameter("charset")
            .is_none_or(|charset| charset.eq_ignore_ascii_case("utf-8"))
    }
}

fn parameter(text: &str) -> Option<(String, String)> {
    let (name, value) = text.split_once('=')?;
    let (name, value) = (name.trim(), value.trim());
    let quoted = value
        .strip_prefix('"')
        .and_then(|rest| rest.strip_suffix('"'));
    let value = match quoted {
        Some(inner) => inner.replace('\\', ""),
        None if is_token(value) => value.to_owned(),
        None => return None,
    };
    is_token(name).then(|| (name.to_ascii_lowercase(), value))
}

fn is_token(text: &str) -> bool {
    let is_token_byte =
        |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
    !text.is_empty() && text.bytes().all(is_token_byte)
}

/// The parts between separators that stand outside quotes.
pub(super) fn split(text: &str, separator: char) -> impl Iterator<Item = &str> {
    let (mut is_quoted, mut is_escaped) = (false, false);
    text.split(move |c| {
        let was_escaped = std::mem::take(&mut is_escaped);
        match c {
            '\\' if is_quoted && !was_escaped => is_escaped = true,
            '"' if !was_escaped => is_quoted = !is_quoted,
            _ => {}
        }
        c == separator && !is_quoted
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_parameters_are_read_whatever_their_case() {
        let media = Media::parse("Application/JSON ; Charset=\"UTF-8\"; q=0.5").expect("it is one");

        assert_eq!(media.name, "application/json");
        assert_eq!(media.parameter("charset"), Some("UTF-8"));
        assert_eq!(media.parameter("q"), Some("0.5"));
        assert!(media.is_utf8());
    }

    #[test]
    fn what_is_no_media_type_is_not_taken_for_one() {
        for text in [
            "",
            "json",
            "/",
            "a/",
            "/b",
            "a b/c",
            "a/b; =c",
            "a/b;c",
            "a/b;c=d e",
            "a/b/c",
        ] {
            assert_eq!(Media::parse(text), None, "{text}");
        }
    }

    #[test]
    fn separators_inside_quotes_separate_nothing() {
        let parts: Vec<&str> = split(r#"a/b;c="d,\"e", f/g"#, ',').collect();

        assert_eq!(parts, [r#"a/b;c="d,\"e""#, " f/g"]);
    }
}
