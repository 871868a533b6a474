//! What there was to say about imports, as far as it is kept.

use sea_orm::entity::prelude::*;

/// A row of `import_remark`.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "import_remark")]
pub struct Model {
    /// The import.
    #[sea_orm(primary_key, auto_increment = false)]
    pub job_id: Uuid,
    /// Its place among the remarks, from 0.
    #[sea_orm(primary_key, auto_increment = false)]
    pub place: i32,
    /// What is said.
    #[sea_orm(column_type = "JsonBinary")]
    pub remark: Json,
}

/// Rows are read and joined by hand, so none declares its relations.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
