//! What an import says: what it did in numbers, and its remarks.

use async_graphql::SimpleObject;

use crate::domain::import_job;
use crate::graphql::list_size::list_size;
use crate::graphql::scalars::Json;
use crate::graphql::words::{Deed, ImportRemarkKind, ThingKind};

/// What an import did, or would do, in numbers. Rows that were taken, refused and not reached are all there are. Of an
/// import that took several runs, what was added, changed, retired and restored was in any of them; its rows and
/// remarks are those of the last one.
#[derive(SimpleObject)]
pub(in crate::graphql) struct ImportSums {
    /// How many rows the file has.
    rows: u64,
    /// How many of them were taken.
    taken: u64,
    /// How many of those told more of the offer of an earlier row.
    repeated: u64,
    /// How many rows could not be taken.
    refused: u64,
    /// How many rows were not reached, because the import broke off.
    not_reached: u64,
    /// How often something was taken otherwise than written, or left out.
    warnings: u64,
    /// How many contacts that somebody verified or wrote were left as they are, though the file tells otherwise.
    conflicts: u64,
    /// What became of the publishers.
    publishers: ImportTally,
    /// What became of the offers.
    offers: ImportTally,
    /// What became of the contacts.
    contacts: ImportTally,
    /// What became of the links.
    links: ImportTally,
    /// How many offers left the lists.
    retired: u64,
    /// How many offers came back into the lists.
    restored: u64,
}

/// How many things an import added, changed and left as they were.
#[derive(SimpleObject)]
pub(in crate::graphql) struct ImportTally {
    /// Came into the directory.
    added: u64,
    /// Were there, and differ now.
    changed: u64,
    /// Were there, and are the same.
    unchanged: u64,
}

impl From<import_job::ImportSums> for ImportSums {
    fn from(sums: import_job::ImportSums) -> Self {
        Self {
            rows: sums.rows,
            taken: sums.taken,
            repeated: sums.repeated,
            refused: sums.refused,
            not_reached: sums.not_reached,
            warnings: sums.warnings,
            conflicts: sums.conflicts,
            publishers: sums.publishers.into(),
            offers: sums.offers.into(),
            contacts: sums.contacts.into(),
            links: sums.links.into(),
            retired: sums.retired,
            restored: sums.restored,
        }
    }
}

impl From<import_job::ImportTally> for ImportTally {
    fn from(tally: import_job::ImportTally) -> Self {
        Self {
            added: tally.added,
            changed: tally.changed,
            unchanged: tally.unchanged,
        }
    }
}

/// Something that an import says about a place of its file.
#[derive(SimpleObject, Clone)]
pub(in crate::graphql) struct ImportRemark {
    /// What kind of remark it is.
    kind: ImportRemarkKind,
    /// The line of the file, from 1; null where the file has paths, and for a remark about the whole file.
    line: Option<u64>,
    /// The JSON path into the file, such as `$.resources[3]`; null where the file has lines, and for a remark about
    /// the whole file.
    path: Option<String>,
    /// The column or member of a warning, as the format names it; null for other remarks.
    field: Option<String>,
    /// The value of a warning, as it is written, shortened when long; null for other remarks.
    value: Option<String>,
    /// Why, in English; null for what is planned.
    reason: Option<String>,
    /// What would be done; null unless that is planned.
    deed: Option<Deed>,
    /// To what kind of thing; null unless something is planned.
    thing: Option<ThingKind>,
    /// To which thing, such as `contoso.backup`; of a contact or link, whom it belongs to. Null for what was refused
    /// and for warnings.
    name: Option<String>,
    /// What differs, in the order of the alphabet, at most 100 fields; empty for what was refused and for warnings.
    #[graphql(directive = list_size::apply(100))]
    differences: Vec<FieldDifference>,
}

/// A field of a thing, as it is and as the file has it.
#[derive(SimpleObject, Clone)]
pub(in crate::graphql) struct FieldDifference {
    /// Its name, as history has it.
    field: String,
    /// What it is; null when it says nothing.
    before: Option<Json>,
    /// What the file says; null when that is nothing.
    after: Option<Json>,
}

impl From<import_job::ImportRemark> for ImportRemark {
    fn from(remark: import_job::ImportRemark) -> Self {
        let difference = |difference: import_job::FieldDifference| FieldDifference {
            field: difference.field,
            before: difference.before.map(Json),
            after: difference.after.map(Json),
        };
        let differences = remark.differences.into_iter().take(100);
        Self {
            kind: remark.kind.into(),
            line: remark.line,
            path: remark.path,
            field: remark.field,
            value: remark.value,
            reason: remark.reason,
            deed: remark.deed.map(Deed::from),
            thing: remark.thing.map(ThingKind::from),
            name: remark.name,
            differences: differences.map(difference).collect(),
        }
    }
}
