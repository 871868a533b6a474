//! A gap: something that is missing.

use async_graphql::{Context, ID, Object, SimpleObject, Union};

use super::{Contact, Offer, Publisher};
use crate::domain::gap::{self, GapFilter};
use crate::graphql::connection::connection;
use crate::graphql::context::{Answer, Nullable, loaders, locale, store};
use crate::graphql::fault::Fault;
use crate::graphql::list_size::list_size;
use crate::graphql::listed::Listed;
use crate::graphql::words::{ContactType, GapKind, GapSeverity, Party};
use crate::locale::Locale;

connection!(
    GapConnection,
    GapEdge,
    Gap,
    GapFilter,
    count_gaps,
    "gaps",
    {
        /// How many there are of each kind and severity on all pages together, the worst first; only those
        /// that there are. Costs a count of its own, and only when asked for.
        #[graphql(directive = list_size::apply(9))]
        async fn counts_by_kind(&self, ctx: &Context<'_>) -> Answer<Vec<GapCount>> {
            let (counts, locale) = (
                store(ctx).gap_counts(&self.filter).await?,
                locale(ctx, None),
            );
            let counts = counts
                .into_iter()
                .map(|((severity, kind), count)| GapCount {
                    kind: kind.into(),
                    severity: severity.into(),
                    label: locale.gap_kind(kind),
                    count,
                });
            Ok(counts.collect())
        }
    }
);

/// How many gaps there are of one kind and severity.
#[derive(SimpleObject)]
pub(in crate::graphql) struct GapCount {
    /// What is missing.
    kind: GapKind,
    /// How much harm each of them does.
    severity: GapSeverity,
    /// What the kind is called, in the language of the Accept-Language header.
    label: String,
    /// How many there are; at least one.
    count: u64,
}

/// What a gap of the directory is about.
#[expect(
    clippy::large_enum_variant,
    reason = "a union of the graph holds its types themselves, and lives for one field"
)]
#[derive(Union)]
pub(in crate::graphql) enum GapSubject {
    Offer(Offer),
    Publisher(Publisher),
}

/// Something that is missing: in the directory, or for an answer to be as good as it could be.
#[derive(Clone)]
pub(in crate::graphql) struct Gap {
    pub(in crate::graphql) gap: gap::Gap,
    pub(in crate::graphql) locale: Locale,
}

/// Something that is missing: in the directory, or for an answer to be as good as it could be.
#[Object]
impl Gap {
    /// What is missing.
    async fn kind(&self) -> GapKind {
        self.gap.kind.into()
    }

    /// How much harm it does.
    async fn severity(&self) -> GapSeverity {
        self.gap.severity().into()
    }

    /// What is missing and what to do about it, in the language asked for.
    async fn message(&self) -> String {
        self.locale.gap(&self.gap)
    }

    /// For which party of an answer; null when it is about none, and in the list of `gaps`.
    async fn party(&self) -> Option<Party> {
        self.gap.party.map(Party::from)
    }

    /// Which type of contact is missing or doubtful; null when it is about none.
    async fn contact_type(&self) -> Option<ContactType> {
        self.gap.contact_type.map(ContactType::from)
    }

    /// The id of the doubtful contact; null when it is about none.
    async fn contact_id(&self) -> Option<ID> {
        self.gap.contact.map(ID::from)
    }

    /// The doubtful contact; null when it is about none.
    async fn contact(&self, ctx: &Context<'_>) -> Nullable<Contact> {
        let found = loaders(ctx).contacts_by_id.load(self.gap.contact?).await;
        found
            .map_err(Fault::from)
            .transpose()
            .map(|found| found.map(Contact))
    }

    /// What of the directory it is about; null in an answer, whose gaps are about what was asked. A doubtful
    /// contact of a publisher is one gap of the publisher, not one of each of its offers.
    async fn about(&self, ctx: &Context<'_>) -> Nullable<GapSubject> {
        let found = match self.gap.about? {
            gap::GapSubject::Offer(id) => loaders(ctx)
                .offers
                .load(id)
                .await
                .map(|found| found.map(|found| GapSubject::Offer(Offer(found)))),
            gap::GapSubject::Publisher(id) => loaders(ctx)
                .publishers
                .load(id)
                .await
                .map(|found| found.map(|found| GapSubject::Publisher(Publisher(found)))),
        };
        found.map_err(Fault::from).transpose()
    }

    /// For a `SPELLING_VARIANT` the other publishers that may be the same, by name; at most 20. Empty for
    /// any other gap.
    #[graphql(directive = list_size::apply(20))]
    async fn variants(&self, ctx: &Context<'_>) -> Answer<Listed<Publisher>> {
        let (gap::GapKind::SpellingVariant, Some(gap::GapSubject::Publisher(id))) =
            (self.gap.kind, self.gap.about)
        else {
            return Ok(Listed::default());
        };
        let variants = loaders(ctx).spelling_variants.load(id).await?;
        let variants = variants.unwrap_or_default().into_iter();
        Ok(variants.take(20).map(Publisher).collect())
    }
}
