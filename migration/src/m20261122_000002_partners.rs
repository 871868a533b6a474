//! Partners of the CSP program, and which reseller buys from which provider.

use sea_orm_migration::prelude::*;

use crate::columns::{index, key, optional_time, reference, sort_key, text, time, version, word};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(
                Table::create()
                    .table("partner")
                    .col(key("id"))
                    .col(text("partner_id").unique_key())
                    .col(text("name"))
                    .col(sort_key(manager, "name_key"))
                    .col(word(
                        "role",
                        &[
                            "DIRECT_BILL_PARTNER",
                            "INDIRECT_PROVIDER",
                            "INDIRECT_RESELLER",
                        ],
                    ))
                    .col(optional_time("retired_at"))
                    .col(version())
                    .col(time("created_at"))
                    .col(time("updated_at"))
                    .check(Expr::cust("partner_id <> ''"))
                    .check(Expr::cust("name <> ''"))
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(index("partner", &["name_key", "id"]))
            .await?;
        // What the ties below refer to, so that only a provider can provide and only a reseller resell.
        manager
            .create_index(index("partner", &["id", "role"]).unique().to_owned())
            .await?;

        manager
            .create_table(
                Table::create()
                    .table("partner_tie")
                    .col(reference("provider_id").not_null())
                    .col(word("provider_role", &["INDIRECT_PROVIDER"]))
                    .col(reference("reseller_id").not_null())
                    .col(word("reseller_role", &["INDIRECT_RESELLER"]))
                    .col(time("created_at"))
                    .primary_key(
                        Index::create()
                            .name("pk_partner_tie")
                            .col("provider_id")
                            .col("reseller_id"),
                    )
                    .foreign_key(&mut tied("provider_id", "provider_role"))
                    .foreign_key(&mut tied("reseller_id", "reseller_role"))
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(index("partner_tie", &["reseller_id"]))
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .drop_table(Table::drop().table("partner_tie").to_owned())
            .await?;
        manager
            .drop_table(Table::drop().table("partner").to_owned())
            .await
    }
}

fn tied(id: &'static str, role: &'static str) -> ForeignKeyCreateStatement {
    ForeignKey::create()
        .name(format!("fk_partner_tie_{id}"))
        .from("partner_tie", (id, role))
        .to("partner", ("id", "role"))
        .on_delete(ForeignKeyAction::Restrict)
        .to_owned()
}
