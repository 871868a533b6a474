//! A publisher.

use async_graphql::{Context, ID, Object};

use super::change::{ChangeConnection, history};
use super::contact::{Contact, of_types};
use super::{Offer, ResponsibilityOverride, ServiceNotice};
use crate::domain::contact::{ContactOwner, best_first};
use crate::domain::notice::NoticeSubject;
use crate::domain::publisher;
use crate::domain::responsibility::OverrideSubject;
use crate::graphql::connection::connection;
use crate::graphql::context::{Answer, Nullable, loaders};
use crate::graphql::fault::Fault;
use crate::graphql::list_size::list_size;
use crate::graphql::listed::Listed;
use crate::graphql::page::size_of;
use crate::graphql::scalars::DateTime;
use crate::graphql::words::ContactType;

connection!(
    PublisherConnection,
    PublisherEdge,
    Publisher,
    publisher::PublisherFilter,
    count_publishers,
    "publishers"
);

/// An independent software vendor (ISV) that publishes offers.
#[derive(Clone)]
pub(in crate::graphql) struct Publisher(pub(in crate::graphql) publisher::Publisher);

impl From<publisher::Publisher> for Publisher {
    fn from(kept: publisher::Publisher) -> Self {
        Self(kept)
    }
}

/// An independent software vendor (ISV) that publishes offers.
#[Object]
impl Publisher {
    /// Opaque; the same publisher has the same id for good.
    pub(in crate::graphql) async fn id(&self) -> ID {
        self.0.id.into()
    }

    /// Its id in the marketplace, such as `contoso`: the part of a marketplace id before its first dot.
    async fn publisher_id(&self) -> &str {
        self.0.publisher_id.as_str()
    }

    /// Its name, as it writes it.
    async fn name(&self) -> &str {
        &self.0.name
    }

    /// Whether Microsoft itself publishes under it.
    async fn is_first_party(&self) -> bool {
        self.0.is_first_party
    }

    /// Its first offers by title, none while it is retired; for more, ask `offers` with it as the filter's publisher.
    async fn offers(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "At most this many; 20 if not given, 100 at most.")] first: Option<i32>,
    ) -> Answer<Listed<Offer>> {
        let offers = loaders(ctx)
            .first_offers
            .load((self.0.id, size_of(first)?))
            .await?;
        Ok(offers.unwrap_or_default().into_iter().map(Offer).collect())
    }

    /// How many offers it has in the lists; 0 while it is retired.
    async fn offer_count(&self, ctx: &Context<'_>) -> Answer<u64> {
        Ok(loaders(ctx)
            .offer_counts
            .load(self.0.id)
            .await?
            .unwrap_or(0))
    }

    /// Whom to reach about all its offers, best first. Only what the viewer may read; at most 20.
    #[graphql(directive = list_size::apply(20))]
    async fn contacts(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Only contacts of these types.")] types: Option<Vec<ContactType>>,
    ) -> Answer<Listed<Contact>> {
        let owner = ContactOwner::Publisher(self.0.id);
        let mut contacts = loaders(ctx).contacts.load(owner).await?.unwrap_or_default();
        best_first(&mut contacts);
        Ok(of_types(contacts, types.as_deref()))
    }

    /// What it told of outages of all its offers, the latest beginning first; at most 50.
    #[graphql(directive = list_size::apply(50))]
    async fn notices(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Only those that hold now, or only those that do not.")] active: Option<
            bool,
        >,
    ) -> Answer<Listed<ServiceNotice>> {
        let found = loaders(ctx)
            .notices
            .load(NoticeSubject::Publisher(self.0.id))
            .await?;
        Ok(ServiceNotice::listed(found.unwrap_or_default(), active))
    }

    /// What was done to it and to what belongs to it, the latest first; its offers have histories of their
    /// own. Only what the viewer may read.
    async fn changes(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "At most this many; 20 if not given, 100 at most.")] first: Option<i32>,
        #[graphql(desc = "Only those after this cursor.")] after: Option<String>,
    ) -> Answer<ChangeConnection> {
        history(ctx, self.0.id.into(), first, after).await
    }

    /// When it left the lists; null while it is in them.
    async fn retired_at(&self) -> Option<DateTime> {
        self.0.retired_at.map(DateTime)
    }

    /// The publisher that it became one with; null unless it did.
    async fn merged_into(&self, ctx: &Context<'_>) -> Nullable<Publisher> {
        let found = loaders(ctx).publishers.load(self.0.merged_into?).await;
        found
            .map_err(Fault::from)
            .transpose()
            .map(|found| found.map(Publisher))
    }

    /// What this directory answers otherwise than the source for all its offers, by category, the latest first. At most 100.
    #[graphql(directive = list_size::apply(100))]
    async fn overrides(&self, ctx: &Context<'_>) -> Answer<Listed<ResponsibilityOverride>> {
        ResponsibilityOverride::listed(ctx, OverrideSubject::Publisher(self.0.id)).await
    }

    /// How often it was changed, from 1: what a change has to name.
    async fn version(&self) -> i32 {
        self.0.version
    }

    /// When it came into the directory.
    async fn created_at(&self) -> DateTime {
        DateTime(self.0.created_at)
    }

    /// When it was last changed.
    async fn updated_at(&self) -> DateTime {
        DateTime(self.0.updated_at)
    }
}
