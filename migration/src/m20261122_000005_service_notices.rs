//! Service notices of ISVs.

use sea_orm_migration::prelude::*;

use crate::columns::{
    exactly_one, foreign_key, index, key, optional_time, reference, text, time, version, word,
};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(
                Table::create()
                    .table("service_notice")
                    .col(key("id"))
                    .col(reference("offer_id"))
                    .col(reference("publisher_id"))
                    .col(word(
                        "severity",
                        &["OUTAGE", "DEGRADATION", "MAINTENANCE", "INFORMATION"],
                    ))
                    .col(text("body"))
                    .col(time("begins_at"))
                    .col(optional_time("ends_at"))
                    .col(version())
                    .col(time("created_at"))
                    .col(time("updated_at"))
                    .check(exactly_one(&["offer_id", "publisher_id"]))
                    .check(Expr::cust("body <> ''"))
                    .check(Expr::cust("ends_at > begins_at"))
                    .foreign_key(&mut foreign_key("service_notice", "offer_id", "offer"))
                    .foreign_key(&mut foreign_key(
                        "service_notice",
                        "publisher_id",
                        "publisher",
                    ))
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(index("service_notice", &["offer_id", "begins_at"]))
            .await?;
        manager
            .create_index(index("service_notice", &["publisher_id", "begins_at"]))
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .drop_table(Table::drop().table("service_notice").to_owned())
            .await
    }
}
