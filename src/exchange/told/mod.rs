//! What a file tells: drafts of what the directory may take in. What is absent it does not tell.

mod of_kept;
mod offer;
mod others;
mod publisher;

use std::slice;

use serde::{Deserialize, Serialize};

use super::place::{Place, SourceFile};
use super::remark::{Refusal, Warning};
use crate::domain::offer::MarketplaceId;
use crate::domain::partner::PartnerId;
use crate::domain::publisher::PublisherId;

pub use offer::{OfferDraft, Telling, ToldContact, ToldFacts};
pub use others::{Subject, ToldNotice, ToldOverride, ToldPartner, ToldSplit, ToldTie};
pub use publisher::{IdSource, PublisherDraft, ToldPublisher};

/// What a reader says while it reads.
#[derive(Clone, Debug, PartialEq)]
pub enum Said {
    /// The file tells of a thing. Every row of a file is told or refused.
    Told(Told),
    /// A row cannot be taken.
    Refused(Refusal),
    /// Something was taken otherwise than written, or left out.
    Warned(Warning),
    /// A page of a list that comes in several is over.
    Page(Page),
}

/// A page of a list that comes in several. It does not say which one it is, only whether it is the last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Page {
    /// It names no next one.
    Last,
    /// It says in this place that there is a next one.
    HasNext(Place),
}

impl Said {
    /// Says of which file it was said.
    pub fn put_into(&mut self, file: &SourceFile) {
        let at = match self {
            Self::Told(told) => return told.put_into(file),
            Self::Refused(refusal) => &mut refusal.at,
            Self::Warned(warning) => &mut warning.at,
            Self::Page(Page::HasNext(at)) => at,
            Self::Page(Page::Last) => return,
        };
        at.file = Some(file.clone());
    }
}

/// What a file tells of a thing. A thing may be told of several times.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Told {
    /// An offer.
    Offer(OfferDraft),
    /// A publisher, apart from its offers.
    Publisher(ToldPublisher),
    /// A partner.
    Partner(ToldPartner),
    /// That a reseller buys from a provider.
    Tie(ToldTie),
    /// A split of a duty.
    Split(ToldSplit),
    /// An override of the rules.
    Override(ToldOverride),
    /// A service notice.
    Notice(ToldNotice),
}

/// Which thing a file tells of. What is told under one key is told of one thing.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum ToldKey {
    /// An offer.
    Offer(MarketplaceId),
    /// A publisher.
    Publisher(PublisherId),
    /// A partner.
    Partner(PartnerId),
    /// One that is told of once, at this place.
    Once(Place),
}

impl Told {
    /// Which thing it is about.
    pub fn key(&self) -> ToldKey {
        match self {
            Self::Offer(draft) => ToldKey::Offer(draft.marketplace_id()),
            Self::Publisher(told) => ToldKey::Publisher(told.publisher.id.clone()),
            Self::Partner(told) => ToldKey::Partner(told.partner_id.clone()),
            Self::Tie(_) | Self::Split(_) | Self::Override(_) | Self::Notice(_) => {
                ToldKey::Once(self.place().clone())
            }
        }
    }

    /// Where it is told first.
    pub fn place(&self) -> &Place {
        match self {
            Self::Offer(draft) => draft.place(),
            Self::Publisher(told) => told.place(),
            Self::Partner(told) => told.place(),
            Self::Tie(told) => &told.place,
            Self::Split(told) => &told.place,
            Self::Override(told) => &told.place,
            Self::Notice(told) => &told.place,
        }
    }

    /// The publisher that it names as its own.
    pub fn publisher(&self) -> Option<&PublisherDraft> {
        match self {
            Self::Offer(draft) => Some(&draft.publisher),
            Self::Publisher(told) => Some(&told.publisher),
            Self::Partner(_)
            | Self::Tie(_)
            | Self::Split(_)
            | Self::Override(_)
            | Self::Notice(_) => None,
        }
    }

    pub(super) fn publisher_mut(&mut self) -> Option<&mut PublisherDraft> {
        match self {
            Self::Offer(draft) => Some(&mut draft.publisher),
            Self::Publisher(told) => Some(&mut told.publisher),
            Self::Partner(_)
            | Self::Tie(_)
            | Self::Split(_)
            | Self::Override(_)
            | Self::Notice(_) => None,
        }
    }

    /// How many rows tell it.
    pub fn rows(&self) -> usize {
        match self {
            Self::Offer(draft) => draft.places.len(),
            Self::Publisher(told) => told.places.len(),
            Self::Partner(told) => told.places.len(),
            Self::Tie(_) | Self::Split(_) | Self::Override(_) | Self::Notice(_) => 1,
        }
    }

    /// Says in which file it is told.
    pub fn put_into(&mut self, file: &SourceFile) {
        let places = match self {
            Self::Offer(draft) => &mut draft.places[..],
            Self::Publisher(told) => &mut told.places[..],
            Self::Partner(told) => &mut told.places[..],
            Self::Tie(told) => slice::from_mut(&mut told.place),
            Self::Split(told) => slice::from_mut(&mut told.place),
            Self::Override(told) => slice::from_mut(&mut told.place),
            Self::Notice(told) => slice::from_mut(&mut told.place),
        };
        for place in places {
            place.file = Some(file.clone());
        }
    }
}
