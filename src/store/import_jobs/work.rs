//! Working on imports: taking the next one up, saying how far it is, ending it.
//!
//! Changes run one after the other over all processes, so that whoever takes an import up in one is alone with
//! it. A worker says now and then that it is still there; one that has not for long is taken for gone, and what
//! it says later of an import that somebody else took up since is not written.

use chrono::{DateTime, Utc};
use entity::{import_job, import_remark};
use sea_orm::prelude::*;
use sea_orm::{IntoActiveModel, JsonValue, QueryOrder, Set};
use serde::Serialize;

use super::job;
use crate::domain::Id;
use crate::domain::format::ImportFormat;
use crate::domain::import_job::{ImportJob, ImportRemark, ImportState, ImportSums, MOST_REMARKS};
use crate::store::reading::codes;
use crate::store::writing::{ROWS_PER_STATEMENT, now};
use crate::store::{Change, Doing, Result, Session};

/// Who takes imports up, and whom it takes for gone.
#[derive(Clone, Copy, Debug)]
pub struct Taking {
    /// Who.
    pub worker: Uuid,
    /// Workers that were not heard of since.
    pub gone_since: DateTime<Utc>,
}

/// An import that was taken up.
#[derive(Clone, Debug)]
pub struct TakenImport {
    /// The import.
    pub job: ImportJob,
    /// How often its worker was gone before it came to its end, this time included.
    pub runs_lost: u32,
}

/// How far a worker is with its import.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ImportProgress {
    /// In what it is: [`ImportState::Reading`] or [`ImportState::Running`].
    pub state: ImportState,
    /// The format, once it is known.
    pub format: Option<ImportFormat>,
    /// How many things the file tells of, once it was read.
    pub things: Option<usize>,
    /// How many of them are done.
    pub things_done: usize,
}

/// What a worker hears when it says how far it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StillWorking {
    /// It is to go on.
    GoOn,
    /// Somebody called the import off.
    CalledOff,
    /// Somebody else took the import up since.
    Lost,
}

/// How an import ends, or a run of it.
#[derive(Clone, Debug)]
pub struct ImportEnd {
    /// In what: [`ImportState::Queued`] when another run is to go on with it.
    pub state: ImportState,
    /// How far it came.
    pub progress: ImportProgress,
    /// Why the file was refused.
    pub reason: Option<String>,
    /// What was done, in numbers.
    pub sums: Option<ImportSums>,
    /// What there is to say, the first [`MOST_REMARKS`] of it.
    pub remarks: Vec<ImportRemark>,
    /// How much there was to say.
    pub remark_count: usize,
}

impl<C: ConnectionTrait> Session<C> {
    /// Whether there is an import that can be taken up.
    pub async fn is_import_waiting(&self, gone_since: DateTime<Utc>) -> Result<bool> {
        let waiting = self.next_import(gone_since).await?;
        Ok(waiting.is_some())
    }

    /// The import whose turn it is, the oldest first; none while somebody works on one.
    async fn next_import(&self, gone_since: DateTime<Utc>) -> Result<Option<import_job::Model>> {
        let under_way = codes(ImportState::UNDER_WAY, ImportState::code);
        let rows = import_job::Entity::find()
            .filter(import_job::Column::State.is_in(under_way))
            .order_by_asc(import_job::Column::Id)
            .all(self.connection())
            .await
            .doing("look for an import")?;
        let is_at_work = |row: &import_job::Model| row.heard_at.is_some_and(|at| at >= gone_since);
        if rows.iter().any(is_at_work) {
            return Ok(None);
        }
        Ok(rows.into_iter().next())
    }
}

impl Change {
    /// Takes up the import whose turn it is, if nobody works on another.
    pub async fn take_import_up(&self, taking: Taking) -> Result<Option<TakenImport>> {
        let Some(next) = self.next_import(taking.gone_since).await? else {
            return Ok(None);
        };
        let is_lost = next.state != ImportState::Queued.code();
        let at = now();
        let row = import_job::ActiveModel {
            id: Set(next.id),
            state: Set(ImportState::Reading.code().to_owned()),
            things_done: Set(0),
            runs: Set(next.runs + 1),
            runs_lost: Set(next.runs_lost + i32::from(is_lost)),
            worker: Set(Some(taking.worker)),
            heard_at: Set(Some(at)),
            started_at: Set(next.started_at.or(Some(at))),
            ..Default::default()
        };
        let taken = row.update(self.connection()).await;
        let taken = taken.doing("take an import up")?;
        Ok(Some(TakenImport {
            runs_lost: u32::try_from(taken.runs_lost).unwrap_or(0),
            job: job(taken)?,
        }))
    }

    /// Writes down how far a worker is with its import, and that it is still there.
    pub async fn note_import_progress(
        &self,
        id: Id<ImportJob>,
        worker: Uuid,
        progress: ImportProgress,
    ) -> Result<StillWorking> {
        let Some(kept) = self.import_of(id, worker).await? else {
            return Ok(StillWorking::Lost);
        };
        let row = import_job::ActiveModel {
            id: Set(id.key()),
            state: Set(progress.state.code().to_owned()),
            heard_at: Set(Some(now())),
            ..progressed(&kept, progress)
        };
        let noted = row.update(self.connection()).await;
        noted.doing("write down how far an import is")?;
        Ok(match kept.called_off_by {
            Some(_) => StillWorking::CalledOff,
            None => StillWorking::GoOn,
        })
    }

    /// Ends an import, or a run of it, unless somebody else took it up since; then nothing is written.
    pub async fn end_import(
        &self,
        id: Id<ImportJob>,
        worker: Uuid,
        end: ImportEnd,
    ) -> Result<StillWorking> {
        let Some(kept) = self.import_of(id, worker).await? else {
            return Ok(StillWorking::Lost);
        };
        let has_ended = end.state.has_ended();
        let row = import_job::ActiveModel {
            id: Set(id.key()),
            state: Set(end.state.code().to_owned()),
            worker: Set(None),
            heard_at: Set(None),
            reason: Set(end.reason.map(|reason| reason.replace('\0', ""))),
            sums: Set(end.sums.as_ref().filter(|_| has_ended).map(json)),
            remark_count: Set(if has_ended {
                count(end.remark_count)
            } else {
                0
            }),
            finished_at: Set(has_ended.then(now)),
            ..progressed(&kept, end.progress)
        };
        let ended = row.update(self.connection()).await;
        ended.doing("end an import")?;
        if has_ended {
            self.drop_import_content(id).await?;
            self.keep_import_remarks(id, end.remarks).await?;
        }
        Ok(StillWorking::GoOn)
    }

    /// An import, if this worker works on it.
    async fn import_of(
        &self,
        id: Id<ImportJob>,
        worker: Uuid,
    ) -> Result<Option<import_job::Model>> {
        let row = import_job::Entity::find_by_id(id.key())
            .filter(import_job::Column::Worker.eq(worker))
            .one(self.connection())
            .await;
        row.doing("read an import")
    }

    async fn keep_import_remarks(
        &self,
        id: Id<ImportJob>,
        remarks: Vec<ImportRemark>,
    ) -> Result<()> {
        let mut rows = Vec::with_capacity(remarks.len());
        for (place, remark) in (0..).zip(remarks.into_iter().take(MOST_REMARKS)) {
            let row = import_remark::Model {
                job_id: id.key(),
                place,
                remark: without_zeros(json(&remark)),
            };
            rows.push(row.into_active_model());
        }
        for rows in rows.chunks(ROWS_PER_STATEMENT) {
            import_remark::Entity::insert_many(rows.to_vec())
                .exec_without_returning(self.connection())
                .await
                .doing("keep what an import said")?;
        }
        Ok(())
    }
}

/// The columns that say how far an import is.
fn progressed(kept: &import_job::Model, progress: ImportProgress) -> import_job::ActiveModel {
    let format = progress.format.map(|format| format.code().to_owned());
    import_job::ActiveModel {
        format: Set(format.or_else(|| kept.format.clone())),
        things: Set(progress.things.map(count)),
        things_done: Set(count(progress.things_done)),
        ..Default::default()
    }
}

fn count(things: usize) -> i64 {
    i64::try_from(things).unwrap_or(i64::MAX)
}

fn json(value: &impl Serialize) -> JsonValue {
    serde_json::to_value(value).expect("it is made of texts and numbers")
}

/// The same without zeros in its texts: PostgreSQL takes none, and files hold them.
fn without_zeros(value: JsonValue) -> JsonValue {
    match value {
        JsonValue::String(text) => text.replace('\0', "").into(),
        JsonValue::Array(items) => items.into_iter().map(without_zeros).collect(),
        JsonValue::Object(members) => members
            .into_iter()
            .map(|(name, value)| (name.replace('\0', ""), without_zeros(value)))
            .collect(),
        plain => plain,
    }
}
