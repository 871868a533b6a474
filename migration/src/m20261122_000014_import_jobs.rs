//! Imports that are asked for over the graph: the queue of jobs, what they are to take in, and what they said.

use sea_orm_migration::prelude::*;

use crate::columns::{
    foreign_key, json, key, optional_text, optional_time, optional_word, reference, text, time,
    word,
};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(
                Table::create()
                    .table("import_job")
                    .col(key("id"))
                    .col(word("state", STATES))
                    .col(text("asked_by"))
                    .col(reference("request_id"))
                    .col(optional_text("note"))
                    .col(optional_text("file_name"))
                    .col(optional_word("format", FORMATS))
                    .col(optional_text("publisher_id"))
                    .col(ColumnDef::new("is_dry_run").boolean().not_null())
                    .col(ColumnDef::new("overwrites").boolean().not_null())
                    .col(ColumnDef::new("retires_missing").boolean().not_null())
                    .col(ColumnDef::new("things").big_integer())
                    .col(ColumnDef::new("things_done").big_integer().not_null())
                    .col(ColumnDef::new("runs").integer().not_null())
                    .col(ColumnDef::new("runs_lost").integer().not_null())
                    .col(optional_text("called_off_by"))
                    .col(optional_text("reason"))
                    .col(ColumnDef::new("sums").json_binary())
                    .col(ColumnDef::new("remark_count").big_integer().not_null())
                    .col(reference("worker"))
                    .col(optional_time("heard_at"))
                    .col(time("created_at"))
                    .col(optional_time("started_at"))
                    .col(optional_time("finished_at"))
                    .check(Expr::cust(
                        "state NOT IN ('READING', 'RUNNING') OR (worker IS NOT NULL AND heard_at IS NOT NULL)",
                    ))
                    .to_owned(),
            )
            .await?;
        // Tables of their own: whoever lists jobs reads neither.
        manager
            .create_table(
                Table::create()
                    .table("import_content")
                    .col(reference("job_id").not_null().primary_key())
                    .col(ColumnDef::new("bytes").blob().not_null())
                    .foreign_key(&mut foreign_key("import_content", "job_id", "import_job"))
                    .to_owned(),
            )
            .await?;
        manager
            .create_table(
                Table::create()
                    .table("import_remark")
                    .col(reference("job_id").not_null())
                    .col(ColumnDef::new("place").integer().not_null())
                    .col(json("remark"))
                    .primary_key(
                        Index::create()
                            .name("pk_import_remark")
                            .col("job_id")
                            .col("place"),
                    )
                    .foreign_key(&mut foreign_key("import_remark", "job_id", "import_job"))
                    .to_owned(),
            )
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in ["import_remark", "import_content", "import_job"] {
            manager
                .drop_table(Table::drop().table(table).to_owned())
                .await?;
        }
        Ok(())
    }
}

const STATES: &[&str] = &[
    "QUEUED",
    "READING",
    "RUNNING",
    "DONE",
    "REFUSED",
    "FAILED",
    "CANCELLED",
];

const FORMATS: &[&str] = &[
    "PRODUCT_INGESTION",
    "CLOUD_PARTNER_PORTAL",
    "PARTNER_CENTER_INGESTION",
    "MARKETPLACE_CATALOG",
    "CSV",
    "JSON_LINES",
];
