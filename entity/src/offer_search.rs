//! The folded words that offers are found by.

use sea_orm::entity::prelude::*;

/// A row of `offer_search`.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "offer_search")]
pub struct Model {
    /// The key.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// The offer.
    pub offer_id: Uuid,
    /// The folded words of every title.
    pub title: String,
    /// The folded name of the publisher.
    pub publisher: String,
}

/// Rows are read and joined by hand, so none declares its relations.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
