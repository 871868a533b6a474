//! The worker: takes imports up one after the other, until it is told to stop.
//!
//! Several processes may each have one: the store gives an import to one of them, and the next only after its
//! end. While a run goes on, its progress and whether somebody called it off are exchanged with the store now and
//! then. A process that is to end gives its import back; one that is gone is found out by its silence. Either way
//! somebody takes the import up again: to import the same once more changes nothing, so it goes on where it was.

use std::convert::Infallible;
use std::panic::AssertUnwindSafe;
use std::time::Duration;

use chrono::Utc;
use futures_util::FutureExt;
use futures_util::future::{Shared, pending};
use tokio::time::sleep;
use uuid::Uuid;

use super::remark::sums;
use super::report::{Report, Stop};
use super::run::{Run, Stopped};
use crate::actions::import_offers::Imported;
use crate::domain::import_job::{ImportJob, ImportState, ImportSums};
use crate::store::{Failure, ImportEnd, Result, StillWorking, Store, TakenImport, Taking, chain};

/// How often a worker looks around.
#[derive(Clone, Copy, Debug)]
pub struct Pace {
    /// How long it rests when there is nothing to do.
    pub rest: Duration,
    /// How often it says how far its import is, and hears whether to go on.
    pub beat: Duration,
    /// After how long a worker is gone that says nothing.
    pub silence: Duration,
}

impl Pace {
    /// The pace of a service.
    pub const USUAL: Self = Self {
        rest: Duration::from_secs(1),
        beat: Duration::from_secs(1),
        silence: Duration::from_secs(30),
    };
}

/// How often an import may lose its worker before it is given up: it may be what ends the processes.
const MOST_LOST: u32 = 5;

/// How often an end that is to be written down is tried, when others keep the store busy.
const MOST_TRIES: u32 = 5;

/// Works on imports until it is told to stop; a file may have this many bytes, as it is sent.
pub async fn work(
    store: Store,
    most_bytes: usize,
    pace: Pace,
    stop: impl Future<Output = ()> + Send,
) {
    let worker = Worker {
        store,
        most_bytes,
        pace,
        name: Uuid::now_v7(),
    };
    let stop = stop.shared();
    while stop.peek().is_none() {
        let taken = worker.take_up().await.unwrap_or_else(|failure| {
            log_failure(&failure, "the next import could not be taken up");
            None
        });
        let Some(taken) = taken else {
            tokio::select! {
                () = stop.clone() => break,
                () = sleep(pace.rest) => continue,
            }
        };
        worker.see_to(taken, stop.clone()).await;
    }
}

struct Worker {
    store: Store,
    most_bytes: usize,
    pace: Pace,
    name: Uuid,
}

impl Worker {
    /// The next import. Whether there is one is looked up first, for that keeps nobody from changing things.
    async fn take_up(&self) -> Result<Option<TakenImport>> {
        let gone_since = Utc::now() - self.pace.silence;
        if !self.store.is_import_waiting(gone_since).await? {
            return Ok(None);
        }
        let change = self.store.change().await?;
        let taking = Taking {
            worker: self.name,
            gone_since,
        };
        let taken = change.take_import_up(taking).await?;
        change.keep().await?;
        Ok(taken)
    }

    /// Sees to an import that was taken up, and writes down what came of it.
    async fn see_to(&self, taken: TakenImport, stop: Shared<impl Future<Output = ()>>) {
        let job = &taken.job;
        let report = Report::begin(job.terms.is_dry_run);
        let mut run = Run {
            store: &self.store,
            job,
            report: report.clone(),
            most_bytes: self.most_bytes,
            done: None,
        };
        let outcome = if job.called_off_by.is_some() {
            report.stop(Stop::Cancelled);
            Err(Stopped::CalledOff)
        } else if taken.runs_lost >= MOST_LOST {
            Err(Stopped::Broken("its worker was gone too often".to_owned()))
        } else {
            self.run(&mut run, stop).await
        };
        let done = run.done.take();
        if report.why_stopped() == Some(Stop::Lost) {
            return;
        }
        let (state, reason) = self.verdict(job, &report, outcome).await;
        let sums = self.sums(job, done.as_ref()).await;
        tracing::info!(import = %job.id, %state, "an import was seen to");
        let mut progress = report.progress();
        if state == ImportState::Done {
            // What was refused on the way is done as well.
            progress.things_done = progress.things.unwrap_or_default();
        }
        let (remarks, remark_count) = report.take_remarks();
        let end = ImportEnd {
            state,
            progress,
            reason,
            sums,
            remarks,
            remark_count,
        };
        self.write_down(job, end).await;
    }

    /// In what an import ends after a run, and why if its file was refused.
    async fn verdict(
        &self,
        job: &ImportJob,
        report: &Report,
        outcome: std::result::Result<(), Stopped>,
    ) -> (ImportState, Option<String>) {
        match outcome {
            Ok(()) => (ImportState::Done, None),
            Err(Stopped::Refused(reason)) => (ImportState::Refused, Some(reason)),
            Err(Stopped::CalledOff) if report.why_stopped() == Some(Stop::Cancelled) => {
                (ImportState::Cancelled, None)
            }
            Err(Stopped::CalledOff) => (ImportState::Queued, None),
            Err(Stopped::Busy(failure)) => {
                log_failure(&failure, "an import waits until others are done");
                sleep(self.pace.rest).await;
                (ImportState::Queued, None)
            }
            Err(Stopped::Broken(error)) => {
                tracing::error!(import = %job.id, error, "an import failed");
                (ImportState::Failed, None)
            }
        }
    }

    /// What an import did in numbers: of one that took several runs, what all of them did.
    async fn sums(&self, job: &ImportJob, done: Option<&Imported>) -> Option<ImportSums> {
        let of_run = done.map(sums);
        if job.runs < 2 || job.terms.is_dry_run {
            return of_run;
        }
        match self.store.done_by_import(job).await {
            Ok(done) if done.is_empty() => of_run,
            Ok(done) => Some(of_run.unwrap_or_default().over_all_runs(&done)),
            Err(failure) => {
                log_failure(
                    &failure,
                    "what all runs of an import did could not be counted",
                );
                of_run
            }
        }
    }

    /// Runs an import, and exchanges with the store how far it is and whether to go on.
    async fn run(
        &self,
        run: &mut Run<'_>,
        stop: Shared<impl Future<Output = ()>>,
    ) -> std::result::Result<(), Stopped> {
        let (report, job) = (run.report.clone(), run.job);
        let draining = async {
            stop.await;
            report.stop(Stop::Draining);
            pending::<Infallible>().await
        };
        // All three go on side by side: a run holds the store while it writes, and a beat waits for it.
        tokio::select! {
            outcome = AssertUnwindSafe(run.go()).catch_unwind() => {
                outcome.unwrap_or_else(|_| Err(Stopped::Broken("it panicked".to_owned())))
            }
            never = self.beat(job, &report) => match never {},
            never = draining => match never {},
        }
    }

    async fn beat(&self, job: &ImportJob, report: &Report) -> Infallible {
        loop {
            sleep(self.pace.beat).await;
            match self.say_progress(job, report).await {
                Ok(StillWorking::GoOn) => {}
                Ok(StillWorking::CalledOff) => report.stop(Stop::Cancelled),
                Ok(StillWorking::Lost) => report.stop(Stop::Lost),
                Err(failure) => log_failure(&failure, "how far an import is could not be noted"),
            }
        }
    }

    async fn say_progress(&self, job: &ImportJob, report: &Report) -> Result<StillWorking> {
        let change = self.store.change().await?;
        let noted = change.note_import_progress(job.id, self.name, report.progress());
        let noted = noted.await?;
        change.keep().await?;
        Ok(noted)
    }

    /// Writes down how an import ended. If that cannot be done, somebody takes it up again.
    async fn write_down(&self, job: &ImportJob, end: ImportEnd) {
        for _ in 0..MOST_TRIES {
            match self.try_to_write_down(job, end.clone()).await {
                Ok(()) => return,
                Err(failure) if failure.is_busy() => sleep(self.pace.beat).await,
                Err(failure) => {
                    tracing::error!(import = %job.id, error = %chain(&failure), "the end of an import was lost");
                    return;
                }
            }
        }
    }

    async fn try_to_write_down(&self, job: &ImportJob, end: ImportEnd) -> Result<()> {
        let change = self.store.change().await?;
        change.end_import(job.id, self.name, end).await?;
        change.keep().await
    }
}

fn log_failure(failure: &Failure, what: &'static str) {
    tracing::warn!(error = %chain(failure), "{what}");
}
