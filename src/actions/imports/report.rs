//! What an import says while it runs: heard where it runs, looked at where it is told.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use super::remark;
use crate::actions::import_offers::{Entry, Source, Watch};
use crate::domain::format::ImportFormat;
use crate::domain::import_job::{ImportRemark, ImportState, MOST_REMARKS};
use crate::store::ImportProgress;

/// The report of one run of an import. Its clones are one.
#[derive(Clone, Debug, Default)]
pub(super) struct Report(Arc<Heard>);

/// Why a run is to stop before its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stop {
    /// Somebody called the import off.
    Cancelled,
    /// The process is to end.
    Draining,
    /// Somebody else took the import up.
    Lost,
}

#[derive(Debug, Default)]
struct Heard {
    stop: OnceLock<Stop>,
    /// The format of the file and how many things it tells of, once it was read.
    read: OnceLock<(ImportFormat, usize)>,
    done: AtomicUsize,
    /// Whether to hear what is planned: what is really done is kept in history.
    hears_plans: bool,
    remarks: Mutex<Remarks>,
}

#[derive(Debug, Default)]
struct Remarks {
    kept: Vec<ImportRemark>,
    count: usize,
}

impl Report {
    /// The report of a run that only says what it would do, or of one that does it.
    pub(super) fn begin(is_dry_run: bool) -> Self {
        Self(Arc::new(Heard {
            hears_plans: is_dry_run,
            ..Heard::default()
        }))
    }

    /// Has the run stop before its next batch; the first reason counts.
    pub(super) fn stop(&self, why: Stop) {
        let _ = self.0.stop.set(why);
    }

    /// Why the run is to stop, if it is.
    pub(super) fn why_stopped(&self) -> Option<Stop> {
        self.0.stop.get().copied()
    }

    /// Takes note that the file was read.
    pub(super) fn has_read(&self, source: &Source) {
        let _ = self.0.read.set((source.format(), source.things()));
    }

    /// How far the run is.
    pub(super) fn progress(&self) -> ImportProgress {
        let read = self.0.read.get().copied();
        ImportProgress {
            state: match read {
                None => ImportState::Reading,
                Some(_) => ImportState::Running,
            },
            format: read.map(|(format, _)| format),
            things: read.map(|(_, things)| things),
            things_done: self.0.done.load(Ordering::Relaxed),
        }
    }

    /// Takes a remark in, and keeps it while there is room.
    pub(super) fn remark(&self, remark: ImportRemark) {
        let mut remarks = self.remarks();
        remarks.count += 1;
        if remarks.kept.len() < MOST_REMARKS {
            remarks.kept.push(remark);
        }
    }

    /// The remarks that are kept, in the order of the file, and how many there were.
    pub(super) fn take_remarks(&self) -> (Vec<ImportRemark>, usize) {
        let mut remarks = self.remarks();
        let mut kept = std::mem::take(&mut remarks.kept);
        kept.sort_by(|one, other| (one.line, &one.path).cmp(&(other.line, &other.path)));
        (kept, remarks.count)
    }

    fn remarks(&self) -> MutexGuard<'_, Remarks> {
        let remarks = self.0.remarks.lock();
        remarks.unwrap_or_else(PoisonError::into_inner)
    }
}

impl Watch for Report {
    fn done(&mut self, things: usize) {
        self.0.done.store(things, Ordering::Relaxed);
    }

    fn hear(&mut self, entry: Entry) {
        let is_plan = matches!(entry, Entry::Planned(_));
        if !is_plan || self.0.hears_plans {
            self.remark(remark::of(entry));
        }
    }

    fn wants_changes(&self) -> bool {
        self.0.hears_plans
    }

    fn is_called_off(&self) -> bool {
        self.why_stopped().is_some()
    }
}
