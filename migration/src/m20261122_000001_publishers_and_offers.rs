//! Publishers and their offers.

use sea_orm_migration::prelude::*;

use crate::columns::{
    foreign_key, index, json, key, optional_text, optional_time, reference, sort_key, text, time,
    version, word,
};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(
                Table::create()
                    .table("publisher")
                    .col(key("id"))
                    .col(text("publisher_id").unique_key())
                    .col(text("name"))
                    .col(sort_key(manager, "name_key"))
                    .col(ColumnDef::new("is_first_party").boolean().not_null())
                    .col(optional_time("retired_at"))
                    .col(version())
                    .col(time("created_at"))
                    .col(time("updated_at"))
                    .check(Expr::cust(
                        "publisher_id <> '' AND publisher_id = lower(publisher_id)",
                    ))
                    .check(Expr::cust(
                        "publisher_id NOT LIKE '%.%' AND publisher_id NOT LIKE '% %'",
                    ))
                    .check(Expr::cust("name <> ''"))
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(index("publisher", &["name_key", "id"]))
            .await?;
        manager
            .create_index(index("publisher", &["updated_at", "id"]))
            .await?;

        manager
            .create_table(
                Table::create()
                    .table("offer")
                    .col(key("id"))
                    .col(reference("publisher_id").not_null())
                    .col(text("offer_id"))
                    .col(text("title"))
                    .col(sort_key(manager, "title_key"))
                    .col(optional_text("summary"))
                    .col(json("translations"))
                    .col(word("offer_type", OFFER_TYPES))
                    .col(word("resale", &["ALL", "SOME", "NONE", "UNKNOWN"]))
                    .col(word("listing", &["PUBLISHED", "NOT_PUBLISHED", "UNKNOWN"]))
                    .col(optional_text("website"))
                    .col(json("categories"))
                    .col(optional_time("retired_at"))
                    .col(version())
                    .col(time("created_at"))
                    .col(time("updated_at"))
                    .check(Expr::cust("offer_id <> '' AND offer_id = lower(offer_id)"))
                    .check(Expr::cust("title <> ''"))
                    .foreign_key(&mut foreign_key("offer", "publisher_id", "publisher"))
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(
                index("offer", &["publisher_id", "offer_id"])
                    .unique()
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(index("offer", &["title_key", "id"]))
            .await?;
        manager
            .create_index(index("offer", &["updated_at", "id"]))
            .await?;
        manager
            .create_index(index("offer", &["offer_type", "title_key", "id"]))
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .drop_table(Table::drop().table("offer").to_owned())
            .await?;
        manager
            .drop_table(Table::drop().table("publisher").to_owned())
            .await
    }
}

const OFFER_TYPES: &[&str] = &[
    "VIRTUAL_MACHINE",
    "AZURE_APPLICATION",
    "MANAGED_APPLICATION",
    "CONTAINER",
    "IOT_EDGE_MODULE",
    "AZURE_SOLUTION",
    "SAAS",
    "DYNAMICS_365",
    "POWER_PLATFORM",
    "OFFICE_ADD_IN",
    "CONSULTING_SERVICE",
    "MANAGED_SERVICE",
    "OTHER",
];
