//! Offers, by their ids in the marketplace, and the ids that they had before.

use std::collections::HashMap;

use entity::{
    former_offer_id, offer, offer_search, publisher, responsibility_override, service_notice,
};
use sea_orm::prelude::*;
use sea_orm::sea_query::{Alias, Expr, ExprTrait, Query};
use sea_orm::{Condition, JoinType, QueryOrder, QuerySelect};

use super::{bytewise, referred_to};
use crate::domain::Id;
use crate::domain::export::{ExportFilter, Having};
use crate::domain::offer::{MarketplaceId, Offer, OfferId, OfferType};
use crate::domain::page::Page;
use crate::domain::publisher::PublisherId;
use crate::store::keyset::Keyset;
use crate::store::offers::with_publisher;
use crate::store::reading::{Row, codes};
use crate::store::{Doing, Result, Session};

/// How many publishers the offers of a page are looked for at. The database orders what all of them have for
/// each page, so these are few; no index has that order.
const PUBLISHERS: u32 = 128;

impl<C: ConnectionTrait> Session<C> {
    /// A page of the offers that an export tells of. It may hold less than it was asked for; one that holds
    /// nothing is the last.
    pub async fn offers_to_export(
        &self,
        filter: &ExportFilter,
        having: Having,
        page: &Page<MarketplaceId>,
    ) -> Result<Vec<Offer>> {
        let matching = self.exported_offers(filter);
        let overrides = referred_to(
            responsibility_override::Entity,
            responsibility_override::Column::OfferId,
        );
        let notices = referred_to(service_notice::Entity, service_notice::Column::OfferId);
        match having {
            Having::Anything => self.offers_by_publishers(filter, matching, page).await,
            Having::Overrides => {
                let matching = matching.add(offer::Column::Id.in_subquery(overrides));
                self.page_of_offers(matching, page).await
            }
            Having::Notices => {
                let matching = matching.add(offer::Column::Id.in_subquery(notices));
                self.page_of_offers(matching, page).await
            }
        }
    }

    /// The same, from as many publishers as it takes to find any.
    async fn offers_by_publishers(
        &self,
        filter: &ExportFilter,
        matching: Condition,
        page: &Page<MarketplaceId>,
    ) -> Result<Vec<Offer>> {
        let mut from = page.after.as_ref().map(|id| id.publisher_id.clone());
        loop {
            let publishers = self.publishers_from(filter, from.as_ref()).await?;
            let keys = publishers.iter().map(|(key, _)| *key);
            // Said of both sides of the join: PostgreSQL would go through all publishers otherwise.
            let theirs = offer::Column::PublisherId.is_in(keys.clone());
            let them = publisher::Column::Id.is_in(keys);
            let matching = matching.clone().add(theirs).add(them);
            let found = self.page_of_offers(matching, page).await?;
            // The next ones begin with the last of these: it has nothing that was not looked at.
            let last = publishers.last().map(|(_, id)| id.clone());
            if !found.is_empty() || last.is_none() || last == from {
                return Ok(found);
            }
            from = last;
        }
    }

    /// The next publishers, beginning with this one.
    async fn publishers_from(
        &self,
        filter: &ExportFilter,
        from: Option<&PublisherId>,
    ) -> Result<Vec<(Uuid, PublisherId)>> {
        let id = bytewise(self, publisher::Column::PublisherId.into_expr());
        let mut select = publisher::Entity::find()
            .select_only()
            .columns([publisher::Column::Id, publisher::Column::PublisherId])
            .order_by_asc(id.clone())
            .limit(u64::from(PUBLISHERS));
        if let Some(from) = from {
            select = select.filter(id.gte(from.as_str()));
        }
        if let Some(ids) = &filter.publishers {
            select = select.filter(publisher::Column::Id.is_in(ids.iter().map(|id| id.key())));
        }
        let rows: Vec<(Uuid, String)> = select
            .into_tuple()
            .all(self.connection())
            .await
            .doing("read the publishers of offers")?;
        let read = |(key, id): (Uuid, String)| {
            let at = Row {
                table: "publisher",
                key,
            };
            Ok((key, at.read("publisher_id", PublisherId::parse(&id))?))
        };
        rows.into_iter().map(read).collect()
    }

    async fn page_of_offers(
        &self,
        matching: Condition,
        page: &Page<MarketplaceId>,
    ) -> Result<Vec<Offer>> {
        let column = |table: &'static str, column: &'static str| {
            Expr::col((Alias::new(table), Alias::new(column)))
        };
        let keys = Keyset {
            keys: vec![
                bytewise(self, column("publisher", "publisher_id")),
                bytewise(self, column("offer", "offer_id")),
            ],
            descending: false,
        };
        let mut select = with_publisher(offer::Entity::find().filter(matching));
        for bound in keys.bounds(page, |id| {
            vec![
                Expr::value(id.publisher_id.as_str()),
                Expr::value(id.offer_id.as_str()),
            ]
        }) {
            select = select.filter(bound);
        }
        for (key, direction) in keys.order(page.direction) {
            select = select.order_by(key, direction);
        }
        self.read_offers(
            select.limit(u64::from(page.size)),
            "read the offers of an export",
        )
        .await
    }

    /// What makes an offer one of an export.
    pub(super) fn exported_offers(&self, filter: &ExportFilter) -> Condition {
        let mut wanted = Condition::all();
        if let Some(ids) = &filter.publishers {
            let keys = ids.iter().map(|id| id.key());
            wanted = wanted.add(offer::Column::PublisherId.is_in(keys));
        }
        if let Some(types) = &filter.types {
            wanted = wanted.add(offer::Column::OfferType.is_in(codes(types, OfferType::code)));
        }
        let search = filter.search.as_deref();
        if let Some(search) = search.and_then(|text| self.search_of_offers(text)) {
            let found = Query::select()
                .column(offer_search::Column::OfferId)
                .from(offer_search::Entity)
                .and_where(search.matches())
                .to_owned();
            wanted = wanted.add(offer::Column::Id.in_subquery(found));
        }
        wanted
    }

    /// The ids that these offers had before they moved, by offer, in order.
    pub async fn former_ids_of(
        &self,
        offers: &[Id<Offer>],
    ) -> Result<HashMap<Id<Offer>, Vec<MarketplaceId>>> {
        let borne_by = former_offer_id::Entity::belongs_to(publisher::Entity)
            .from(former_offer_id::Column::PublisherId)
            .to(publisher::Column::Id)
            .into();
        let rows: Vec<(Uuid, String, String)> = former_offer_id::Entity::find()
            .select_only()
            .column(former_offer_id::Column::Offer)
            .column(publisher::Column::PublisherId)
            .column(former_offer_id::Column::OfferId)
            .join(JoinType::InnerJoin, borne_by)
            .filter(former_offer_id::Column::Offer.is_in(offers.iter().map(|id| id.key())))
            .into_tuple()
            .all(self.connection())
            .await
            .doing("read former ids")?;
        let mut by_offer: HashMap<Id<Offer>, Vec<MarketplaceId>> = HashMap::new();
        for (key, publisher_id, offer_id) in rows {
            let at = Row {
                table: "former_offer_id",
                key,
            };
            let id = MarketplaceId {
                publisher_id: at.read("publisher_id", PublisherId::parse(&publisher_id))?,
                offer_id: at.read("offer_id", OfferId::parse(&offer_id))?,
            };
            by_offer.entry(Id::new(key)).or_default().push(id);
        }
        by_offer.values_mut().for_each(|ids| ids.sort());
        Ok(by_offer)
    }
}
