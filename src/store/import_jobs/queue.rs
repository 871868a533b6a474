//! The queue of imports: asking for one, calling one off, forgetting old ones.

use entity::{import_content, import_job, import_remark};
use sea_orm::prelude::*;
use sea_orm::sea_query::Query;
use sea_orm::{Condition, IntoActiveModel, QueryOrder, QuerySelect, Set};

use super::job;
use crate::domain::Id;
use crate::domain::change::Cause;
use crate::domain::format::ImportFormat;
use crate::domain::import_job::{ImportJob, ImportState, NewImport};
use crate::domain::publisher::PublisherId;
use crate::store::reading::codes;
use crate::store::writing::{new_key, now};
use crate::store::{Change, Doing, Result};

impl Change {
    /// Puts an import at the end of the queue.
    pub async fn queue_import(&self, cause: &Cause, new: NewImport) -> Result<ImportJob> {
        let terms = new.terms;
        let row = import_job::Model {
            id: new_key(),
            state: ImportState::Queued.code().to_owned(),
            asked_by: cause.actor.name().to_owned(),
            request_id: cause.request,
            note: cause.note.clone(),
            file_name: terms.file_name,
            format: terms
                .format
                .map(|format: ImportFormat| format.code().to_owned()),
            publisher_id: terms
                .publisher
                .map(|id: PublisherId| id.as_str().to_owned()),
            is_dry_run: terms.is_dry_run,
            overwrites: terms.overwrites,
            retires_missing: terms.retires_missing,
            things: None,
            things_done: 0,
            runs: 0,
            runs_lost: 0,
            called_off_by: None,
            reason: None,
            sums: None,
            remark_count: 0,
            worker: None,
            heard_at: None,
            created_at: now(),
            started_at: None,
            finished_at: None,
        };
        let queued = row.into_active_model().insert(self.connection()).await;
        let queued = job(queued.doing("queue an import")?)?;
        let content = import_content::Model {
            job_id: queued.id.key(),
            bytes: new.content,
        };
        let row = std::iter::once(content.into_active_model());
        self.insert(row, "keep what is to be imported").await?;
        Ok(queued)
    }

    /// Writes down that somebody called an import off. One that waits for its turn has ended with that; of one
    /// that runs its worker hears soon.
    pub async fn call_off_import(&self, kept: &ImportJob, by: &str) -> Result<ImportJob> {
        let mut row = import_job::ActiveModel {
            id: Set(kept.id.key()),
            called_off_by: Set(Some(by.to_owned())),
            ..Default::default()
        };
        if kept.state == ImportState::Queued {
            row.state = Set(ImportState::Cancelled.code().to_owned());
            row.finished_at = Set(Some(now()));
            self.drop_import_content(kept.id).await?;
        }
        let called_off = row.update(self.connection()).await;
        job(called_off.doing("call an import off")?)
    }

    /// Lets go of what an import was to take in.
    pub(super) async fn drop_import_content(&self, id: Id<ImportJob>) -> Result<()> {
        import_content::Entity::delete_by_id(id.key())
            .exec(self.connection())
            .await
            .doing("let go of what was imported")?;
        Ok(())
    }

    /// Forgets imports that ended, all but this many of the latest.
    pub async fn forget_imports_but(&self, latest: u64) -> Result<()> {
        let last_kept = import_job::Entity::find()
            .select_only()
            .column(import_job::Column::Id)
            .order_by_desc(import_job::Column::Id)
            .offset(latest.saturating_sub(1))
            .limit(1)
            .into_tuple::<Uuid>()
            .one(self.connection())
            .await
            .doing("look for old imports")?;
        let Some(last_kept) = last_kept else {
            return Ok(());
        };
        let under_way = codes(ImportState::UNDER_WAY, ImportState::code);
        let is_old = Condition::all()
            .add(import_job::Column::Id.lt(last_kept))
            .add(import_job::Column::State.is_not_in(under_way));
        let old = Query::select()
            .column(import_job::Column::Id)
            .from(import_job::Entity)
            .cond_where(is_old.clone())
            .to_owned();
        import_remark::Entity::delete_many()
            .filter(import_remark::Column::JobId.in_subquery(old))
            .exec(self.connection())
            .await
            .doing("forget what old imports said")?;
        import_job::Entity::delete_many()
            .filter(is_old)
            .exec(self.connection())
            .await
            .doing("forget old imports")?;
        Ok(())
    }
}
