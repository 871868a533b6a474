//! Choosing a language: what was asked for, then what the reader's program prefers, then English.

use std::sync::LazyLock;

use fluent_langneg::negotiate::filter_matches;
use fluent_langneg::{LanguageIdentifier, NegotiationStrategy};

use super::Locale;
use crate::domain::language::Language;

/// How many ranges of a header are looked at; people list a handful.
const MOST_RANGES: usize = 32;

/// How long a tag is looked at; RFC 5646, section 4.4.1, asks for 35 characters.
const LONGEST_TAG: usize = 35;

/// A locale under its tag.
struct Spoken {
    tag: LanguageIdentifier,
    locale: Locale,
}

impl AsRef<LanguageIdentifier> for Spoken {
    fn as_ref(&self) -> &LanguageIdentifier {
        &self.tag
    }
}

static SPOKEN: LazyLock<Vec<Spoken>> = LazyLock::new(|| {
    Locale::all()
        .filter_map(|locale| {
            Some(Spoken {
                tag: read_tag(locale.language())?,
                locale,
            })
        })
        .collect()
});

/// A range of an `Accept-Language` header with its weight, from 0 to 1.
struct Range {
    /// The tag; absent for `*`.
    tag: Option<LanguageIdentifier>,
    weight: f32,
}

/// See [`Locale::negotiate`].
pub(super) fn negotiate(asked: Option<&str>, accept_language: Option<&str>) -> Locale {
    asked
        .and_then(|tag| closest(&read_tag(tag)?, &[]))
        .or_else(|| preferred(accept_language?))
        .unwrap_or_default()
}

/// The ranges of a header, by weight, then by position.
fn ranges(header: &str) -> Vec<Range> {
    let mut ranges: Vec<Range> = header
        .split(',')
        .take(MOST_RANGES)
        .filter_map(Range::read)
        .collect();
    ranges.sort_by(|a, b| b.weight.total_cmp(&a.weight));
    ranges
}

/// See [`super::accepted_languages`].
pub(super) fn accepted(header: &str) -> Vec<Language> {
    let wanted = ranges(header)
        .into_iter()
        .filter(|range| range.weight > 0.0);
    wanted
        .filter_map(|range| Language::parse(&range.tag?.to_string()))
        .collect()
}

/// The best locale for a header: by weight, then by position; a weight of 0 excludes.
fn preferred(header: &str) -> Option<Locale> {
    let mut ranges = ranges(header);
    let first_refused = ranges.partition_point(|range| range.weight > 0.0);
    let refused: Vec<LanguageIdentifier> = ranges
        .split_off(first_refused)
        .into_iter()
        .filter_map(|range| range.tag)
        .collect();
    ranges.iter().find_map(|range| match &range.tag {
        Some(tag) => closest(tag, &refused),
        None => Some(Locale::ENGLISH),
    })
}

/// The locale for a tag, unless the reader refuses it or there is none.
fn closest(tag: &LanguageIdentifier, refused: &[LanguageIdentifier]) -> Option<Locale> {
    let acceptable: Vec<&Spoken> = SPOKEN
        .iter()
        .filter(|spoken| !refused.iter().any(|range| covers(range, &spoken.tag)))
        .collect();
    filter_matches(&[tag], &acceptable, NegotiationStrategy::Lookup)
        .first()
        .map(|spoken| spoken.locale)
}

/// Whether a tag falls under a range: `pt` covers `pt-BR`, not the other way round.
fn covers(range: &LanguageIdentifier, tag: &LanguageIdentifier) -> bool {
    range.language == tag.language
        && (range.script.is_none() || range.script == tag.script)
        && (range.region.is_none() || range.region == tag.region)
}

/// Reads a tag without its extensions; `None` when it is malformed or of an absurd length.
fn read_tag(tag: &str) -> Option<LanguageIdentifier> {
    let tag = tag.trim();
    let sound = tag.len() <= LONGEST_TAG;
    sound
        .then(|| LanguageIdentifier::try_from_locale_bytes(tag.as_bytes()).ok())
        .flatten()
}

impl Range {
    /// Reads `tag`, `tag;q=0.5` or `*`; `None` when it is malformed.
    fn read(text: &str) -> Option<Self> {
        let mut parts = text.split(';');
        let tag = match parts.next()?.trim() {
            "*" => None,
            tag => Some(read_tag(tag)?),
        };
        let weight = parts
            .filter_map(|part| part.split_once('='))
            .find(|(name, _)| name.trim().eq_ignore_ascii_case("q"));
        let weight = match weight {
            Some((_, weight)) => weight.trim().parse().ok()?,
            None => 1.0,
        };
        (0.0..=1.0)
            .contains(&weight)
            .then_some(Self { tag, weight })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn by_header(header: &str) -> &'static str {
        Locale::negotiate(None, Some(header)).language()
    }

    #[test]
    fn what_is_asked_for_beats_the_header() {
        assert_eq!(Locale::negotiate(Some("tr"), Some("en")).language(), "tr");
        assert_eq!(Locale::negotiate(Some("en"), Some("tr")).language(), "en");
    }

    #[test]
    fn an_unknown_or_malformed_tag_leaves_the_choice_to_the_header() {
        for asked in ["de", "", " ", "*", "not a tag", "türkçe", "tr;q=1", "und"] {
            assert_eq!(
                Locale::negotiate(Some(asked), Some("tr")).language(),
                "tr",
                "{asked}"
            );
            assert_eq!(
                Locale::negotiate(Some(asked), None),
                Locale::ENGLISH,
                "{asked}"
            );
        }
    }

    #[test]
    fn a_tag_finds_its_language_whatever_its_region_case_or_extensions() {
        for asked in [
            "tr",
            "tr-TR",
            "TR-tr",
            "tr_TR",
            "tr-CY",
            "tr-Latn-TR",
            "tr-TR-u-co-standard",
            " tr ",
        ] {
            assert_eq!(
                Locale::negotiate(Some(asked), None).language(),
                "tr",
                "{asked}"
            );
        }
        assert_eq!(
            Locale::negotiate(Some("en-GB"), Some("tr")).language(),
            "en"
        );
    }

    #[test]
    fn headers_are_read_by_weight_then_position() {
        let table = [
            ("tr", "tr"),
            ("tr-TR,tr;q=0.9,en-US;q=0.8,en;q=0.7", "tr"),
            ("en-GB", "en"),
            ("de", "en"),
            ("de, tr;q=0.1", "tr"),
            ("en;q=0.4, tr;q=0.5", "tr"),
            ("en, tr", "en"),
            ("tr, en", "tr"),
            ("tr;q=0.5, en;q=0.5", "tr"),
            ("tr ; Q = 0.3 , en ; q=0.2", "tr"),
            ("de;q=0.9, *;q=0.5, tr;q=0.1", "en"),
            ("tr, *;q=0.5", "tr"),
            ("*", "en"),
        ];
        for (header, language) in table {
            assert_eq!(by_header(header), language, "{header}");
        }
    }

    #[test]
    fn a_weight_of_zero_excludes() {
        assert_eq!(by_header("tr;q=0"), "en");
        assert_eq!(by_header("tr-TR, tr;q=0.000"), "en");
        assert_eq!(by_header("en;q=0, en-GB, tr;q=0.1"), "tr");
        assert_eq!(by_header("tr-CY;q=0, tr"), "tr");
        assert_eq!(by_header("en;q=0"), "en");
    }

    #[test]
    fn what_is_malformed_in_a_header_is_passed_over() {
        for header in [
            "", ",", ";", ";;q", "tr;q=", "tr;q=2", "tr;q=-1", "tr;q=nan", "tr;q=inf", "tr;q=x",
        ] {
            assert_eq!(by_header(header), "en", "{header}");
        }
        assert_eq!(by_header("!!, ;q=1, en;q=x, tr;q=0.2"), "tr");
    }

    #[test]
    fn a_long_header_is_read_to_a_bound() {
        assert_eq!(by_header(&"x".repeat(10_240)), "en");
        assert_eq!(by_header(&format!("tr{}", "-abcde".repeat(1_700))), "en");
        assert_eq!(by_header(&format!("tr,{}", "de,".repeat(3_400))), "tr");
        assert_eq!(by_header(&format!("{}tr", "de,".repeat(MOST_RANGES))), "en");
    }
}
