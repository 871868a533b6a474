//! Which clauses a rule relies on, in order.

use sea_orm::entity::prelude::*;

/// A row of `rule_clause`.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "rule_clause")]
pub struct Model {
    /// The rule.
    #[sea_orm(primary_key, auto_increment = false)]
    pub rule_id: Uuid,
    /// The clause.
    #[sea_orm(primary_key, auto_increment = false)]
    pub clause_id: Uuid,
    /// The place in the order.
    pub place: i32,
}

/// Rows are read and joined by hand, so none declares its relations.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
