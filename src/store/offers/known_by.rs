//! What offers are known by: their marketplace ids, those they had before they moved, and those they have
//! through a publisher that became one with theirs.
//!
//! An id that an offer had finds it at the publisher that bore it then, also after that one became one with
//! another. An id that was given anew finds the offer that has it now, so it is no former one any more.

use std::collections::HashMap;

use entity::{former_offer_id, offer, publisher};
use sea_orm::prelude::*;
use sea_orm::sea_query::{
    Alias, Expr, ExprTrait, Func, JoinType, Query, SelectStatement, TableRef, UnionType, ValueTuple,
};
use sea_orm::{Condition, FromQueryResult, QueryResult, QueryTrait, Set};

use crate::domain::offer::{MarketplaceId, Offer, OfferId, OfferKey};
use crate::domain::publisher::{Publisher, PublisherId};
use crate::store::publishers::{publisher, scalar, stands_for};
use crate::store::reading::Row;
use crate::store::{Change, Doing, Result, Session};

/// What makes an offer the one that a key finds.
pub(in crate::store) fn key_condition(key: &OfferKey) -> Condition {
    let key = match key {
        OfferKey::Id(id) => Expr::value(id.key()),
        OfferKey::Marketplace(id) => {
            let found = |names: Names| scalar(names.bearing(id).only_offers());
            Func::coalesce([found(Names::former()), found(Names::present())]).into()
        }
    };
    Condition::all().add(offer::Column::Id.into_expr().eq(key))
}

impl<C: ConnectionTrait> Session<C> {
    /// The offers that these marketplace ids find, by the id that finds them: one statement.
    pub async fn offers_by_marketplace_id(
        &self,
        ids: &[MarketplaceId],
    ) -> Result<HashMap<MarketplaceId, Offer>> {
        if ids.is_empty() {
            return Ok(HashMap::new());
        }
        let names = |names: Names| names.among(ids).with_ids();
        let known = names(Names::former())
            .union(UnionType::All, names(Names::present()))
            .to_owned();
        let mut query = super::with_publisher(offer::Entity::find()).into_query();
        let column = |name: &'static str| Expr::col((Alias::new(KNOWN), Alias::new(name)));
        query.join_subquery(
            JoinType::InnerJoin,
            known,
            Alias::new(KNOWN),
            column(OFFER).equals((offer::Entity, offer::Column::Id)),
        );
        for name in [PUBLISHER_ID, OFFER_ID, IS_FORMER] {
            query.expr_as(column(name), name);
        }
        let statement = self.connection().get_database_backend().build(&query);
        let rows = KnownOffer::find_by_statement(statement)
            .all(self.connection())
            .await
            .doing("read offers by their marketplace ids")?;

        let mut found = HashMap::new();
        for row in rows {
            let is_former = row.is_former;
            let (id, offer) = row.read()?;
            if is_former {
                found.insert(id, offer);
            } else {
                found.entry(id).or_insert(offer);
            }
        }
        Ok(found)
    }
}

impl Change {
    /// Writes down that an offer has its id at its publisher, and at those that became one with that: to be
    /// done before it moves.
    pub async fn remember_former_id(&self, offer: &Offer) -> Result<()> {
        let merged = self.publishers_merged_into(offer.publisher.id).await?;
        let bearers = merged.iter().chain([&offer.publisher]);
        let rows = bearers.map(|bearer| former_offer_id::ActiveModel {
            publisher_id: Set(bearer.id.key()),
            offer_id: Set(offer.offer_id.as_str().to_owned()),
            offer: Set(offer.id.key()),
        });
        // One that became one with another may have had another offer of this id before that.
        former_offer_id::Entity::insert_many(rows)
            .on_conflict_do_nothing()
            .exec_without_returning(self.connection())
            .await
            .doing("remember a former id")?;
        Ok(())
    }

    /// Writes down ids that an offer had before it moved, at publishers that are kept. Those that another offer
    /// has now find that one.
    pub async fn remember_former_ids(&self, offer: &Offer, ids: &[MarketplaceId]) -> Result<()> {
        let publishers: Vec<PublisherId> = ids.iter().map(|id| id.publisher_id.clone()).collect();
        let bearers = self.publishers_by_marketplace_id(&publishers).await?;
        let rows = ids.iter().filter_map(|id| {
            let is_bearer = |bearer: &&Publisher| bearer.publisher_id == id.publisher_id;
            let bearer = bearers.iter().find(is_bearer)?;
            Some(former_offer_id::ActiveModel {
                publisher_id: Set(bearer.id.key()),
                offer_id: Set(id.offer_id.as_str().to_owned()),
                offer: Set(offer.id.key()),
            })
        });
        former_offer_id::Entity::insert_many(rows)
            .on_conflict_do_nothing()
            .exec_without_returning(self.connection())
            .await
            .doing("remember former ids")?;
        self.forget_former_ids_in_use().await
    }

    /// Forgets those former ids that offers have now.
    pub(super) async fn forget_former_ids_in_use(&self) -> Result<()> {
        let in_use = Query::select()
            .expr(Expr::value(1))
            .from(offer::Entity)
            .and_where(offer::Column::PublisherId.into_expr().equals((
                former_offer_id::Entity,
                former_offer_id::Column::PublisherId,
            )))
            .and_where(
                offer::Column::OfferId
                    .into_expr()
                    .equals((former_offer_id::Entity, former_offer_id::Column::OfferId)),
            )
            .to_owned();
        former_offer_id::Entity::delete_many()
            .filter(Expr::exists(in_use))
            .exec(self.connection())
            .await
            .doing("forget former ids")?;
        Ok(())
    }
}

const KNOWN: &str = "known";
const PUBLISHER_ID: &str = "known_publisher_id";
const OFFER_ID: &str = "known_offer_id";
const OFFER: &str = "known_offer";
const IS_FORMER: &str = "is_former";

/// Marketplace ids and the offers that they find, as a query: the former ones, or those of today.
struct Names {
    query: SelectStatement,
    offer_id: Expr,
    offer: Expr,
    is_former: bool,
}

impl Names {
    /// The ids that offers had before they moved.
    fn former() -> Self {
        let column = |column: former_offer_id::Column| Expr::col((former_offer_id::Entity, column));
        let bearer = column(former_offer_id::Column::PublisherId)
            .equals((Alias::new(BEARER), publisher::Column::Id));
        Self {
            query: Query::select()
                .from(former_offer_id::Entity)
                .join_as(JoinType::InnerJoin, publisher::Entity, BEARER, bearer)
                .to_owned(),
            offer_id: column(former_offer_id::Column::OfferId),
            offer: column(former_offer_id::Column::Offer),
            is_former: true,
        }
    }

    /// The ids that offers have.
    fn present() -> Self {
        let own = Alias::new("own");
        let column = |column: offer::Column| Expr::col((own.clone(), column));
        let bearer = column(offer::Column::PublisherId).eq(stands_for(&Alias::new(BEARER)));
        Self {
            query: Query::select()
                .from_as(offer::Entity, own.clone())
                .join_as(JoinType::InnerJoin, publisher::Entity, BEARER, bearer)
                .to_owned(),
            offer_id: column(offer::Column::OfferId),
            offer: column(offer::Column::Id),
            is_former: false,
        }
    }

    /// The one that is made of this id.
    fn bearing(mut self, id: &MarketplaceId) -> Self {
        let of_bearer = Expr::col((Alias::new(BEARER), publisher::Column::PublisherId));
        self.query
            .and_where(of_bearer.eq(id.publisher_id.as_str()))
            .and_where(self.offer_id.clone().eq(id.offer_id.as_str()));
        self
    }

    /// Those that are made of these ids. The pairs are joined: two lists would be looked up each with each.
    fn among(mut self, ids: &[MarketplaceId]) -> Self {
        let pair = |id: &MarketplaceId| {
            let (publisher, offer) = (id.publisher_id.as_str(), id.offer_id.as_str());
            ValueTuple::Two(publisher.into(), offer.into())
        };
        let pairs = TableRef::ValuesList(ids.iter().map(pair).collect(), Alias::new(WANTED).into());
        // The names that both databases give to the columns of values.
        let wanted = |column: &'static str| Expr::col((Alias::new(WANTED), Alias::new(column)));
        let of_bearer = Expr::col((Alias::new(BEARER), publisher::Column::PublisherId));
        let is_wanted = Condition::all()
            .add(of_bearer.eq(wanted("column1")))
            .add(self.offer_id.clone().eq(wanted("column2")));
        self.query.join(JoinType::InnerJoin, pairs, is_wanted);
        self
    }

    fn only_offers(mut self) -> SelectStatement {
        self.query.expr(self.offer).to_owned()
    }

    fn with_ids(mut self) -> SelectStatement {
        let of_bearer = Expr::col((Alias::new(BEARER), publisher::Column::PublisherId));
        self.query
            .expr_as(of_bearer, PUBLISHER_ID)
            .expr_as(self.offer_id, OFFER_ID)
            .expr_as(self.offer, OFFER)
            .expr_as(Expr::value(self.is_former), IS_FORMER)
            .to_owned()
    }
}

/// The ids that are looked for.
const WANTED: &str = "wanted";
/// The publisher whose id stands before the dot.
const BEARER: &str = "bearer";

/// An offer, and an id that finds it.
struct KnownOffer {
    offer: offer::Model,
    publisher: publisher::Model,
    publisher_id: String,
    offer_id: String,
    is_former: bool,
}

impl FromQueryResult for KnownOffer {
    // The prefixes are those that `select_also` gives to its two sides.
    fn from_query_result(row: &QueryResult, prefix: &str) -> std::result::Result<Self, DbErr> {
        Ok(Self {
            offer: offer::Model::from_query_result(row, "A_")?,
            publisher: publisher::Model::from_query_result(row, "B_")?,
            publisher_id: row.try_get(prefix, PUBLISHER_ID)?,
            offer_id: row.try_get(prefix, OFFER_ID)?,
            is_former: row.try_get(prefix, IS_FORMER)?,
        })
    }
}

impl KnownOffer {
    fn read(self) -> Result<(MarketplaceId, Offer)> {
        let at = Row {
            table: "offer",
            key: self.offer.id,
        };
        let id = MarketplaceId {
            publisher_id: at.read("publisher_id", PublisherId::parse(&self.publisher_id))?,
            offer_id: at.read("offer_id", OfferId::parse(&self.offer_id))?,
        };
        Ok((id, super::offer(self.offer, publisher(self.publisher)?)?))
    }
}
