//! Publishers that became one, offers that moved, and what spelling variants of a publisher's name share.

use sea_orm_migration::prelude::*;

use crate::columns::{foreign_key, index, optional_text, reference, text};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let merged_into = reference("merged_into")
            .extra("REFERENCES publisher (id)")
            .to_owned();
        for column in [merged_into, optional_text("spelling_key")] {
            manager
                .alter_table(
                    Table::alter()
                        .table("publisher")
                        .add_column(column)
                        .to_owned(),
                )
                .await?;
        }
        manager
            .create_index(index("publisher", &["spelling_key"]))
            .await?;
        manager
            .create_table(
                Table::create()
                    .table("former_offer_id")
                    .col(reference("publisher_id").not_null())
                    .col(text("offer_id"))
                    .col(reference("offer").not_null())
                    .primary_key(
                        Index::create()
                            .name("pk_former_offer_id")
                            .col("publisher_id")
                            .col("offer_id"),
                    )
                    .foreign_key(&mut foreign_key(
                        "former_offer_id",
                        "publisher_id",
                        "publisher",
                    ))
                    .foreign_key(&mut foreign_key("former_offer_id", "offer", "offer"))
                    .to_owned(),
            )
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .drop_table(Table::drop().table("former_offer_id").to_owned())
            .await?;
        manager
            .drop_index(
                Index::drop()
                    .name("ix_publisher_spelling_key")
                    .table("publisher")
                    .to_owned(),
            )
            .await?;
        for column in ["spelling_key", "merged_into"] {
            manager
                .alter_table(
                    Table::alter()
                        .table("publisher")
                        .drop_column(column)
                        .to_owned(),
                )
                .await?;
        }
        Ok(())
    }
}
