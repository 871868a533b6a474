//! An override of the rules.

use std::cmp::Reverse;

use async_graphql::{Context, ID, Object, Union};

use super::{Offer, Partner, Publisher};
use crate::domain::responsibility;
use crate::graphql::context::{Answer, loaders};
use crate::graphql::fault::Fault;
use crate::graphql::listed::Listed;
use crate::graphql::scalars::{Date, DateTime};
use crate::graphql::words::{Basis, Inquirer, InquiryCategory, PartnerModel, Party};

/// A rule of this directory that differs from the source, for an offer, a publisher or a partner.
#[derive(Clone)]
pub(in crate::graphql) struct ResponsibilityOverride(
    pub(in crate::graphql) responsibility::Override,
);

impl From<responsibility::Override> for ResponsibilityOverride {
    fn from(kept: responsibility::Override) -> Self {
        Self(kept)
    }
}

/// What an override is made for.
#[expect(
    clippy::large_enum_variant,
    reason = "one is made for a field and taken apart at once"
)]
#[derive(Union)]
enum OverrideSubject {
    Offer(Offer),
    Publisher(Publisher),
    Partner(Partner),
}

impl ResponsibilityOverride {
    /// The overrides that are made for this, as a list shows them: by category, the latest first; at most
    /// 100.
    pub(super) async fn listed(
        ctx: &Context<'_>,
        subject: responsibility::OverrideSubject,
    ) -> Answer<Listed<Self>> {
        let found = loaders(ctx).overrides.load(subject).await?;
        let mut overrides = found.unwrap_or_default();
        overrides
            .sort_by_key(|made| (made.terms.category, Reverse(made.terms.valid_from), made.id));
        Ok(overrides.into_iter().take(100).map(Self).collect())
    }
}

/// A rule of this directory that differs from the source, for an offer, a publisher or a partner.
#[Object]
impl ResponsibilityOverride {
    /// Opaque; the same override has the same id for good.
    pub(in crate::graphql) async fn id(&self) -> ID {
        self.0.id.into()
    }

    /// What it is made for. One for an offer beats one for its publisher, and that one for a partner.
    async fn subject(&self, ctx: &Context<'_>) -> Answer<OverrideSubject> {
        let loaders = loaders(ctx);
        let subject = match self.0.terms.subject {
            responsibility::OverrideSubject::Offer(id) => {
                let found = loaders.offers.load(id).await?;
                found.map(|found| OverrideSubject::Offer(Offer(found)))
            }
            responsibility::OverrideSubject::Publisher(id) => {
                let found = loaders.publishers.load(id).await?;
                found.map(|found| OverrideSubject::Publisher(Publisher(found)))
            }
            responsibility::OverrideSubject::Partner(id) => {
                let found = loaders.partners.load(id).await?;
                found.map(|found| OverrideSubject::Partner(Partner(found)))
            }
        };
        subject.ok_or_else(|| Fault::orphan("responsibility_override", self.0.id.key()))
    }

    /// The inquiries it is about.
    async fn inquiry(&self) -> InquiryCategory {
        self.0.terms.category.into()
    }

    /// The model it holds in; null when it holds in both.
    async fn partner_model(&self) -> Option<PartnerModel> {
        self.0.terms.model.map(PartnerModel::from)
    }

    /// The inquirer it holds for; null when it holds for all.
    async fn asked_by(&self) -> Option<Inquirer> {
        self.0.terms.inquirer.map(Inquirer::from)
    }

    /// Who is responsible instead: one, or two that share it.
    async fn responsible(&self) -> Vec<Party> {
        let parties = self.0.terms.responsible.parties();
        parties.map(Party::from).collect()
    }

    /// How firmly its own source says so.
    async fn basis(&self) -> Basis {
        self.0.terms.basis.into()
    }

    /// Why, in the words of who made it; answers quote it.
    async fn reason(&self) -> &str {
        &self.0.terms.reason
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
