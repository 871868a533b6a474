//! Contacts of publishers, offers and partners, and the pages about an offer.

use sea_orm_migration::prelude::*;

use crate::columns::{
    exactly_one, foreign_key, index, json, key, optional_text, optional_time, reference, text,
    time, version, word,
};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(
                Table::create()
                    .table("contact")
                    .col(key("id"))
                    .col(reference("publisher_id"))
                    .col(reference("offer_id"))
                    .col(reference("partner_id"))
                    .col(word("contact_type", &["CUSTOMER_SUPPORT", "CSP_PROGRAM", "ENGINEERING"]))
                    .col(text("name"))
                    .col(optional_text("email"))
                    .col(optional_text("phone"))
                    .col(optional_text("url"))
                    .col(text("fingerprint"))
                    .col(json("languages"))
                    .col(optional_text("hours"))
                    .col(optional_text("time_zone"))
                    .col(word("verification", &["VERIFIED", "NEVER", "REPORTED_BAD", "DEAD"]))
                    .col(optional_time("verification_at"))
                    .col(optional_text("verification_by"))
                    .col(optional_text("verification_reason"))
                    .col(version())
                    .col(time("created_at"))
                    .col(time("updated_at"))
                    .check(exactly_one(OWNERS))
                    .check(Expr::cust("name <> ''"))
                    .check(Expr::cust("COALESCE(email, '') <> '' OR COALESCE(phone, '') <> '' OR COALESCE(url, '') <> ''"))
                    .check(Expr::cust("verification = 'NEVER' OR verification_at IS NOT NULL"))
                    .foreign_key(&mut foreign_key("contact", "publisher_id", "publisher"))
                    .foreign_key(&mut foreign_key("contact", "offer_id", "offer"))
                    .foreign_key(&mut foreign_key("contact", "partner_id", "partner"))
                    .to_owned(),
            )
            .await?;
        // One owner lists a contact once; an absent owner is no owner, so each index guards its own kind.
        for owner in OWNERS {
            manager
                .create_index(
                    index("contact", &[owner, "contact_type", "fingerprint"])
                        .unique()
                        .to_owned(),
                )
                .await?;
        }

        manager
            .create_table(
                Table::create()
                    .table("resource_link")
                    .col(key("id"))
                    .col(reference("offer_id").not_null())
                    .col(word("kind", RESOURCE_KINDS))
                    .col(word("cloud", &["GLOBAL", "GOVERNMENT"]))
                    .col(text("url"))
                    .col(optional_text("title"))
                    .col(version())
                    .col(time("created_at"))
                    .col(time("updated_at"))
                    .check(Expr::cust("url LIKE 'http://%' OR url LIKE 'https://%'"))
                    .foreign_key(&mut foreign_key("resource_link", "offer_id", "offer"))
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(
                index("resource_link", &["offer_id", "kind", "cloud", "url"])
                    .unique()
                    .to_owned(),
            )
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .drop_table(Table::drop().table("resource_link").to_owned())
            .await?;
        manager
            .drop_table(Table::drop().table("contact").to_owned())
            .await
    }
}

const OWNERS: &[&str] = &["publisher_id", "offer_id", "partner_id"];

const RESOURCE_KINDS: &[&str] = &[
    "USER_DOCUMENTATION",
    "TRAINING",
    "SERVICE_STATUS",
    "SALES_COLLATERAL",
    "CSP_MARKETING",
    "SUPPORT_WEBSITE",
    "PRIVACY_POLICY",
    "CUSTOMER_AGREEMENT",
];
