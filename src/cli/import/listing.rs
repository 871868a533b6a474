//! What a person reads of an import besides its plan and its sums: every remark, file by file and by its place.

use std::collections::BTreeMap;
use std::io::{self, Write};

use super::account::Account;
use super::planned::differing;
use crate::actions::import_offers::{Conflict, Entry};
use crate::exchange::{Place, SourceFile, Warning, Within, quote};

/// The most remarks about places in a file that are listed: a report holds all of them.
const MOST_OF_FILE: usize = 1_000;

/// The most remarks about places that are listed.
const MOST_LISTED: usize = 10_000;

/// The remarks about files; what is about none of them comes last.
#[derive(Debug, Default)]
pub(super) struct Listing {
    files: BTreeMap<usize, OfFile>,
    listed: usize,
}

/// The remarks about a file.
#[derive(Debug, Default)]
struct OfFile {
    remarks: Vec<Remark>,
    more: usize,
}

/// What there is to say about a place. Rows that were refused come before everything else.
#[derive(Debug)]
struct Remark {
    urgency: Urgency,
    at: Place,
    said: String,
}

#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Urgency {
    Refused,
    Conflict,
    Warned,
}

impl Listing {
    /// Takes a remark in; what is planned is none.
    pub(super) fn hear(&mut self, entry: &Entry) {
        let (urgency, said) = match entry {
            Entry::Planned(_) => return,
            Entry::Refused(refusal) => (Urgency::Refused, format!("refused: {}", refusal.reason)),
            Entry::Conflict(conflict) => (Urgency::Conflict, conflicting(conflict)),
            Entry::Warned(warning) => (Urgency::Warned, warned(warning)),
            Entry::NothingRetired { why, .. } => (Urgency::Warned, why.to_string()),
        };
        let at = entry.at().clone();
        let number = at.file.as_ref().map_or(usize::MAX, SourceFile::number);
        let of_file = self.files.entry(number).or_default();
        let is_full = of_file.remarks.len() >= MOST_OF_FILE || self.listed >= MOST_LISTED;
        // What is about all of a file is said but once.
        let is_one_of_many =
            at.within != Within::File && !matches!(entry, Entry::NothingRetired { .. });
        if is_full && is_one_of_many {
            of_file.more += 1;
        } else {
            self.listed += 1;
            of_file.remarks.push(Remark { urgency, at, said });
        }
    }

    /// Writes the remarks file by file, each kind in the order of the file; these are the files, by their numbers.
    pub(super) fn write(self, out: &mut impl Write, accounts: &[Account]) -> io::Result<()> {
        for (number, OfFile { mut remarks, more }) in self.files {
            // What was said of one place stays in the order in which it was said.
            remarks.sort_by(|one, other| (&one.urgency, &one.at).cmp(&(&other.urgency, &other.at)));
            for Remark { at, said, .. } in remarks {
                let before = if at == Place::FILE {
                    String::new()
                } else {
                    format!("{at}: ")
                };
                writeln!(out, "{before}{said}")?;
            }
            if let (Some(account), 1..) = (accounts.get(number), more) {
                let file = account.file.name();
                writeln!(
                    out,
                    "{file}: and {more} more; --report FILE holds all of them"
                )?;
            }
        }
        Ok(())
    }
}

fn warned(warning: &Warning) -> String {
    let (field, remark) = (&warning.field, &warning.remark);
    match warning.value.as_str() {
        "" => format!("{field}: {remark}"),
        value => format!("{field} `{value}`: {remark}"),
    }
}

fn conflicting(conflict: &Conflict) -> String {
    let fields = conflict.fields.iter().map(differing).collect::<Vec<_>>();
    format!(
        "conflict: a contact of {} is left as it is, for {}; the file has {} (--overwrite takes it)",
        quote(&conflict.name),
        conflict.reason,
        fields.join(", ")
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::actions::import_offers::Doubt;
    use crate::exchange::Refusal;

    #[test]
    fn of_too_many_remarks_those_that_are_about_all_of_a_file_are_listed() {
        let file = SourceFile::new(0, "offers.csv");
        let refused = |at: Place, reason: String| Entry::Refused(Refusal { at, reason });
        let mut listing = Listing::default();
        for line in 1..=1_002 {
            let at = Place {
                within: Within::Line(line),
                ..Place::of(&file)
            };
            listing.hear(&refused(at, format!("row {line}")));
        }
        listing.hear(&refused(Place::of(&file), "it is cut off".to_owned()));
        listing.hear(&Entry::NothingRetired {
            at: Place::FILE,
            why: Doubt::Refused,
        });
        let mut out = Vec::new();
        listing
            .write(&mut out, &[Account::of(file)])
            .expect("memory");

        let out = String::from_utf8(out).expect("letters");
        let lines: Vec<&str> = out.lines().collect();
        assert_eq!(lines.len(), 1_003);
        assert_eq!(
            lines[..2],
            [
                "offers.csv: refused: it is cut off",
                "offers.csv:1: refused: row 1"
            ]
        );
        assert_eq!(
            lines[1_000..],
            [
                "offers.csv:1000: refused: row 1000",
                "offers.csv: and 2 more; --report FILE holds all of them",
                "nothing was retired: what was refused may be of offers that would be missing",
            ]
        );
    }
}
