//! Splits of the duties that provider and reseller share.

use sea_orm::entity::prelude::*;

/// A row of `indirect_split`.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "indirect_split")]
pub struct Model {
    /// The key.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The provider.
    pub provider_id: Uuid,
    /// Always `INDIRECT_PROVIDER`: what the foreign key asks of the provider.
    pub provider_role: String,
    /// The reseller.
    pub reseller_id: Option<Uuid>,
    /// The code of the inquiry category.
    pub category: String,
    /// The code of who takes the duty.
    pub party: String,
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
