//! What an import did over all its runs. History has it: each change is recorded in the transaction that makes it, so
//! that nothing is missing of a run whose process was killed.

use entity::change_record::{self, Column};
use sea_orm::prelude::*;
use sea_orm::sea_query::{Expr, ExprTrait, Query, SelectStatement, SimpleExpr};
use sea_orm::{Condition, FromQueryResult};

use crate::domain::change::{Deed, ThingKind};
use crate::domain::import_job::{DoneByImport, ImportJob};
use crate::store::reading::Row;
use crate::store::{Doing, Result, Session};

#[derive(FromQueryResult)]
struct DoneRow {
    thing_kind: String,
    things: i64,
    added: i64,
    changed: i64,
    retired: i64,
    restored: i64,
}

impl<C: ConnectionTrait> Session<C> {
    /// What an import did to things, by their kind; a kind to which it did nothing is absent. Imports that one request
    /// asked for are told apart by their time: none begins before another's end.
    pub async fn done_by_import(&self, job: &ImportJob) -> Result<Vec<DoneByImport>> {
        let (Some(request), Some(begun)) = (job.request, job.started_at) else {
            return Ok(Vec::new());
        };
        let own = Condition::all()
            .add(Column::RequestId.eq(request))
            .add(Column::At.gte(begun));
        let statement = self.connection().get_database_backend().build(&done(own));
        let rows = DoneRow::find_by_statement(statement)
            .all(self.connection())
            .await
            .doing("count what an import did")?;
        let read = |row: DoneRow| {
            let at = Row {
                table: "change_record",
                key: request,
            };
            let kind = ThingKind::from_code(&row.thing_kind);
            Ok(DoneByImport {
                kind: at.read("thing_kind", kind)?,
                added: row.added.unsigned_abs(),
                changed: row.changed.unsigned_abs(),
                touched: (row.things - row.added).unsigned_abs(),
                retired: row.retired.unsigned_abs(),
                restored: row.restored.unsigned_abs(),
            })
        };
        rows.into_iter().map(read).collect()
    }
}

/// How many things of each kind records tell to have been added, and so on. A thing counts once.
fn done(records: Condition) -> SelectStatement {
    let was = |deed: Deed| {
        let was: SimpleExpr = Expr::case(Column::Deed.eq(deed.code()), 1)
            .finally(0)
            .into();
        was.max()
    };
    let by_thing = Query::select()
        .columns([Column::ThingKind, Column::ThingId])
        .expr_as(was(Deed::Added), "added")
        .expr_as(was(Deed::Changed), "changed")
        .expr_as(was(Deed::Retired), "retired")
        .expr_as(was(Deed::Restored), "restored")
        .from(change_record::Entity)
        .cond_where(records)
        .group_by_columns([Column::ThingKind, Column::ThingId])
        .to_owned();
    Query::select()
        .column("thing_kind")
        .expr_as(Expr::cust("COUNT(*)"), "things")
        .expr_as(Expr::col("added").sum(), "added")
        .expr_as(Expr::cust("SUM(changed * (1 - added))"), "changed")
        .expr_as(Expr::col("retired").sum(), "retired")
        .expr_as(Expr::col("restored").sum(), "restored")
        .from_subquery(by_thing, "things")
        .group_by_col("thing_kind")
        .to_owned()
}
