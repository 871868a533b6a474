//! Ids that offers had at publishers before they moved.

use sea_orm::entity::prelude::*;

/// A row of `former_offer_id`.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "former_offer_id")]
pub struct Model {
    /// The publisher.
    #[sea_orm(primary_key, auto_increment = false)]
    pub publisher_id: Uuid,
    /// The id at the publisher.
    #[sea_orm(primary_key, auto_increment = false)]
    pub offer_id: String,
    /// The offer that had it.
    pub offer: Uuid,
}

/// Rows are read and joined by hand, so none declares its relations.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
