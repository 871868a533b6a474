//! Change records: written in the same transaction as the change they tell of.

use entity::change_record;
use sea_orm::IntoActiveModel;
use sea_orm::prelude::*;

use super::writing::{ROWS_PER_STATEMENT, new_key, now};
use super::{Change, Doing, Result};
use crate::domain::actor::Actor;
use crate::domain::change::ChangeNote;

impl Change {
    /// Records what this change did, who did it and why.
    pub async fn record(
        &self,
        actor: Actor,
        notes: Vec<ChangeNote>,
        why: Option<&str>,
    ) -> Result<()> {
        let at = now();
        let rows: Vec<_> = notes
            .into_iter()
            .map(|note| {
                let row = change_record::Model {
                    id: new_key(),
                    at,
                    actor: actor.name().to_owned(),
                    deed: note.deed.code().to_owned(),
                    thing_kind: note.kind.code().to_owned(),
                    thing_id: note.key,
                    before: note.before,
                    after: note.after,
                    note: why.map(str::to_owned),
                };
                row.into_active_model()
            })
            .collect();
        for rows in rows.chunks(ROWS_PER_STATEMENT) {
            let insert = change_record::Entity::insert_many(rows.to_vec());
            insert
                .exec_without_returning(self.connection())
                .await
                .doing("record what was changed")?;
        }
        Ok(())
    }
}
