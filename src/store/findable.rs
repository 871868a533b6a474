//! The words that things are found by, made anew for those that lack them.
//!
//! They are derived: a migration that makes their tables anew leaves them empty.

use entity::{offer, offer_search, publisher, publisher_search};
use sea_orm::prelude::*;
use sea_orm::{QuerySelect, QueryTrait, Set};

use super::writing::ROWS_PER_STATEMENT;
use super::{Change, Doing, Result, Session, Store};
use crate::domain::Id;
use crate::domain::offer::Offer;

impl Store {
    /// Gives words to everything that lacks them.
    pub async fn make_all_findable(&self) -> Result<()> {
        let change = self.change().await?;
        change.make_publishers_findable().await?;
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
}
