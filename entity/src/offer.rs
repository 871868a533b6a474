//! Offers.

use sea_orm::entity::prelude::*;

/// A row of `offer`.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "offer")]
pub struct Model {
    /// The key.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The publisher.
    pub publisher_id: Uuid,
    /// The id at the publisher.
    pub offer_id: String,
    /// The title.
    pub title: String,
    /// The folded title, which lists are ordered by.
    pub title_key: String,
    /// What it does.
    pub summary: Option<String>,
    /// Title and summary by language tag: `{"tr": {"title": .., "summary": ..}}`.
    #[sea_orm(column_type = "JsonBinary")]
    pub translations: Json,
    /// The code of its type.
    pub offer_type: String,
    /// The code of its resale state.
    pub resale: String,
    /// The code of its state in the marketplace.
    pub listing: String,
    /// The product's own page.
    pub website: Option<String>,
    /// What it is filed under: a list of texts.
    #[sea_orm(column_type = "JsonBinary")]
    pub categories: Json,
    /// When it left the lists.
    pub retired_at: Option<DateTimeUtc>,
    /// How often it was changed, from 1.
    pub version: i32,
    /// When it came in.
    pub created_at: DateTimeUtc,
    /// When it was last changed.
    pub updated_at: DateTimeUtc,
}

/// Rows are read and joined by hand, so none declares its relations.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
