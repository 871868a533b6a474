//! One run over all files: read one after the other, imported as one source, told.

use std::io::{self, Write};

use super::account::Account;
use super::files::Input;
use super::reading::read;
use super::sums;
use super::watching::Watching;
use crate::actions::import_offers::{
    Broke, BrokenOff, Entry, Imported, Importing, Mode, Reading, Source, Watch, import_offers,
};
use crate::cli::failure::Stopped;
use crate::cli::progress::Progress;
use crate::domain::change::Cause;
use crate::exchange::{HowToRead, Place, Refusal, SourceFile};
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
    pub(super) store: &'r Store,
    pub(super) how: HowToRead,
    pub(super) importing: Importing,
    pub(super) watching: Watching,
}

impl Run<'_> {
    /// Takes all files in.
    pub(super) async fn all(mut self, inputs: &[Input]) -> Result<Outcome, Stopped> {
        let mut reading = Reading::begin();
        for input in inputs {
            self.read(input, &mut reading)?;
        }
        let imported = match reading.end(&mut self.watching) {
            Some(source) => self.import(source).await?,
            None => Imported::default(),
        };
        self.say(&imported);
        if self.importing.mode == Mode::DryRun {
            print(|out| writeln!(out, "nothing was written: this was a dry run"));
        }
        self.watching.unbroken()?;
        let accounts = &self.watching.accounts;
        if let Some(report) = self.watching.report.take() {
            report.done(accounts, &imported)?;
        }
        let took_nothing = imported.rows > 0 && imported.taken == 0;
        let is_refused = accounts.iter().any(|account| account.format.is_none());
        Ok(Outcome {
            is_refused: is_refused || took_nothing,
            has_warnings: !imported.is_clean() || accounts.iter().any(Account::is_empty),
        })
    }

    /// Reads a file; one in which nothing can be trusted is refused, and the others are read all the same.
    fn read(&mut self, input: &Input, reading: &mut Reading) -> Result<(), Stopped> {
        let file = SourceFile::new(self.watching.accounts.len(), &input.name());
        self.watching.accounts.push(Account::of(file.clone()));
        let read = read(&file, input, &self.how, reading, &mut self.watching)?;
        let account = &mut self.watching.accounts[file.number()];
        match read {
            Ok(read) => {
                account.format = Some(read.format);
                account.rows = read.rows;
            }
            Err(reason) => {
                *account = Account::of(file.clone());
                let at = Place::of(&file);
                self.watching.hear(Entry::Refused(Refusal { at, reason }));
            }
        }
        Ok(())
    }

    async fn import(&mut self, source: Source) -> Result<Imported, Stopped> {
        if self.importing.mode != Mode::DryRun {
            let what = format!("importing {}", self.what());
            let things = source.things() as u64;
            self.watching.progress = Some(Progress::begin(&what, things, "things"));
        }
        // What a file tells has its name as the cause; what no file tells of any more is retired.
        let cause = Cause::operator(Some("no longer in the source"));
        let (importing, watching) = (self.importing, &mut self.watching);
        let outcome = import_offers(self.store, &cause, source, importing, watching).await;
        self.watching.progress = None;
        outcome.map_err(|BrokenOff { done, source }| {
            self.say(&done);
            match source {
                Broke::Store(failure) => failure.into(),
                Broke::Spool(source) => Stopped::Spool(source),
                Broke::CalledOff => Stopped::CalledOff,
            }
        })
    }

    /// What is imported, in a word.
    fn what(&self) -> String {
        match &self.watching.accounts[..] {
            [only] => only.file.name().to_owned(),
            all => format!("{} files", all.len()),
        }
    }

    /// Says all there is to say, and what was done in numbers.
    fn say(&mut self, imported: &Imported) {
        let listing = std::mem::take(&mut self.watching.listing);
        let accounts = &self.watching.accounts;
        print(|out| listing.write(out, accounts));
        print(|out| sums::write_accounts(out, accounts));
        if accounts.iter().any(|account| account.format.is_some()) {
            let of = match &accounts[..] {
                [only] => only.file.name(),
                _ => "in all",
            };
            print(|out| sums::write_sums(out, of, imported));
        }
    }
}

fn print(write: impl FnOnce(&mut io::StdoutLock) -> io::Result<()>) {
    // A reader that has seen enough, such as `head`, closes the pipe; the import is done all the same.
    let _ = write(&mut io::stdout().lock());
}
