//! ISV publishers: who publishes offers, and the ids they are known by.

mod draft;
mod merging;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::contact::ContactsWanted;
use super::folding;
use super::id::{Id, Named};
use super::offer::{OfferType, ResaleState};

pub use draft::{PublisherChanges, PublisherDraft, PublisherProblem};
pub use merging::{JoinedContacts, clashing_categories, join_contacts, shared_offer_ids};

/// A company that publishes offers in the commercial marketplace, as kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Publisher {
    /// Its id in this directory.
    pub id: Id<Publisher>,
    /// Its id in the marketplace.
    pub publisher_id: PublisherId,
    /// Its name, as it writes it.
    pub name: String,
    /// Whether Microsoft itself publishes under it.
    pub is_first_party: bool,
    /// When it left the lists; absent while it is in them.
    pub retired_at: Option<DateTime<Utc>>,
    /// The publisher that it became one with, if it did; then it is retired for good.
    pub merged_into: Option<Id<Publisher>>,
    /// How often it was changed, from 1.
    pub version: i32,
    /// When it came into the directory.
    pub created_at: DateTime<Utc>,
    /// When it was last changed.
    pub updated_at: DateTime<Utc>,
}

impl Named for Publisher {
    const KIND: &'static str = "publisher";
}

impl Publisher {
    /// What keeps it from being changed: it became one with another, or left the lists.
    pub fn out_of_use(&self) -> Option<PublisherProblem> {
        if self.merged_into.is_some() {
            Some(PublisherProblem::Merged)
        } else {
            self.retired_at.map(|_| PublisherProblem::Retired)
        }
    }
}

/// A publisher that was found sound and is not kept yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewPublisher {
    /// Its id in the marketplace.
    pub publisher_id: PublisherId,
    /// Its name, as it writes it.
    pub name: String,
    /// Whether Microsoft itself publishes under it.
    pub is_first_party: bool,
}

/// What a publisher is looked up by.
#[derive(Clone, Debug)]
pub enum PublisherKey {
    /// Its id in this directory.
    Id(Id<Publisher>),
    /// Its id in the marketplace.
    Marketplace(PublisherId),
}

/// Which publishers are wanted; what is absent does not narrow.
#[derive(Clone, Debug, Default)]
pub struct PublisherFilter {
    /// With an offer of one of these types.
    pub offer_types: Option<Vec<OfferType>>,
    /// With an offer sold through the CSP program in one of these ways.
    pub resale: Option<Vec<ResaleState>>,
    /// With a contact of one of these types, its own or one of its offers'.
    pub has_contact: Option<ContactsWanted>,
    /// With all of these words in its name.
    pub search: Option<String>,
}

/// A publisher's id in the marketplace, such as `contoso`.
///
/// Lower case, without blanks and dots: a `marketplaceId` splits at its first dot.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PublisherId(String);

text_value!(PublisherId);

/// The longest id that the directory takes; the marketplace itself stops at 50.
pub const LONGEST_ID: usize = 200;

impl PublisherId {
    /// Reads an id as people write it: case does not matter. `None` when no publisher can have it.
    pub fn parse(text: &str) -> Option<Self> {
        // A Turkish capital would leave a dot behind that nobody can type.
        let text = text.trim().replace('İ', "i").to_lowercase();
        let sound = !text.is_empty()
            && text.chars().count() <= LONGEST_ID
            && !text
                .chars()
                .any(|c| c == '.' || c.is_whitespace() || c.is_control());
        sound.then_some(Self(text))
    }

    /// The id that a publisher without one gets from its name: `Contoso, Ltd.` becomes `contoso-ltd`.
    /// `None` for a name without letters and digits.
    pub fn from_name(name: &str) -> Option<Self> {
        slug(name).map(Self)
    }

    /// The id.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for PublisherId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// An id made of a name: its folded words with hyphens between.
pub(super) fn slug(name: &str) -> Option<String> {
    let slug: String = folding::fold(name)
        .replace(' ', "-")
        .chars()
        .take(LONGEST_ID)
        .collect();
    (!slug.is_empty()).then_some(slug)
}

/// Words that companies add to their names or leave out.
const LEGAL_FORMS: &[&str] = &[
    "ab",
    "ag",
    "as",
    "bv",
    "co",
    "company",
    "corp",
    "corporation",
    "gmbh",
    "inc",
    "incorporated",
    "kg",
    "limited",
    "llc",
    "llp",
    "ltd",
    "nv",
    "oy",
    "oyj",
    "plc",
    "private",
    "pte",
    "pty",
    "pvt",
    "sa",
    "sarl",
    "sas",
    "srl",
];

/// What spelling variants of one publisher's name have in common: folded, without blanks and legal form.
///
/// Two publishers with the same key may be one; a person decides.
pub fn spelling_key(name: &str) -> String {
    let words = folding::words(name);
    let mut kept = words.as_slice();
    while let Some((rest, _)) = legal_form(kept) {
        kept = rest;
    }
    match (kept.is_empty(), words.is_empty()) {
        (false, _) => kept.concat(),
        (true, false) => words.concat(),
        // A name of signs alone is like no other.
        (true, true) => name.trim().to_owned(),
    }
}

/// The words of a name before and of the legal form at its end, spelt as a word or in letters
/// (`S.A.` is two words).
fn legal_form(words: &[String]) -> Option<(&[String], &[String])> {
    let letters = words
        .iter()
        .rev()
        .take_while(|word| word.chars().count() == 1)
        .count();
    let lengths = (2..=letters).rev().chain([1]);
    lengths
        .filter_map(|length| words.split_at_checked(words.len().checked_sub(length)?))
        .find(|(_, form)| LEGAL_FORMS.contains(&form.concat().as_str()))
}

/// Whether a publisher of this name is Microsoft itself: `Microsoft`, `Microsoft Corporation`, or a
/// team that names the corporation behind a comma or hyphen.
pub fn is_microsoft(name: &str) -> bool {
    let words = folding::words(name);
    let has_corporation = words
        .windows(2)
        .any(|pair| pair == ["microsoft", "corporation"]);
    words == ["microsoft"] || has_corporation
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_ignores_case_and_refuses_dots_and_blanks() {
        assert_eq!(
            PublisherId::parse(" Contoso ").expect("sound").as_str(),
            "contoso"
        );
        assert_eq!(
            PublisherId::parse("İstanbul"),
            PublisherId::parse("ISTANBUL")
        );
        for text in [
            "",
            "  ",
            "contoso.backup",
            "red canary",
            "a\tb",
            &"x".repeat(201),
        ] {
            assert_eq!(PublisherId::parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_name_gives_an_id() {
        assert_eq!(
            PublisherId::from_name("Contoso, Ltd.")
                .expect("sound")
                .as_str(),
            "contoso-ltd"
        );
        assert_eq!(
            PublisherId::from_name("Müller & Söhne")
                .expect("sound")
                .as_str(),
            "muller-sohne"
        );
        assert_eq!(PublisherId::from_name("..."), None);
    }

    #[test]
    fn spelling_variants_share_a_key() {
        for (one, other) in [
            ("Cohesity Inc", "Cohesity, Inc."),
            ("Domaintools, LLC", "DomainTools, LLC"),
            ("Data 443", "Data443"),
            ("Citrix", "CITRIX S.A."),
            ("Örnek A.Ş.", "ornek as"),
            ("Örnek A.Ş.", "Örnek"),
            ("Contoso GmbH & Co. KG", "Contoso"),
        ] {
            assert_eq!(spelling_key(one), spelling_key(other));
        }
        for (one, other) in [
            ("Contoso Backup", "Contoso"),
            ("Big 0", "Big 1"),
            ("Plan B", "Plan C"),
            ("Plan B", "Plan"),
            ("Plan B S.A.", "Plan C S.A."),
            ("★", "☆"),
        ] {
            assert_ne!(spelling_key(one), spelling_key(other), "{one}");
        }
        assert_eq!(
            spelling_key("AG"),
            "ag",
            "a name that is all legal form keeps it"
        );
    }

    #[test]
    fn microsoft_is_known_by_its_names() {
        for name in [
            "Microsoft",
            "Microsoft Corporation",
            "Microsoft Sentinel, Microsoft Corporation",
        ] {
            assert!(is_microsoft(name), "{name}");
        }
        for name in ["Contoso for Microsoft 365", "Microsoftware Ltd"] {
            assert!(!is_microsoft(name), "{name}");
        }
    }
}
