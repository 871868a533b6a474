//! Offers and publishers: looked up, listed, searched.

use async_graphql::{Context, InputObject, Object};

use crate::domain::contact::ContactsWanted;
use crate::domain::listing::{ListOrder, Position};
use crate::domain::page::Slice;
use crate::domain::{folding, offer, publisher};
use crate::graphql::context::{Answer, Nullable, actor, store};
use crate::graphql::cursor::{self, List};
use crate::graphql::fault::Fault;
use crate::graphql::guard::may_read;
use crate::graphql::page::PageArguments;
use crate::graphql::types::keys::{OfferBy, PublisherBy, Sought};
use crate::graphql::types::offer::OfferConnection;
use crate::graphql::types::publisher::PublisherConnection;
use crate::graphql::types::{Offer, Publisher};
use crate::graphql::words::{
    ContactType, ListingState, OfferOrder, OfferType, PublisherOrder, ResaleState, domain_words,
};
use crate::store::MatchRank;

#[derive(Default)]
pub(super) struct CatalogueQuery;

/// Which offers are wanted; what is absent does not narrow, what is there narrows together.
#[derive(InputObject, Default)]
struct OfferFilter {
    /// Of one of these types.
    types: Option<Vec<OfferType>>,
    /// Of this publisher.
    publisher: Option<PublisherBy>,
    /// Sold through the CSP program in one of these ways.
    resale: Option<Vec<ResaleState>>,
    /// In one of these states of the marketplace.
    listing: Option<Vec<ListingState>>,
    /// With a contact of one of these types, its own or its publisher's, that the viewer may read.
    has_contact: Option<Vec<ContactType>>,
    /// With all of these words in title or publisher name, in any order; each may be the beginning of a
    /// word. Case and accents are ignored, Turkish dotted and dotless i are one. The first 16 words count.
    search: Option<String>,
}

/// Which publishers are wanted; what is absent does not narrow, what is there narrows together.
#[derive(InputObject, Default)]
struct PublisherFilter {
    /// With an offer of one of these types.
    offer_types: Option<Vec<OfferType>>,
    /// With an offer sold through the CSP program in one of these ways.
    resale: Option<Vec<ResaleState>>,
    /// With a contact of one of these types, its own or one of its offers', that the viewer may read.
    has_contact: Option<Vec<ContactType>>,
    /// With all of these words in its name, in any order; each may be the beginning of a word. Case and
    /// accents are ignored, Turkish dotted and dotless i are one. The first 16 words count.
    search: Option<String>,
}

/// Offers and publishers.
#[Object(guard = "may_read")]
impl CatalogueQuery {
    /// One offer; null when it is not in the directory.
    async fn offer(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which one.")] by: OfferBy,
    ) -> Nullable<Offer> {
        let found = match by.sought() {
            Ok(Sought::Key(key)) => store(ctx).offer(&key).await.map_err(Fault::from),
            Ok(Sought::Nothing) => Ok(None),
            Err(fault) => Err(fault),
        };
        found.transpose().map(|found| found.map(Offer))
    }

    /// Offers, page by page.
    #[expect(clippy::too_many_arguments, reason = "the arguments of a connection")]
    async fn offers(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which ones; all if not given.")] filter: Option<OfferFilter>,
        #[graphql(
            desc = "In what order; for a search the best match first, else by title, if not given."
        )]
        order_by: Option<OfferOrder>,
        #[graphql(desc = "At most this many from the start; 20 if not given, 100 at most.")] first: Option<i32>,
        #[graphql(desc = "Only those after this cursor.")] after: Option<String>,
        #[graphql(desc = "At most this many from the end; 100 at most.")] last: Option<i32>,
        #[graphql(desc = "Only those before this cursor.")] before: Option<String>,
    ) -> Answer<OfferConnection> {
        let filter = filter.unwrap_or_default();
        let order = ListOrder::chosen(order_by.map(ListOrder::from), filter.search.as_deref());
        let arguments = PageArguments {
            first,
            after,
            last,
            before,
        };
        let page = arguments.page(|cursor| cursor::read(List::Offers, order, cursor))?;
        let publisher = match filter.publisher.map(|by| by.sought()).transpose()? {
            None => None,
            Some(Sought::Key(key)) => Some(key),
            Some(Sought::Nothing) => {
                let nothing = offer::OfferFilter {
                    types: Some(Vec::new()),
                    ..Default::default()
                };
                let slice = Slice {
                    items: Vec::new(),
                    has_previous: false,
                    has_next: false,
                };
                return Ok(OfferConnection::new(slice, nothing));
            }
        };
        let filter = offer::OfferFilter {
            types: domain_words(filter.types),
            publisher,
            resale: domain_words(filter.resale),
            listing: domain_words(filter.listing),
            has_contact: contacts_wanted(ctx, filter.has_contact),
            search: filter.search,
        };
        let slice = store(ctx).offers(&filter, order, &page).await?;
        let edge = |(offer, rank): (offer::Offer, MatchRank)| {
            let at = place(
                order,
                rank,
                &offer.facts.title,
                offer.updated_at,
                offer.id.key(),
            );
            (cursor::write(List::Offers, &at), Offer(offer))
        };
        Ok(OfferConnection::new(slice.map(edge), filter))
    }

    /// One publisher; null when it is not in the directory.
    async fn publisher(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which one.")] by: PublisherBy,
    ) -> Nullable<Publisher> {
        let found = match by.sought() {
            Ok(Sought::Key(key)) => store(ctx).publisher(&key).await.map_err(Fault::from),
            Ok(Sought::Nothing) => Ok(None),
            Err(fault) => Err(fault),
        };
        found.transpose().map(|found| found.map(Publisher))
    }

    /// Publishers, page by page.
    #[expect(clippy::too_many_arguments, reason = "the arguments of a connection")]
    async fn publishers(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which ones; all if not given.")] filter: Option<PublisherFilter>,
        #[graphql(
            desc = "In what order; for a search the best match first, else by name, if not given."
        )]
        order_by: Option<PublisherOrder>,
        #[graphql(desc = "At most this many from the start; 20 if not given, 100 at most.")] first: Option<i32>,
        #[graphql(desc = "Only those after this cursor.")] after: Option<String>,
        #[graphql(desc = "At most this many from the end; 100 at most.")] last: Option<i32>,
        #[graphql(desc = "Only those before this cursor.")] before: Option<String>,
    ) -> Answer<PublisherConnection> {
        let filter = filter.unwrap_or_default();
        let order = ListOrder::chosen(order_by.map(ListOrder::from), filter.search.as_deref());
        let arguments = PageArguments {
            first,
            after,
            last,
            before,
        };
        let page = arguments.page(|cursor| cursor::read(List::Publishers, order, cursor))?;
        let filter = publisher::PublisherFilter {
            offer_types: domain_words(filter.offer_types),
            resale: domain_words(filter.resale),
            has_contact: contacts_wanted(ctx, filter.has_contact),
            search: filter.search,
        };
        let slice = store(ctx).publishers(&filter, order, &page).await?;
        let edge = |(publisher, rank): (publisher::Publisher, MatchRank)| {
            let at = place(
                order,
                rank,
                &publisher.name,
                publisher.updated_at,
                publisher.id.key(),
            );
            (cursor::write(List::Publishers, &at), Publisher(publisher))
        };
        Ok(PublisherConnection::new(slice.map(edge), filter))
    }
}

/// Contacts of these types, as far as the viewer may read them.
fn contacts_wanted(ctx: &Context<'_>, types: Option<Vec<ContactType>>) -> Option<ContactsWanted> {
    let scope = actor(ctx).readable_contacts();
    domain_words(types).map(|types| ContactsWanted { types, scope })
}

/// Where a thing stands in a list of this order.
fn place(
    order: ListOrder,
    rank: MatchRank,
    title: &str,
    at: chrono::DateTime<chrono::Utc>,
    key: uuid::Uuid,
) -> Position {
    let title = || folding::fold(title);
    match order {
        ListOrder::Title => Position::Title {
            title: title(),
            key,
        },
        ListOrder::Updated => Position::Updated { at, key },
        ListOrder::Relevance => Position::Relevance {
            rank: rank.0,
            title: title(),
            key,
        },
    }
}
