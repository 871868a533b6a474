//! Change records: written in the same transaction as the change they tell of.

use entity::change_record;
use sea_orm::IntoActiveModel;

use super::writing::{new_key, now};
use super::{Change, Result};
use crate::domain::change::{Cause, ChangeNote};

impl Change {
    /// Records what this change did, who did it and why.
    pub async fn record(&self, cause: &Cause, notes: Vec<ChangeNote>) -> Result<()> {
        let at = now();
        let rows = notes.into_iter().map(|note| {
            let row = change_record::Model {
                id: new_key(),
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
