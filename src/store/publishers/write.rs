//! Writing publishers, and the words they are found by.

use entity::{publisher, publisher_search};
use sea_orm::prelude::*;
use sea_orm::sea_query::Expr;
use sea_orm::{IntoActiveModel, Set};

use crate::domain::folding::fold;
use crate::domain::publisher::{NewPublisher, Publisher, spelling_key};
use crate::store::writing::{new_key, now};
use crate::store::{Change, Doing, Result};

impl Change {
    /// Adds publishers, together with the words they are found by.
    pub async fn add_publishers(&self, new: Vec<NewPublisher>) -> Result<Vec<Publisher>> {
        let at = now();
        let rows: Vec<publisher::Model> = new
            .into_iter()
            .map(|new| publisher::Model {
                id: new_key(),
                publisher_id: new.publisher_id.as_str().to_owned(),
                name_key: fold(&new.name),
                spelling_key: Some(spelling_key(&new.name)),
                name: new.name,
                is_first_party: new.is_first_party,
                merged_into: None,
                retired_at: None,
                version: 1,
                created_at: at,
                updated_at: at,
            })
            .collect();
        let models = rows.iter().cloned().map(IntoActiveModel::into_active_model);
        self.insert(models, "add publishers").await?;
        let words = rows.iter().map(|row| publisher_search::ActiveModel {
            publisher_id: Set(row.id),
            name: Set(row.name_key.clone()),
            ..Default::default()
        });
        self.insert(words, "make publishers findable").await?;
        rows.into_iter().map(super::publisher).collect()
    }

    /// Gives a publisher another name, also in the words that it and its offers are found by.
    pub async fn rename_publisher(
        &self,
        kept: &Publisher,
        name: &str,
        is_first_party: bool,
    ) -> Result<Publisher> {
        let name_key = fold(name);
        let row = publisher::ActiveModel {
            id: Set(kept.id.key()),
            name: Set(name.to_owned()),
            name_key: Set(name_key.clone()),
            spelling_key: Set(Some(spelling_key(name))),
            is_first_party: Set(is_first_party),
            version: Set(kept.version + 1),
            updated_at: Set(now()),
            ..Default::default()
        };
        let row = row
            .update(self.connection())
            .await
            .doing("rename a publisher")?;
        publisher_search::Entity::update_many()
            .col_expr(publisher_search::Column::Name, Expr::value(name_key))
            .filter(publisher_search::Column::PublisherId.eq(kept.id.key()))
            .exec(self.connection())
            .await
            .doing("make a renamed publisher findable")?;
        self.name_publisher_of_offers(kept.id, name).await?;
        super::publisher(row)
    }

    /// Takes a publisher out of the lists, and its offers with it.
    pub async fn retire_publisher(&self, kept: &Publisher) -> Result<Publisher> {
        self.set_publisher_retired(kept, Some(now())).await
    }

    /// Brings a publisher back into the lists, and its offers with it.
    pub async fn restore_publisher(&self, kept: &Publisher) -> Result<Publisher> {
        self.set_publisher_retired(kept, None).await
    }

    async fn set_publisher_retired(
        &self,
        kept: &Publisher,
        at: Option<DateTimeUtc>,
    ) -> Result<Publisher> {
        let row = publisher::ActiveModel {
            id: Set(kept.id.key()),
            retired_at: Set(at),
            version: Set(kept.version + 1),
            updated_at: Set(at.unwrap_or_else(now)),
            ..Default::default()
        };
        let row = row.update(self.connection()).await;
        super::publisher(row.doing("retire or restore a publisher")?)
    }
}
