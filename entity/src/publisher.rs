//! Publishers.

use sea_orm::entity::prelude::*;

/// A row of `publisher`.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "publisher")]
pub struct Model {
    /// The key.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The id in the marketplace.
    pub publisher_id: String,
    /// The name.
    pub name: String,
    /// The folded name, which lists are ordered by.
    pub name_key: String,
    /// Whether Microsoft itself publishes under it.
    pub is_first_party: bool,
    /// The folded name without legal form, which spelling variants share; absent until it is made.
    pub spelling_key: Option<String>,
    /// The publisher that it became one with.
    pub merged_into: Option<Uuid>,
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
