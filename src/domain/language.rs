//! Languages that people read.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};

/// A language tag (BCP 47) in its canonical spelling, such as `en` or `pt-BR`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Language(String);

text_value!(Language);

impl Language {
    /// Reads a tag; `None` when it is not well-formed.
    pub fn parse(tag: &str) -> Option<Self> {
        tag.parse::<unic_langid::LanguageIdentifier>()
            .ok()
            .map(|tag| Self(tag.to_string()))
    }

    /// English, which everything falls back to.
    pub fn english() -> Self {
        Self("en".to_owned())
    }

    /// The tag.
    pub fn tag(&self) -> &str {
        &self.0
    }

    /// The language alone, without script and region: `pt` of `pt-BR`.
    pub fn primary(&self) -> &str {
        self.0.split('-').next().unwrap_or(&self.0)
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What is said in the first of these languages that the texts speak; a text in another form of a
/// language (`pt-PT` for `pt-BR`) is one in it. `None` when none of them is spoken.
///
/// English ends the search: what has no English text is written in English to begin with.
pub fn in_languages<'a, T>(texts: &'a BTreeMap<Language, T>, wanted: &[Language]) -> Option<&'a T> {
    for language in wanted {
        let same_primary = || {
            texts
                .iter()
                .find(|(known, _)| known.primary() == language.primary())
        };
        let found = texts
            .get(language)
            .or_else(|| same_primary().map(|(_, text)| text));
        if found.is_some() || language.primary() == "en" {
            return found;
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn language(tag: &str) -> Language {
        Language::parse(tag).expect("a tag")
    }

    fn said(wanted: &[&str]) -> Option<&'static str> {
        let texts = BTreeMap::from([(language("fr"), "fr"), (language("pt-BR"), "pt-BR")]);
        let wanted: Vec<Language> = wanted.iter().map(|tag| language(tag)).collect();
        in_languages(&texts, &wanted).copied()
    }

    #[test]
    fn the_first_language_that_is_spoken_is_found() {
        assert_eq!(said(&["de", "fr", "pt-BR"]), Some("fr"));
        assert_eq!(said(&["pt-PT"]), Some("pt-BR"));
        assert_eq!(said(&["de"]), None);
    }

    #[test]
    fn who_reads_english_first_gets_what_is_written_in_it() {
        assert_eq!(said(&["en-GB", "fr"]), None);
    }
}
