//! Why a command stopped: one line that says what, and what to do.

use std::path::PathBuf;

use super::backup::NotBackedUp;
use super::restore::NotRestored;
use super::sample::NotLoaded;
use crate::actions::export_directory::NotExported;
use crate::actions::load_edition::Broken;
use crate::domain::publisher::PublisherId;
use crate::identity::{GrantProblem, KeyFileProblem};
use crate::serve::{NotServing, NotTrusted, NotTrusting};
use crate::store::{Failure, Opening, StoreUrlProblem, chain};
use crate::telemetry::NotStarted;

/// Why a command stopped.
#[derive(Debug, thiserror::Error)]
pub enum Stopped {
    /// A variable of the environment is none of ours.
    #[error("{0} is not a setting: `support-directory --help` lists them")]
    UnknownVariable(String),
    /// Nothing can be told of what it does.
    #[error(transparent)]
    Telemetry(#[from] NotStarted),
    /// The database URL is none.
    #[error("the database URL cannot be used: {0}")]
    Url(#[from] StoreUrlProblem),
    /// The database cannot be opened.
    #[error(transparent)]
    Opening(Box<Opening>),
    /// The service cannot listen.
    #[error(transparent)]
    NotServing(#[from] NotServing),
    /// Nobody could be told from anybody else.
    #[error(transparent)]
    NotTrusting(#[from] NotTrusting),
    /// The trusted documents cannot be used.
    #[error(transparent)]
    NotTrusted(#[from] NotTrusted),
    /// The service's own key cannot be used.
    #[error(transparent)]
    OwnKey(#[from] KeyFileProblem),
    /// There is no key of its own to sign a token with.
    #[error(
        "on PostgreSQL tokens come from the issuer that the service trusts; to make tokens here, name a file for a key with --own-key, and serve with the same"
    )]
    NoOwnKey,
    /// A role that does not exist.
    #[error("{0:?} is no role: name one of {1}")]
    UnknownRole(String, String),
    /// A text that is no id.
    #[error("{text:?} is not the id of a {kind}: {wanted}")]
    UnsoundId {
        /// The text.
        text: String,
        /// Of what it should be the id.
        kind: &'static str,
        /// How such an id is written.
        wanted: &'static str,
    },
    /// What cannot be granted.
    #[error(transparent)]
    Grant(#[from] GrantProblem),
    /// The first edition of the rules cannot be loaded.
    #[error("cannot load the first edition of the rules")]
    Rules(#[from] Broken),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] Failure),
    /// The sample cannot be loaded.
    #[error("cannot load the sample")]
    Sample(#[from] NotLoaded),
    /// A file cannot be read.
    #[error("cannot read {path}: check its name and that it may be read")]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system said.
        #[source]
        source: std::io::Error,
    },
    /// A folder holds nothing to import.
    #[error(
        "{0} holds no file with an ending that is known: csv, json, jsonc, jsonl, ndjson or tsv, packed (.gz) or not"
    )]
    NothingInFolder(PathBuf),
    /// The report would take the place of what it is about.
    #[error("the report would overwrite {0}, which is to be taken in: name another file for it")]
    ReportOverInput(PathBuf),
    /// A file would take the place of the directory.
    #[error("{0} belongs to the database itself: name another file")]
    OverOwnFile(PathBuf),
    /// The report cannot be written.
    #[error("cannot write the report {path}: check its name and that it may be written")]
    ReportUnwritable {
        /// Its file.
        path: PathBuf,
        /// What the system said.
        #[source]
        source: std::io::Error,
    },
    /// What was put aside while reading is gone.
    #[error("cannot read again what was put aside in the folder for temporary files")]
    Spool(#[source] std::io::Error),
    /// Somebody stopped an import.
    #[error(
        "called off: what was done until then is kept, and the same command goes on from there"
    )]
    CalledOff,
    /// The publisher that was named is not there.
    #[error("no publisher in the directory has the id {0}")]
    NoSuchPublisher(PublisherId),
    /// Nothing can be exported.
    #[error(transparent)]
    NotExported(NotExported),
    /// A format that holds the offers of one publisher.
    #[error(
        "product-ingestion names no publisher, so it holds the offers of exactly one: name it with --publisher"
    )]
    NotOnePublisher,
    /// A file cannot be written.
    #[error("cannot write {path}: check that its folder exists and may be written")]
    FileUnwritable {
        /// The file.
        path: PathBuf,
        /// What the system said.
        #[source]
        source: std::io::Error,
    },
    /// Standard output cannot be written.
    #[error("cannot write to standard output")]
    Unwritable(#[source] std::io::Error),
    /// No backup was made.
    #[error(transparent)]
    NotBackedUp(#[from] NotBackedUp),
    /// Nothing was restored.
    #[error(transparent)]
    NotRestored(#[from] NotRestored),
    /// Somebody did not want it any more.
    #[error("told to stop before it was done; nothing was changed")]
    Interrupted,
    /// Taking tables back was not confirmed.
    #[error("taking migrations back deletes what is in their tables: say --yes if you mean it")]
    NotConfirmed,
}

impl From<Opening> for Stopped {
    fn from(opening: Opening) -> Self {
        Self::Opening(Box::new(opening))
    }
}

impl From<NotExported> for Stopped {
    fn from(not_exported: NotExported) -> Self {
        match not_exported {
            NotExported::NoSuchPublisher(id) => Self::NoSuchPublisher(id),
            NotExported::NotOnePublisher => Self::NotOnePublisher,
            NotExported::Broken(failure) => Self::Store(failure),
            NotExported::NotSignedIn | NotExported::NotAllowed => Self::NotExported(not_exported),
        }
    }
}

/// Writes why a command stopped to standard error, in one line with its causes.
pub fn report(stopped: &Stopped) {
    eprintln!("support-directory: {}", chain(stopped));
}
