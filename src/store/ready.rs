//! Whether questions can be answered, and what is lacking if not.

use super::{Doing, Failure, Store};

/// What is lacking before questions can be answered.
#[derive(Debug, thiserror::Error)]
pub enum Lacking {
    /// The database does not answer.
    #[error("the database does not answer")]
    Database(#[source] Failure),
    /// The tables are those of an older version: so many migrations are to be applied.
    #[error("{0} migrations are to be applied")]
    Migrations(usize),
    /// There are no rules to answer by.
    #[error("there are no rules to answer by")]
    Rules(#[source] Failure),
}

impl Store {
    /// Whether questions can be answered. Tables of a newer version are left to who brought them: what was true of
    /// them before is true still.
    pub async fn ready(&self) -> Result<(), Lacking> {
        self.ping().await.map_err(Lacking::Database)?;
        let missing = self.count_missing_migrations().await;
        match missing.doing("look at the tables") {
            Ok(0) => {}
            Ok(missing) => return Err(Lacking::Migrations(missing)),
            Err(failure) => return Err(Lacking::Database(failure)),
        }
        match self.policy().await {
            Ok(_) => Ok(()),
            Err(failure @ (Failure::Database { .. } | Failure::Busy { .. })) => {
                Err(Lacking::Database(failure))
            }
            Err(failure) => Err(Lacking::Rules(failure)),
        }
    }
}
