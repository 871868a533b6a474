//! A partner.

use async_graphql::{Context, ID, Object};

use super::change::{ChangeConnection, history};
use super::contact::{Contact, of_types};
use super::{IndirectSplit, ResponsibilityOverride};
use crate::domain::contact::{ContactOwner, best_first};
use crate::domain::partner;
use crate::domain::responsibility::OverrideSubject;
use crate::graphql::connection::connection;
use crate::graphql::context::{Answer, loaders};
use crate::graphql::list_size::list_size;
use crate::graphql::listed::Listed;
use crate::graphql::node::local;
use crate::graphql::scalars::DateTime;
use crate::graphql::words::{ContactType, InquiryCategory, PartnerRole};

connection!(
    PartnerConnection,
    PartnerEdge,
    Partner,
    partner::PartnerFilter,
    count_partners,
    "partners"
);

/// A partner of the Cloud Solution Provider (CSP) program.
#[derive(Clone)]
pub(in crate::graphql) struct Partner(pub(in crate::graphql) partner::Partner);

impl From<partner::Partner> for Partner {
    fn from(kept: partner::Partner) -> Self {
        Self(kept)
    }
}

/// A partner of the Cloud Solution Provider (CSP) program.
#[Object]
impl Partner {
    /// Opaque; the same partner has the same id for good.
    pub(in crate::graphql) async fn id(&self) -> ID {
        self.0.id.into()
    }

    /// Its Microsoft PartnerID (also MPN ID): digits.
    async fn partner_id(&self) -> &str {
        self.0.partner_id.as_str()
    }

    /// Its name, as it writes it.
    async fn name(&self) -> &str {
        &self.0.name
    }

    /// As what it takes part in the program.
    async fn role(&self) -> PartnerRole {
        self.0.role.into()
    }

    /// Whom it buys from, by name, when it is an indirect reseller; at most 50. The resellers of a
    /// provider are listed by `partners` with the provider in the filter.
    #[graphql(directive = list_size::apply(50))]
    async fn providers(&self, ctx: &Context<'_>) -> Answer<Listed<Partner>> {
        let providers = loaders(ctx)
            .providers
            .load(self.0.id)
            .await?
            .unwrap_or_default();
        Ok(providers.into_iter().take(50).map(Partner).collect())
    }

    /// Whom to reach at it, best first. Only what the viewer may read; at most 20.
    #[graphql(directive = list_size::apply(20))]
    async fn contacts(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Only contacts of these types.")] types: Option<Vec<ContactType>>,
    ) -> Answer<Listed<Contact>> {
        let owner = ContactOwner::Partner(self.0.id);
        let mut contacts = loaders(ctx).contacts.load(owner).await?.unwrap_or_default();
        best_first(&mut contacts);
        Ok(of_types(contacts, types.as_deref()))
    }

    /// What was done to it and to what belongs to it, such as its splits and its ties, the latest first. Only
    /// what the viewer may read.
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

    /// How it splits the duties that it shares with its resellers, when it is an indirect provider: by
    /// category, those for all resellers first, the latest first. At most 100; the arguments reach further.
    #[graphql(directive = list_size::apply(100))]
    async fn splits(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Only splits of these duties.")] inquiries: Option<Vec<InquiryCategory>>,
        #[graphql(desc = "Only splits that were made for this reseller, by its id.")]
        reseller: Option<ID>,
    ) -> Answer<Listed<IndirectSplit>> {
        let reseller = reseller.as_ref().map(local).transpose()?;
        let mut splits = loaders(ctx)
            .splits
            .load(self.0.id)
            .await?
            .unwrap_or_default();
        splits.retain(|split| {
            let category = split.terms.category.into();
            inquiries
                .as_ref()
                .is_none_or(|wanted| wanted.contains(&category))
                && (reseller.is_none() || split.terms.reseller == reseller)
        });
        Ok(IndirectSplit::listed(splits))
    }

    /// What this directory answers otherwise than the source for what it sells, by category, the latest first. At most 100.
    #[graphql(directive = list_size::apply(100))]
    async fn overrides(&self, ctx: &Context<'_>) -> Answer<Listed<ResponsibilityOverride>> {
        ResponsibilityOverride::listed(ctx, OverrideSubject::Partner(self.0.id)).await
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
