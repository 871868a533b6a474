//! Changes as they are made known to those who follow them.

use uuid::Uuid;

use super::{ChangeRecord, ThingKind};
use crate::domain::actor::ContactScope;
use crate::domain::contact::ContactType;
use crate::domain::id::Id;
use crate::domain::publisher::{Publisher, PublisherId};

/// A change, with what decides whom it concerns.
#[derive(Clone, Debug, PartialEq)]
pub struct Happening {
    /// The change.
    pub record: ChangeRecord,
    /// The key of the offer, publisher or partner that the thing belongs to.
    pub owner: Uuid,
    /// The type of the contact, if the thing is one.
    pub contact_type: Option<ContactType>,
    /// Of a contact or a notice: the publisher that it belongs to, itself or through an offer.
    pub publisher: Option<(Id<Publisher>, PublisherId)>,
}

impl Happening {
    /// Whether somebody who reads these contacts may know of it.
    pub fn is_within(&self, readable: &ContactScope) -> bool {
        if self.record.thing.kind != ThingKind::Contact || readable.is_everything() {
            return true;
        }
        let is_readable = |kind: ContactType| readable.types.contains(&kind);
        let is_own = |(_, id): &(_, PublisherId)| readable.publishers.contains(id);
        self.contact_type.is_some_and(is_readable) || self.publisher.as_ref().is_some_and(is_own)
    }

    /// Whether it is of something that belongs to a publisher, or to one of its offers.
    pub fn is_of_publisher(&self, publisher: Id<Publisher>) -> bool {
        self.publisher
            .as_ref()
            .is_some_and(|(id, _)| *id == publisher)
    }
}
