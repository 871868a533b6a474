//! Service notices; exactly one subject is set.

use sea_orm::entity::prelude::*;

/// A row of `service_notice`.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "service_notice")]
pub struct Model {
    /// The key.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The offer.
    pub offer_id: Option<Uuid>,
    /// The publisher.
    pub publisher_id: Option<Uuid>,
    /// The code of how bad it is.
    pub severity: String,
    /// What happens.
    pub body: String,
    /// When it begins.
    pub begins_at: DateTimeUtc,
    /// When it ends.
    pub ends_at: Option<DateTimeUtc>,
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
