//! By what a request names a document that it does not send.

use std::fmt;

use sha2::Digest;

/// The name of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::http) enum DocumentId {
    /// The hash of its text.
    Sha256(Sha256),
    /// Whatever a manifest calls it.
    Named(String),
}

impl DocumentId {
    /// Reads an id: a hash as clients write it, with or without its prefix, or any other name.
    pub(in crate::http) fn parse(text: &str) -> Self {
        let digits = text.strip_prefix("sha256:").unwrap_or(text);
        match Sha256::parse(digits) {
            Some(hash) => Self::Sha256(hash),
            None => Self::Named(text.to_owned()),
        }
    }
}

/// A hash of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(in crate::http) struct Sha256([u8; 32]);

impl Sha256 {
    /// The hash of a text.
    pub(in crate::http) fn of(text: &str) -> Self {
        Self(sha2::Sha256::digest(text).into())
    }

    fn parse(digits: &str) -> Option<Self> {
        let mut bytes = [0; 32];
        if digits.len() != 2 * bytes.len() {
            return None;
        }
        for (byte, pair) in bytes.iter_mut().zip(digits.as_bytes().chunks(2)) {
            let digit = |at: usize| char::from(pair[at]).to_digit(16);
            *byte = u8::try_from(digit(0)? * 16 + digit(1)?).ok()?;
        }
        Some(Self(bytes))
    }
}

impl fmt::Display for Sha256 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_is_known_with_its_prefix_and_without() {
        let hash = Sha256::of("{__typename}");
        let digits = hash.to_string();

        assert_eq!(
            digits,
            "ecf4edb46db40b5132295c0291d62fb65d6759a9eedfa4d5d612dd5ec54a6b38"
        );
        for text in [&digits, &format!("sha256:{digits}"), &digits.to_uppercase()] {
            assert_eq!(DocumentId::parse(text), DocumentId::Sha256(hash), "{text}");
        }
    }

    #[test]
    fn what_is_no_hash_is_a_name() {
        for text in [
            "",
            "x-team:1",
            "sha256:",
            "sha256:abc",
            &"z".repeat(64),
            &"\u{e9}".repeat(32),
        ] {
            assert_eq!(DocumentId::parse(text), DocumentId::Named(text.to_owned()));
        }
    }
}
