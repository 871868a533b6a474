//! An offer.

use async_graphql::{Context, ID, Object};
use chrono::Utc;

use super::change::{ChangeConnection, history};
use super::contact::{Contact, of_types};
use super::responsibility::Responsibility;
use super::{Publisher, ResourceLink, ResponsibilityOverride, ServiceNotice};
use crate::actions::find_responsible;
use crate::domain::contact::{self, ContactOwner};
use crate::domain::language::in_languages;
use crate::domain::link::HelpfulLink;
use crate::domain::notice::NoticeSubject;
use crate::domain::offer::{self, Wording};
use crate::domain::responsibility::OverrideSubject;
use crate::graphql::connection::connection;
use crate::graphql::context::{Answer, loaders, locale, wanted_languages};
use crate::graphql::list_size::list_size;
use crate::graphql::listed::Listed;
use crate::graphql::scalars::DateTime;
use crate::graphql::words::{
    ContactType, Inquirer, ListingState, OfferType, PartnerModel, ResaleState, ResourceKind,
};

connection!(
    OfferConnection,
    OfferEdge,
    Offer,
    offer::OfferFilter,
    count_offers,
    "offers"
);

/// An offer of the commercial marketplace.
#[derive(Clone)]
pub(in crate::graphql) struct Offer(pub(in crate::graphql) offer::Offer);

impl From<offer::Offer> for Offer {
    fn from(kept: offer::Offer) -> Self {
        Self(kept)
    }
}

impl Offer {
    /// Title and summary in a language, where they are on file in it.
    fn wording(&self, ctx: &Context<'_>, language: Option<&str>) -> Option<&Wording> {
        in_languages(&self.0.facts.translations, &wanted_languages(ctx, language))
    }
}

/// An offer of the commercial marketplace.
#[Object]
impl Offer {
    /// Opaque; the same offer has the same id for good.
    pub(in crate::graphql) async fn id(&self) -> ID {
        self.0.id.into()
    }

    /// Its id in the marketplace: publisher id, dot, offer id, such as `contoso.backup`.
    async fn marketplace_id(&self) -> String {
        self.0.marketplace_id().to_string()
    }

    /// The part of the marketplace id after its first dot.
    async fn offer_id(&self) -> &str {
        self.0.offer_id.as_str()
    }

    /// What it is called: in the language asked for (BCP 47) or accepted, where it is on file in it.
    async fn title(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The language wanted (BCP 47); beats the Accept-Language header.")]
        language: Option<String>,
    ) -> &str {
        self.wording(ctx, language.as_deref())
            .map_or(&self.0.facts.title, |wording| &wording.title)
    }

    /// What it does, in a sentence or two, in the language of the title; null when not on file.
    async fn summary(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The language wanted (BCP 47); beats the Accept-Language header.")]
        language: Option<String>,
    ) -> Option<&str> {
        let translated = self
            .wording(ctx, language.as_deref())
            .and_then(|wording| wording.summary.as_deref());
        translated.or(self.0.facts.summary.as_deref())
    }

    /// What kind of offer it is.
    #[graphql(name = "type")]
    async fn offer_type(&self) -> OfferType {
        self.0.facts.offer_type.into()
    }

    /// Who publishes it.
    async fn publisher(&self) -> Publisher {
        Publisher(self.0.publisher.clone())
    }

    /// Whom to reach about it, best first: its own contacts, and its publisher's for types it has none of.
    /// Only what the viewer may read; at most 20.
    #[graphql(directive = list_size::apply(20))]
    async fn contacts(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Only contacts of these types.")] types: Option<Vec<ContactType>>,
    ) -> Answer<Listed<Contact>> {
        let owners = [
            ContactOwner::Offer(self.0.id),
            ContactOwner::Publisher(self.0.publisher.id),
        ];
        let found = loaders(ctx).contacts.load_many(owners).await?;
        let effective = contact::effective(found.into_iter().flatten().flatten().collect());
        Ok(of_types(effective, types.as_deref()))
    }

    /// Pages that help before anybody is asked, by kind; at most 50.
    #[graphql(directive = list_size::apply(50))]
    async fn links(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Only links of these kinds.")] kinds: Option<Vec<ResourceKind>>,
    ) -> Answer<Listed<ResourceLink>> {
        let links = loaders(ctx)
            .links
            .load(self.0.id)
            .await?
            .unwrap_or_default();
        let wanted = |kind| kinds.as_ref().is_none_or(|kinds| kinds.contains(&kind));
        let links = links
            .into_iter()
            .filter(|link| wanted(link.target.kind.into()));
        Ok(links
            .take(50)
            .map(|link| ResourceLink(HelpfulLink::Kept(link)))
            .collect())
    }

    /// Whether partners of the CSP program may sell it.
    async fn resale(&self) -> ResaleState {
        self.0.facts.resale.into()
    }

    /// Whether the marketplace shows it.
    async fn listing(&self) -> ListingState {
        self.0.facts.listing.into()
    }

    /// The product's own page; null when not on file.
    async fn website(&self) -> Option<&str> {
        self.0.facts.website.as_deref()
    }

    /// What it is filed under, as its source names it.
    async fn categories(&self) -> &[String] {
        &self.0.facts.categories
    }

    /// Who is responsible for each kind of inquiry about it, under one model and for one inquirer, today;
    /// overrides for the offer and its publisher included.
    #[graphql(directive = list_size::apply(16))]
    async fn responsibilities(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "How the partner buys and sells.")] partner_model: PartnerModel,
        #[graphql(desc = "Who asks.", default_with = "Inquirer::Customer")] asked_by: Inquirer,
    ) -> Answer<Listed<Responsibility>> {
        let key = (self.0.id, self.0.publisher.id);
        let Some(standing) = loaders(ctx).standings.load(key).await? else {
            return Ok(Listed::default());
        };
        let today = Utc::now().date_naive();
        let stated = find_responsible::of_offer(
            &standing,
            &self.0,
            partner_model.into(),
            asked_by.into(),
            today,
        )?;
        let locale = locale(ctx, None);
        Ok(stated
            .into_iter()
            .map(|stated| Responsibility { stated, locale })
            .collect())
    }

    /// What its ISV told of outages of it or of all its offers, the latest beginning first; at most 50.
    #[graphql(directive = list_size::apply(50))]
    async fn notices(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Only those that hold now, or only those that do not.")] active: Option<
            bool,
        >,
    ) -> Answer<Listed<ServiceNotice>> {
        let subjects = [
            NoticeSubject::Offer(self.0.id),
            NoticeSubject::Publisher(self.0.publisher.id),
        ];
        let found = loaders(ctx).notices.load_many(subjects).await?;
        Ok(ServiceNotice::listed(
            found.into_iter().flatten().flatten().collect(),
            active,
        ))
    }

    /// What was done to it and to what belongs to it, the latest first. Only what the viewer may read.
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

    /// What this directory answers otherwise than the source for it alone, by category, the latest first; what
    /// holds for all offers of its publisher stands there. At most 100.
    #[graphql(directive = list_size::apply(100))]
    async fn overrides(&self, ctx: &Context<'_>) -> Answer<Listed<ResponsibilityOverride>> {
        ResponsibilityOverride::listed(ctx, OverrideSubject::Offer(self.0.id)).await
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
