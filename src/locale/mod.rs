//! WHAT PEOPLE READ. Translations, and choosing a language.
//!
//! A sentence begins as a `phrase`: a message and what goes into it, in no language. `why`,
//! `way`, `gaps`, `imports`, `notes` and `labels` choose phrases; `catalogue` says them. A further
//! language is one `.ftl` file and one line in `catalogue`; the tests name what it lacks.

mod catalogue;
mod explanation;
mod gaps;
mod imports;
mod labels;
mod negotiate;
mod notes;
mod phrase;
mod problems;
#[cfg(test)]
mod tests;
mod way;
mod why;

use crate::domain::language::Language;

/// A language that the directory speaks, chosen for one request.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Locale(usize);

impl Locale {
    /// The language that every other one falls back to.
    pub const ENGLISH: Self = Self(0);

    /// Every language there is, English first.
    pub fn all() -> impl Iterator<Item = Self> {
        (0..catalogue::TRANSLATIONS.len()).map(Self)
    }

    /// The language that suits best: the one asked for, else the best of an `Accept-Language`
    /// header (RFC 9110, section 12.5.4), else English.
    ///
    /// Tags are those of BCP 47, and `tr-TR` finds `tr`. A malformed or unknown one is no error.
    pub fn negotiate(asked: Option<&str>, accept_language: Option<&str>) -> Self {
        negotiate::negotiate(asked, accept_language)
    }

    /// Its tag (BCP 47).
    pub fn language(self) -> &'static str {
        self.translation().tag
    }
}

/// The languages of an `Accept-Language` header, best first, whether the directory speaks them or not.
pub fn accepted_languages(header: Option<&str>) -> Vec<Language> {
    header.map(negotiate::accepted).unwrap_or_default()
}
