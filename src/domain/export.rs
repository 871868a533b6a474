//! What of the directory is written out.

use super::id::Id;
use super::offer::OfferType;
use super::publisher::Publisher;

/// Which part of the directory is wanted; what is absent does not narrow.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ExportFilter {
    /// These publishers, those that became one with them, and what is theirs.
    pub publishers: Option<Vec<Id<Publisher>>>,
    /// Offers of one of these types, and who publishes them.
    pub types: Option<Vec<OfferType>>,
    /// Offers with all of these words in title or publisher name, and who publishes them.
    pub search: Option<String>,
}

impl ExportFilter {
    /// Whether the whole directory is wanted: partners too, which belong to no publisher.
    pub fn is_everything(&self) -> bool {
        *self == Self::default()
    }

    /// Whether only some offers of a publisher are wanted.
    pub fn narrows_offers(&self) -> bool {
        self.types.is_some() || self.search.is_some()
    }
}

/// Of which things a list tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Having {
    /// All there are.
    Anything,
    /// Those that overrides are made for.
    Overrides,
    /// Those that service notices are about.
    Notices,
}
