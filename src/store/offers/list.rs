//! The list of offers: filtered, searched, ordered, page by page.

use entity::{contact, offer, offer_search, publisher};
use sea_orm::prelude::*;
use sea_orm::sea_query::{Alias, Expr, ExprTrait, IntoColumnRef, Query, SimpleExpr};
use sea_orm::{Condition, JoinType, QueryOrder, QuerySelect};

use super::{RankedOffer, joined, with_publisher};
use crate::domain::listing::{ListOrder, Position};
use crate::domain::offer::{ListingState, Offer, OfferFilter, OfferType, ResaleState};
use crate::domain::page::{Page, Slice};
use crate::store::contacts::wanted as wanted_contacts;
use crate::store::keyset::{Keyset, values};
use crate::store::publishers::found_by;
use crate::store::reading::codes;
use crate::store::search::{MatchRank, Search, Searched, rank_column};
use crate::store::{Doing, Result, Session};

const SEARCHED: Searched = Searched {
    table: "offer_search",
    main: "title",
    title: ("offer", "title_key"),
};

impl<C: ConnectionTrait> Session<C> {
    /// A page of the offers that a filter lets through, each with how well it matches.
    pub async fn offers(
        &self,
        filter: &OfferFilter,
        order: ListOrder,
        page: &Page<Position>,
    ) -> Result<Slice<(Offer, MatchRank)>> {
        let search = self.offer_search(filter);
        let rank = rank_column(search.as_ref());
        let keys = keyset(order, &rank);
        let mut select = with_publisher(listed_offers(filter, search.as_ref()));
        for bound in keys.bounds(page, values) {
            select = select.filter(bound);
        }
        for (key, direction) in keys.order(page.direction) {
            select = select.order_by(key, direction);
        }
        let rows = self
            .ranked_offers(select.limit(u64::from(page.size) + 1), &rank, "list offers")
            .await?;
        let offers: Result<Vec<_>> = rows.into_iter().map(RankedOffer::read).collect();
        Ok(page.slice(offers?))
    }

    /// How many offers a filter lets through.
    pub async fn count_offers(&self, filter: &OfferFilter) -> Result<u64> {
        let search = self.offer_search(filter);
        joined(listed_offers(filter, search.as_ref()))
            .count(self.connection())
            .await
            .doing("count offers")
    }

    fn offer_search(&self, filter: &OfferFilter) -> Option<Search> {
        let text = filter.search.as_deref()?;
        self.search_of_offers(text)
    }

    /// A search for what somebody typed, for a query that joins the words of offers.
    pub(in crate::store) fn search_of_offers(&self, text: &str) -> Option<Search> {
        let backend = self.connection().get_database_backend();
        Search::read(text, SEARCHED, backend)
    }
}

/// The offers that a filter lets through, for a query that joins their publishers.
fn listed_offers(filter: &OfferFilter, search: Option<&Search>) -> Select<offer::Entity> {
    let mut select = offer::Entity::find()
        .filter(offer::Column::RetiredAt.is_null())
        .filter(publisher::Column::RetiredAt.is_null());
    if let Some(search) = search {
        let found_by = offer::Entity::belongs_to(offer_search::Entity)
            .from(offer::Column::Id)
            .to(offer_search::Column::OfferId)
            .into();
        select = select
            .join(JoinType::InnerJoin, found_by)
            .filter(search.matches());
    }
    if let Some(types) = &filter.types {
        select = select.filter(offer::Column::OfferType.is_in(codes(types, OfferType::code)));
    }
    if let Some(states) = &filter.resale {
        select = select.filter(offer::Column::Resale.is_in(codes(states, ResaleState::code)));
    }
    if let Some(states) = &filter.listing {
        select = select.filter(offer::Column::Listing.is_in(codes(states, ListingState::code)));
    }
    if let Some(key) = &filter.publisher {
        select = select.filter(offer::Column::PublisherId.into_expr().eq(found_by(key)));
    }
    if let Some(wanted) = &filter.has_contact {
        let owners = |owner: contact::Column| {
            Query::select()
                .column(owner)
                .from(contact::Entity)
                .cond_where(wanted_contacts(wanted))
                .and_where(owner.is_not_null())
                .to_owned()
        };
        select = select.filter(
            Condition::any()
                .add(offer::Column::Id.in_subquery(owners(contact::Column::OfferId)))
                .add(offer::Column::PublisherId.in_subquery(owners(contact::Column::PublisherId))),
        );
    }
    select
}

fn keyset(order: ListOrder, rank: &SimpleExpr) -> Keyset {
    let column = |column: offer::Column| {
        Expr::col((Alias::new("offer"), Alias::new(column.to_string())).into_column_ref())
    };
    let (title, id) = (column(offer::Column::TitleKey), column(offer::Column::Id));
    match order {
        ListOrder::Title => Keyset {
            keys: vec![title, id],
            descending: false,
        },
        ListOrder::Updated => Keyset {
            keys: vec![column(offer::Column::UpdatedAt), id],
            descending: true,
        },
        ListOrder::Relevance => Keyset {
            keys: vec![rank.clone(), title, id],
            descending: false,
        },
    }
}
