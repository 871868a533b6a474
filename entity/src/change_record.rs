//! Change records: written once, never changed.

use sea_orm::entity::prelude::*;

/// A row of `change_record`.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "change_record")]
pub struct Model {
    /// The key.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// When it was done.
    pub at: DateTimeUtc,
    /// Who did it.
    pub actor: String,
    /// What was done.
    pub deed: String,
    /// The code of what it was done to.
    pub thing_kind: String,
    /// Which one.
    pub thing_id: Uuid,
    /// The offer, publisher or partner that it belongs to.
    pub owner_id: Uuid,
    /// The code of its type, if it is a contact.
    pub contact_type: Option<String>,
    /// The request that asked for it.
    pub request_id: Option<Uuid>,
    /// What it was.
    #[sea_orm(column_type = "JsonBinary", nullable)]
    pub before: Option<Json>,
    /// What it became.
    #[sea_orm(column_type = "JsonBinary", nullable)]
    pub after: Option<Json>,
    /// Why it was done.
    pub note: Option<String>,
}

/// Rows are read and joined by hand, so none declares its relations.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
