//! Imports that are asked for and then done in the background: how far each is, and what became of it.

mod draft;
mod report;

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::format::ImportFormat;
use super::id::{Id, Named};
use super::publisher::PublisherId;

pub use draft::{ImportDraft, ImportProblem, MOST_WAITING, NewImport, SentFile};
pub use report::{
    DoneByImport, FieldDifference, ImportRemark, ImportSums, ImportTally, MOST_REMARKS, RemarkKind,
    RemarkPlace, RemarksPage,
};

closed_set! {
    /// How far an import is.
    pub enum ImportState {
        /// It waits for its turn.
        Queued = "QUEUED",
        /// Its file is being read.
        Reading = "READING",
        /// What the file tells is being taken in, or compared in a dry run.
        Running = "RUNNING",
        /// It came to its end.
        Done = "DONE",
        /// Nothing in the file can be trusted, and nothing was taken.
        Refused = "REFUSED",
        /// It broke off through our fault. What was kept until then stays.
        Failed = "FAILED",
        /// Somebody called it off. What was kept until then stays.
        Cancelled = "CANCELLED",
    }
}

impl ImportState {
    /// Those in which an import is not over yet.
    pub const UNDER_WAY: &[Self] = &[Self::Queued, Self::Reading, Self::Running];

    /// Whether the import is over, one way or another.
    pub fn has_ended(self) -> bool {
        !Self::UNDER_WAY.contains(&self)
    }
}

/// What is to be imported, and how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportTerms {
    /// What the file is called.
    pub file_name: Option<String>,
    /// Its format; recognised by what stands in it when absent.
    pub format: Option<ImportFormat>,
    /// Who publishes the offers that do not say by whom they are published.
    pub publisher: Option<PublisherId>,
    /// Whether it only says what it would do.
    pub is_dry_run: bool,
    /// Whether it overwrites contacts that somebody stands for.
    pub overwrites: bool,
    /// Whether it retires the offers that the file does not have.
    pub retires_missing: bool,
}

/// An import that somebody asked for.
#[derive(Clone, Debug, PartialEq)]
pub struct ImportJob {
    /// Its id.
    pub id: Id<ImportJob>,
    /// How far it is.
    pub state: ImportState,
    /// What is imported, and how. The format is known once the file was read.
    pub terms: ImportTerms,
    /// Who asked for it.
    pub asked_by: String,
    /// The request that asked for it.
    pub request: Option<Uuid>,
    /// Why, in the words of who asked for it.
    pub note: Option<String>,
    /// How many things the file tells of; absent until it was read.
    pub things: Option<u64>,
    /// How many of them are done.
    pub things_done: u64,
    /// How often it was begun.
    pub runs: u32,
    /// Who called it off.
    pub called_off_by: Option<String>,
    /// Why the file was refused.
    pub reason: Option<String>,
    /// What it did, in numbers; absent until it ended.
    pub sums: Option<ImportSums>,
    /// How much there was to say, whether it is kept or not.
    pub remark_count: u64,
    /// When it was asked for.
    pub created_at: DateTime<Utc>,
    /// When it was first begun.
    pub started_at: Option<DateTime<Utc>>,
    /// When it ended.
    pub finished_at: Option<DateTime<Utc>>,
}

impl Named for ImportJob {
    const KIND: &'static str = "import";
}

impl ImportJob {
    /// How many of its remarks are kept.
    pub fn remarks_kept(&self) -> u64 {
        self.remark_count.min(MOST_REMARKS as u64)
    }

    /// What history gives as the cause of its changes.
    pub fn cause(&self) -> String {
        let named = self.note.as_ref().or(self.terms.file_name.as_ref());
        named.cloned().unwrap_or_else(|| self.id.to_string())
    }
}

/// Which imports are wanted; what is absent does not narrow.
#[derive(Clone, Debug, Default)]
pub struct ImportJobFilter {
    /// Those that are this far.
    pub states: Option<Vec<ImportState>>,
}
