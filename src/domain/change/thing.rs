//! Which thing a change was done to: its kind, its key, and the text that both make.

use std::fmt;

use uuid::Uuid;

use super::{Recorded, ThingKind};
use crate::domain::contact::Contact;
use crate::domain::id::{Id, Named, split};
use crate::domain::link::ResourceLink;
use crate::domain::notice::ServiceNotice;
use crate::domain::offer::Offer;
use crate::domain::partner::Partner;
use crate::domain::publisher::Publisher;
use crate::domain::responsibility::{Edition, Override, Split};

/// A thing whose changes are recorded, whether it is still there or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Thing {
    /// What kind of thing it is.
    pub kind: ThingKind,
    /// Its key. That of a tie is its reseller's.
    pub key: Uuid,
}

impl ThingKind {
    /// The word before the colon of its ids.
    pub fn word(self) -> &'static str {
        match self {
            Self::Publisher => Publisher::KIND,
            Self::Offer => Offer::KIND,
            Self::Contact => Contact::KIND,
            Self::ResourceLink => ResourceLink::KIND,
            Self::Partner => Partner::KIND,
            Self::PartnerTie => "tie",
            Self::IndirectSplit => Split::KIND,
            Self::ResponsibilityOverride => Override::KIND,
            Self::PolicyEdition => Edition::KIND,
            Self::ServiceNotice => ServiceNotice::KIND,
        }
    }

    /// Whether other things belong to things of this kind, and stand in their histories.
    pub fn is_owner(self) -> bool {
        match self {
            Self::Publisher | Self::Offer | Self::Partner => true,
            Self::Contact
            | Self::ResourceLink
            | Self::PartnerTie
            | Self::IndirectSplit
            | Self::ResponsibilityOverride
            | Self::PolicyEdition
            | Self::ServiceNotice => false,
        }
    }
}

impl Thing {
    /// Reads the id of a thing of any kind.
    pub fn parse(id: &str) -> Option<Self> {
        let (word, key) = split(id)?;
        let kind = ThingKind::ALL
            .iter()
            .copied()
            .find(|kind| kind.word() == word)?;
        Some(Self { kind, key })
    }
}

impl fmt::Display for Thing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.kind.word(), self.key.hyphenated())
    }
}

impl<T: Recorded> From<Id<T>> for Thing {
    fn from(id: Id<T>) -> Self {
        Self {
            kind: T::THING,
            key: id.key(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_id_of_a_thing_of_any_kind_reads_back_as_it_was_written() {
        let key = Uuid::from_u128(7);
        for &kind in ThingKind::ALL {
            let thing = Thing { kind, key };

            assert_eq!(Thing::parse(&thing.to_string()), Some(thing), "{kind}");
        }
        let offer = Id::<Offer>::new(key);
        assert_eq!(Thing::from(offer).to_string(), offer.to_string());
    }

    #[test]
    fn what_names_no_thing_is_no_id_of_one() {
        let key = Uuid::from_u128(7).hyphenated().to_string();
        for text in [
            "",
            "offer",
            "offer:",
            &key,
            &format!(":{key}"),
            &format!("change:{key}"),
            &format!("OFFER:{key}"),
            &format!("offer:{}", key.replace('-', "")),
        ] {
            assert_eq!(Thing::parse(text), None, "{text}");
        }
    }
}
