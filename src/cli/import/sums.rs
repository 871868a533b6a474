//! What a person reads last of an import: what became of each file, and everything in numbers.

use std::io::{self, Write};

use super::account::Account;
use crate::actions::import_offers::{Imported, Tally};
use crate::exchange::quote;

/// Writes what became of each of several files, and which of them hold nothing.
pub(super) fn write_accounts(out: &mut impl Write, accounts: &[Account]) -> io::Result<()> {
    for account in accounts {
        let name = account.file.name();
        if account.is_empty() {
            writeln!(out, "{name}: holds nothing to take in")?;
        } else if accounts.len() > 1 {
            writeln!(out, "{name}: {}", accounted(account))?;
        }
    }
    Ok(())
}

fn accounted(account: &Account) -> String {
    let Some(format) = account.format else {
        return "refused".to_owned();
    };
    // As `--format` has it.
    let format = format.code().to_lowercase().replace('_', "-");
    let refused = match account.refused {
        0 => String::new(),
        refused => format!(", {refused} refused"),
    };
    format!("{format}, {}{refused}", rows(account.rows))
}

fn rows(count: usize) -> String {
    let rows = if count == 1 { "row" } else { "rows" };
    format!("{count} {rows}")
}

/// Writes the sums of a file, or of several.
pub(super) fn write_sums(out: &mut impl Write, of: &str, imported: &Imported) -> io::Result<()> {
    for variant in &imported.variants {
        let names: Vec<String> = variant
            .publishers
            .iter()
            .map(|(id, name)| format!("`{}` ({id})", quote(name)))
            .collect();
        writeln!(
            out,
            "{of}: these publishers may be one: {}",
            names.join(", ")
        )?;
    }
    writeln!(out, "{of}: {}", rows(imported.rows))?;
    write!(out, "  taken       {:>6}", imported.taken)?;
    if imported.repeated > 0 {
        let again = imported.repeated;
        write!(
            out,
            "  of which {again} tell more of an earlier row's offer"
        )?;
    }
    writeln!(out)?;
    writeln!(out, "  refused     {:>6}", imported.refused)?;
    if imported.not_reached() > 0 {
        let rows = imported.not_reached();
        writeln!(out, "  not reached {rows:>6}  because the import broke off")?;
    }
    writeln!(out, "  warnings    {:>6}", imported.warned)?;
    if imported.conflicts > 0 {
        writeln!(out, "  conflicts   {:>6}", imported.conflicts)?;
    }
    write_tallies(out, imported)?;
    if imported.retired + imported.restored > 0 {
        writeln!(
            out,
            "  offers retired: {}, restored: {}",
            imported.retired, imported.restored
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

/// Writes what became of the things: of those that not every file tells of only if this one does.
fn write_tallies(out: &mut impl Write, imported: &Imported) -> io::Result<()> {
    let always = [
        ("publishers", imported.publishers),
        ("offers", imported.offers),
        ("contacts", imported.contacts),
        ("links", imported.links),
    ];
    let others = [
        ("partners", imported.partners),
        ("ties", imported.ties),
        ("splits", imported.splits),
        ("overrides", imported.overrides),
        ("notices", imported.notices),
    ];
    let others = others
        .into_iter()
        .filter(|(_, tally)| *tally != Tally::default());
    for (what, tally) in always.into_iter().chain(others) {
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
    Ok(())
}
