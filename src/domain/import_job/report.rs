//! What an import says: what it did in numbers, and what there is to say about single places of its file.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::ImportJob;
use crate::domain::Id;
use crate::domain::change::{Deed, ThingKind};

/// The most remarks about one file that are kept.
pub const MOST_REMARKS: usize = 1_000;

/// What an import did, or would do, in numbers. Of one that took several runs, what was added, changed, retired and
/// restored was in any of them; the rows are those that the last one came to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportSums {
    /// How many rows the file has.
    pub rows: u64,
    /// How many of them were taken.
    pub taken: u64,
    /// How many of those told more of the thing of an earlier row.
    pub repeated: u64,
    /// How many rows could not be taken.
    pub refused: u64,
    /// How many rows were not reached, because the import broke off.
    pub not_reached: u64,
    /// How often something was taken otherwise than written, or left out.
    pub warnings: u64,
    /// How many contacts somebody stands for were left as they are.
    pub conflicts: u64,
    /// What became of the publishers.
    pub publishers: ImportTally,
    /// What became of the offers.
    pub offers: ImportTally,
    /// What became of the contacts.
    pub contacts: ImportTally,
    /// What became of the links.
    pub links: ImportTally,
    /// How many offers left the lists.
    pub retired: u64,
    /// How many offers came back into the lists.
    pub restored: u64,
}

/// How many things were added, changed and left as they were.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportTally {
    /// Came into the directory.
    pub added: u64,
    /// Were there, and differ now.
    pub changed: u64,
    /// Were there, and are the same.
    pub unchanged: u64,
}

/// What an import did to the things of one kind, over all its runs. What it added is not changed as well.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DoneByImport {
    /// The kind.
    pub kind: ThingKind,
    /// How many it added.
    pub added: u64,
    /// How many it changed in what is known of them.
    pub changed: u64,
    /// How many it changed in any way.
    pub touched: u64,
    /// How many left the lists.
    pub retired: u64,
    /// How many came back into the lists.
    pub restored: u64,
}

impl ImportSums {
    /// The sums of an import of which these are the last run's: what all its runs did is not unchanged to it, though
    /// it was to the last of them.
    pub fn over_all_runs(mut self, done: &[DoneByImport]) -> Self {
        for of in done {
            let (tally, changed) = match of.kind {
                ThingKind::Publisher => (&mut self.publishers, of.touched),
                ThingKind::Offer => (&mut self.offers, of.changed),
                ThingKind::Contact => (&mut self.contacts, of.changed),
                ThingKind::ResourceLink => (&mut self.links, of.changed),
                ThingKind::Partner
                | ThingKind::PartnerTie
                | ThingKind::IndirectSplit
                | ThingKind::ResponsibilityOverride
                | ThingKind::PolicyEdition
                | ThingKind::ServiceNotice => continue,
            };
            let told = tally.added + tally.changed + tally.unchanged;
            *tally = ImportTally {
                added: of.added,
                changed,
                unchanged: told.saturating_sub(of.added + changed),
            };
            if of.kind == ThingKind::Offer {
                (self.retired, self.restored) = (of.retired, of.restored);
            }
        }
        self
    }
}

closed_set! {
    /// What kind of remark it is.
    pub enum RemarkKind {
        /// A row was not taken.
        Refused = "REFUSED",
        /// Something was taken otherwise than written, or left out.
        Warning = "WARNING",
        /// A contact that somebody stands for was left as it is.
        Conflict = "CONFLICT",
        /// Something would be changed; said by a dry run only.
        Planned = "PLANNED",
    }
}

/// Something that there is to say about a file. What it does not say of itself is absent.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ImportRemark {
    /// What kind of remark it is.
    pub kind: RemarkKind,
    /// The line of the file, from 1.
    pub line: Option<u64>,
    /// The JSON path into the file.
    pub path: Option<String>,
    /// The column or member, as the format names it.
    pub field: Option<String>,
    /// Its value, as it is written; shortened when long.
    pub value: Option<String>,
    /// Why.
    pub reason: Option<String>,
    /// What would be done.
    pub deed: Option<Deed>,
    /// To what kind of thing.
    pub thing: Option<ThingKind>,
    /// To which one: of a contact or link, whom it belongs to.
    pub name: Option<String>,
    /// What differs.
    pub differences: Vec<FieldDifference>,
}

/// A field of a thing, as it is and as the file has it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FieldDifference {
    /// Its name, as history has it.
    pub field: String,
    /// What it is; absent when it says nothing.
    pub before: Option<Value>,
    /// What the file says; absent when that is nothing.
    pub after: Option<Value>,
}

impl ImportRemark {
    /// A remark that says nothing but its kind.
    pub fn of(kind: RemarkKind) -> Self {
        Self {
            kind,
            line: None,
            path: None,
            field: None,
            value: None,
            reason: None,
            deed: None,
            thing: None,
            name: None,
            differences: Vec::new(),
        }
    }
}

/// The place of a remark among those of its import, from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RemarkPlace(pub u32);

/// Some remarks of an import.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct RemarksPage {
    /// The import.
    pub of: Id<ImportJob>,
    /// At most this many.
    pub size: u32,
    /// Only those after this place.
    pub after: Option<RemarkPlace>,
}

impl RemarksPage {
    /// The places that it covers, and one more, which tells whether the list goes on.
    pub fn places(&self) -> std::ops::Range<u32> {
        let begin = self
            .after
            .map_or(0, |RemarkPlace(place)| place.saturating_add(1));
        begin..begin.saturating_add(self.size).saturating_add(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tally(added: u64, changed: u64, unchanged: u64) -> ImportTally {
        ImportTally {
            added,
            changed,
            unchanged,
        }
    }

    #[test]
    fn what_an_earlier_run_did_is_not_unchanged_to_the_import() {
        let last = ImportSums {
            rows: 12,
            taken: 12,
            publishers: tally(0, 0, 2),
            offers: tally(2, 1, 7),
            contacts: tally(0, 0, 3),
            retired: 1,
            ..ImportSums::default()
        };
        let nothing = DoneByImport {
            kind: ThingKind::Partner,
            added: 0,
            changed: 0,
            touched: 0,
            retired: 0,
            restored: 0,
        };
        let done = [
            DoneByImport {
                kind: ThingKind::Publisher,
                touched: 1,
                ..nothing
            },
            DoneByImport {
                kind: ThingKind::Offer,
                added: 5,
                changed: 2,
                touched: 4,
                retired: 2,
                restored: 1,
            },
            nothing,
        ];

        let sums = last.clone().over_all_runs(&done);

        let expected = ImportSums {
            publishers: tally(0, 1, 1),
            offers: tally(5, 2, 3),
            retired: 2,
            restored: 1,
            ..last
        };
        assert_eq!(sums, expected);
    }

    #[test]
    fn a_last_run_that_came_less_far_than_the_one_before_leaves_nothing_unchanged() {
        let last = ImportSums {
            offers: tally(0, 0, 2),
            ..ImportSums::default()
        };
        let done = DoneByImport {
            kind: ThingKind::Offer,
            added: 5,
            changed: 0,
            touched: 0,
            retired: 0,
            restored: 0,
        };

        assert_eq!(last.over_all_runs(&[done]).offers, tally(5, 0, 0));
    }
}
