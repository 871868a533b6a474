//! Repeated requests: the key by which a client says that it is the same request again.

/// The key that a client gave a request (`Idempotency-Key`): 1 to 200 visible ASCII characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequestKey(String);

/// The longest key.
const LONGEST_KEY: usize = 200;

impl RequestKey {
    /// Reads a key, with the quotes of a structured header field or without; `None` when it is none.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let quoted = text
            .strip_prefix('"')
            .and_then(|text| text.strip_suffix('"'));
        let key = quoted.unwrap_or(text);
        let sound = (1..=LONGEST_KEY).contains(&key.len())
            && key
                .bytes()
                .all(|byte| byte.is_ascii_graphic() && byte != b'"');
        sound.then(|| Self(key.to_owned()))
    }

    /// The key.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_the_same_with_quotes_and_without() {
        let bare = RequestKey::parse("8e03978e-40d5");

        assert_eq!(RequestKey::parse(" \"8e03978e-40d5\" "), bare);
        assert!(bare.is_some());
    }

    #[test]
    fn what_is_empty_long_or_not_visible_is_no_key() {
        for text in ["", " ", "\"\"", "a b", "ş", "a\"b", &"x".repeat(201)] {
            assert_eq!(RequestKey::parse(text), None, "{text}");
        }
    }
}
