//! Publishers: how they are read, and which of them a key finds.

mod list;
mod merge;
mod write;

use entity::publisher;
use sea_orm::prelude::*;
use sea_orm::sea_query::{
    Alias, Expr, ExprTrait, Func, Query, SelectStatement, SimpleExpr, SubQueryStatement,
};

use super::{Doing, Result, Session};
use crate::domain::Id;
use crate::domain::publisher::{Publisher, PublisherId, PublisherKey};

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
    /// The publisher that a key finds, retired ones included: one that became one with another finds that.
    pub async fn publisher(&self, key: &PublisherKey) -> Result<Option<Publisher>> {
        let row = publisher::Entity::find()
            .filter(publisher::Column::Id.into_expr().eq(found_by(key)))
            .one(self.connection())
            .await;
        row.doing("read a publisher")?.map(publisher).transpose()
    }

    /// The publishers with these ids themselves, whatever became of them, in no order.
    pub async fn publishers_by_id(&self, ids: &[Id<Publisher>]) -> Result<Vec<Publisher>> {
        let keys = ids.iter().map(|id| id.key());
        self.publishers_where(publisher::Column::Id.is_in(keys))
            .await
    }

    /// The publishers with these marketplace ids themselves, whatever became of them, in no order.
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
}

/// The key of the publisher that a key finds: of the one that has it, or of the one that this became one with.
pub(super) fn found_by(key: &PublisherKey) -> SimpleExpr {
    let named = Alias::new("named");
    let column = |column: publisher::Column| Expr::col((named.clone(), column));
    let is_named = match key {
        PublisherKey::Id(id) => column(publisher::Column::Id).eq(id.key()),
        PublisherKey::Marketplace(id) => column(publisher::Column::PublisherId).eq(id.as_str()),
    };
    let found = Query::select()
        .expr(stands_for(&named))
        .from_as(publisher::Entity, named.clone())
        .and_where(is_named)
        .to_owned();
    scalar(found)
}

/// The key of whoever stands for a publisher: itself, unless it became one with another. Nobody ever
/// becomes one with somebody who did, so it is always one step.
pub(super) fn stands_for(named: &Alias) -> SimpleExpr {
    let column = |column: publisher::Column| Expr::col((named.clone(), column));
    Func::coalesce([
        column(publisher::Column::MergedInto),
        column(publisher::Column::Id),
    ])
    .into()
}

/// The one value that a query gives.
pub(super) fn scalar(query: SelectStatement) -> SimpleExpr {
    let query = SubQueryStatement::SelectStatement(query);
    SimpleExpr::SubQuery(None, Box::new(query))
}
