//! What there is to say about a file: what could not be taken, and what was taken otherwise than written.

use std::borrow::Cow;

use super::place::Place;
use super::quote::quote;

/// A row that could not be taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// Where it is.
    pub at: Place,
    /// Why, and what would help.
    pub reason: String,
}

/// Something that was taken otherwise than it is written, or left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    /// Where it is; of several places the first.
    pub at: Place,
    /// The column or member, as the format names it.
    pub field: Cow<'static, str>,
    /// The value, as it is written; shortened when long.
    pub value: String,
    /// What was done about it, and why.
    pub remark: Remark,
}

impl Warning {
    /// A warning about a value, which is quoted.
    pub fn new(
        at: Place,
        field: impl Into<Cow<'static, str>>,
        value: &str,
        remark: Remark,
    ) -> Self {
        Self {
            at,
            field: field.into(),
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
    /// A link or an e-mail address, or signs alone, in the place of an id.
    #[error("not an id: left out")]
    IdUnsound,
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
    #[error("no name for this publisher: its id stands in for one")]
    PublisherUnnamed,
    /// One publisher is spelt in several ways.
    #[error("spelt in several ways: {0}")]
    SpellingVariants(String),
    /// The type of the offer is not known.
    #[error("not a known type of offer: left out")]
    TypeUnknown,
    /// Who may sell the offer is not known.
    #[error("not a known state of resale: left out")]
    ResaleUnknown,
    /// It is neither yes nor no.
    #[error("neither true nor false: left out")]
    NotYesOrNo,
    /// An e-mail address that nobody can write to.
    #[error("not an e-mail address: left out")]
    EmailUnsound,
    /// An e-mail address with a name around it.
    #[error("taken as `{0}`: a name has a place of its own")]
    EmailUnwrapped(String),
    /// A phone number that nobody can dial.
    #[error("not a phone number: left out")]
    PhoneUnsound,
    /// A phone number that stands for one.
    #[error("a phone number that only fills the place of one: left out")]
    PhonePlaceholder,
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
    /// A text with bytes that are no letters in the encoding of the file.
    #[error("has bytes that are no letters: left out")]
    Illegible,
    /// A value that a template leaves to be filled in.
    #[error("nobody filled in this template: left out")]
    TemplateHole,
    /// A contact's name without any way to reach it.
    #[error("a name without e-mail, phone or page makes no contact: left out")]
    NoChannel,
    /// An offer with nobody to reach about it: a gap.
    #[error("nobody to reach about this offer")]
    NobodyToReach,
    /// The offer is in the directory, and left the lists.
    #[error("retired in the directory: it stays out of the lists")]
    IsRetired,
    /// Two publishers cannot be made one by an import.
    #[error("not made one with it: merge them by hand")]
    NotMerged,
    /// Nobody knows the publisher of a former id.
    #[error("nobody knows the publisher of this former id: left out")]
    FormerPublisherUnknown,
    /// A former id finds another offer.
    #[error("this former id finds another offer: left out")]
    FormerIdInUse,
    /// A partner that is kept takes part as what it is.
    #[error("takes part as {0}: left as it is; change the role by hand")]
    RoleKept(&'static str),
    /// What is on record from the same day on says otherwise, and nothing changes it.
    #[error("another one from the same day on says {0}: left as it is; remove that one first")]
    OnRecordOtherwise(String),
    /// Its owner has the contact already.
    #[error("its owner has a contact of this type with the same channels: left out")]
    ContactListed,
    /// Something else is told of the same thing, from this place on.
    #[error("differs from what is told of it elsewhere, first in {}: left out", .0.in_words())]
    DiffersFromEarlier(Place),
    /// A column that this format does not have.
    #[error("not a known column: left out")]
    ColumnUnknown,
    /// A column or member that is named again.
    #[error("named twice: the first is kept")]
    ColumnTwice,
    /// A column that says nothing in a row of this kind.
    #[error("says nothing in a row of this kind: left out")]
    ColumnElsewhere,
    /// It is not the tag of a language.
    #[error("not the tag of a language: left out")]
    LanguageUnknown,
    /// A summary in a language that has no title.
    #[error("no title in this language: left out")]
    LanguageUntitled,
    /// No time zone is called so.
    #[error("no time zone is called so: left out")]
    TimeZoneUnknown,
    /// It is not a point in time.
    #[error("not a time of the form 2024-03-01T10:00:00Z: left out")]
    TimeUnsound,
    /// A time at which somebody is said to have found something, and that is yet to come.
    #[error("in the future: left out")]
    TimeAhead,
    /// What was found about a contact, without when.
    #[error("does not say when it was found: left out")]
    VerificationUndated,
    /// A value of another form than the one that says something here, such as a list in place of a text.
    #[error("not {0}: left out")]
    FormUnexpected(&'static str),
    /// A type of contact that nobody knows.
    #[error("not a known type of contact: left out")]
    ContactTypeUnknown,
}

/// Collects what there is to say about one place of a file.
pub(super) struct Remarks<'a> {
    pub(super) at: Place,
    pub(super) warnings: &'a mut Vec<Warning>,
}

impl Remarks<'_> {
    pub(super) fn say(&mut self, field: impl Into<Cow<'static, str>>, value: &str, remark: Remark) {
        self.warnings
            .push(Warning::new(self.at.clone(), field, value, remark));
    }
}
