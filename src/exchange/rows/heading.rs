//! Headings: what the name of a column stands for.

use std::borrow::Cow;

use super::column::Column;
use crate::domain::language::Language;
use crate::exchange::words::folded;

/// What the name of a column, as somebody wrote it, stands for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::exchange) enum Heading {
    /// One of ours.
    Column(Column),
    /// The title in this language: `offerName:de`.
    Title(Language),
    /// The summary in this language: `summary:de`.
    Summary(Language),
    /// Where a row was found: not kept, and not missed.
    Source,
}

impl Heading {
    /// Whether it says what a row tells of.
    pub(super) fn is_record(&self) -> bool {
        *self == Self::Column(Column::Record)
    }

    /// What remarks call it.
    pub(in crate::exchange) fn name(&self) -> Cow<'static, str> {
        match self {
            Self::Column(column) => column.name().into(),
            Self::Title(language) => format!("{}:{language}", Column::OfferName.name()).into(),
            Self::Summary(language) => format!("{}:{language}", Column::Summary.name()).into(),
            Self::Source => "source".into(),
        }
    }

    /// Reads a name; `None` when nobody knows it.
    pub(in crate::exchange) fn read(name: &str) -> Option<Self> {
        if let Some((name, tag)) = name.split_once(':') {
            let language = Language::parse(tag.trim())?;
            return match Column::named(name)? {
                Column::OfferName => Some(Self::Title(language)),
                Column::Summary => Some(Self::Summary(language)),
                _ => None,
            };
        }
        if let Some(column) = Column::named(name) {
            return Some(Self::Column(column));
        }
        let folded = folded(name);
        matches!(folded.as_str(), "source" | "supporttier").then_some(Self::Source)
    }
}
