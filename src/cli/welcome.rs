//! The welcome of `serve`: what was done, who may read, and which addresses to open.

use std::fmt;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use super::sample::Loaded;
use crate::identity::Strangers;
use crate::store::{Database, Opened};

/// What a person is told whose service is ready.
pub(super) struct Welcome<'a> {
    pub(super) database: &'a Database,
    pub(super) opened: &'a Opened,
    pub(super) sample: Option<&'a Loaded>,
    pub(super) strangers: Strangers,
    pub(super) own_key: Option<&'a PathBuf>,
    pub(super) address: SocketAddr,
}

impl fmt::Display for Welcome<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            database, address, ..
        } = self;
        let kind = match database {
            Database::Sqlite(_) => "SQLite",
            Database::Postgres(_) => "PostgreSQL",
        };
        let tables = match self.opened.migrated {
            0 => "up to date".to_owned(),
            migrated => format!("{migrated} migrations applied"),
        };
        writeln!(f, "support-directory {}\n", env!("CARGO_PKG_VERSION"))?;
        writeln!(f, "  database    {database} ({kind}, {tables})")?;
        if let Some(Loaded { imported, seconds }) = self.sample {
            writeln!(
                f,
                "  sample      {} offers of {} publishers loaded in {seconds:.1} s, {} rows refused, {} warnings\n              \
                 (`support-directory import data/sample/offers.jsonl` lists them)",
                imported.offers.added, imported.publishers.added, imported.refused, imported.warned,
            )?;
        }
        let readers = match self.strangers {
            Strangers::MayRead => "everyone, without signing in",
            Strangers::TurnedAway => "who signs in",
        };
        writeln!(f, "\n  may read    {readers}")?;
        if let Some(file) = self.own_key {
            writeln!(
                f,
                "  sign in     with a token: support-directory token{} --role DIRECTORY_ADMIN",
                key_flag(file)
            )?;
        }
        write!(
            f,
            "\n  graph       http://{address}/graphql\n  \
             playground  http://{address}/graphiql\n  \
             health      http://{address}/health/live and http://{address}/health/ready\n\n  \
             Ctrl-C stops it."
        )
    }
}

/// What names the key to `token`, where it would not find it by itself.
fn key_flag(file: &Path) -> String {
    if file == Path::new("directory.db-key.pem") {
        String::new()
    } else {
        format!(" --own-key {}", file.display())
    }
}
