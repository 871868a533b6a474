//! Imports that were asked for over the graph.

use sea_orm::entity::prelude::*;

/// A row of `import_job`.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "import_job")]
pub struct Model {
    /// The key.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The code of how far it is.
    pub state: String,
    /// Who asked for it.
    pub asked_by: String,
    /// The request that asked for it.
    pub request_id: Option<Uuid>,
    /// Why it was asked for.
    pub note: Option<String>,
    /// What the file is called.
    pub file_name: Option<String>,
    /// The code of its format: the one that was named, or recognised.
    pub format: Option<String>,
    /// Who publishes the offers that do not say by whom they are published.
    pub publisher_id: Option<String>,
    /// Whether nothing is written.
    pub is_dry_run: bool,
    /// Whether contacts are overwritten that somebody stands for.
    pub overwrites: bool,
    /// Whether offers are retired that the file does not have.
    pub retires_missing: bool,
    /// How many things the file tells of, once it was read.
    pub things: Option<i64>,
    /// How many of them are done.
    pub things_done: i64,
    /// How often it was begun.
    pub runs: i32,
    /// How often its worker was gone before it came to its end.
    pub runs_lost: i32,
    /// Who called it off.
    pub called_off_by: Option<String>,
    /// Why the file was refused.
    pub reason: Option<String>,
    /// What it did, in numbers.
    #[sea_orm(column_type = "JsonBinary", nullable)]
    pub sums: Option<Json>,
    /// How much there was to say, whether it is kept or not.
    pub remark_count: i64,
    /// Who works on it.
    pub worker: Option<Uuid>,
    /// When the worker was last heard of.
    pub heard_at: Option<DateTimeUtc>,
    /// When it was asked for.
    pub created_at: DateTimeUtc,
    /// When it was first begun.
    pub started_at: Option<DateTimeUtc>,
    /// When it came to its end.
    pub finished_at: Option<DateTimeUtc>,
}

/// Rows are read and joined by hand, so none declares its relations.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
