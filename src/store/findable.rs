//! What things are found, compared and dialled by, worked out for those that lack it.
//!
//! It is derived: a migration that makes a table or a column for it leaves that empty.

use entity::{contact, offer, offer_search, publisher, publisher_search};
use sea_orm::prelude::*;
use sea_orm::sea_query::Expr;
use sea_orm::{QuerySelect, QueryTrait, Set};

use super::writing::ROWS_PER_STATEMENT;
use super::{Change, Doing, Result, Session, Store};
use crate::domain::offer::Offer;
use crate::domain::publisher::spelling_key;
use crate::domain::{Id, phone};

impl Store {
    /// Gives everything what it lacks.
    pub async fn make_all_findable(&self) -> Result<()> {
        let change = self.change().await?;
        change.make_publishers_findable().await?;
        change.make_publishers_comparable().await?;
        change.make_phones_dialled().await?;
        loop {
            let lacking = change.offers_without_words().await?;
            if lacking.is_empty() {
                return change.keep().await;
            }
            change
                .index_offers(&change.offers_by_id(&lacking).await?)
                .await?;
        }
    }
}

impl<C: ConnectionTrait> Session<C> {
    /// Some of the offers that lack words.
    async fn offers_without_words(&self) -> Result<Vec<Id<Offer>>> {
        let found = offer_search::Entity::find()
            .select_only()
            .column(offer_search::Column::OfferId)
            .into_query();
        let keys: Vec<Uuid> = offer::Entity::find()
            .select_only()
            .column(offer::Column::Id)
            .filter(offer::Column::Id.not_in_subquery(found))
            .limit(ROWS_PER_STATEMENT as u64)
            .into_tuple()
            .all(self.connection())
            .await
            .doing("look for offers without words")?;
        Ok(keys.into_iter().map(Id::new).collect())
    }
}

impl Change {
    async fn make_publishers_findable(&self) -> Result<()> {
        let found = publisher_search::Entity::find()
            .select_only()
            .column(publisher_search::Column::PublisherId)
            .into_query();
        let lacking: Vec<(Uuid, String)> = publisher::Entity::find()
            .select_only()
            .columns([publisher::Column::Id, publisher::Column::NameKey])
            .filter(publisher::Column::Id.not_in_subquery(found))
            .into_tuple()
            .all(self.connection())
            .await
            .doing("look for publishers without words")?;
        for lacking in lacking.chunks(ROWS_PER_STATEMENT) {
            let words = lacking
                .iter()
                .map(|(key, name)| publisher_search::ActiveModel {
                    publisher_id: Set(*key),
                    name: Set(name.clone()),
                    ..Default::default()
                });
            let insert = publisher_search::Entity::insert_many(words);
            insert
                .exec_without_returning(self.connection())
                .await
                .doing("make publishers findable")?;
        }
        Ok(())
    }

    async fn make_publishers_comparable(&self) -> Result<()> {
        let lacking: Vec<(Uuid, String)> = publisher::Entity::find()
            .select_only()
            .columns([publisher::Column::Id, publisher::Column::Name])
            .filter(publisher::Column::SpellingKey.is_null())
            .into_tuple()
            .all(self.connection())
            .await
            .doing("look for publishers without a spelling key")?;
        for (key, name) in lacking {
            publisher::Entity::update_many()
                .col_expr(
                    publisher::Column::SpellingKey,
                    Expr::value(spelling_key(&name)),
                )
                .filter(publisher::Column::Id.eq(key))
                .exec(self.connection())
                .await
                .doing("give a publisher its spelling key")?;
        }
        Ok(())
    }

    async fn make_phones_dialled(&self) -> Result<()> {
        let lacking: Vec<(Uuid, String)> = contact::Entity::find()
            .select_only()
            .columns([contact::Column::Id, contact::Column::Phone])
            .filter(contact::Column::Phone.is_not_null())
            .filter(contact::Column::PhoneE164.is_null())
            .into_tuple()
            .all(self.connection())
            .await
            .doing("look for phone numbers that nobody can dial yet")?;
        for (key, written) in lacking {
            let Some(dialled) = phone::e164(&written) else {
                continue;
            };
            contact::Entity::update_many()
                .col_expr(contact::Column::PhoneE164, Expr::value(dialled))
                .filter(contact::Column::Id.eq(key))
                .exec(self.connection())
                .await
                .doing("give a contact the phone number that is dialled")?;
        }
        Ok(())
    }
}
