//! Phone numbers as they are dialled from anywhere, beside those that were written.

use sea_orm_migration::prelude::*;

use crate::columns::optional_text;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let column = optional_text("phone_e164")
            .check(Expr::cust("phone_e164 LIKE '+%'"))
            .to_owned();
        manager
            .alter_table(
                Table::alter()
                    .table("contact")
                    .add_column(column)
                    .to_owned(),
            )
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .alter_table(
                Table::alter()
                    .table("contact")
                    .drop_column("phone_e164")
                    .to_owned(),
            )
            .await
    }
}
