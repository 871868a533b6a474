//! `import`: takes the offers of files into the directory, and accounts for every row.

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;

use super::failure::Stopped;
use super::progress;
use super::shared::Shared;
use crate::actions::import_offers::{Commits, Imported, Tally, import_offers};
use crate::domain::change::Cause;
use crate::exchange::{plain_rows, quote};

/// Take the offers of files into the directory
///
/// A file holds JSON Lines, one offer a line, with the columns publisherId, publisherName, offerId,
/// offerName, offerType, supportName, supportEmail, supportUrl, privacyUrl, website, published and
/// categories. What can be taken is taken; everything else is listed with its line and reason.
/// Importing the same file again changes nothing.
#[derive(Args, Debug)]
pub struct Import {
    /// The files to take in
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
}

impl Import {
    /// Takes the files in, one after the other.
    pub async fn run(self, shared: &Shared) -> Result<ExitCode, Stopped> {
        let mut readings = Vec::new();
        for path in self.files {
            match std::fs::read(&path) {
                Ok(bytes) => readings.push((path, plain_rows::read(&bytes))),
                Err(source) => return Err(Stopped::Unreadable { path, source }),
            }
        }
        let store = shared.open().await?.store;
        let mut nothing_taken = false;
        for (path, reading) in readings {
            let bar = progress::bar(reading.offers.len(), "importing");
            let cause = path.display().to_string();
            let progress = |done| bar.set_position(done as u64);
            let outcome = import_offers(
                &store,
                &Cause::operator(Some(&cause)),
                reading,
                Commits::Often,
                progress,
            )
            .await;
            bar.finish_and_clear();
            let (imported, broke) = match outcome {
                Ok(imported) => (imported, None),
                Err(broken) => (*broken.done, Some(broken.source)),
            };
            nothing_taken |= imported.rows > 0 && imported.taken == 0;
            // A reader that has seen enough, such as `head`, closes the pipe; the import is done all the same.
            let _ = write_report(&mut io::stdout().lock(), &cause, &imported);
            if let Some(failure) = broke {
                store.close().await;
                return Err(failure.into());
            }
        }
        store.close().await;
        Ok(if nothing_taken {
            ExitCode::FAILURE
        } else {
            ExitCode::SUCCESS
        })
    }
}

/// Writes what became of a file: every remark with its line, then the sums.
fn write_report(out: &mut impl Write, file: &str, imported: &Imported) -> io::Result<()> {
    for refusal in &imported.refused {
        writeln!(out, "{file}:{}: refused: {}", refusal.line, refusal.reason)?;
    }
    for warning in &imported.warnings {
        writeln!(
            out,
            "{file}:{}: {} `{}`: {}",
            warning.line, warning.column, warning.value, warning.remark
        )?;
    }
    for variant in &imported.variants {
        let names: Vec<String> = variant
            .publishers
            .iter()
            .map(|(id, name)| format!("`{}` ({id})", quote(name)))
            .collect();
        writeln!(
            out,
            "{file}: these publishers may be one: {}",
            names.join(", ")
        )?;
    }
    writeln!(out, "{file}: {} rows", imported.rows)?;
    writeln!(
        out,
        "  taken       {:>6}  of which {} tell more of an earlier row's offer",
        imported.taken, imported.repeated
    )?;
    writeln!(out, "  refused     {:>6}", imported.refused.len())?;
    if imported.not_reached() > 0 {
        writeln!(
            out,
            "  not reached {:>6}  because the import broke off",
            imported.not_reached()
        )?;
    }
    writeln!(out, "  warnings    {:>6}", imported.warnings.len())?;
    for (what, tally) in [
        ("publishers", imported.publishers),
        ("offers", imported.offers),
        ("contacts", imported.contacts),
        ("links", imported.links),
    ] {
        let Tally {
            added,
            changed,
            unchanged,
        } = tally;
        writeln!(
            out,
            "  {what:<11} {added:>6} added, {changed} changed, {unchanged} unchanged"
        )?;
    }
    writeln!(
        out,
        "  publisher ids made from names: {}",
        imported.ids_made
    )?;
    writeln!(
        out,
        "  offers the marketplace does not show: {}",
        imported.not_published
    )?;
    writeln!(
        out,
        "  offers with nobody to reach (a gap): {}",
        imported.without_contact
    )
}
