//! Bringing the tables up to date, and taking the last changes back.

use migration::{Migrator, MigratorTrait, SchemaManager};
use sea_orm::{ConnectionTrait, DbBackend, DbErr, IntoDatabaseExecutor};

use super::{Database, Opening, Store, StoreUrl};

/// The table in which applied migrations are noted.
pub(super) const MIGRATIONS: &str = "seaql_migrations";
/// What two processes that migrate at once agree on: a number of our own.
const MIGRATION_LOCK: i64 = 0x5D1E_C702;

impl Store {
    /// Brings the tables up to date; two processes that try at once wait for each other.
    pub async fn migrate(&self, at: &StoreUrl) -> Result<usize, Opening> {
        let database = at.database();
        let failed = |source| Opening::of_migration(at.database(), source);
        let transaction = self.begin().await.map_err(failed)?;
        if transaction.get_database_backend() == DbBackend::Postgres {
            transaction
                .execute_unprepared(&format!("SELECT pg_advisory_xact_lock({MIGRATION_LOCK})"))
                .await
                .map_err(failed)?;
        }
        let missing = missing_migrations(&transaction, database).await?;
        if missing > 0 {
            Migrator::up(&transaction, None).await.map_err(failed)?;
        }
        transaction.commit().await.map_err(failed)?;
        if missing > 0 {
            let failed = |source| Opening::NotDerived {
                database: database.clone(),
                source,
            };
            self.make_all_findable().await.map_err(failed)?;
            self.derive_what_is_lacking().await.map_err(failed)?;
        }
        Ok(missing)
    }

    /// How many migrations the database lacks.
    pub(super) async fn missing_migrations(&self, at: &StoreUrl) -> Result<usize, Opening> {
        missing_migrations(self.connection(), at.database()).await
    }

    /// How many migrations the database lacks of those that are known here.
    pub(super) async fn count_missing_migrations(&self) -> Result<usize, DbErr> {
        let applied = applied_migrations(self.connection()).await?;
        let known = known_migrations();
        Ok(known
            .iter()
            .filter(|known| !applied.contains(known))
            .count())
    }

    /// Takes up to this many of the last migrations back, and says how many those were. What was in
    /// their tables is gone.
    pub async fn unmigrate(&self, at: &StoreUrl, steps: u32) -> Result<usize, Opening> {
        let failed = |source| Opening::of_migration(at.database(), source);
        let transaction = self.begin().await.map_err(failed)?;
        let before = missing_migrations(&transaction, at.database()).await?;
        if before < Migrator::migrations().len() {
            Migrator::down(&transaction, Some(steps))
                .await
                .map_err(failed)?;
        }
        let after = missing_migrations(&transaction, at.database()).await?;
        transaction.commit().await.map_err(failed)?;
        Ok(after - before)
    }
}

/// How many migrations the database lacks; a failure when it has one that nobody here knows.
async fn missing_migrations<'c, C>(connection: &'c C, database: &Database) -> Result<usize, Opening>
where
    C: ConnectionTrait,
    &'c C: IntoDatabaseExecutor<'c>,
{
    let failed = |source| Opening::of_migration(database, source);
    let known = known_migrations();
    let applied = applied_migrations(connection).await.map_err(failed)?;
    match applied.iter().find(|applied| !known.contains(applied)) {
        Some(unknown) => Err(Opening::Newer {
            database: database.clone(),
            migration: unknown.clone(),
        }),
        None => Ok(known.len() - applied.len()),
    }
}

fn known_migrations() -> Vec<String> {
    let known = Migrator::migrations();
    known.iter().map(|known| known.name().to_owned()).collect()
}

async fn applied_migrations<'c, C>(connection: &'c C) -> Result<Vec<String>, DbErr>
where
    C: ConnectionTrait,
    &'c C: IntoDatabaseExecutor<'c>,
{
    // Asking for what was applied would make the table; whoever only looks may not be allowed to.
    if !SchemaManager::new(connection).has_table(MIGRATIONS).await? {
        return Ok(Vec::new());
    }
    let applied = Migrator::get_migration_models(connection).await?;
    Ok(applied.into_iter().map(|applied| applied.version).collect())
}
