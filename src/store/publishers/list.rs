//! The list of publishers: filtered, searched, ordered, page by page.

use entity::{contact, offer, publisher, publisher_search};
use sea_orm::prelude::*;
use sea_orm::sea_query::{Alias, Expr, IntoColumnRef, Query, SimpleExpr};
use sea_orm::{Condition, FromQueryResult, QueryOrder, QueryResult, QuerySelect, QueryTrait};

use crate::domain::listing::{ListOrder, Position};
use crate::domain::offer::{OfferType, ResaleState};
use crate::domain::page::{Page, Slice};
use crate::domain::publisher::{Publisher, PublisherFilter};
use crate::store::contacts::wanted as wanted_contacts;
use crate::store::keyset::{Keyset, values};
use crate::store::reading::codes;
use crate::store::search::{MATCH_RANK, MatchRank, Search, Searched, rank_column};
use crate::store::{Doing, Result, Session};

const SEARCHED: Searched = Searched {
    table: "publisher_search",
    main: "name",
    title: ("publisher", "name_key"),
};

impl<C: ConnectionTrait> Session<C> {
    /// A page of the publishers that a filter lets through, each with how well it matches.
    pub async fn publishers(
        &self,
        filter: &PublisherFilter,
        order: ListOrder,
        page: &Page<Position>,
    ) -> Result<Slice<(Publisher, MatchRank)>> {
        let search = self.publisher_search(filter);
        let rank = rank_column(search.as_ref());
        let keys = keyset(order, &rank);
        let mut select = self
            .listed_publishers(filter, search.as_ref())
            .expr_as(rank.clone(), MATCH_RANK);
        for bound in keys.bounds(page, values) {
            select = select.filter(bound);
        }
        for (key, direction) in keys.order(page.direction) {
            select = select.order_by(key, direction);
        }
        let rows = select
            .limit(u64::from(page.size) + 1)
            .into_model::<RankedPublisher>()
            .all(self.connection())
            .await;
        let rows: Result<Vec<_>> = rows
            .doing("list publishers")?
            .into_iter()
            .map(|row| Ok((super::publisher(row.publisher)?, MatchRank(row.match_rank))))
            .collect();
        Ok(page.slice(rows?))
    }

    /// How many publishers a filter lets through.
    pub async fn count_publishers(&self, filter: &PublisherFilter) -> Result<u64> {
        let search = self.publisher_search(filter);
        self.listed_publishers(filter, search.as_ref())
            .count(self.connection())
            .await
            .doing("count publishers")
    }

    fn publisher_search(&self, filter: &PublisherFilter) -> Option<Search> {
        let backend = self.connection().get_database_backend();
        filter
            .search
            .as_deref()
            .and_then(|text| Search::read(text, SEARCHED, backend))
    }

    fn listed_publishers(
        &self,
        filter: &PublisherFilter,
        search: Option<&Search>,
    ) -> Select<publisher::Entity> {
        let mut select = publisher::Entity::find().filter(publisher::Column::RetiredAt.is_null());
        if let Some(search) = search {
            let found_by = publisher::Entity::belongs_to(publisher_search::Entity)
                .from(publisher::Column::Id)
                .to(publisher_search::Column::PublisherId)
                .into();
            select = select
                .join(sea_orm::JoinType::InnerJoin, found_by)
                .filter(search.matches());
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
            let by_offer = offer::Entity::find()
                .select_only()
                .column(offer::Column::PublisherId)
                .filter(offer::Column::RetiredAt.is_null())
                .filter(offer::Column::Id.in_subquery(owners(contact::Column::OfferId)))
                .into_query();
            select = select.filter(
                Condition::any()
                    .add(publisher::Column::Id.in_subquery(owners(contact::Column::PublisherId)))
                    .add(publisher::Column::Id.in_subquery(by_offer)),
            );
        }
        if filter.offer_types.is_some() || filter.resale.is_some() {
            let mut condition = Condition::all().add(offer::Column::RetiredAt.is_null());
            if let Some(types) = &filter.offer_types {
                condition =
                    condition.add(offer::Column::OfferType.is_in(codes(types, OfferType::code)));
            }
            if let Some(states) = &filter.resale {
                condition =
                    condition.add(offer::Column::Resale.is_in(codes(states, ResaleState::code)));
            }
            let publishers = offer::Entity::find()
                .select_only()
                .column(offer::Column::PublisherId)
                .filter(condition)
                .into_query();
            select = select.filter(publisher::Column::Id.in_subquery(publishers));
        }
        select
    }
}

struct RankedPublisher {
    publisher: publisher::Model,
    match_rank: i32,
}

impl FromQueryResult for RankedPublisher {
    fn from_query_result(row: &QueryResult, prefix: &str) -> std::result::Result<Self, DbErr> {
        Ok(Self {
            publisher: publisher::Model::from_query_result(row, prefix)?,
            match_rank: row.try_get(prefix, MATCH_RANK)?,
        })
    }
}

fn keyset(order: ListOrder, rank: &SimpleExpr) -> Keyset {
    let column = |column: publisher::Column| {
        Expr::col((Alias::new("publisher"), Alias::new(column.to_string())).into_column_ref())
    };
    let (name, id) = (
        column(publisher::Column::NameKey),
        column(publisher::Column::Id),
    );
    match order {
        ListOrder::Title => Keyset {
            keys: vec![name, id],
            descending: false,
        },
        ListOrder::Updated => Keyset {
            keys: vec![column(publisher::Column::UpdatedAt), id],
            descending: true,
        },
        ListOrder::Relevance => Keyset {
            keys: vec![rank.clone(), name, id],
            descending: false,
        },
    }
}
