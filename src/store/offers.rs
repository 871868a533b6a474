//! Offers: reading, listing, searching and writing them, always together with their publishers.

use std::collections::BTreeMap;

use entity::{contact, offer, offer_search, publisher};
use sea_orm::prelude::*;
use sea_orm::sea_query::{Alias, Expr, IntoColumnRef, Query, SimpleExpr};
use sea_orm::{
    Condition, FromQueryResult, IntoActiveModel, JoinType, JsonValue, QueryOrder, QueryResult,
    QuerySelect, QueryTrait, SelectTwo, Set,
};

use super::keyset::{Keyset, values};
use super::publishers::publisher;
use super::reading::{Row, codes};
use super::search::{MATCH_RANK, MatchRank, Search, Searched, rank_column, ranked_order};
use super::writing::{ROWS_PER_STATEMENT, new_key, now};
use super::{Change, Doing, Result, Session};
use crate::domain::Id;
use crate::domain::contact::ContactType;
use crate::domain::folding::fold;
use crate::domain::language::Language;
use crate::domain::listing::{ListOrder, Position};
use crate::domain::offer::{
    ListingState, MarketplaceId, NewOffer, Offer, OfferFacts, OfferFilter, OfferId, OfferKey,
    OfferType, ResaleState, Wording,
};
use crate::domain::page::{Page, Slice};
use crate::domain::publisher::{Publisher, PublisherKey};

const SEARCHED: Searched = Searched {
    table: "offer_search",
    main: "title",
};

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

fn offer(row: offer::Model, publisher: Publisher) -> Result<Offer> {
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
        version: row.version,
        created_at: row.created_at,
        updated_at: row.updated_at,
    })
}

impl<C: ConnectionTrait> Session<C> {
    /// The offer that is known by this key, retired ones included.
    pub async fn offer(&self, key: &OfferKey) -> Result<Option<Offer>> {
        let condition = match key {
            OfferKey::Id(id) => Condition::all().add(offer::Column::Id.eq(id.key())),
            OfferKey::Marketplace(id) => Condition::all()
                .add(publisher::Column::PublisherId.eq(id.publisher_id.as_str()))
                .add(offer::Column::OfferId.eq(id.offer_id.as_str())),
        };
        let mut found = self.offers_where(condition, "read an offer").await?;
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

    /// The offers with these marketplace ids, in no order.
    pub async fn offers_by_marketplace_id(&self, ids: &[MarketplaceId]) -> Result<Vec<Offer>> {
        let either = ids.iter().fold(Condition::any(), |either, id| {
            either.add(
                Condition::all()
                    .add(publisher::Column::PublisherId.eq(id.publisher_id.as_str()))
                    .add(offer::Column::OfferId.eq(id.offer_id.as_str())),
            )
        });
        self.offers_where(either, "read offers").await
    }

    pub(super) async fn offers_where(
        &self,
        condition: Condition,
        doing: &'static str,
    ) -> Result<Vec<Offer>> {
        let query = with_publisher(offer::Entity::find().filter(condition));
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

    /// A page of the offers that a filter lets through, each with how well it matches.
    pub async fn offers(
        &self,
        filter: &OfferFilter,
        order: ListOrder,
        page: &Page<Position>,
    ) -> Result<Slice<(Offer, MatchRank)>> {
        let search = self.offer_search(filter);
        let rank = rank_column(search.as_ref());
        let keys = keyset(ranked_order(order, search.is_some()), &rank);
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
        let backend = self.connection().get_database_backend();
        filter
            .search
            .as_deref()
            .and_then(|text| Search::read(text, SEARCHED, backend))
    }
}

fn joined(select: Select<offer::Entity>) -> Select<offer::Entity> {
    let published_by = offer::Entity::belongs_to(publisher::Entity)
        .from(offer::Column::PublisherId)
        .to(publisher::Column::Id)
        .into();
    select.join(JoinType::InnerJoin, published_by)
}

fn with_publisher(select: Select<offer::Entity>) -> SelectTwo<offer::Entity, publisher::Entity> {
    joined(select).select_also(publisher::Entity)
}

fn listed_offers(filter: &OfferFilter, search: Option<&Search>) -> Select<offer::Entity> {
    let mut select = offer::Entity::find().filter(offer::Column::RetiredAt.is_null());
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
    match &filter.publisher {
        Some(PublisherKey::Id(id)) => {
            select = select.filter(offer::Column::PublisherId.eq(id.key()));
        }
        Some(PublisherKey::Marketplace(id)) => {
            select = select.filter(publisher::Column::PublisherId.eq(id.as_str()));
        }
        None => {}
    }
    if let Some(types) = &filter.has_contact {
        let owners = |owner: contact::Column| {
            Query::select()
                .column(owner)
                .from(contact::Entity)
                .and_where(contact::Column::ContactType.is_in(codes(types, ContactType::code)))
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

impl Change {
    /// Adds offers of publishers that are kept, together with the words they are found by.
    pub async fn add_offers(&self, new: Vec<(NewOffer, Publisher)>) -> Result<Vec<Offer>> {
        let at = now();
        let rows: Vec<(offer::Model, Publisher)> = new
            .into_iter()
            .map(|(new, publisher)| {
                let row = offer::Model {
                    id: new_key(),
                    publisher_id: new.publisher.key(),
                    offer_id: new.offer_id.as_str().to_owned(),
                    title_key: fold(&new.facts.title),
                    translations: write_translations(&new.facts.translations),
                    title: new.facts.title,
                    summary: new.facts.summary,
                    offer_type: new.facts.offer_type.code().to_owned(),
                    resale: new.facts.resale.code().to_owned(),
                    listing: new.facts.listing.code().to_owned(),
                    website: new.facts.website,
                    categories: new.facts.categories.into(),
                    retired_at: None,
                    version: 1,
                    created_at: at,
                    updated_at: at,
                };
                (row, publisher)
            })
            .collect();
        for rows in rows.chunks(ROWS_PER_STATEMENT) {
            let models = rows.iter().map(|(row, _)| row.clone().into_active_model());
            let insert = offer::Entity::insert_many(models)
                .exec_without_returning(self.connection())
                .await;
            insert.doing("add offers")?;
        }
        let offers: Result<Vec<Offer>> = rows
            .into_iter()
            .map(|(row, publisher)| offer(row, publisher))
            .collect();
        let offers = offers?;
        self.index_offers(&offers).await?;
        Ok(offers)
    }

    /// Gives an offer other facts, also in the words it is found by.
    pub async fn change_offer(&self, kept: &Offer, facts: OfferFacts) -> Result<Offer> {
        let row = offer::ActiveModel {
            id: Set(kept.id.key()),
            title_key: Set(fold(&facts.title)),
            translations: Set(write_translations(&facts.translations)),
            title: Set(facts.title),
            summary: Set(facts.summary),
            offer_type: Set(facts.offer_type.code().to_owned()),
            resale: Set(facts.resale.code().to_owned()),
            listing: Set(facts.listing.code().to_owned()),
            website: Set(facts.website),
            categories: Set(facts.categories.into()),
            version: Set(kept.version + 1),
            updated_at: Set(now()),
            ..Default::default()
        };
        let row = row
            .update(self.connection())
            .await
            .doing("change an offer")?;
        offer_search::Entity::delete_many()
            .filter(offer_search::Column::OfferId.eq(row.id))
            .exec(self.connection())
            .await
            .doing("forget the words of a changed offer")?;
        let changed = offer(row, kept.publisher.clone())?;
        self.index_offers(std::slice::from_ref(&changed)).await?;
        Ok(changed)
    }

    async fn index_offers(&self, offers: &[Offer]) -> Result<()> {
        for offers in offers.chunks(ROWS_PER_STATEMENT) {
            let words = offers.iter().map(|offer| offer_search::ActiveModel {
                offer_id: Set(offer.id.key()),
                title: Set(title_words(&offer.facts)),
                publisher: Set(fold(&offer.publisher.name)),
                ..Default::default()
            });
            offer_search::Entity::insert_many(words)
                .exec_without_returning(self.connection())
                .await
                .doing("make offers findable")?;
        }
        Ok(())
    }
}

/// The words of an offer's title in every language, those of the main title first.
fn title_words(facts: &OfferFacts) -> String {
    let translated = facts
        .translations
        .values()
        .map(|wording| wording.title.as_str());
    let titles: Vec<String> = std::iter::once(facts.title.as_str())
        .chain(translated)
        .map(fold)
        .collect();
    titles.join(" ")
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

fn write_translations(translations: &BTreeMap<Language, Wording>) -> JsonValue {
    translations
        .iter()
        .map(|(language, wording)| {
            let value = serde_json::json!({ "title": wording.title, "summary": wording.summary });
            (language.tag().to_owned(), value)
        })
        .collect()
}
