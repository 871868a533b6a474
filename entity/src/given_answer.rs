//! Answers that are given again to who repeats a request under the same key.

use sea_orm::entity::prelude::*;

/// A row of `given_answer`.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "given_answer")]
pub struct Model {
    /// Who asked.
    #[sea_orm(primary_key, auto_increment = false)]
    pub actor: String,
    /// The key that the client gave the request.
    #[sea_orm(primary_key, auto_increment = false)]
    pub request_key: String,
    /// What was asked, as a digest.
    pub fingerprint: String,
    /// The request that carries it out.
    pub request_id: Uuid,
    /// The answer; absent while it is not known.
    pub answer: Option<String>,
    /// When it was asked.
    pub created_at: DateTimeUtc,
}

/// Rows are read and joined by hand, so none declares its relations.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
