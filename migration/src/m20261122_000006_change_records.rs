//! Change records: written once, never changed, never deleted.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DbBackend;

use crate::columns::{index, key, optional_text, reference, text, time, word};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(
                Table::create()
                    .table("change_record")
                    .col(key("id"))
                    .col(time("at"))
                    .col(text("actor"))
                    .col(text("deed"))
                    .col(word("thing_kind", THINGS))
                    .col(reference("thing_id").not_null())
                    .col(ColumnDef::new("before").json_binary())
                    .col(ColumnDef::new("after").json_binary())
                    .col(optional_text("note"))
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(index("change_record", &["thing_id", "id"]))
            .await?;
        let guards: &[&str] = match manager.get_database_backend() {
            DbBackend::Postgres => &[
                "CREATE FUNCTION keep_change_records() RETURNS trigger LANGUAGE plpgsql AS \
                 $$ BEGIN RAISE EXCEPTION 'change records are kept'; END $$",
                "CREATE TRIGGER change_record_is_kept BEFORE UPDATE OR DELETE ON change_record \
                 FOR EACH ROW EXECUTE FUNCTION keep_change_records()",
                "CREATE TRIGGER change_records_are_kept BEFORE TRUNCATE ON change_record \
                 FOR EACH STATEMENT EXECUTE FUNCTION keep_change_records()",
            ],
            _ => &[
                "CREATE TRIGGER change_record_is_not_changed BEFORE UPDATE ON change_record \
                 BEGIN SELECT RAISE(ABORT, 'change records are kept'); END",
                "CREATE TRIGGER change_record_is_not_deleted BEFORE DELETE ON change_record \
                 BEGIN SELECT RAISE(ABORT, 'change records are kept'); END",
                // REPLACE deletes without asking the trigger above.
                "CREATE TRIGGER change_record_is_not_replaced BEFORE INSERT ON change_record \
                 WHEN EXISTS (SELECT 1 FROM change_record WHERE id = NEW.id) \
                 BEGIN SELECT RAISE(ABORT, 'change records are kept'); END",
            ],
        };
        for guard in guards {
            manager.get_connection().execute_unprepared(guard).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .drop_table(Table::drop().table("change_record").to_owned())
            .await?;
        if manager.get_database_backend() == DbBackend::Postgres {
            manager
                .get_connection()
                .execute_unprepared("DROP FUNCTION keep_change_records")
                .await?;
        }
        Ok(())
    }
}

const THINGS: &[&str] = &[
    "PUBLISHER",
    "OFFER",
    "CONTACT",
    "RESOURCE_LINK",
    "PARTNER",
    "PARTNER_TIE",
    "INDIRECT_SPLIT",
    "RESPONSIBILITY_OVERRIDE",
    "POLICY_EDITION",
    "SERVICE_NOTICE",
];
