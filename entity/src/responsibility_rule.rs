//! Rules of an edition: one answer to one question.

use sea_orm::entity::prelude::*;

/// A row of `responsibility_rule`.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "responsibility_rule")]
pub struct Model {
    /// The key.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The edition.
    pub edition_id: Uuid,
    /// The code of the inquiry category.
    pub category: String,
    /// The code of the partner model.
    pub model: String,
    /// The code of who asks.
    pub inquirer: String,
    /// The code of the offers it holds for.
    pub scope: String,
    /// The code of the responsible party.
    pub responsible: String,
    /// The code of the party that shares the duty.
    pub also_responsible: Option<String>,
    /// The code of the party to address first.
    pub first_contact: String,
    /// The code of how firmly the source says so.
    pub basis: String,
}

/// Rows are read and joined by hand, so none declares its relations.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
