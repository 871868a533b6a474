//! In whose history a change record stands, who may read it, and the request that asked for the change.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DbBackend;

use crate::columns::{index, optional_text, reference};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let columns = [
            reference("owner_id"),
            optional_text("contact_type"),
            reference("request_id"),
        ];
        for column in columns {
            manager
                .alter_table(
                    Table::alter()
                        .table("change_record")
                        .add_column(column)
                        .to_owned(),
                )
                .await?;
        }
        // The records that were written before know both: an owner stands in the picture as `offer:<uuid>`.
        let statements: &[&str] = match manager.get_database_backend() {
            DbBackend::Postgres => &[
                "ALTER TABLE change_record DISABLE TRIGGER change_record_is_kept",
                "UPDATE change_record SET \
                 contact_type = CASE WHEN thing_kind = 'CONTACT' THEN COALESCE(after, before) ->> 'type' END, \
                 owner_id = COALESCE(CAST(split_part(CASE thing_kind \
                 WHEN 'CONTACT' THEN COALESCE(after, before) ->> 'owner' \
                 WHEN 'RESOURCE_LINK' THEN COALESCE(after, before) ->> 'offer' END, ':', 2) AS uuid), thing_id)",
                "ALTER TABLE change_record ENABLE TRIGGER change_record_is_kept",
                "ALTER TABLE change_record ALTER COLUMN owner_id SET NOT NULL",
            ],
            _ => &[
                "DROP TRIGGER change_record_is_not_changed",
                "UPDATE change_record SET \
                 contact_type = CASE WHEN thing_kind = 'CONTACT' THEN json_extract(COALESCE(after, before), '$.type') END, \
                 owner_id = COALESCE(unhex(replace(substr(CASE thing_kind \
                 WHEN 'CONTACT' THEN json_extract(COALESCE(after, before), '$.owner') \
                 WHEN 'RESOURCE_LINK' THEN json_extract(COALESCE(after, before), '$.offer') END, -36), '-', '')), thing_id)",
                "CREATE TRIGGER change_record_is_not_changed BEFORE UPDATE ON change_record \
                 BEGIN SELECT RAISE(ABORT, 'change records are kept'); END",
                "CREATE TRIGGER change_record_has_an_owner BEFORE INSERT ON change_record \
                 WHEN NEW.owner_id IS NULL \
                 BEGIN SELECT RAISE(ABORT, 'a change record has an owner'); END",
            ],
        };
        for statement in statements {
            manager
                .get_connection()
                .execute_unprepared(statement)
                .await?;
        }
        for columns in INDEXES {
            manager
                .create_index(index("change_record", columns))
                .await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for columns in INDEXES {
            let name = format!("ix_change_record_{}", columns.join("_"));
            manager
                .drop_index(Index::drop().name(name).table("change_record").to_owned())
                .await?;
        }
        if manager.get_database_backend() == DbBackend::Sqlite {
            manager
                .get_connection()
                .execute_unprepared("DROP TRIGGER change_record_has_an_owner")
                .await?;
        }
        for column in ["request_id", "contact_type", "owner_id"] {
            manager
                .alter_table(
                    Table::alter()
                        .table("change_record")
                        .drop_column(column)
                        .to_owned(),
                )
                .await?;
        }
        Ok(())
    }
}

const INDEXES: &[&[&str]] = &[&["owner_id", "id"], &["actor", "id"], &["request_id"]];
