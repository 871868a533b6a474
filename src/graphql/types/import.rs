//! An import that was asked for, and what it said.

use async_graphql::{Context, ID, Object};

use crate::domain::import_job;
use crate::domain::import_job::{ImportJobFilter, RemarkPlace, RemarksPage};
use crate::domain::page::Slice;
use crate::domain::publisher::PublisherId;
use crate::graphql::connection::connection;
use crate::graphql::context::{Answer, loaders, locale};
use crate::graphql::cursor;
use crate::graphql::page::PageArguments;
use crate::graphql::scalars::DateTime;
use crate::graphql::types::import_report::{ImportRemark, ImportSums};
use crate::graphql::words::{ImportFormat, ImportState};

connection!(
    ImportJobConnection,
    ImportJobEdge,
    ImportJob,
    ImportJobFilter,
    count_import_jobs,
    "imports"
);

connection!(
    ImportRemarkConnection,
    ImportRemarkEdge,
    ImportRemark,
    RemarksKept,
    "remarks of an import",
    |_ctx, kept| Ok(kept.0)
);

/// How many remarks of an import are kept.
pub(in crate::graphql) struct RemarksKept(u64);

impl ImportJobConnection {
    /// The page with these imports.
    pub(in crate::graphql) fn of(
        slice: Slice<import_job::ImportJob>,
        filter: ImportJobFilter,
    ) -> Self {
        let edge = |job: import_job::ImportJob| (cursor::write_import(job.id), ImportJob(job));
        Self::new(slice.map(edge), filter)
    }
}

/// An import that somebody asked for. It is done in the background, whichever process does it; one at a time.
#[derive(Clone)]
pub(in crate::graphql) struct ImportJob(pub(in crate::graphql) import_job::ImportJob);

impl From<import_job::ImportJob> for ImportJob {
    fn from(job: import_job::ImportJob) -> Self {
        Self(job)
    }
}

/// An import that somebody asked for. It is done in the background, one at a time, and goes on after a restart. For
/// administrators. The latest 1,000 are remembered.
#[Object]
impl ImportJob {
    /// Opaque; the same import has the same id for good.
    pub(in crate::graphql) async fn id(&self) -> ID {
        self.0.id.into()
    }

    /// How far it is.
    async fn state(&self) -> ImportState {
        self.0.state.into()
    }

    /// How far it is, in a word or two in the language of the Accept-Language header.
    async fn state_label(&self, ctx: &Context<'_>) -> String {
        locale(ctx, None).import_state(self.0.state)
    }

    /// What that means and what to do about it, in a sentence in the language of the Accept-Language header.
    async fn outcome(&self, ctx: &Context<'_>) -> String {
        locale(ctx, None).import_outcome(&self.0)
    }

    /// Why the file was refused; null unless it was.
    async fn reason(&self) -> Option<&str> {
        self.0.reason.as_deref()
    }

    /// Who asked for it: the name they signed in with. Its changes are recorded under it.
    async fn asked_by(&self) -> &str {
        &self.0.asked_by
    }

    /// Who called it off; null when nobody did. One that runs ends about a second later.
    async fn called_off_by(&self) -> Option<&str> {
        self.0.called_off_by.as_deref()
    }

    /// Why, in the words of who asked for it; null when they did not say. History gives it with each change: or
    /// else the name of the file, or else the id of the import.
    async fn note(&self) -> Option<&str> {
        self.0.note.as_deref()
    }

    /// What the file is called; null when nobody said.
    async fn file_name(&self) -> Option<&str> {
        self.0.terms.file_name.as_deref()
    }

    /// Its format; null until it was recognised, unless it was named.
    async fn format(&self) -> Option<ImportFormat> {
        self.0.terms.format.map(ImportFormat::from)
    }

    /// The marketplace id of who publishes the offers that do not say by whom they are published; null when nobody
    /// was named.
    async fn publisher_id(&self) -> Option<&str> {
        self.0.terms.publisher.as_ref().map(PublisherId::as_str)
    }

    /// Whether it only says what it would do.
    async fn is_dry_run(&self) -> bool {
        self.0.terms.is_dry_run
    }

    /// Whether it overwrites contacts that somebody verified or wrote.
    async fn overwrites(&self) -> bool {
        self.0.terms.overwrites
    }

    /// Whether it retires the offers that the file does not have, of the publishers that it has.
    async fn retires_missing(&self) -> bool {
        self.0.terms.retires_missing
    }

    /// When it was asked for.
    async fn created_at(&self) -> DateTime {
        DateTime(self.0.created_at)
    }

    /// When it was first begun; null while it waits for that.
    async fn started_at(&self) -> Option<DateTime> {
        self.0.started_at.map(DateTime)
    }

    /// When it ended, one way or another; null until then.
    async fn finished_at(&self) -> Option<DateTime> {
        self.0.finished_at.map(DateTime)
    }

    /// How many things, such as offers, the file tells of; null until it was read. Brought up to date about once a
    /// second, as `thingsDone` is.
    async fn things(&self) -> Option<u64> {
        self.0.things
    }

    /// How many of them are done.
    async fn things_done(&self) -> u64 {
        self.0.things_done
    }

    /// How often it was begun: again where a process ended before it did.
    async fn runs(&self) -> u32 {
        self.0.runs
    }

    /// What it did, or would do, in numbers; null until it ended, and when it did not get to its first row.
    async fn sums(&self) -> Option<ImportSums> {
        self.0.sums.clone().map(ImportSums::from)
    }

    /// How much there was to say, whether it is kept or not; 0 until it ended.
    async fn remark_count(&self) -> u64 {
        self.0.remark_count
    }

    /// What there was to say, by lines or paths of the file, first what is about all of it; none until it ended. The
    /// first 1,000 that were found are kept.
    async fn remarks(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "At most this many; 20 if not given, 100 at most.")] first: Option<i32>,
        #[graphql(desc = "Only those after this cursor.")] after: Option<String>,
    ) -> Answer<ImportRemarkConnection> {
        let page = PageArguments::forward(first, after).page(cursor::read_remark)?;
        let wanted = RemarksPage {
            of: self.0.id,
            size: page.size,
            after: page.after,
        };
        let kept = self.0.remarks_kept();
        // Nothing is looked up where nothing can be.
        let read = match kept {
            0 => None,
            _ => loaders(ctx).remarks.load(wanted).await?,
        };
        let slice = read.unwrap_or_else(|| page.slice(Vec::new()));
        let edge = |(place, remark): (RemarkPlace, import_job::ImportRemark)| {
            (cursor::write_remark(place), ImportRemark::from(remark))
        };
        Ok(ImportRemarkConnection::new(
            slice.map(edge),
            RemarksKept(kept),
        ))
    }
}
