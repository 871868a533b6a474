//! Pages about an offer.

use sea_orm::entity::prelude::*;

/// A row of `resource_link`.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "resource_link")]
pub struct Model {
    /// The key.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The offer.
    pub offer_id: Uuid,
    /// The code of its kind.
    pub kind: String,
    /// The code of the cloud it is for.
    pub cloud: String,
    /// The address of the page.
    pub url: String,
    /// The title.
    pub title: Option<String>,
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
