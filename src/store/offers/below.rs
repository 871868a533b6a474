//! Offers below a list of publishers: the first few of each, and how many each has.

use std::collections::HashMap;

use entity::{offer, publisher};
use sea_orm::prelude::*;
use sea_orm::sea_query::{Alias, Expr, ExprTrait, Order, Query, SelectStatement, WindowStatement};
use sea_orm::{Condition, QuerySelect};

use crate::domain::Id;
use crate::domain::folding::fold;
use crate::domain::offer::Offer;
use crate::domain::publisher::Publisher;
use crate::store::{Doing, Result, Session};

impl<C: ConnectionTrait> Session<C> {
    /// The first offers of some publishers by title, each publisher with how many are wanted: one statement.
    pub async fn first_offers_of(
        &self,
        wanted: &[(Id<Publisher>, u32)],
    ) -> Result<HashMap<(Id<Publisher>, u32), Vec<Offer>>> {
        let most = wanted.iter().map(|(_, size)| *size).max().unwrap_or(0);
        let first =
            offer::Column::Id.in_subquery(first_ids(wanted.iter().map(|(id, _)| *id), most));
        let mut offers = self
            .offers_where(
                Condition::all().add(first),
                "read the first offers of publishers",
            )
            .await?;
        offers.sort_by_cached_key(|offer| (fold(&offer.facts.title), offer.id));
        let of = |&(publisher, size): &(Id<Publisher>, u32)| {
            let own = offers
                .iter()
                .filter(|offer| offer.publisher.id == publisher);
            (
                (publisher, size),
                own.take(size as usize).cloned().collect(),
            )
        };
        Ok(wanted.iter().map(of).collect())
    }

    /// How many offers some publishers have in the lists; one without any is absent.
    pub async fn count_offers_of(
        &self,
        publishers: &[Id<Publisher>],
    ) -> Result<HashMap<Id<Publisher>, u64>> {
        let counts: Vec<(Uuid, i64)> = offer::Entity::find()
            .select_only()
            .column(offer::Column::PublisherId)
            .column_as(offer::Column::Id.count(), "offers")
            .filter(offer::Column::PublisherId.in_subquery(listed(publishers.iter().copied())))
            .filter(offer::Column::RetiredAt.is_null())
            .group_by(offer::Column::PublisherId)
            .into_tuple()
            .all(self.connection())
            .await
            .doing("count the offers of publishers")?;
        Ok(counts
            .into_iter()
            .map(|(key, count)| (Id::new(key), count.unsigned_abs()))
            .collect())
    }
}

/// Those of some publishers that are in the lists: with one that left them its offers did.
fn listed(publishers: impl Iterator<Item = Id<Publisher>>) -> SelectStatement {
    Query::select()
        .column(publisher::Column::Id)
        .from(publisher::Entity)
        .and_where(publisher::Column::Id.is_in(publishers.map(Id::key)))
        .and_where(publisher::Column::RetiredAt.is_null())
        .to_owned()
}

/// The ids of the first offers of each publisher, by title.
fn first_ids(publishers: impl Iterator<Item = Id<Publisher>>, most: u32) -> SelectStatement {
    let place = Alias::new("place");
    let by_title = WindowStatement::partition_by(offer::Column::PublisherId)
        .order_by(offer::Column::TitleKey, Order::Asc)
        .order_by(offer::Column::Id, Order::Asc)
        .to_owned();
    let placed = Query::select()
        .column(offer::Column::Id)
        .expr_window_as(Expr::cust("ROW_NUMBER()"), by_title, place.clone())
        .from(offer::Entity)
        .and_where(offer::Column::PublisherId.in_subquery(listed(publishers)))
        .and_where(offer::Column::RetiredAt.is_null())
        .to_owned();
    Query::select()
        .column(offer::Column::Id)
        .from_subquery(placed, Alias::new("placed"))
        .and_where(Expr::col(place).lte(most))
        .to_owned()
}
