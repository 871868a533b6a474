//! What finds doubtful contacts among many: how far they can be trusted and since when, and those that
//! nobody elsewhere can reach.

use sea_orm_migration::prelude::*;

use crate::columns::index;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_index(index("contact", &["verification", "verification_at"]))
            .await?;
        manager
            .get_connection()
            .execute_unprepared(
                "CREATE INDEX ix_contact_without_channel ON contact (id) \
                 WHERE email IS NULL AND url IS NULL AND phone_e164 IS NULL",
            )
            .await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for name in [
            "ix_contact_without_channel",
            "ix_contact_verification_verification_at",
        ] {
            manager
                .drop_index(Index::drop().name(name).table("contact").to_owned())
                .await?;
        }
        Ok(())
    }
}
