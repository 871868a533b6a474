//! Imports that were asked for: reading them, and what they said.

mod done;
mod queue;
mod work;

use std::collections::HashMap;

use entity::{import_content, import_job, import_remark};
use sea_orm::prelude::*;
use sea_orm::sea_query::{Expr, IntoColumnRef};
use sea_orm::{Condition, QueryOrder, QuerySelect};

use super::keyset::Keyset;
use super::reading::{Row, codes};
use super::{Doing, Result, Session};
use crate::domain::Id;
use crate::domain::format::ImportFormat;
use crate::domain::import_job::{
    ImportJob, ImportJobFilter, ImportRemark, ImportState, ImportSums, ImportTerms, RemarkPlace,
    RemarksPage,
};
use crate::domain::page::{Page, Slice};
use crate::domain::publisher::PublisherId;

pub use work::{ImportEnd, ImportProgress, StillWorking, TakenImport, Taking};

fn job(row: import_job::Model) -> Result<ImportJob> {
    let at = Row {
        table: "import_job",
        key: row.id,
    };
    let format = row.format.as_deref().map(ImportFormat::from_code);
    let publisher = row.publisher_id.as_deref().map(PublisherId::parse);
    let count = |column, count: i64| at.read(column, u64::try_from(count).ok());
    let sums = row.sums.map(serde_json::from_value::<ImportSums>);
    Ok(ImportJob {
        id: Id::new(row.id),
        state: at.read("state", ImportState::from_code(&row.state))?,
        terms: ImportTerms {
            file_name: row.file_name,
            format: format.map(|code| at.read("format", code)).transpose()?,
            publisher: publisher
                .map(|id| at.read("publisher_id", id))
                .transpose()?,
            is_dry_run: row.is_dry_run,
            overwrites: row.overwrites,
            retires_missing: row.retires_missing,
        },
        asked_by: row.asked_by,
        request: row.request_id,
        note: row.note,
        things: row
            .things
            .map(|things| count("things", things))
            .transpose()?,
        things_done: count("things_done", row.things_done)?,
        runs: at.read("runs", u32::try_from(row.runs).ok())?,
        called_off_by: row.called_off_by,
        reason: row.reason,
        sums: sums.map(|sums| at.read("sums", sums.ok())).transpose()?,
        remark_count: count("remark_count", row.remark_count)?,
        created_at: row.created_at,
        started_at: row.started_at,
        finished_at: row.finished_at,
    })
}

fn listed(filter: &ImportJobFilter) -> Select<import_job::Entity> {
    let mut select = import_job::Entity::find();
    if let Some(states) = &filter.states {
        select = select.filter(import_job::Column::State.is_in(codes(states, ImportState::code)));
    }
    select
}

impl<C: ConnectionTrait> Session<C> {
    /// The import with this id.
    pub async fn import_job(&self, id: Id<ImportJob>) -> Result<Option<ImportJob>> {
        let row = import_job::Entity::find_by_id(id.key())
            .one(self.connection())
            .await;
        row.doing("read an import")?.map(job).transpose()
    }

    /// The imports with these ids, in no order.
    pub async fn import_jobs_by_id(&self, ids: &[Id<ImportJob>]) -> Result<Vec<ImportJob>> {
        let rows = import_job::Entity::find()
            .filter(import_job::Column::Id.is_in(ids.iter().map(|id| id.key())))
            .all(self.connection())
            .await;
        rows.doing("read imports")?.into_iter().map(job).collect()
    }

    /// A page of the imports that a filter lets through, the latest first.
    pub async fn import_jobs(
        &self,
        filter: &ImportJobFilter,
        page: &Page<Id<ImportJob>>,
    ) -> Result<Slice<ImportJob>> {
        let id = (import_job::Entity, import_job::Column::Id).into_column_ref();
        let keys = Keyset {
            keys: vec![Expr::col(id)],
            descending: true,
        };
        let mut select = listed(filter);
        for bound in keys.bounds(page, |id| vec![Expr::value(id.key())]) {
            select = select.filter(bound);
        }
        for (key, direction) in keys.order(page.direction) {
            select = select.order_by(key, direction);
        }
        let rows = select
            .limit(u64::from(page.size) + 1)
            .all(self.connection())
            .await
            .doing("list imports")?;
        let jobs: Result<Vec<_>> = rows.into_iter().map(job).collect();
        Ok(page.slice(jobs?))
    }

    /// How many imports a filter lets through.
    pub async fn count_import_jobs(&self, filter: &ImportJobFilter) -> Result<u64> {
        let count = listed(filter).count(self.connection()).await;
        count.doing("count imports")
    }

    /// What imports said, page by page: one statement, whosever pages they are.
    pub async fn import_remarks(
        &self,
        pages: &[RemarksPage],
    ) -> Result<HashMap<RemarksPage, Slice<(RemarkPlace, ImportRemark)>>> {
        let covered = pages.iter().fold(Condition::any(), |any, page| {
            let places = page.places();
            let of_page = Condition::all()
                .add(import_remark::Column::JobId.eq(page.of.key()))
                .add(import_remark::Column::Place.gte(places.start))
                .add(import_remark::Column::Place.lt(places.end));
            any.add(of_page)
        });
        let rows = import_remark::Entity::find()
            .filter(covered)
            .order_by_asc(import_remark::Column::Place)
            .all(self.connection())
            .await
            .doing("read what imports said")?;
        let mut remarks = Vec::with_capacity(rows.len());
        for row in rows {
            let at = Row {
                table: "import_remark",
                key: row.job_id,
            };
            let place = at.read("place", u32::try_from(row.place).ok())?;
            let remark = serde_json::from_value::<ImportRemark>(row.remark);
            let remark = at.read("remark", remark.ok())?;
            remarks.push((row.job_id, RemarkPlace(place), remark));
        }
        let of_page = |page: &RemarksPage| {
            let places = page.places();
            let own = remarks
                .iter()
                .filter(|(job, place, _)| *job == page.of.key() && places.contains(&place.0));
            let own = own.map(|(_, place, remark)| (*place, remark.clone()));
            let slice = Page {
                after: page.after,
                ..Page::first(page.size)
            };
            (*page, slice.slice(own.collect()))
        };
        Ok(pages.iter().map(of_page).collect())
    }

    /// What an import is to take in; absent once it ended.
    pub async fn import_content(&self, id: Id<ImportJob>) -> Result<Option<Vec<u8>>> {
        let row = import_content::Entity::find_by_id(id.key())
            .one(self.connection())
            .await;
        Ok(row
            .doing("read what is to be imported")?
            .map(|row| row.bytes))
    }
}
