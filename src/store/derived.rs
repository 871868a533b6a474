//! What is derived from a row, made for rows from before it was kept.

use entity::{contact, publisher};
use sea_orm::prelude::*;
use sea_orm::{QuerySelect, Set};

use super::{Change, Doing, Result, Store};
use crate::domain::phone;
use crate::domain::publisher::spelling_key;

impl Store {
    /// Gives publishers their spelling keys and contacts their dialled numbers, where they lack them.
    pub async fn derive_what_is_lacking(&self) -> Result<()> {
        let change = self.change().await?;
        change.derive_spelling_keys().await?;
        change.derive_dialled_phones().await?;
        change.keep().await
    }
}

impl Change {
    async fn derive_spelling_keys(&self) -> Result<()> {
        let lacking: Vec<(Uuid, String)> = publisher::Entity::find()
            .select_only()
            .columns([publisher::Column::Id, publisher::Column::Name])
            .filter(publisher::Column::SpellingKey.is_null())
            .into_tuple()
            .all(self.connection())
            .await
            .doing("look for publishers without a spelling key")?;
        for (key, name) in lacking {
            let row = publisher::ActiveModel {
                id: Set(key),
                spelling_key: Set(Some(spelling_key(&name))),
                ..Default::default()
            };
            publisher::Entity::update(row)
                .exec(self.connection())
                .await
                .doing("give a publisher its spelling key")?;
        }
        Ok(())
    }

    /// A number that cannot be read as one lacks it for good, and is looked at each time.
    async fn derive_dialled_phones(&self) -> Result<()> {
        let lacking: Vec<(Uuid, String)> = contact::Entity::find()
            .select_only()
            .columns([contact::Column::Id, contact::Column::Phone])
            .filter(contact::Column::Phone.is_not_null())
            .filter(contact::Column::PhoneE164.is_null())
            .into_tuple()
            .all(self.connection())
            .await
            .doing("look for contacts without a dialled number")?;
        for (key, phone) in lacking {
            let Some(dialled) = phone::e164(&phone) else {
                continue;
            };
            let row = contact::ActiveModel {
                id: Set(key),
                phone_e164: Set(Some(dialled)),
                ..Default::default()
            };
            contact::Entity::update(row)
                .exec(self.connection())
                .await
                .doing("give a contact its dialled number")?;
        }
        Ok(())
    }
}
