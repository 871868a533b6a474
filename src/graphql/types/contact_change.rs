//! A change of a contact, as those see it who watch contacts.

use async_graphql::{Context, ID, Object};

use super::{Change, Contact};
use crate::domain::Id;
use crate::domain::change::{ChangeRecord, Happening};
use crate::domain::contact;
use crate::graphql::context::{Nullable, loaders};
use crate::graphql::fault::Fault;
use crate::graphql::words::Deed;

/// That something was done to a contact.
pub(in crate::graphql) struct ContactChange(ChangeRecord);

impl ContactChange {
    /// What watchers of contacts are told of a change of one.
    pub(in crate::graphql) fn of(change: &Happening) -> Self {
        Self(change.record.clone())
    }

    fn contact(&self) -> Id<contact::Contact> {
        Id::new(self.0.thing.key)
    }
}

/// That something was done to a contact.
#[Object]
impl ContactChange {
    /// What was done.
    async fn deed(&self) -> Deed {
        self.0.deed.into()
    }

    /// The id of the contact, whether it is still there or not.
    async fn contact_id(&self) -> ID {
        self.contact().into()
    }

    /// The contact as it is now; null when it is no longer there.
    #[graphql(name = "contact")]
    async fn contact_now(&self, ctx: &Context<'_>) -> Nullable<Contact> {
        let found = loaders(ctx).contacts_by_id.load(self.contact()).await;
        let found = found.map_err(Fault::from).transpose();
        found.map(|found| found.map(Contact))
    }

    /// The change: by whom, when, why, and what the contact was before.
    async fn change(&self) -> Change {
        Change(self.0.clone())
    }
}
