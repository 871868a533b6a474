//! Histories below a list of things: the first changes of each, and how many each holds.

use std::collections::HashMap;

use entity::change_record::{self, Column};
use sea_orm::prelude::*;
use sea_orm::sea_query::{
    Asterisk, Expr, ExprTrait, Order, OverStatement, Query, SelectStatement, UnionType,
    WindowStatement,
};
use sea_orm::{FromQueryResult, JoinType, QueryResult};

use super::{parts, record, within};
use crate::domain::actor::ContactScope;
use crate::domain::change::{ChangeRecord, Thing, ThingKind};
use crate::domain::page::{Page, Slice};
use crate::store::{Doing, Result, Session};

/// The columns that say in whose history a record stands.
const HISTORY: [&str; 2] = ["history_kind", "history_key"];

#[derive(FromQueryResult)]
struct History {
    history_kind: String,
    history_key: Uuid,
}

impl History {
    fn thing(&self) -> Thing {
        Thing {
            kind: ThingKind::from_code(&self.history_kind)
                .expect("the statement itself wrote the kind"),
            key: self.history_key,
        }
    }
}

struct Placed {
    of: History,
    record: change_record::Model,
}

impl FromQueryResult for Placed {
    fn from_query_result(row: &QueryResult, prefix: &str) -> std::result::Result<Self, DbErr> {
        Ok(Self {
            of: History::from_query_result(row, prefix)?,
            record: change_record::Model::from_query_result(row, prefix)?,
        })
    }
}

struct Counted {
    of: History,
    changes: i64,
}

impl FromQueryResult for Counted {
    fn from_query_result(row: &QueryResult, prefix: &str) -> std::result::Result<Self, DbErr> {
        Ok(Self {
            of: History::from_query_result(row, prefix)?,
            changes: row.try_get(prefix, "changes")?,
        })
    }
}

impl<C: ConnectionTrait> Session<C> {
    /// The first pages of the histories of some things, each thing with how many changes are wanted: one
    /// statement.
    pub async fn first_changes_of(
        &self,
        wanted: &[(Thing, u32)],
        readable: &ContactScope,
    ) -> Result<HashMap<(Thing, u32), Slice<ChangeRecord>>> {
        let things: Vec<Thing> = wanted.iter().map(|(thing, _)| *thing).collect();
        let most = wanted.iter().map(|(_, size)| *size).max().unwrap_or(0);
        let mut by_thing: HashMap<Thing, Vec<ChangeRecord>> = HashMap::new();
        if let Some(standing) = standing(&things, readable) {
            // One more than the largest page tells whether a history goes on.
            let query = first(standing, u64::from(most) + 1);
            let statement = self.connection().get_database_backend().build(&query);
            let rows = Placed::find_by_statement(statement)
                .all(self.connection())
                .await;
            for row in rows.doing("read the first changes of things")? {
                let of = by_thing.entry(row.of.thing()).or_default();
                of.push(record(row.record)?);
            }
        }
        let slice = |&(thing, size): &(Thing, u32)| {
            let found = by_thing.get(&thing).into_iter().flatten();
            let read = found.take(size as usize + 1).cloned().collect();
            ((thing, size), Page::<()>::first(size).slice(read))
        };
        Ok(wanted.iter().map(slice).collect())
    }

    /// How many changes the histories of some things hold; one without any is absent.
    pub async fn count_changes_of(
        &self,
        things: &[Thing],
        readable: &ContactScope,
    ) -> Result<HashMap<Thing, u64>> {
        let Some(standing) = standing(things, readable) else {
            return Ok(HashMap::new());
        };
        let query = Query::select()
            .columns(HISTORY)
            .expr_as(Expr::cust("COUNT(*)"), "changes")
            .from_subquery(standing, "standing")
            .group_by_columns(HISTORY)
            .to_owned();
        let statement = self.connection().get_database_backend().build(&query);
        let rows = Counted::find_by_statement(statement)
            .all(self.connection())
            .await;
        let counts = rows.doing("count the changes of things")?.into_iter();
        Ok(counts
            .map(|row| (row.of.thing(), row.changes.unsigned_abs()))
            .collect())
    }
}

/// In whose history each record stands that may be read; `None` for no things.
fn standing(things: &[Thing], readable: &ContactScope) -> Option<SelectStatement> {
    let [kind, key] = HISTORY;
    let parts = parts(things).into_iter().map(|part| {
        Query::select()
            .expr_as(Expr::value(part.of.code()), kind)
            .expr_as(Expr::col(part.by), key)
            .column(Column::Id)
            .from(change_record::Entity)
            .cond_where(part.those)
            .cond_where(within(readable))
            .to_owned()
    });
    parts.reduce(|mut all, part| {
        all.union(UnionType::All, part);
        all
    })
}

/// The first records of each history, the latest first.
fn first(standing: SelectStatement, most: u64) -> SelectStatement {
    let [kind, key] = HISTORY;
    let latest_first = WindowStatement::partition_by(kind)
        .partition_by(key)
        .order_by(Column::Id, Order::Desc)
        .to_owned();
    let placed = Query::select()
        .columns(HISTORY)
        .column(Column::Id)
        .expr_window_as(Expr::cust("ROW_NUMBER()"), latest_first, "place")
        .from_subquery(standing, "standing")
        .to_owned();
    let id = (change_record::Entity, Column::Id);
    Query::select()
        .columns(HISTORY.map(|column| ("placed", column)))
        .column((change_record::Entity, Asterisk))
        .from(change_record::Entity)
        .join_subquery(
            JoinType::InnerJoin,
            placed,
            "placed",
            Expr::col(id).equals(("placed", Column::Id)),
        )
        .and_where(Expr::col("place").lte(most))
        .order_by(id, Order::Desc)
        .to_owned()
}
