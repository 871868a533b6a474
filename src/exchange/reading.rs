//! What reading a file gives: drafts of offers, and what had to be said about its rows.

use crate::domain::contact::{ContactDetails, ContactType};
use crate::domain::link::LinkTarget;
use crate::domain::offer::{MarketplaceId, OfferFacts, OfferId};
use crate::domain::publisher::PublisherId;

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
    /// The line of its first row, from 1.
    pub line: usize,
    /// Who publishes it.
    pub publisher: PublisherDraft,
    /// Its id at its publisher.
    pub offer_id: OfferId,
    /// What is known of it.
    pub facts: OfferFacts,
    /// Its own contacts, at most one of a type; each has a channel.
    pub contacts: Vec<(ContactType, ContactDetails)>,
    /// The pages about it.
    pub links: Vec<LinkTarget>,
}

impl OfferDraft {
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
    /// The line, from 1; absent for what concerns the whole file.
    pub line: Option<usize>,
    /// The column, as the file names it.
    pub column: &'static str,
    /// The value, as it is written; shortened when long.
    pub value: String,
    /// What was done about it, and why.
    pub remark: Remark,
}

/// What there is to say about a value.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Remark {
    /// An id was taken in the form that the marketplace uses.
    #[error("taken as `{0}`: an id has neither capitals nor blanks")]
    IdRespelt(String),
    /// An id is longer than the marketplace allows.
    #[error("taken as it is, though the marketplace stops at 50 characters")]
    IdLong,
    /// The row names no offer id; one was made from the name.
    #[error("no offer id: `{0}` was made from the name")]
    OfferIdMade(String),
    /// The row names no title; the id stands in.
    #[error("no name: the offer id stands in")]
    TitleMissing,
    /// No row says what the publisher is called.
    #[error("no row names this publisher: its id stands in for a name")]
    PublisherUnnamed,
    /// One publisher is spelt in several ways.
    #[error("spelt in several ways: {0}")]
    SpellingVariants(String),
    /// The type of the offer is not known.
    #[error("not a known type of offer: taken as OTHER")]
    TypeUnknown,
    /// It is neither yes nor no.
    #[error("neither true nor false: taken as unknown")]
    NotYesOrNo,
    /// An e-mail address that nobody can write to.
    #[error("not an e-mail address: left out")]
    EmailUnsound,
    /// A link that nobody can follow.
    #[error("not a link that begins with http or https: left out")]
    LinkUnsound,
    /// A link without a scheme.
    #[error("no scheme: taken as `{0}`")]
    LinkCompleted(String),
    /// A contact's name without any way to reach it.
    #[error("a name without e-mail or page makes no contact: left out")]
    NoChannel,
    /// A later row says something else about the same offer.
    #[error("differs from line {0}, which is kept")]
    DiffersFromEarlier(usize),
    /// A column that this format does not have.
    #[error("not a known column: left out")]
    ColumnUnknown,
}

/// The most of a value that a report repeats.
const LONGEST_QUOTE: usize = 120;

/// A value as a report shows it.
pub fn quote(value: &str) -> String {
    let mut quoted: String = value.chars().take(LONGEST_QUOTE).collect();
    if quoted.len() < value.len() {
        quoted.push('…');
    }
    quoted
}
