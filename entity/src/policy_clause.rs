//! Clauses of an edition.

use sea_orm::entity::prelude::*;

/// A row of `policy_clause`.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "policy_clause")]
pub struct Model {
    /// The key.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The edition.
    pub edition_id: Uuid,
    /// The name within the edition.
    pub code: String,
    /// The heading it stands under.
    pub heading: String,
    /// The address of the page.
    pub url: String,
    /// What it says in our words, by language tag.
    #[sea_orm(column_type = "JsonBinary")]
    pub gist: Json,
    /// The place in the order.
    pub place: i32,
}

/// Rows are read and joined by hand, so none declares its relations.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
