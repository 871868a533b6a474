//! One run of an import: its file is read, and what it tells is taken in.

use std::io::{self, Read};
use std::sync::Arc;

use chrono::Utc;

use super::MOST_UNPACKED;
use super::report::Report;
use crate::actions::import_offers::{
    Broke, BrokenOff, Imported, Importing, Missing, Mode, Source, Vouched, import_offers,
    read_source,
};
use crate::domain::actor::{Actor, Member};
use crate::domain::change::Cause;
use crate::domain::import_job::{ImportJob, ImportTerms};
use crate::exchange::{HowToRead, Unread};
use crate::store::{Failure, Store, chain};

/// Why a run did not come to its end.
#[derive(Debug)]
pub(super) enum Stopped {
    /// Nothing in the file can be trusted.
    Refused(String),
    /// It was told to stop.
    CalledOff,
    /// Other changes went on for too long; the same may well be done in a moment.
    Busy(Failure),
    /// Through our fault; what is said is for the log.
    Broken(String),
}

/// A run, with what was done in it so far.
pub(super) struct Run<'r> {
    pub(super) store: &'r Store,
    pub(super) job: &'r ImportJob,
    pub(super) report: Report,
    /// The most bytes that a file may have, as it is sent.
    pub(super) most_bytes: usize,
    pub(super) done: Option<Imported>,
}

impl Run<'_> {
    /// Goes to the end of the import, or until it is stopped.
    pub(super) async fn go(&mut self) -> Result<(), Stopped> {
        let content = self.store.import_content(self.job.id).await?;
        let content =
            content.ok_or_else(|| Stopped::Broken("there is nothing to import".to_owned()))?;
        let source = self.read(content).await?;
        self.report.has_read(&source);
        let (cause, how) = (cause(self.job), importing(&self.job.terms));
        let mut watch = self.report.clone();
        let imported = import_offers(self.store, &cause, source, how, &mut watch).await;
        let (done, end) = match imported {
            Ok(imported) => (imported, Ok(())),
            Err(BrokenOff { done, source }) => (*done, Err(source.into())),
        };
        self.done = Some(done);
        end
    }

    /// Reads the file where that keeps nobody waiting.
    async fn read(&self, content: Vec<u8>) -> Result<Source, Stopped> {
        let how = HowToRead {
            format: self.job.terms.format,
            publisher: self.job.terms.publisher.clone(),
            most_bytes: Some(self.most_bytes as u64 * MOST_UNPACKED),
            now: Some(Utc::now()),
        };
        let most_text = how.most_bytes.unwrap_or_default();
        let mut report = self.report.clone();
        let reading = tokio::task::spawn_blocking(move || {
            let bytes = Stoppable {
                bytes: content.as_slice(),
                report: report.clone(),
            };
            read_source(bytes, &how, &mut report)
        });
        let read = reading.await;
        let read = read.map_err(|panic| Stopped::Broken(panic.to_string()))?;
        read.map_err(|unread| match unread {
            _ if self.report.why_stopped().is_some() => Stopped::CalledOff,
            Unread::Refused(reason) => Stopped::Refused(reason),
            Unread::Broken(error) => unreadable(&error, most_text),
        })
    }
}

/// The bytes are there, so what fails is what they are packed as; unless it is the disk on which the text
/// is put aside.
fn unreadable(error: &io::Error, most_text: u64) -> Stopped {
    match error.kind() {
        io::ErrorKind::FileTooLarge => Stopped::Refused(format!(
            "unpacked it is longer than {most_text} bytes, the most that is taken here, or packed so tightly \
             that it can only be a bomb"
        )),
        io::ErrorKind::InvalidInput | io::ErrorKind::InvalidData => Stopped::Refused(
            "it is packed with gzip and cannot be unpacked: it is damaged".to_owned(),
        ),
        io::ErrorKind::UnexpectedEof => {
            Stopped::Refused("it is packed with gzip and ends too soon: it was cut off".to_owned())
        }
        _ => Stopped::Broken(chain(error)),
    }
}

impl From<Failure> for Stopped {
    fn from(failure: Failure) -> Self {
        if failure.is_busy() {
            Self::Busy(failure)
        } else {
            Self::Broken(chain(&failure))
        }
    }
}

impl From<Broke> for Stopped {
    fn from(broke: Broke) -> Self {
        match broke {
            Broke::Store(failure) => failure.into(),
            Broke::Spool(_) => Self::Broken(chain(&broke)),
            Broke::CalledOff => Self::CalledOff,
        }
    }
}

/// History shows who asked for it.
fn cause(job: &ImportJob) -> Cause {
    Cause {
        actor: Actor::Member(Arc::new(Member {
            name: job.asked_by.clone(),
            ..Member::default()
        })),
        request: job.request,
        note: Some(job.cause()),
    }
}

fn importing(terms: &ImportTerms) -> Importing {
    Importing {
        mode: if terms.is_dry_run {
            Mode::DryRun
        } else {
            Mode::Often
        },
        vouched: if terms.overwrites {
            Vouched::Overwritten
        } else {
            Vouched::Left
        },
        missing: if terms.retires_missing {
            Missing::Retired
        } else {
            Missing::Left
        },
        // Others change things meanwhile, and wait for a batch to end.
        things_per_batch: 200,
    }
}

/// Bytes that end with an error once the run is to stop: a file may be long without a word to say.
struct Stoppable<'b> {
    bytes: &'b [u8],
    report: Report,
}

impl Read for Stoppable<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.report.why_stopped().is_some() {
            // Readers try again after an interruption.
            return Err(io::ErrorKind::ConnectionAborted.into());
        }
        self.bytes.read(buffer)
    }
}
