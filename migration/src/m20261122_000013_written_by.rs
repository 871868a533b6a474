//! Who wrote what is known of a contact: a person, or an import.

use sea_orm_migration::prelude::*;

use crate::columns::text;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let column = text("written_by")
            .default("IMPORT")
            .check(Expr::cust("written_by IN ('PERSON', 'IMPORT')"))
            .to_owned();
        manager
            .alter_table(
                Table::alter()
                    .table("contact")
                    .add_column(column)
                    .to_owned(),
            )
            .await?;
        // Only what a request asked for was written by somebody.
        manager
            .get_connection()
            .execute_unprepared(
                "UPDATE contact SET written_by = 'PERSON' WHERE id IN ( \
                 SELECT thing_id FROM change_record WHERE thing_kind = 'CONTACT' \
                 AND deed IN ('ADDED', 'CHANGED') AND request_id IS NOT NULL)",
            )
            .await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .alter_table(
                Table::alter()
                    .table("contact")
                    .drop_column("written_by")
                    .to_owned(),
            )
            .await
    }
}
