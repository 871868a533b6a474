//! What an import says, in the words of the domain: its remarks and its numbers.

use crate::actions::import_offers::{Conflict, Entry, FieldChange, Imported, Planned, Tally};
use crate::domain::import_job::{
    FieldDifference, ImportRemark, ImportSums, ImportTally, RemarkKind,
};
use crate::exchange::{Place, Within};

/// What is heard, as it is kept.
pub(super) fn of(entry: Entry) -> ImportRemark {
    match entry {
        Entry::Refused(refusal) => ImportRemark {
            reason: Some(refusal.reason),
            ..at(RemarkKind::Refused, refusal.at)
        },
        Entry::Warned(warning) => ImportRemark {
            field: Some(warning.field.into_owned()),
            value: Some(warning.value),
            reason: Some(warning.remark.to_string()),
            ..at(RemarkKind::Warning, warning.at)
        },
        Entry::Conflict(conflict) => of_conflict(conflict),
        Entry::Planned(planned) => of_plan(planned),
        Entry::NothingRetired { at: place, why } => ImportRemark {
            reason: Some(why.to_string()),
            ..at(RemarkKind::Warning, place)
        },
    }
}

fn of_conflict(conflict: Conflict) -> ImportRemark {
    ImportRemark {
        name: Some(conflict.name),
        reason: Some(conflict.reason.to_string()),
        differences: differences(conflict.fields),
        ..at(RemarkKind::Conflict, conflict.at)
    }
}

fn of_plan(planned: Planned) -> ImportRemark {
    ImportRemark {
        deed: Some(planned.deed),
        thing: Some(planned.kind),
        name: Some(planned.name),
        differences: differences(planned.fields),
        ..at(RemarkKind::Planned, planned.at)
    }
}

fn at(kind: RemarkKind, place: Place) -> ImportRemark {
    let remark = ImportRemark::of(kind);
    match place.within {
        Within::File => remark,
        Within::Line(line) => ImportRemark {
            line: Some(line),
            ..remark
        },
        Within::Path(path) => ImportRemark {
            path: Some(path),
            ..remark
        },
    }
}

fn differences(fields: Vec<FieldChange>) -> Vec<FieldDifference> {
    let difference = |field: FieldChange| FieldDifference {
        field: field.field,
        before: field.before,
        after: field.after,
    };
    fields.into_iter().map(difference).collect()
}

/// The numbers of an import, as they are kept.
pub(super) fn sums(imported: &Imported) -> ImportSums {
    let tally = |tally: Tally| ImportTally {
        added: tally.added as u64,
        changed: tally.changed as u64,
        unchanged: tally.unchanged as u64,
    };
    ImportSums {
        rows: imported.rows as u64,
        taken: imported.taken as u64,
        repeated: imported.repeated as u64,
        refused: imported.refused as u64,
        not_reached: imported.not_reached() as u64,
        warnings: imported.warned as u64,
        conflicts: imported.conflicts as u64,
        publishers: tally(imported.publishers),
        offers: tally(imported.offers),
        contacts: tally(imported.contacts),
        links: tally(imported.links),
        retired: imported.retired as u64,
        restored: imported.restored as u64,
    }
}
