//! Offers, always together with their publishers: how their rows are read.

mod below;
mod known_by;
mod list;
mod write;

use std::collections::BTreeMap;

use entity::{offer, publisher};
use sea_orm::prelude::*;
use sea_orm::sea_query::{Expr, SimpleExpr};
use sea_orm::{
    Condition, FromQueryResult, JoinType, JsonValue, QueryResult, QuerySelect, QueryTrait,
    SelectTwo,
};

use super::publishers::publisher;
use super::reading::Row;
use super::search::{MATCH_RANK, MatchRank};
use super::{Doing, Result, Session};
use crate::domain::Id;
use crate::domain::language::Language;
use crate::domain::offer::{
    ListingState, Offer, OfferFacts, OfferId, OfferKey, OfferType, ResaleState, Wording,
};
use crate::domain::publisher::Publisher;

pub(super) use known_by::key_condition;

struct RankedOffer {
    offer: offer::Model,
    publisher: publisher::Model,
    match_rank: i32,
}

impl FromQueryResult for RankedOffer {
    // The prefixes are those that `select_also` gives to its two sides.
    fn from_query_result(row: &QueryResult, prefix: &str) -> std::result::Result<Self, DbErr> {
        Ok(Self {
            offer: offer::Model::from_query_result(row, "A_")?,
            publisher: publisher::Model::from_query_result(row, "B_")?,
            match_rank: row.try_get(prefix, MATCH_RANK)?,
        })
    }
}

impl RankedOffer {
    fn read(self) -> Result<(Offer, MatchRank)> {
        Ok((
            offer(self.offer, publisher(self.publisher)?)?,
            MatchRank(self.match_rank),
        ))
    }
}

/// Reads a row back.
pub(super) fn offer(row: offer::Model, publisher: Publisher) -> Result<Offer> {
    let at = Row {
        table: "offer",
        key: row.id,
    };
    Ok(Offer {
        id: Id::new(row.id),
        publisher,
        offer_id: at.read("offer_id", OfferId::parse(&row.offer_id))?,
        facts: OfferFacts {
            title: row.title,
            summary: row.summary,
            translations: at.read("translations", read_translations(&row.translations))?,
            offer_type: at.read("offer_type", OfferType::from_code(&row.offer_type))?,
            resale: at.read("resale", ResaleState::from_code(&row.resale))?,
            listing: at.read("listing", ListingState::from_code(&row.listing))?,
            website: row.website,
            categories: at.texts("categories", &row.categories)?,
        },
        retired_at: row.retired_at,
        version: row.version,
        created_at: row.created_at,
        updated_at: row.updated_at,
    })
}

impl<C: ConnectionTrait> Session<C> {
    /// The offer that a key finds, retired ones included: an id that it had before it moved, or at a publisher
    /// that became one with another, still does.
    pub async fn offer(&self, key: &OfferKey) -> Result<Option<Offer>> {
        let mut found = self
            .offers_where(key_condition(key), "read an offer")
            .await?;
        Ok(found.pop())
    }

    /// The offers with these ids, in no order.
    pub async fn offers_by_id(&self, ids: &[Id<Offer>]) -> Result<Vec<Offer>> {
        let keys = ids.iter().map(|id| id.key());
        self.offers_where(
            Condition::all().add(offer::Column::Id.is_in(keys)),
            "read offers",
        )
        .await
    }

    /// All offers of a publisher, retired ones included, by their ids at it.
    pub async fn offers_of(&self, publisher: Id<Publisher>) -> Result<Vec<Offer>> {
        let own = offer::Column::PublisherId.eq(publisher.key());
        let found = self
            .offers_where(Condition::all().add(own), "read the offers of a publisher")
            .await;
        let mut offers = found?;
        offers.sort_by(|one, other| one.offer_id.cmp(&other.offer_id));
        Ok(offers)
    }

    async fn offers_where(&self, condition: Condition, doing: &'static str) -> Result<Vec<Offer>> {
        let query = with_publisher(offer::Entity::find().filter(condition));
        self.read_offers(query, doing).await
    }

    /// The offers that a query gives, in its order.
    pub(super) async fn read_offers(
        &self,
        query: SelectTwo<offer::Entity, publisher::Entity>,
        doing: &'static str,
    ) -> Result<Vec<Offer>> {
        let rows = self.ranked_offers(query, &Expr::value(0), doing).await?;
        rows.into_iter()
            .map(|row| row.read().map(|(offer, _)| offer))
            .collect()
    }

    async fn ranked_offers(
        &self,
        query: SelectTwo<offer::Entity, publisher::Entity>,
        rank: &SimpleExpr,
        doing: &'static str,
    ) -> Result<Vec<RankedOffer>> {
        let query = query.expr_as(rank.clone(), MATCH_RANK).into_query();
        let statement = self.connection().get_database_backend().build(&query);
        RankedOffer::find_by_statement(statement)
            .all(self.connection())
            .await
            .doing(doing)
    }
}

fn joined(select: Select<offer::Entity>) -> Select<offer::Entity> {
    let published_by = offer::Entity::belongs_to(publisher::Entity)
        .from(offer::Column::PublisherId)
        .to(publisher::Column::Id)
        .into();
    select.join(JoinType::InnerJoin, published_by)
}

/// The offers of a selection, each with its publisher.
pub(super) fn with_publisher(
    select: Select<offer::Entity>,
) -> SelectTwo<offer::Entity, publisher::Entity> {
    joined(select).select_also(publisher::Entity)
}

fn read_translations(json: &JsonValue) -> Option<BTreeMap<Language, Wording>> {
    let wording = |value: &JsonValue| {
        Some(Wording {
            title: value.get("title")?.as_str()?.to_owned(),
            summary: value
                .get("summary")
                .and_then(JsonValue::as_str)
                .map(str::to_owned),
        })
    };
    json.as_object()?
        .iter()
        .map(|(tag, value)| Some((Language::parse(tag)?, wording(value)?)))
        .collect()
}
