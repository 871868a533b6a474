//! Notices that several files tell of. They have no key, so the first one of a kind in one file is the first one of
//! that kind in another, and so on: as many are there as the file tells of that has the most.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use chrono::{DateTime, Utc};

use crate::domain::notice::{NewNotice, Severity};
use crate::exchange::{Place, SourceFile, Subject};

/// The notices that were told of.
#[derive(Debug, Default)]
pub(super) struct ToldNotices(HashMap<u64, Alike>);

/// Notices of one about, begin and text.
#[derive(Debug, Default)]
struct Alike {
    first: Vec<FirstTold>,
    /// How many of them the file has told of that tells of them now.
    in_file: usize,
    file: Option<SourceFile>,
}

/// A notice as it is told first.
#[derive(Clone, Debug)]
pub(super) struct FirstTold {
    pub(super) at: Place,
    pub(super) severity: Severity,
    pub(super) ends_at: Option<DateTime<Utc>>,
}

impl ToldNotices {
    /// Counts a notice; as an earlier file told it, if one did.
    pub(super) fn told_before(
        &mut self,
        at: &Place,
        about: &Subject,
        told: &NewNotice,
    ) -> Option<FirstTold> {
        let alike = self.0.entry(key(about, told)).or_default();
        if alike.file != at.file {
            alike.file.clone_from(&at.file);
            alike.in_file = 0;
        }
        alike.in_file += 1;
        alike.first.get(alike.in_file - 1).cloned()
    }

    /// Remembers a notice that no earlier file told of.
    pub(super) fn remember(&mut self, at: &Place, about: &Subject, told: &NewNotice) {
        let alike = self.0.entry(key(about, told)).or_default();
        alike.first.push(FirstTold {
            at: at.clone(),
            severity: told.severity,
            ends_at: told.ends_at,
        });
    }
}

fn key(about: &Subject, told: &NewNotice) -> u64 {
    let mut hasher = DefaultHasher::new();
    (about, told.begins_at, &told.text).hash(&mut hasher);
    hasher.finish()
}
