//! The list of the directory's gaps: which are wanted, their order, and how they are counted.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::{Gap, GapKind, GapSeverity};
use crate::domain::actor::ContactScope;
use crate::domain::contact::ContactType;
use crate::domain::offer::OfferKey;
use crate::domain::publisher::PublisherKey;

/// Which gaps of the directory are wanted, and by whom; what is absent does not narrow.
#[derive(Clone, Debug)]
pub struct GapFilter {
    /// Of one of these kinds.
    pub kinds: Option<Vec<GapKind>>,
    /// As bad as one of these.
    pub severities: Option<Vec<GapSeverity>>,
    /// About contacts of one of these types.
    pub contact_types: Option<Vec<ContactType>>,
    /// About this offer.
    pub offer: Option<OfferKey>,
    /// About this publisher or one of its offers.
    pub publisher: Option<PublisherKey>,
    /// What who wants to know may read: gaps that tell of other contacts do not occur.
    pub readable: ContactScope,
    /// Verifications before this are stale.
    pub fresh_since: DateTime<Utc>,
}

impl GapFilter {
    /// All gaps that somebody may know of.
    pub fn all(readable: ContactScope, fresh_since: DateTime<Utc>) -> Self {
        Self {
            kinds: None,
            severities: None,
            contact_types: None,
            offer: None,
            publisher: None,
            readable,
            fresh_since,
        }
    }

    /// Whether it lets gaps of this kind and severity through.
    pub fn lets_through(&self, kind: GapKind, severity: GapSeverity) -> bool {
        let kinds = self.kinds.as_ref();
        let severities = self.severities.as_ref();
        kinds.is_none_or(|kinds| kinds.contains(&kind))
            && severities.is_none_or(|severities| severities.contains(&severity))
    }
}

/// A gap in the list of the directory, and what the list is ordered by beside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedGap {
    /// The gap.
    pub gap: Gap,
    /// Its place in the list.
    pub position: GapPosition,
}

/// A place in the list of gaps: the worst first, then by kind, by the name of what they are about, and
/// by keys, which make the order total.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GapPosition {
    /// How bad.
    pub severity: GapSeverity,
    /// What is missing.
    pub kind: GapKind,
    /// The folded title or name of what it is about.
    pub name: String,
    /// The key of what it is about.
    pub subject: Uuid,
    /// Which type of contact.
    pub contact_type: Option<ContactType>,
    /// The key of the contact, else that of the subject once more.
    pub item: Uuid,
}

/// How many gaps there are of each kind and severity; only those that there are, in the order of the list.
pub type GapCounts = BTreeMap<(GapSeverity, GapKind), u64>;
