//! Who watches an import, and what there is to hear.

use serde_json::Value;

use crate::domain::change::{Deed, ThingKind};
use crate::exchange::{Place, Refusal, Warning};

/// Somebody who watches an import.
pub trait Watch {
    /// So many of the things that the file tells of are done.
    fn done(&mut self, things: usize);

    /// There is something to say.
    fn hear(&mut self, entry: Entry);

    /// Whether it wants to hear of every change too: a large file makes many.
    fn wants_changes(&self) -> bool {
        false
    }

    /// Whether the import is to stop before its next batch.
    fn is_called_off(&self) -> bool {
        false
    }
}

/// Something that there is to say about an import.
#[derive(Clone, Debug, PartialEq)]
pub enum Entry {
    /// A row was not taken.
    Refused(Refusal),
    /// Something was taken otherwise than written, or left out.
    Warned(Warning),
    /// A contact that somebody stands for was left as it is.
    Conflict(Conflict),
    /// Something is changed, or would be.
    Planned(Planned),
    /// Nothing was retired, though that was asked for.
    NothingRetired {
        /// Where it is seen why.
        at: Place,
        /// Why not.
        why: Doubt,
    },
}

impl Entry {
    /// Where there is something to say.
    pub fn at(&self) -> &Place {
        match self {
            Self::Refused(refusal) => &refusal.at,
            Self::Warned(warning) => &warning.at,
            Self::Conflict(conflict) => &conflict.at,
            Self::Planned(planned) => &planned.at,
            Self::NothingRetired { at, .. } => at,
        }
    }
}

/// Why a source may lack offers that are there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Doubt {
    /// A row of it, or a file, was refused.
    #[error("nothing was retired: what was refused may be of offers that would be missing")]
    Refused,
    /// Its last page has a next one.
    #[error(
        "nothing was retired: this page says that there is a next one, and none was read after it: give all pages, \
         in their order"
    )]
    NextPage,
}

/// A change that an import makes or would make.
#[derive(Clone, Debug, PartialEq)]
pub struct Planned {
    /// Where a file tells it; nowhere when what is done is that no file tells of it.
    pub at: Place,
    /// What is done.
    pub deed: Deed,
    /// To what kind of thing.
    pub kind: ThingKind,
    /// To which one, such as `contoso.backup`: of a contact or link, whom it belongs to.
    pub name: String,
    /// What differs, in the order of the alphabet.
    pub fields: Vec<FieldChange>,
}

/// A field before and after a change.
#[derive(Clone, Debug, PartialEq)]
pub struct FieldChange {
    /// Its name, as history has it.
    pub field: String,
    /// What it was; absent when it said nothing.
    pub before: Option<Value>,
    /// What it becomes; absent when it says nothing then.
    pub after: Option<Value>,
}

/// A contact that was left as it is, though the file tells otherwise.
#[derive(Clone, Debug, PartialEq)]
pub struct Conflict {
    /// Where the file tells it.
    pub at: Place,
    /// Whom the contact belongs to, such as `contoso.backup`.
    pub name: String,
    /// Who stands for it.
    pub reason: Reason,
    /// What would have been changed.
    pub fields: Vec<FieldChange>,
}

/// Why a contact is not overwritten.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Reason {
    /// Somebody reached it.
    #[error("somebody verified it")]
    Verified,
    /// A person wrote it.
    #[error("somebody edited it by hand")]
    EditedByHand,
}

/// The members of pictures that say by the ids of this directory what a plan says by its name.
const SAID_BY_NAME: [&str; 6] = ["owner", "offer", "provider", "reseller", "subject", "about"];

/// What differs between two pictures of a thing. What is absent and what is null are the same; whom it belongs
/// to is said elsewhere.
pub(super) fn differing(before: Option<&Value>, after: Option<&Value>) -> Vec<FieldChange> {
    let members = |picture: Option<&Value>| {
        let members = picture.and_then(Value::as_object);
        members.cloned().unwrap_or_default()
    };
    let (mut before, mut after) = (members(before), members(after));
    let mut names: Vec<String> = before.keys().chain(after.keys()).cloned().collect();
    names.sort();
    names.dedup();
    let says = |value: &Value| !(value.is_null() || is_empty(value));
    names
        .into_iter()
        .filter(|name| !SAID_BY_NAME.contains(&name.as_str()))
        .filter_map(|field| {
            let before = before.remove(&field).filter(says);
            let after = after.remove(&field).filter(says);
            (before != after).then_some(FieldChange {
                field,
                before,
                after,
            })
        })
        .collect()
}

fn is_empty(value: &Value) -> bool {
    value.as_array().is_some_and(Vec::is_empty)
        || value.as_object().is_some_and(serde_json::Map::is_empty)
}
