//! Editions of the source with their clauses and rules, overrides, and splits of indirect providers.

use sea_orm_migration::prelude::*;

use crate::columns::{
    exactly_one, foreign_key, index, json, key, optional_word, reference, text, time, version, word,
};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        editions(manager).await?;
        rules(manager).await?;
        overrides(manager).await?;
        splits(manager).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [
            "indirect_split",
            "responsibility_override",
            "rule_clause",
            "responsibility_rule",
            "policy_clause",
            "policy_edition",
        ] {
            manager
                .drop_table(Table::drop().table(table).to_owned())
                .await?;
        }
        Ok(())
    }
}

async fn editions(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("policy_edition")
                .col(key("id"))
                .col(text("name").unique_key())
                .col(ColumnDef::new("valid_from").date().not_null().unique_key())
                .col(text("title"))
                .col(text("url"))
                .col(text("support_page"))
                .col(json("note"))
                .col(time("created_at"))
                .to_owned(),
        )
        .await?;
    manager
        .create_table(
            Table::create()
                .table("policy_clause")
                .col(key("id"))
                .col(reference("edition_id").not_null())
                .col(text("code"))
                .col(text("heading"))
                .col(text("url"))
                .col(json("gist"))
                .col(ColumnDef::new("place").integer().not_null())
                .foreign_key(&mut foreign_key(
                    "policy_clause",
                    "edition_id",
                    "policy_edition",
                ))
                .to_owned(),
        )
        .await?;
    manager
        .create_index(
            index("policy_clause", &["edition_id", "code"])
                .unique()
                .to_owned(),
        )
        .await
}

async fn rules(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("responsibility_rule")
                .col(key("id"))
                .col(reference("edition_id").not_null())
                .col(word("category", CATEGORIES))
                .col(word("model", MODELS))
                .col(word("inquirer", INQUIRERS))
                .col(word("scope", &["ANY", "NOT_AZURE_BASED"]))
                .col(word("responsible", RESPONSIBLE))
                .col(optional_word("also_responsible", RESPONSIBLE))
                .col(word("first_contact", RESPONSIBLE))
                .col(word("basis", BASES))
                .check(Expr::cust("also_responsible <> responsible"))
                .check(inquirer_is_in_model())
                .foreign_key(&mut foreign_key(
                    "responsibility_rule",
                    "edition_id",
                    "policy_edition",
                ))
                .to_owned(),
        )
        .await?;
    // A question is answered once.
    manager
        .create_index(
            index(
                "responsibility_rule",
                &["edition_id", "model", "inquirer", "category", "scope"],
            )
            .unique()
            .to_owned(),
        )
        .await?;
    manager
        .create_table(
            Table::create()
                .table("rule_clause")
                .col(reference("rule_id").not_null())
                .col(reference("clause_id").not_null())
                .col(ColumnDef::new("place").integer().not_null())
                .primary_key(
                    Index::create()
                        .name("pk_rule_clause")
                        .col("rule_id")
                        .col("clause_id"),
                )
                .foreign_key(&mut foreign_key(
                    "rule_clause",
                    "rule_id",
                    "responsibility_rule",
                ))
                .foreign_key(&mut foreign_key(
                    "rule_clause",
                    "clause_id",
                    "policy_clause",
                ))
                .to_owned(),
        )
        .await
}

async fn overrides(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("responsibility_override")
                .col(key("id"))
                .col(reference("offer_id"))
                .col(reference("publisher_id"))
                .col(reference("partner_id"))
                .col(word("category", CATEGORIES))
                .col(optional_word("model", MODELS))
                .col(optional_word("inquirer", INQUIRERS))
                .col(word("responsible", RESPONSIBLE))
                .col(optional_word("also_responsible", RESPONSIBLE))
                .col(word("basis", BASES))
                .col(text("reason"))
                .col(ColumnDef::new("valid_from").date().not_null())
                .col(ColumnDef::new("valid_through").date())
                .col(version())
                .col(time("created_at"))
                .col(time("updated_at"))
                .check(exactly_one(&["offer_id", "publisher_id", "partner_id"]))
                .check(Expr::cust("also_responsible <> responsible"))
                .check(Expr::cust("valid_through >= valid_from"))
                .check(Expr::cust("reason <> ''"))
                .check(inquirer_is_in_model())
                .foreign_key(&mut foreign_key(
                    "responsibility_override",
                    "offer_id",
                    "offer",
                ))
                .foreign_key(&mut foreign_key(
                    "responsibility_override",
                    "publisher_id",
                    "publisher",
                ))
                .foreign_key(&mut foreign_key(
                    "responsibility_override",
                    "partner_id",
                    "partner",
                ))
                .to_owned(),
        )
        .await?;
    for subject in ["offer_id", "publisher_id", "partner_id"] {
        manager
            .create_index(index("responsibility_override", &[subject, "category"]))
            .await?;
    }
    Ok(())
}

async fn splits(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    manager
        .create_table(
            Table::create()
                .table("indirect_split")
                .col(key("id"))
                .col(reference("provider_id").not_null())
                .col(word("provider_role", &["INDIRECT_PROVIDER"]))
                .col(reference("reseller_id"))
                .col(word(
                    "category",
                    &[
                        "BILLING",
                        "SUBSCRIPTION_MANAGEMENT",
                        "ACCOUNT_SETUP",
                        "PAYMENT",
                        "OTHER",
                    ],
                ))
                .col(word("party", &["PROVIDER", "RESELLER", "BOTH"]))
                .col(ColumnDef::new("valid_from").date().not_null())
                .col(ColumnDef::new("valid_through").date())
                .col(version())
                .col(time("created_at"))
                .col(time("updated_at"))
                .check(Expr::cust("valid_through >= valid_from"))
                .foreign_key(
                    ForeignKey::create()
                        .name("fk_indirect_split_provider")
                        .from("indirect_split", ("provider_id", "provider_role"))
                        .to("partner", ("id", "role"))
                        .on_delete(ForeignKeyAction::Restrict),
                )
                // A split for one reseller needs a reseller of this provider.
                .foreign_key(
                    ForeignKey::create()
                        .name("fk_indirect_split_tie")
                        .from("indirect_split", ("provider_id", "reseller_id"))
                        .to("partner_tie", ("provider_id", "reseller_id"))
                        .on_delete(ForeignKeyAction::Restrict),
                )
                .to_owned(),
        )
        .await?;
    let per_reseller = &["provider_id", "reseller_id", "category", "valid_from"];
    manager
        .create_index(index("indirect_split", per_reseller).unique().to_owned())
        .await?;
    // An absent reseller equals no other in the index above, so general splits have one of their own.
    manager
        .create_index(
            index("indirect_split", &["provider_id", "category", "valid_from"])
                .unique()
                .and_where(Expr::cust("reseller_id IS NULL"))
                .to_owned(),
        )
        .await
}

fn inquirer_is_in_model() -> Expr {
    Expr::cust(
        "NOT (model = 'DIRECT_BILL' AND inquirer IN ('INDIRECT_PROVIDER', 'INDIRECT_RESELLER')) \
         AND NOT (model = 'INDIRECT' AND inquirer = 'DIRECT_BILL_PARTNER')",
    )
}

const MODELS: &[&str] = &["DIRECT_BILL", "INDIRECT"];

const INQUIRERS: &[&str] = &[
    "CUSTOMER",
    "DIRECT_BILL_PARTNER",
    "INDIRECT_PROVIDER",
    "INDIRECT_RESELLER",
    "ISV_PUBLISHER",
];

const RESPONSIBLE: &[&str] = &[
    "ISV_PUBLISHER",
    "DIRECT_BILL_PARTNER",
    "INDIRECT_PROVIDER",
    "INDIRECT_RESELLER",
    "MICROSOFT",
];

const BASES: &[&str] = &[
    "STATED",
    "RECOMMENDED",
    "OPTIONAL",
    "INFERRED",
    "UNDETERMINED",
];

const CATEGORIES: &[&str] = &[
    "BILLING",
    "SUBSCRIPTION_MANAGEMENT",
    "ACCOUNT_SETUP",
    "PAYMENT",
    "OTHER",
    "TECHNICAL_SUPPORT",
    "BREAK_FIX",
    "SERVICE_LEVEL",
    "DOCUMENTATION",
    "TRAINING",
    "SERVICE_HEALTH",
    "OFFER_MANAGEMENT",
    "TRANSACTION",
    "COMMERCE_BILLING",
    "COMMERCE_ACCOUNT",
    "DEPLOYMENT",
];
