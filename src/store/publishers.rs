//! Publishers: reading, listing, searching and writing them.

use entity::{contact, offer, publisher, publisher_search};
use sea_orm::prelude::*;
use sea_orm::sea_query::{Alias, Expr, IntoColumnRef, Query, SimpleExpr};
use sea_orm::{
    Condition, FromQueryResult, IntoActiveModel, QueryOrder, QueryResult, QuerySelect, QueryTrait,
    Set,
};

use super::contacts::wanted as wanted_contacts;
use super::keyset::{Keyset, values};
use super::reading::codes;
use super::search::{MATCH_RANK, Search, Searched, rank_column};
use super::writing::{ROWS_PER_STATEMENT, new_key, now};
use super::{Change, Doing, MatchRank, Result, Session};
use crate::domain::Id;
use crate::domain::folding::fold;
use crate::domain::listing::{ListOrder, Position};
use crate::domain::offer::{OfferType, ResaleState};
use crate::domain::page::{Page, Slice};
use crate::domain::publisher::{
    NewPublisher, Publisher, PublisherFilter, PublisherId, PublisherKey, spelling_key,
};

const SEARCHED: Searched = Searched {
    table: "publisher_search",
    main: "name",
    title: ("publisher", "name_key"),
};

/// Reads a row back.
pub(super) fn publisher(row: publisher::Model) -> Result<Publisher> {
    let at = super::reading::Row {
        table: "publisher",
        key: row.id,
    };
    Ok(Publisher {
        id: Id::new(row.id),
        publisher_id: at.read("publisher_id", PublisherId::parse(&row.publisher_id))?,
        name: row.name,
        is_first_party: row.is_first_party,
        retired_at: row.retired_at,
        merged_into: row.merged_into.map(Id::new),
        version: row.version,
        created_at: row.created_at,
        updated_at: row.updated_at,
    })
}

impl<C: ConnectionTrait> Session<C> {
    /// The publisher that is known by this key, retired ones included.
    pub async fn publisher(&self, key: &PublisherKey) -> Result<Option<Publisher>> {
        let condition = match key {
            PublisherKey::Id(id) => publisher::Column::Id.eq(id.key()),
            PublisherKey::Marketplace(id) => publisher::Column::PublisherId.eq(id.as_str()),
        };
        let row = publisher::Entity::find()
            .filter(condition)
            .one(self.connection())
            .await;
        row.doing("read a publisher")?.map(publisher).transpose()
    }

    /// The publishers with these ids, in no order.
    pub async fn publishers_by_id(&self, ids: &[Id<Publisher>]) -> Result<Vec<Publisher>> {
        let keys = ids.iter().map(|id| id.key());
        self.publishers_where(publisher::Column::Id.is_in(keys))
            .await
    }

    /// The publishers with these marketplace ids, in no order.
    pub async fn publishers_by_marketplace_id(
        &self,
        ids: &[PublisherId],
    ) -> Result<Vec<Publisher>> {
        let ids = ids.iter().map(PublisherId::as_str);
        self.publishers_where(publisher::Column::PublisherId.is_in(ids))
            .await
    }

    /// All publishers, in no order.
    pub async fn all_publishers(&self) -> Result<Vec<Publisher>> {
        self.publishers_where(Expr::value(true)).await
    }

    async fn publishers_where(&self, condition: SimpleExpr) -> Result<Vec<Publisher>> {
        let rows = publisher::Entity::find()
            .filter(condition)
            .all(self.connection())
            .await;
        rows.doing("read publishers")?
            .into_iter()
            .map(publisher)
            .collect()
    }

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
            .map(|row| Ok((publisher(row.publisher)?, MatchRank(row.match_rank))))
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

impl Change {
    /// Adds publishers, together with the words they are found by.
    pub async fn add_publishers(&self, new: Vec<NewPublisher>) -> Result<Vec<Publisher>> {
        let at = now();
        let rows: Vec<publisher::Model> = new
            .into_iter()
            .map(|new| publisher::Model {
                id: new_key(),
                publisher_id: new.publisher_id.as_str().to_owned(),
                name_key: fold(&new.name),
                spelling_key: Some(spelling_key(&new.name)),
                name: new.name,
                is_first_party: new.is_first_party,
                merged_into: None,
                retired_at: None,
                version: 1,
                created_at: at,
                updated_at: at,
            })
            .collect();
        for rows in rows.chunks(ROWS_PER_STATEMENT) {
            let models = rows.iter().cloned().map(IntoActiveModel::into_active_model);
            publisher::Entity::insert_many(models)
                .exec_without_returning(self.connection())
                .await
                .doing("add publishers")?;
            let words = rows.iter().map(|row| publisher_search::ActiveModel {
                publisher_id: Set(row.id),
                name: Set(row.name_key.clone()),
                ..Default::default()
            });
            publisher_search::Entity::insert_many(words)
                .exec_without_returning(self.connection())
                .await
                .doing("make publishers findable")?;
        }
        rows.into_iter().map(publisher).collect()
    }

    /// Gives a publisher another name, also in the words that it and its offers are found by.
    pub async fn rename_publisher(
        &self,
        kept: &Publisher,
        name: &str,
        is_first_party: bool,
    ) -> Result<Publisher> {
        let name_key = fold(name);
        let row = publisher::ActiveModel {
            id: Set(kept.id.key()),
            name: Set(name.to_owned()),
            name_key: Set(name_key.clone()),
            spelling_key: Set(Some(spelling_key(name))),
            is_first_party: Set(is_first_party),
            version: Set(kept.version + 1),
            updated_at: Set(now()),
            ..Default::default()
        };
        let row = row
            .update(self.connection())
            .await
            .doing("rename a publisher")?;
        publisher_search::Entity::update_many()
            .col_expr(
                publisher_search::Column::Name,
                Expr::value(name_key.clone()),
            )
            .filter(publisher_search::Column::PublisherId.eq(kept.id.key()))
            .exec(self.connection())
            .await
            .doing("make a renamed publisher findable")?;
        let offers = offer::Entity::find()
            .select_only()
            .column(offer::Column::Id)
            .filter(offer::Column::PublisherId.eq(kept.id.key()))
            .into_query();
        entity::offer_search::Entity::update_many()
            .col_expr(
                entity::offer_search::Column::Publisher,
                Expr::value(name_key),
            )
            .filter(entity::offer_search::Column::OfferId.in_subquery(offers))
            .exec(self.connection())
            .await
            .doing("make a renamed publisher's offers findable")?;
        publisher(row)
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
