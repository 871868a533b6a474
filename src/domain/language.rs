//! Languages that people read.

use std::collections::BTreeMap;
use std::fmt;

/// A language tag (BCP 47) in its canonical spelling, such as `en` or `pt-BR`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Language(String);

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

/// What is said in a language out of texts by language: in the language itself, else in another form
/// of it, else in English. `None` when it is said in none of them.
pub fn in_language<'a, T>(texts: &'a BTreeMap<Language, T>, wanted: &Language) -> Option<&'a T> {
    let same_primary = || {
        texts
            .iter()
            .find(|(known, _)| known.primary() == wanted.primary())
    };
    let english = || texts.iter().find(|(known, _)| known.primary() == "en");
    texts
        .get(wanted)
        .or_else(|| same_primary().or_else(english).map(|(_, text)| text))
}
