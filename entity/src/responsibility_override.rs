//! Overrides; exactly one subject is set.

use sea_orm::entity::prelude::*;

/// A row of `responsibility_override`.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "responsibility_override")]
pub struct Model {
    /// The key.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The offer.
    pub offer_id: Option<Uuid>,
    /// The publisher.
    pub publisher_id: Option<Uuid>,
    /// The partner.
    pub partner_id: Option<Uuid>,
    /// The code of the inquiry category.
    pub category: String,
    /// The code of the partner model.
    pub model: Option<String>,
    /// The code of who asks.
    pub inquirer: Option<String>,
    /// The code of the responsible party.
    pub responsible: String,
    /// The code of the party that shares the duty.
    pub also_responsible: Option<String>,
    /// The code of how firmly the source says so.
    pub basis: String,
    /// Why it was made.
    pub reason: String,
    /// The first day on which it holds.
    pub valid_from: Date,
    /// The last day on which it holds.
    pub valid_through: Option<Date>,
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
