//! A split between an indirect provider and its resellers.

use std::cmp::Reverse;

use async_graphql::{Context, ID, Object};

use super::Partner;
use crate::domain::Id;
use crate::domain::{partner, responsibility};
use crate::graphql::context::{Answer, Nullable, loaders};
use crate::graphql::fault::Fault;
use crate::graphql::listed::Listed;
use crate::graphql::scalars::{Date, DateTime};
use crate::graphql::words::{InquiryCategory, words};

words! {
    /// Whom a split gives a duty to.
    SplitParty of "crate::domain::responsibility::SplitParty" {
        /// The indirect provider alone.
        Provider,
        /// The indirect reseller alone.
        Reseller,
        /// Both together, as the source says.
        Both,
    }
}

/// Which party takes a duty that an indirect provider and its resellers share, as the provider put it on record.
#[derive(Clone)]
pub(in crate::graphql) struct IndirectSplit(pub(in crate::graphql) responsibility::Split);

impl From<responsibility::Split> for IndirectSplit {
    fn from(kept: responsibility::Split) -> Self {
        Self(kept)
    }
}

impl IndirectSplit {
    /// Splits as a list shows them: by category, those for all resellers first, the latest first; at most
    /// 100.
    pub(super) fn listed(mut splits: Vec<responsibility::Split>) -> Listed<Self> {
        splits.sort_by_key(|split| {
            let terms = &split.terms;
            (
                terms.category,
                terms.reseller,
                Reverse(terms.valid_from),
                split.id,
            )
        });
        splits.into_iter().take(100).map(Self).collect()
    }

    async fn partner(&self, ctx: &Context<'_>, id: Id<partner::Partner>) -> Answer<Partner> {
        let found = loaders(ctx).partners.load(id).await?;
        found
            .map(Partner)
            .ok_or_else(|| Fault::orphan("indirect_split", self.0.id.key()))
    }
}

/// Which party takes a duty that an indirect provider and its resellers share, as the provider put it on record.
#[Object]
impl IndirectSplit {
    /// Opaque; the same split has the same id for good.
    pub(in crate::graphql) async fn id(&self) -> ID {
        self.0.id.into()
    }

    /// The indirect provider that put it on record.
    async fn provider(&self, ctx: &Context<'_>) -> Answer<Partner> {
        self.partner(ctx, self.0.terms.provider).await
    }

    /// The reseller that it was made for, which beats a split for all; null when it is for all resellers of
    /// the provider.
    async fn reseller(&self, ctx: &Context<'_>) -> Nullable<Partner> {
        Some(self.partner(ctx, self.0.terms.reseller?).await)
    }

    /// The duty; one of the area `CUSTOMER_ACCOUNT`.
    async fn inquiry(&self) -> InquiryCategory {
        self.0.terms.category.into()
    }

    /// Who takes it.
    async fn party(&self) -> SplitParty {
        self.0.terms.party.into()
    }

    /// The first day on which it holds.
    async fn valid_from(&self) -> Date {
        Date(self.0.terms.valid_from)
    }

    /// The last day on which it holds; null while no end is known.
    async fn valid_through(&self) -> Option<Date> {
        self.0.terms.valid_through.map(Date)
    }

    /// How often it was changed, from 1: what removing it has to name.
    async fn version(&self) -> i32 {
        self.0.version
    }

    /// When it was last changed.
    async fn updated_at(&self) -> DateTime {
        DateTime(self.0.updated_at)
    }
}
