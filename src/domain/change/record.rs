//! Change records as they are read: the history of the directory.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use serde_json::Value;

use super::{Deed, Thing, ThingKind};
use crate::domain::actor::ContactScope;
use crate::domain::id::{Id, Named};

/// A change, as kept. Nothing ever changes or removes it.
#[derive(Clone, Debug, PartialEq)]
pub struct ChangeRecord {
    /// Its id in this directory; later changes have greater ones.
    pub id: Id<ChangeRecord>,
    /// When it was done.
    pub at: DateTime<Utc>,
    /// Who did it.
    pub actor: String,
    /// What was done.
    pub deed: Deed,
    /// To which thing.
    pub thing: Thing,
    /// What the thing was before; absent for what was added.
    pub before: Option<Value>,
    /// What it became; absent for what was removed.
    pub after: Option<Value>,
    /// Why it was done, in the words of who did it.
    pub note: Option<String>,
}

impl Named for ChangeRecord {
    const KIND: &'static str = "change";
}

impl ChangeRecord {
    /// The names of what differs between before and after, in the order of the alphabet. What is absent
    /// and what is null are the same: nothing.
    pub fn fields(&self) -> Vec<&str> {
        let (before, after) = (self.before.as_ref(), self.after.as_ref());
        let names: BTreeSet<&str> = before.into_iter().chain(after).flat_map(names).collect();
        let differs = |name: &&str| value(before, name) != value(after, name);
        names.into_iter().filter(differs).collect()
    }
}

fn names(picture: &Value) -> impl Iterator<Item = &str> {
    let members = picture.as_object().into_iter().flatten();
    members.map(|(name, _)| name.as_str())
}

fn value<'p>(picture: Option<&'p Value>, name: &str) -> Option<&'p Value> {
    picture?.get(name).filter(|value| !value.is_null())
}

/// Which changes are wanted; what is absent does not narrow, what is there narrows together.
#[derive(Clone, Debug)]
pub struct ChangeFilter {
    /// Of this thing, and of everything that belongs to it.
    pub of: Option<Thing>,
    /// Of things of one of these kinds.
    pub kinds: Option<Vec<ThingKind>>,
    /// Of one of these deeds.
    pub deeds: Option<Vec<Deed>>,
    /// By who has exactly this name.
    pub actor: Option<String>,
    /// Done at this time or later.
    pub since: Option<DateTime<Utc>>,
    /// Done before this time.
    pub until: Option<DateTime<Utc>>,
    /// Changes of contacts that the reader may not read count for nothing.
    pub scope: ContactScope,
}

impl ChangeFilter {
    /// All changes that a reader of these contacts may see.
    pub fn everything(scope: ContactScope) -> Self {
        Self {
            of: None,
            kinds: None,
            deeds: None,
            actor: None,
            since: None,
            until: None,
            scope,
        }
    }

    /// The history of a thing, as far as a reader of these contacts may see it.
    pub fn history(of: Thing, scope: ContactScope) -> Self {
        Self {
            of: Some(of),
            ..Self::everything(scope)
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use uuid::Uuid;

    use super::*;

    fn fields(before: Option<Value>, after: Option<Value>) -> Vec<String> {
        let record = ChangeRecord {
            id: Id::new(Uuid::from_u128(1)),
            at: DateTime::UNIX_EPOCH,
            actor: "operator".to_owned(),
            deed: Deed::Changed,
            thing: Thing {
                kind: ThingKind::Contact,
                key: Uuid::from_u128(2),
            },
            before,
            after,
            note: None,
        };
        record.fields().into_iter().map(str::to_owned).collect()
    }

    #[test]
    fn fields_that_differ_are_named_in_the_order_of_the_alphabet() {
        let before =
            json!({ "url": "a", "name": "x", "email": null, "languages": ["tr"], "gone": 1 });
        let after =
            json!({ "url": "b", "name": "x", "email": "y", "languages": ["tr", "en"], "new": {} });

        assert_eq!(
            fields(Some(before), Some(after)),
            ["email", "gone", "languages", "new", "url"]
        );
    }

    #[test]
    fn of_what_was_added_or_removed_every_field_that_says_something_differs() {
        let picture = json!({ "name": "x", "email": null, "isRetired": false });

        assert_eq!(fields(None, Some(picture.clone())), ["isRetired", "name"]);
        assert_eq!(fields(Some(picture.clone()), None), ["isRetired", "name"]);
        assert_eq!(fields(Some(picture.clone()), Some(picture)), [""; 0]);
    }

    #[test]
    fn a_field_that_is_absent_is_as_good_as_null() {
        let (without, with) = (
            json!({ "name": "x" }),
            json!({ "name": "x", "phone": null }),
        );

        assert_eq!(fields(Some(without), Some(with)), [""; 0]);
        assert_eq!(fields(None, None), [""; 0]);
        assert_eq!(fields(Some(json!([1])), Some(json!("x"))), [""; 0]);
    }
}
