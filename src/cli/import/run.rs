//! One run over all files: read, imported, told.

use std::io::{self, Read, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::files::Input;
use super::listing::{self, Listing};
use super::report::Report;
use crate::actions::import_offers::{
    Broke, BrokenOff, Entry, Imported, Importing, Missing, Mode, Seen, Source, Watch,
    import_offers, read_source, retire_missing,
};
use crate::cli::failure::Stopped;
use crate::cli::progress::Progress;
use crate::domain::change::Cause;
use crate::domain::format::ImportFormat;
use crate::exchange::{HowToRead, Place, Refusal, Unread};
use crate::store::Store;

/// What became of a run.
pub(super) struct Outcome {
    /// A file was refused, or nothing was taken.
    pub(super) is_refused: bool,
    /// There was something to warn of.
    pub(super) has_warnings: bool,
}

/// A run over all files.
pub(super) struct Run<'r> {
    store: &'r Store,
    how: HowToRead,
    importing: Importing,
    watching: Watching,
    seen: Seen,
    sums: Imported,
    refused_files: usize,
    empty_files: usize,
}

impl<'r> Run<'r> {
    pub(super) fn new(
        store: &'r Store,
        how: HowToRead,
        importing: Importing,
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
            store,
            how,
            importing,
            watching: Watching {
                file: String::new(),
                listing: Listing::default(),
                report,
                broken_report: None,
                is_dry_run: importing.mode == Mode::DryRun,
                progress: None,
                is_called_off,
            },
            seen: Seen::default(),
            sums: Imported::default(),
            refused_files: 0,
            empty_files: 0,
        }
    }

    /// Takes all files in.
    pub(super) async fn all(mut self, files: Vec<Input>) -> Result<Outcome, Stopped> {
        let count = files.len();
        for file in files {
            self.file(&file).await?;
        }
        if self.importing.missing == Missing::Retired {
            self.retire_missing().await?;
        }
        if count > 1 || self.sums.retired > 0 {
            self.print(|out, sums| listing::write_sums(out, "in all", sums));
        }
        if self.importing.mode == Mode::DryRun {
            self.print(|out, _| writeln!(out, "nothing was written: this was a dry run"));
        }
        if let Some(report) = self.watching.report.take() {
            report.done(&self.sums)?;
        }
        let took_nothing = self.sums.rows > 0 && self.sums.taken == 0;
        Ok(Outcome {
            is_refused: self.refused_files > 0 || took_nothing,
            has_warnings: !self.sums.is_clean() || self.empty_files > 0,
        })
    }

    async fn file(&mut self, file: &Input) -> Result<(), Stopped> {
        let name = file.name();
        self.watching.begin(&name)?;
        let (format, imported) = match self.read(file)? {
            Ok(source) => {
                let (format, imported) = self.import(&name, source).await?;
                (Some(format), imported)
            }
            Err(reason) => {
                self.refused_files += 1;
                let refusal = Refusal {
                    at: Place::FILE,
                    reason,
                };
                self.watching.hear(Entry::Refused(refusal));
                (None, Imported::default())
            }
        };
        self.finish(&name, format, &imported)
    }

    /// Reads a file; the reason when nothing in it can be trusted.
    fn read(&mut self, file: &Input) -> Result<Result<Source, String>, Stopped> {
        let (bytes, length) = file.open()?;
        let name = file.name();
        let progress = Progress::begin(&format!("reading {name}"), length.unwrap_or(0), "bytes");
        let bytes = Shown {
            bytes,
            read: 0,
            progress,
        };
        let source = read_source(bytes, &self.how, &mut self.watching);
        self.watching.unbroken()?;
        match source {
            Ok(source) => Ok(Ok(source)),
            Err(Unread::Refused(reason)) => Ok(Err(reason)),
            Err(Unread::Broken(source)) if source.kind() == io::ErrorKind::Interrupted => {
                Err(Stopped::CalledOff)
            }
            Err(Unread::Broken(source)) if spoilt(source.kind()).is_some() => {
                Ok(Err(spoilt(source.kind()).unwrap_or_default().to_owned()))
            }
            Err(Unread::Broken(source)) => Err(Stopped::Unreadable {
                path: name.into(),
                source,
            }),
        }
    }

    async fn import(
        &mut self,
        name: &str,
        source: Source,
    ) -> Result<(ImportFormat, Imported), Stopped> {
        let format = source.format();
        if self.importing.mode != Mode::DryRun {
            let things = source.things() as u64;
            let progress = Progress::begin(&format!("importing {name}"), things, "things");
            self.watching.progress = Some(progress);
        }
        let cause = Cause::operator(Some(name));
        let outcome = import_offers(
            self.store,
            &cause,
            source,
            self.importing,
            &mut self.seen,
            &mut self.watching,
        )
        .await;
        self.watching.progress = None;
        match outcome {
            Ok(imported) => Ok((format, imported)),
            Err(BrokenOff { done, source }) => {
                self.finish(name, Some(format), &done)?;
                Err(match source {
                    Broke::Store(failure) => failure.into(),
                    Broke::Spool(source) => Stopped::Spool(source),
                    Broke::CalledOff => Stopped::CalledOff,
                })
            }
        }
    }

    async fn retire_missing(&mut self) -> Result<(), Stopped> {
        self.watching.begin("missing offers")?;
        if self.refused_files > 0 || self.sums.refused > 0 {
            self.print(|out, _| {
                writeln!(
                    out,
                    "nothing was retired: what was refused may be of offers that would be missing"
                )
            });
            return self.finish_quietly();
        }
        let cause = Cause::operator(Some("no longer in the source"));
        let (store, seen) = (self.store, &self.seen);
        let retired = retire_missing(store, &cause, seen, self.importing, &mut self.watching);
        match retired.await {
            Ok(retired) => self.sums.add(&retired),
            Err(Broke::Store(failure)) => return Err(failure.into()),
            Err(Broke::Spool(source)) => return Err(Stopped::Spool(source)),
            Err(Broke::CalledOff) => return Err(Stopped::CalledOff),
        }
        self.finish_quietly()
    }

    /// Says what became of a file.
    fn finish(
        &mut self,
        name: &str,
        format: Option<ImportFormat>,
        imported: &Imported,
    ) -> Result<(), Stopped> {
        self.sums.add(imported);
        let listing = std::mem::take(&mut self.watching.listing);
        self.print(|out, _| listing.write(out, name));
        if format.is_some() {
            self.print(|out, _| listing::write_sums(out, name, imported));
            if imported.rows == 0 {
                self.empty_files += 1;
                self.print(|out, _| writeln!(out, "{name}: holds nothing to take in"));
            }
        }
        if let Some(report) = &mut self.watching.report {
            report.file_done(format, imported)?;
        }
        self.watching.unbroken()
    }

    fn finish_quietly(&mut self) -> Result<(), Stopped> {
        if let Some(report) = &mut self.watching.report {
            report.file_done(None, &Imported::default())?;
        }
        self.watching.unbroken()
    }

    fn print(&self, write: impl FnOnce(&mut io::StdoutLock, &Imported) -> io::Result<()>) {
        // A reader that has seen enough, such as `head`, closes the pipe; the import is done all the same.
        let _ = write(&mut io::stdout().lock(), &self.sums);
    }
}

/// The person who watches: on the terminal, and in the report.
struct Watching {
    file: String,
    listing: Listing,
    report: Option<Report>,
    /// Why the report could not be written; then there is no sense in going on.
    broken_report: Option<Stopped>,
    is_dry_run: bool,
    progress: Option<Progress>,
    is_called_off: Arc<AtomicBool>,
}

impl Watching {
    fn begin(&mut self, file: &str) -> Result<(), Stopped> {
        file.clone_into(&mut self.file);
        self.report
            .as_mut()
            .map_or(Ok(()), |report| report.file(file))
    }

    fn unbroken(&mut self) -> Result<(), Stopped> {
        self.broken_report.take().map_or(Ok(()), Err)
    }
}

impl Watch for Watching {
    fn done(&mut self, things: usize) {
        if let Some(progress) = &mut self.progress {
            progress.set(things as u64);
        }
    }

    fn hear(&mut self, entry: Entry) {
        if let Entry::Planned(planned) = &entry {
            // What is really done is kept in history.
            if !self.is_dry_run {
                return;
            }
            let _ = listing::write_planned(&mut io::stdout().lock(), &self.file, planned);
        }
        if let Some(report) = &mut self.report
            && let Err(broken) = report.hear(&entry)
        {
            self.broken_report.get_or_insert(broken);
        }
        self.listing.hear(&entry);
    }

    fn wants_changes(&self) -> bool {
        self.is_dry_run
    }

    fn is_called_off(&self) -> bool {
        self.broken_report.is_some() || self.is_called_off.load(Ordering::Relaxed)
    }
}

/// Why nothing in a file can be trusted whose bytes are there and cannot be unpacked; nothing for what fails
/// otherwise.
fn spoilt(kind: io::ErrorKind) -> Option<&'static str> {
    match kind {
        io::ErrorKind::FileTooLarge => Some("it is packed so tightly that it can only be a bomb"),
        io::ErrorKind::InvalidInput | io::ErrorKind::InvalidData => {
            Some("it is packed with gzip and cannot be unpacked: it is damaged")
        }
        io::ErrorKind::UnexpectedEof => {
            Some("it is packed with gzip and ends too soon: it was cut off")
        }
        _ => None,
    }
}

/// Bytes that are shown while they are read.
struct Shown<R> {
    bytes: R,
    read: u64,
    progress: Progress,
}

impl<R: Read> Read for Shown<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.bytes.read(buffer)?;
        self.read += read as u64;
        self.progress.set(self.read);
        Ok(read)
    }
}
