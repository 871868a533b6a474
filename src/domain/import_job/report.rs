//! What an import says: what it did in numbers, and what there is to say about single places of its file.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::ImportJob;
use crate::domain::Id;
use crate::domain::change::{Deed, ThingKind};

/// The most remarks about one file that are kept.
pub const MOST_REMARKS: usize = 1_000;

/// What an import did, or would do, in numbers.
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
