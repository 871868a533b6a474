//! Contacts; exactly one owner is set.

use sea_orm::entity::prelude::*;

/// A row of `contact`.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "contact")]
pub struct Model {
    /// The key.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The publisher.
    pub publisher_id: Option<Uuid>,
    /// The offer.
    pub offer_id: Option<Uuid>,
    /// The partner.
    pub partner_id: Option<Uuid>,
    /// The code of its type.
    pub contact_type: String,
    /// The name.
    pub name: String,
    /// Where to write.
    pub email: Option<String>,
    /// Where to call, as its owner writes it.
    pub phone: Option<String>,
    /// The phone number as it is dialled from anywhere.
    pub phone_e164: Option<String>,
    /// The address of the page.
    pub url: Option<String>,
    /// What makes it the same contact as another of its owner and type.
    pub fingerprint: String,
    /// The languages spoken there: a list of tags.
    #[sea_orm(column_type = "JsonBinary")]
    pub languages: Json,
    /// When somebody is there.
    pub hours: Option<String>,
    /// The time zone of the hours.
    pub time_zone: Option<String>,
    /// The code of who wrote that.
    pub written_by: String,
    /// The code of its verification state.
    pub verification: String,
    /// When that was found.
    pub verification_at: Option<DateTimeUtc>,
    /// Who found it.
    pub verification_by: Option<String>,
    /// What is wrong with it.
    pub verification_reason: Option<String>,
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
