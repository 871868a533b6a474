//! The folded words that publishers are found by.

use sea_orm::entity::prelude::*;

/// A row of `publisher_search`.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "publisher_search")]
pub struct Model {
    /// The key.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// The publisher.
    pub publisher_id: Uuid,
    /// The folded words of the name.
    pub name: String,
}

/// Rows are read and joined by hand, so none declares its relations.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
