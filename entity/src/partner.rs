//! Partners of the CSP program.

use sea_orm::entity::prelude::*;

/// A row of `partner`.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "partner")]
pub struct Model {
    /// The key.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The Microsoft PartnerID.
    pub partner_id: String,
    /// The name.
    pub name: String,
    /// The folded name, which lists are ordered by.
    pub name_key: String,
    /// The code of its role.
    pub role: String,
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
