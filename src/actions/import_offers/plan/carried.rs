//! What one batch of a file tells the next: what the file made of things so far. A dry run has nothing else to
//! know it from.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};

use uuid::Uuid;

use super::told_notices::ToldNotices;
use crate::domain::change::{ChangeNote, Deed, ThingKind};
use crate::domain::inquiry::InquiryCategory;
use crate::domain::offer::MarketplaceId;
use crate::domain::partner::{PartnerId, PartnerRole};
use crate::domain::publisher::PublisherId;
use crate::domain::responsibility::{NewOverride, SplitParty};
use crate::exchange::Subject;

/// What one batch of a file tells the next.
#[derive(Debug, Default)]
pub(in crate::actions::import_offers) struct Carried {
    /// Publishers that were counted.
    pub(super) touched: BTreeSet<PublisherId>,
    /// Publishers that the file names, as they are from now on.
    pub(super) publishers: HashMap<PublisherId, PublisherNow>,
    /// Publishers that the file merged, and whom their ids find.
    pub(super) merged: HashMap<PublisherId, PublisherId>,
    /// Publishers that the file gives contacts.
    pub(super) reachable: HashSet<PublisherId>,
    /// Ids that offers had before they moved, as the file tells, and those that they have today.
    pub(super) former: HashMap<MarketplaceId, MarketplaceId>,
    /// Offers that the file names: a few bytes for each.
    offers: HashMap<u64, Standing>,
    pub(super) partners: HashMap<PartnerId, PartnerNow>,
    /// The providers that the file ties resellers to.
    pub(super) ties: HashMap<PartnerId, HashSet<PartnerId>>,
    pub(super) splits: HashMap<SplitKey, SplitTerms>,
    pub(super) overrides: HashMap<Subject, Vec<NewOverride>>,
    /// Notices that were told of: one that is told is one that is kept.
    pub(super) notices: HashSet<Uuid>,
    pub(super) told_notices: ToldNotices,
    /// Whether somebody wants to hear of every change.
    pub(super) tells_changes: bool,
}

/// A publisher from now on.
#[derive(Clone, Debug)]
pub(super) struct PublisherNow {
    pub(super) name: String,
    pub(super) standing: Standing,
}

/// A partner from now on.
#[derive(Clone, Copy, Debug)]
pub(super) struct PartnerNow {
    pub(super) role: PartnerRole,
    pub(super) standing: Standing,
}

/// Whether something is in the lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    /// It is.
    Listed,
    /// It left them, and nothing comes to it any more.
    Retired,
    /// The file tells that it left them; what the file tells of it besides it had before.
    ToldRetired,
}

/// What splits cannot share: provider, reseller, duty and first day.
pub(super) type SplitKey = (
    PartnerId,
    Option<PartnerId>,
    InquiryCategory,
    chrono::NaiveDate,
);

/// What else a split says: who takes the duty, and the last day.
pub(super) type SplitTerms = (SplitParty, Option<chrono::NaiveDate>);

impl Standing {
    /// Of something that the file tells this of, and that was or was not in the lists.
    pub(super) fn of(told_retired: Option<bool>, was_retired: bool) -> Self {
        match (told_retired, was_retired) {
            (Some(true), _) => Self::ToldRetired,
            (Some(false), _) | (None, false) => Self::Listed,
            (None, true) => Self::Retired,
        }
    }
}

impl Carried {
    /// What the first batch begins with.
    pub(in crate::actions::import_offers) fn begin(tells_changes: bool) -> Self {
        Self {
            tells_changes,
            ..Self::default()
        }
    }

    /// The publishers of the file.
    pub(in crate::actions::import_offers) fn touched(&self) -> &BTreeSet<PublisherId> {
        &self.touched
    }

    /// The publishers that the file merged, and whom their ids find.
    pub(in crate::actions::import_offers) fn merged(
        &self,
    ) -> impl Iterator<Item = (&PublisherId, &PublisherId)> {
        self.merged.iter()
    }

    /// The id of the offer that had this one before it moved, as the file tells.
    pub(in crate::actions::import_offers) fn moved(
        &self,
        id: &MarketplaceId,
    ) -> Option<&MarketplaceId> {
        self.former.get(id)
    }

    /// Takes note of what was written.
    pub(in crate::actions::import_offers) fn note<'n>(
        &mut self,
        notes: impl Iterator<Item = &'n ChangeNote>,
    ) {
        let added =
            notes.filter(|note| (note.kind, note.deed) == (ThingKind::ServiceNotice, Deed::Added));
        self.notices.extend(added.map(|note| note.key));
    }

    pub(super) fn put_offer(&mut self, id: &MarketplaceId, standing: Standing) {
        self.offers.insert(hash(id), standing);
    }

    pub(super) fn offer(&self, id: &MarketplaceId) -> Option<Standing> {
        self.offers.get(&hash(id)).copied()
    }
}

fn hash(id: &MarketplaceId) -> u64 {
    let mut hasher = DefaultHasher::new();
    id.hash(&mut hasher);
    hasher.finish()
}
