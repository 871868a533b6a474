//! Editions of the source of the rules.

use sea_orm::entity::prelude::*;

/// A row of `policy_edition`.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "policy_edition")]
pub struct Model {
    /// The key.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The name.
    pub name: String,
    /// The first day on which it holds.
    pub valid_from: Date,
    /// The title.
    pub title: String,
    /// The address of the page.
    pub url: String,
    /// Where partners and publishers reach Microsoft.
    pub support_page: String,
    /// What to know about it, by language tag.
    #[sea_orm(column_type = "JsonBinary")]
    pub note: Json,
    /// When it came in.
    pub created_at: DateTimeUtc,
}

/// Rows are read and joined by hand, so none declares its relations.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
