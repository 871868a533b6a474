//! The order in which things are given.

use crate::exchange::told::{Telling, Told};

/// When a thing is given: after what it refers to, wherever either is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::exchange) enum Turn {
    Publisher,
    MergedPublisher,
    Offer,
    PartOfOffer,
    Partner,
    Tie,
    Terms,
}

impl Turn {
    /// The turn of what is told in one place.
    pub(in crate::exchange) fn of(told: &Told) -> Self {
        match told {
            Told::Publisher(told) if told.merged_into.is_some() => Self::MergedPublisher,
            Told::Publisher(_) => Self::Publisher,
            Told::Offer(told) if told.telling == Telling::Part => Self::PartOfOffer,
            Told::Offer(_) => Self::Offer,
            Told::Partner(_) => Self::Partner,
            Told::Tie(_) => Self::Tie,
            Told::Split(_) | Told::Override(_) | Told::Notice(_) => Self::Terms,
        }
    }

    /// The turn of a thing that is told of at both.
    pub(super) fn joined(self, other: Self) -> Self {
        if [self, other].contains(&Self::Offer) {
            Self::Offer
        } else {
            self.max(other)
        }
    }
}
