//! Which reseller buys from which provider.

use sea_orm::entity::prelude::*;

/// A row of `partner_tie`.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "partner_tie")]
pub struct Model {
    /// The provider.
    #[sea_orm(primary_key, auto_increment = false)]
    pub provider_id: Uuid,
    /// Always `INDIRECT_PROVIDER`: what the foreign key asks of the provider.
    pub provider_role: String,
    /// The reseller.
    #[sea_orm(primary_key, auto_increment = false)]
    pub reseller_id: Uuid,
    /// Always `INDIRECT_RESELLER`: what the foreign key asks of the reseller.
    pub reseller_role: String,
    /// When it came in.
    pub created_at: DateTimeUtc,
}

/// Rows are read and joined by hand, so none declares its relations.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
