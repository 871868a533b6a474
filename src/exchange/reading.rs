//! What reading a file gives: drafts of offers, and what had to be said about its rows.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::domain::contact::ContactType;
use crate::domain::language::Language;
use crate::domain::link::LinkTarget;
use crate::domain::offer::{ListingState, MarketplaceId, OfferId, OfferType, ResaleState, Wording};
use crate::domain::publisher::{PublisherId, spelling_key};

/// A file that was read. Every row is a draft, repeats one, or is refused.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    /// How many rows the file has; blank lines are none.
    pub rows: usize,
    /// The offers, each once, in the order of their first rows.
    pub offers: Vec<OfferDraft>,
    /// How many rows were taken into the offer of an earlier row.
    pub repeated: usize,
    /// Rows that could not be taken, in order.
    pub refused: Vec<Refusal>,
    /// What was taken otherwise than written, or left out, in order.
    pub warnings: Vec<Warning>,
}

/// An offer as a file describes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfferDraft {
    /// The lines of its rows, from 1, in order; at least one.
    pub lines: Vec<usize>,
    /// Who publishes it.
    pub publisher: PublisherDraft,
    /// Its id at its publisher.
    pub offer_id: OfferId,
    /// What the file tells of it.
    pub facts: ToldFacts,
    /// Its own contacts, at most one of a type; each has a channel.
    pub contacts: Vec<(ContactType, ToldContact)>,
    /// The pages about it.
    pub links: Vec<LinkTarget>,
}

/// What a file tells of an offer. What is absent, unknown or empty it does not tell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ToldFacts {
    /// Its title.
    pub title: Option<String>,
    /// What it does, in a sentence or two.
    pub summary: Option<String>,
    /// Title and summary in further languages.
    pub translations: BTreeMap<Language, Wording>,
    /// What kind of offer it is.
    pub offer_type: Option<OfferType>,
    /// Whether it is sold through the CSP program.
    pub resale: Option<ResaleState>,
    /// Whether the marketplace shows it.
    pub listing: Option<ListingState>,
    /// The product's own page.
    pub website: Option<String>,
    /// What it is filed under.
    pub categories: Vec<String>,
}

/// What a file tells of a contact. What is absent it does not tell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ToldContact {
    /// What it is called.
    pub name: Option<String>,
    /// Where to write.
    pub email: Option<String>,
    /// Where to call.
    pub phone: Option<String>,
    /// The page to go to.
    pub url: Option<String>,
}

impl ToldContact {
    /// Whether there is any way to reach it.
    pub fn has_channel(&self) -> bool {
        self.email.is_some() || self.phone.is_some() || self.url.is_some()
    }
}

impl OfferDraft {
    /// The line of its first row; remarks about the offer carry it.
    pub fn line(&self) -> usize {
        self.lines.first().copied().unwrap_or_default()
    }

    /// The id it has in the marketplace.
    pub fn marketplace_id(&self) -> MarketplaceId {
        MarketplaceId {
            publisher_id: self.publisher.id.clone(),
            offer_id: self.offer_id.clone(),
        }
    }
}

/// A publisher as a file names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublisherDraft {
    /// Its id in the marketplace.
    pub id: PublisherId,
    /// Where the id comes from.
    pub id_source: IdSource,
    /// Its name; absent when the file does not say it anywhere.
    pub name: Option<String>,
    /// Whether the name stands in rows that give the id, or only in rows whose name led to it: such
    /// a name does not rename whoever holds the id.
    pub name_source: IdSource,
}

impl PublisherDraft {
    /// Why it is not the publisher that holds its id under the name `holder`: the id was made from
    /// the name, and the holder is called otherwise. `None` when it may be that one.
    pub fn stranger_to(&self, holder: &str) -> Option<String> {
        let name = self.name.as_deref()?;
        let is_stranger =
            self.id_source == IdSource::MadeFromName && spelling_key(name) != spelling_key(holder);
        is_stranger.then(|| {
            format!(
                "the publisher id `{}`, made from the name, belongs to `{}`: give the row a publisherId",
                self.id,
                quote(holder)
            )
        })
    }
}

/// Where a publisher's id comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IdSource {
    /// The file gives it.
    Given,
    /// It was made from the name.
    MadeFromName,
}

/// A row that could not be taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// Its line, from 1.
    pub line: usize,
    /// Why, and what would help.
    pub reason: String,
}

/// Something that was taken otherwise than it is written, or left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    /// The line, from 1; of several the first.
    pub line: usize,
    /// The column, as the file names it.
    pub column: &'static str,
    /// The value, as it is written; shortened when long.
    pub value: String,
    /// What was done about it, and why.
    pub remark: Remark,
}

impl Warning {
    /// A warning about a value, which is quoted.
    pub fn new(line: usize, column: &'static str, value: &str, remark: Remark) -> Self {
        Self {
            line,
            column,
            value: quote(value),
            remark,
        }
    }
}

/// What there is to say about a value.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Remark {
    /// An id was taken in the form that the marketplace uses: what it is now, and what no id has.
    #[error("taken as `{0}`: an id has {1}")]
    IdRespelt(String, String),
    /// An id is longer than the marketplace allows.
    #[error("longer than the 50 characters of the marketplace: taken all the same")]
    IdLong,
    /// The row names no offer id; one was made from the name.
    #[error("no offer id: `{0}` was made from the name")]
    OfferIdMade(String),
    /// Nobody knows a title; the id stands in.
    #[error("no name: the offer id stands in")]
    TitleMissing,
    /// Nobody knows what the publisher is called.
    #[error("no row names this publisher: its id stands in for a name")]
    PublisherUnnamed,
    /// One publisher is spelt in several ways.
    #[error("spelt in several ways: {0}")]
    SpellingVariants(String),
    /// The type of the offer is not known.
    #[error("not a known type of offer: left out")]
    TypeUnknown,
    /// It is neither yes nor no.
    #[error("neither true nor false: left out")]
    NotYesOrNo,
    /// An e-mail address that nobody can write to.
    #[error("not an e-mail address: left out")]
    EmailUnsound,
    /// An e-mail address with a name around it.
    #[error("taken as `{0}`: a name belongs into supportName")]
    EmailUnwrapped(String),
    /// A link that nobody can follow.
    #[error("not a link that begins with http or https: left out")]
    LinkUnsound,
    /// A link without a scheme.
    #[error("no scheme: taken as `{0}`")]
    LinkCompleted(String),
    /// A link that gives away who may follow it.
    #[error("a link with a user or a password in it: left out")]
    LinkNamesUser,
    /// A value that would be useless when cut.
    #[error("longer than {0} bytes: left out")]
    TooLong(usize),
    /// A text that is cut.
    #[error("longer than {0} characters: cut there")]
    Cut(usize),
    /// More of something than an offer has.
    #[error("more than {0}: left out")]
    TooMany(usize),
    /// A text with characters that are no writing.
    #[error("taken without its control characters")]
    ControlCharacters,
    /// A contact's name without any way to reach it.
    #[error("a name without e-mail or page makes no contact: left out")]
    NoChannel,
    /// An offer with nobody to reach about it: a gap.
    #[error("nobody to reach about this offer")]
    NobodyToReach,
    /// A later row says something else about the same offer.
    #[error("differs from what an earlier row of the offer says (the first is line {0}): left out")]
    DiffersFromEarlier(usize),
    /// A column that this format does not have.
    #[error("not a known column: left out")]
    ColumnUnknown,
    /// A column that the row names again.
    #[error("named twice in the row: the first is kept")]
    ColumnTwice,
    /// A value of a form that says nothing here, such as a list in place of a text.
    #[error("not the form of this column: left out")]
    FormUnknown,
}

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
