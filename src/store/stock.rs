//! Taking stock: the database looks at how much there is of what, and plans its reads by that.

use sea_orm::{ConnectionTrait, DbBackend};

use super::{Doing, Result, Store};

/// Looks at the tables that an import fills.
const ANALYZE: &str =
    "ANALYZE publisher, offer, former_offer_id, contact, resource_link, partner, change_record";

impl Store {
    /// To be done while much comes in. PostgreSQL takes stock by itself a minute later, and until then reads a
    /// table to its end which it takes for empty; SQLite finds its way by the indexes alone.
    pub async fn take_stock(&self) -> Result<()> {
        let connection = self.connection();
        if connection.get_database_backend() == DbBackend::Postgres {
            let taken = connection.execute_unprepared(ANALYZE);
            taken.await.doing("take stock")?;
        }
        Ok(())
    }
}
