//! Change records: written in the same transaction as the change they tell of.

use entity::change_record;
use sea_orm::IntoActiveModel;
use uuid::Uuid;

use super::writing::{new_key, now};
use super::{Change, Result};
use crate::domain::Id;
use crate::domain::change::{Cause, ChangeNote};

impl Change {
    /// Records what this change did, who did it and why.
    pub async fn record(&self, cause: &Cause, notes: Vec<ChangeNote>) -> Result<()> {
        if notes.is_empty() {
            return Ok(());
        }
        let newest = self.newest_change().await?;
        let mut key = newest.map_or(Uuid::nil(), Id::key);
        let at = now();
        let rows = notes.into_iter().map(|note| {
            key = key_after(key);
            let row = change_record::Model {
                id: key,
                at,
                actor: cause.actor.name().to_owned(),
                deed: note.deed.code().to_owned(),
                thing_kind: note.kind.code().to_owned(),
                thing_id: note.key,
                owner_id: note.owner,
                contact_type: note.contact_type.map(|kind| kind.code().to_owned()),
                request_id: cause.request,
                before: note.before,
                after: note.after,
                note: cause.note.clone(),
            };
            row.into_active_model()
        });
        self.insert(rows, "record what was changed").await
    }
}

/// A key that sorts after another, though the clock of whoever made that one may have been ahead of ours:
/// whoever follows changes goes by their keys.
fn key_after(last: Uuid) -> Uuid {
    let key = new_key();
    if key > last {
        key
    } else {
        Uuid::from_u128(last.as_u128() + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_comes_after_one_of_a_clock_that_is_ahead() {
        let ahead = Uuid::from_u128(new_key().as_u128() + (1 << 96));

        let next = key_after(ahead);

        assert!(next > ahead);
        assert!(key_after(next) > next);
        assert_eq!(next.get_version_num(), 7);
    }
}
