//! The person who watches an import: on the terminal, and in the report.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::account::Account;
use super::listing::Listing;
use super::planned;
use super::report::Report;
use crate::actions::import_offers::{Entry, Watch};
use crate::cli::failure::Stopped;
use crate::cli::progress::Progress;
use crate::exchange::Within;

/// The person who watches.
pub(super) struct Watching {
    /// What became of each file, by its number.
    pub(super) accounts: Vec<Account>,
    pub(super) listing: Listing,
    pub(super) report: Option<Report>,
    /// Why the report could not be written; then there is no sense in going on.
    broken_report: Option<Stopped>,
    is_dry_run: bool,
    pub(super) progress: Option<Progress>,
    is_called_off: Arc<AtomicBool>,
}

impl Watching {
    /// Who watches until `stop`.
    pub(super) fn begin(
        is_dry_run: bool,
        report: Option<Report>,
        stop: impl Future<Output = ()> + Send + 'static,
    ) -> Self {
        let is_called_off = Arc::new(AtomicBool::new(false));
        let told = Arc::clone(&is_called_off);
        tokio::spawn(async move {
            stop.await;
            told.store(true, Ordering::Relaxed);
        });
        Self {
            accounts: Vec::new(),
            listing: Listing::default(),
            report,
            broken_report: None,
            is_dry_run,
            progress: None,
            is_called_off,
        }
    }

    /// Whether the report could be written so far.
    pub(super) fn unbroken(&mut self) -> Result<(), Stopped> {
        self.broken_report.take().map_or(Ok(()), Err)
    }

    /// Counts a row that was refused where it belongs.
    fn count(&mut self, entry: &Entry) {
        let at = entry.at();
        let is_row = matches!(entry, Entry::Refused(_)) && at.within != Within::File;
        if let Some(file) = at.file.as_ref().filter(|_| is_row)
            && let Some(account) = self.accounts.get_mut(file.number())
        {
            account.refused += 1;
        }
    }
}

impl Watch for Watching {
    fn done(&mut self, things: usize) {
        if let Some(progress) = &mut self.progress {
            progress.set(things as u64);
        }
    }

    fn hear(&mut self, entry: Entry) {
        if let Entry::Planned(change) = &entry {
            // What is really done is kept in history.
            if !self.is_dry_run {
                return;
            }
            let _ = planned::write_planned(&mut io::stdout().lock(), change);
        }
        if let Some(report) = &mut self.report
            && let Err(broken) = report.hear(&entry)
        {
            self.broken_report.get_or_insert(broken);
        }
        self.count(&entry);
        self.listing.hear(&entry);
    }

    fn wants_changes(&self) -> bool {
        self.is_dry_run
    }

    fn is_called_off(&self) -> bool {
        self.broken_report.is_some() || self.is_called_off.load(Ordering::Relaxed)
    }
}
