//! Answers that are given again to who repeats a request under the same key.

use sea_orm_migration::prelude::*;

use crate::columns::{index, optional_text, reference, text, time};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(
                Table::create()
                    .table("given_answer")
                    .col(text("actor"))
                    .col(text("request_key"))
                    .col(text("fingerprint"))
                    .col(reference("request_id").not_null())
                    .col(optional_text("answer"))
                    .col(time("created_at"))
                    .primary_key(
                        Index::create()
                            .name("pk_given_answer")
                            .col("actor")
                            .col("request_key"),
                    )
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(index("given_answer", &["created_at"]))
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .drop_table(Table::drop().table("given_answer").to_owned())
            .await
    }
}
