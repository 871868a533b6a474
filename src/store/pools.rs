//! Pools: how many connections to the database there are, and what they do.

use sea_orm::{DatabaseConnection, DbBackend};

use super::Store;

/// The connections of one purpose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pool {
    /// What they are for: reads, changes or pictures.
    pub purpose: &'static str,
    /// How many wait for something to do.
    pub idle: u32,
    /// How many have something to do.
    pub busy: u32,
}

impl Store {
    /// The connections as they are now.
    pub fn pools(&self) -> [Pool; 3] {
        [
            pool("reads", self.connection()),
            pool("changes", &self.0.writer),
            pool("pictures", &self.0.pictures),
        ]
    }
}

fn pool(purpose: &'static str, connections: &DatabaseConnection) -> Pool {
    let (all, idle) = match connections.get_database_backend() {
        DbBackend::Postgres => {
            let pool = connections.get_postgres_connection_pool();
            (pool.size(), pool.num_idle())
        }
        _ => {
            let pool = connections.get_sqlite_connection_pool();
            (pool.size(), pool.num_idle())
        }
    };
    let idle = u32::try_from(idle).unwrap_or(u32::MAX).min(all);
    Pool {
        purpose,
        idle,
        busy: all - idle,
    }
}
