//! The report of an import: everything there was to say, as JSON, written while it is heard.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::account::Account;
use crate::actions::import_offers::{Entry, FieldChange, Imported, Tally};
use crate::cli::failure::Stopped;
use crate::domain::format::ImportFormat;
use crate::exchange::{SourceFile, Within};

/// A report that is being written: `{"remarks": [{"kind", "file", "at", ...}], "files": [{"file", "format", "rows",
/// "refused"}], "sums"}`. It has its name only once it is whole.
#[derive(Debug)]
pub(super) struct Report {
    path: PathBuf,
    unfinished: PathBuf,
    out: BufWriter<File>,
    remarks: usize,
}

impl Report {
    /// Begins a report in a file beside the one it is to become.
    pub(super) fn begin(path: &Path) -> Result<Self, Stopped> {
        let mut unfinished = path.as_os_str().to_owned();
        unfinished.push(".unfinished");
        let unfinished = PathBuf::from(unfinished);
        let file = File::create(&unfinished).map_err(|source| Stopped::ReportUnwritable {
            path: path.to_owned(),
            source,
        })?;
        let mut report = Self {
            path: path.to_owned(),
            unfinished,
            out: BufWriter::new(file),
            remarks: 0,
        };
        report.put("{\"remarks\": [")?;
        Ok(report)
    }

    /// Writes what was heard.
    pub(super) fn hear(&mut self, entry: &Entry) -> Result<(), Stopped> {
        let comma = if self.remarks > 0 { "," } else { "" };
        self.remarks += 1;
        self.put(&format!("{comma}\n  {}", shown(entry)))
    }

    /// Ends the report, and gives it its name.
    pub(super) fn done(mut self, accounts: &[Account], imported: &Imported) -> Result<(), Stopped> {
        self.put("\n], \"files\": [")?;
        for (place, account) in accounts.iter().enumerate() {
            let comma = if place > 0 { "," } else { "" };
            self.put(&format!("{comma}\n  {}", accounted(account)))?;
        }
        self.put(&format!("\n], \"sums\": {}}}\n", sums(imported)))?;
        let written = self.out.flush();
        let written = written.and_then(|()| std::fs::rename(&self.unfinished, &self.path));
        written.map_err(|source| self.unwritable(source))
    }

    fn put(&mut self, text: &str) -> Result<(), Stopped> {
        let written = self.out.write_all(text.as_bytes());
        written.map_err(|source| self.unwritable(source))
    }

    fn unwritable(&self, source: std::io::Error) -> Stopped {
        Stopped::ReportUnwritable {
            path: self.path.clone(),
            source,
        }
    }
}

fn shown(entry: &Entry) -> Value {
    let at = entry.at();
    let file = at.file.as_ref().map(SourceFile::name);
    let at = within(&at.within);
    match entry {
        Entry::Refused(refusal) => json!({
            "kind": "REFUSED", "file": file, "at": at, "reason": refusal.reason,
        }),
        Entry::Warned(warning) => json!({
            "kind": "WARNING", "file": file, "at": at, "field": warning.field,
            "value": warning.value, "reason": warning.remark.to_string(),
        }),
        Entry::Conflict(conflict) => json!({
            "kind": "CONFLICT", "file": file, "at": at, "contactOf": conflict.name,
            "reason": conflict.reason.to_string(), "fields": fields(&conflict.fields),
        }),
        Entry::Planned(planned) => json!({
            "kind": "PLANNED", "file": file, "at": at, "deed": planned.deed.code(),
            "thing": planned.kind.code(), "name": planned.name, "fields": fields(&planned.fields),
        }),
        Entry::NothingRetired { why, .. } => json!({
            "kind": "WARNING", "file": file, "at": at, "reason": why.to_string(),
        }),
    }
}

fn within(within: &Within) -> Value {
    match within {
        Within::File => Value::Null,
        Within::Line(line) => json!({ "line": line }),
        Within::Path(path) => json!({ "path": path }),
    }
}

fn accounted(account: &Account) -> Value {
    json!({
        "file": account.file.name(),
        "format": account.format.map(ImportFormat::code),
        "rows": account.rows,
        "refused": account.refused,
    })
}

fn fields(fields: &[FieldChange]) -> Value {
    fields
        .iter()
        .map(|field| json!({ "field": field.field, "before": field.before, "after": field.after }))
        .collect()
}

fn sums(imported: &Imported) -> Value {
    let tally = |tally: Tally| json!({ "added": tally.added, "changed": tally.changed, "unchanged": tally.unchanged });
    let mut sums = json!({
        "rows": imported.rows,
        "taken": imported.taken,
        "repeated": imported.repeated,
        "refused": imported.refused,
        "notReached": imported.not_reached(),
        "warnings": imported.warned,
        "conflicts": imported.conflicts,
        "publishers": tally(imported.publishers),
        "offers": tally(imported.offers),
        "contacts": tally(imported.contacts),
        "links": tally(imported.links),
        "offersRetired": imported.retired,
        "offersRestored": imported.restored,
    });
    // Not every file tells of these.
    for (name, of) in [
        ("partners", imported.partners),
        ("ties", imported.ties),
        ("splits", imported.splits),
        ("overrides", imported.overrides),
        ("notices", imported.notices),
    ] {
        if of != Tally::default() {
            sums[name] = tally(of);
        }
    }
    sums
}
