//! Change records: what was done to the directory, by whom, and why.

mod happening;
mod pictures;
mod record;
mod thing;

use serde_json::Value;
use uuid::Uuid;

use super::actor::Actor;
use super::contact::ContactType;

pub use happening::Happening;
pub use record::{ChangeFilter, ChangeRecord};
pub use thing::Thing;

closed_set! {
    /// What was done.
    pub enum Deed {
        /// A thing came into the directory.
        Added = "ADDED",
        /// A thing was changed.
        Changed = "CHANGED",
        /// A thing left the lists.
        Retired = "RETIRED",
        /// A thing that had left the lists came back.
        Restored = "RESTORED",
        /// A publisher became one with another.
        Merged = "MERGED",
        /// A thing came to another owner.
        Moved = "MOVED",
        /// Somebody reached a contact.
        Verified = "VERIFIED",
        /// Somebody said that a contact does not work.
        Reported = "REPORTED",
        /// A contact was found not to work any more.
        FoundDead = "FOUND_DEAD",
        /// What a thing tells of came to its end.
        Ended = "ENDED",
        /// A thing left the directory.
        Removed = "REMOVED",
    }
}

closed_set! {
    /// What it was done to.
    pub enum ThingKind {
        /// A publisher.
        Publisher = "PUBLISHER",
        /// An offer.
        Offer = "OFFER",
        /// A contact.
        Contact = "CONTACT",
        /// A resource link.
        ResourceLink = "RESOURCE_LINK",
        /// A partner.
        Partner = "PARTNER",
        /// The tie of a reseller to a provider.
        PartnerTie = "PARTNER_TIE",
        /// A split between an indirect provider and its resellers.
        IndirectSplit = "INDIRECT_SPLIT",
        /// An override of the rules.
        ResponsibilityOverride = "RESPONSIBILITY_OVERRIDE",
        /// An edition of the rules.
        PolicyEdition = "POLICY_EDITION",
        /// A service notice.
        ServiceNotice = "SERVICE_NOTICE",
    }
}

/// Who does something, in which request, and why.
#[derive(Clone, Debug)]
pub struct Cause {
    /// Who.
    pub actor: Actor,
    /// The id of the request, as the log has it; absent for what was not asked for by one.
    pub request: Option<Uuid>,
    /// Why, in the words of who does it.
    pub note: Option<String>,
}

impl Cause {
    /// Something that is done from the command line.
    pub fn operator(note: Option<&str>) -> Self {
        Self {
            actor: Actor::Operator,
            request: None,
            note: note.map(str::to_owned),
        }
    }
}

/// What one change did to one thing; written together with it.
#[derive(Clone, Debug, PartialEq)]
pub struct ChangeNote {
    /// What was done.
    pub deed: Deed,
    /// To what kind of thing.
    pub kind: ThingKind,
    /// To which one.
    pub key: Uuid,
    /// In whose history it stands too: the offer, publisher or partner that the thing belongs to.
    pub owner: Uuid,
    /// Of which type the contact is, when it is one: who may not read it may not read this either.
    pub contact_type: Option<ContactType>,
    /// What it was before; absent for what was added.
    pub before: Option<Value>,
    /// What it is now; absent for what was removed.
    pub after: Option<Value>,
}

impl ChangeNote {
    /// A thing was added.
    pub fn added<T: Recorded>(thing: &T) -> Self {
        Self::new(Deed::Added, thing, None, Some(thing.picture()))
    }

    /// A thing was changed.
    pub fn changed<T: Recorded>(before: &T, after: &T) -> Self {
        Self::of(Deed::Changed, before, after)
    }

    /// Something was done to a thing that is still there.
    pub fn of<T: Recorded>(deed: Deed, before: &T, after: &T) -> Self {
        Self::new(deed, after, Some(before.picture()), Some(after.picture()))
    }

    /// A thing was removed.
    pub fn removed<T: Recorded>(thing: &T) -> Self {
        Self::new(Deed::Removed, thing, Some(thing.picture()), None)
    }

    fn new<T: Recorded>(
        deed: Deed,
        thing: &T,
        before: Option<Value>,
        after: Option<Value>,
    ) -> Self {
        Self {
            deed,
            kind: T::THING,
            key: thing.key(),
            owner: thing.owner(),
            contact_type: thing.contact_type(),
            before,
            after,
        }
    }
}

/// A thing whose changes are recorded.
pub trait Recorded {
    /// What kind of thing it is.
    const THING: ThingKind;

    /// Its key.
    fn key(&self) -> Uuid;

    /// The key of the offer, publisher or partner that it belongs to; its own for what belongs to nobody.
    fn owner(&self) -> Uuid {
        self.key()
    }

    /// Of which type it is, if it is a contact.
    fn contact_type(&self) -> Option<ContactType> {
        None
    }

    /// What it is at this moment, as history keeps it.
    fn picture(&self) -> Value;
}
