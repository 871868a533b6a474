//! What every subcommand takes: where the directory is kept, and what is logged.

use std::path::{Path, PathBuf};
use std::time::Duration;

use clap::Args;

use super::Cli;
use super::failure::Stopped;
use crate::actions::load_edition::load_first_edition;
use crate::config::{self, DatabaseSettings, LogFormat, LogSettings, OwnKeySettings};
use crate::store::{Database, Opened, Reads, Store, StoreUrl};
use crate::telemetry::{self, Collector, Format, Telemetry};

/// What every subcommand takes.
#[derive(Args, Clone, Debug)]
pub struct Shared {
    #[command(flatten)]
    database: DatabaseSettings,
    #[command(flatten)]
    key: OwnKeySettings,
    #[command(flatten)]
    log: LogSettings,
}

impl Shared {
    /// Refuses settings that do not exist, and begins to log; traces go to a collector, if there is one.
    pub(super) fn start(&self, collector: Option<&Collector>) -> Result<Telemetry, Stopped> {
        if let Some(variable) = config::unknown_variable::<Cli>() {
            return Err(Stopped::UnknownVariable(variable));
        }
        let format = match self.log.log_format {
            LogFormat::Text => Format::Text,
            LogFormat::Json => Format::Json,
        };
        Ok(telemetry::start(&self.log.log, format, collector)?)
    }

    /// Where the directory is kept.
    pub(super) fn url(&self) -> Result<StoreUrl, Stopped> {
        Ok(StoreUrl::parse(&self.database.database_url)?)
    }

    /// The file of the service's own key, if one is named.
    pub(super) fn named_own_key(&self) -> Option<PathBuf> {
        self.key.own_key.clone()
    }

    /// The file of the service's own key: the one that is named, else the one beside a SQLite database.
    pub(super) fn own_key(&self) -> Result<Option<PathBuf>, Stopped> {
        let beside = match self.url()?.database() {
            Database::Sqlite(path) => {
                let mut name = path.clone().into_os_string();
                name.push("-key.pem");
                Some(PathBuf::from(name))
            }
            Database::Postgres(_) => None,
        };
        Ok(self.named_own_key().or(beside))
    }

    /// Refuses to write over the database, its logs, or the key beside it.
    pub(super) fn spare_own_files(&self, file: &Path) -> Result<(), Stopped> {
        let Database::Sqlite(database) = self.url()?.database().clone() else {
            return Ok(());
        };
        let real = file.canonicalize().unwrap_or_else(|_| file.to_owned());
        let is_own = ["", "-wal", "-shm", "-journal", "-key.pem"]
            .iter()
            .any(|ending| {
                let mut own = database.clone().into_os_string();
                own.push(ending);
                let own = PathBuf::from(own);
                own == file || own.canonicalize().is_ok_and(|own| own == real)
            });
        if is_own {
            return Err(Stopped::OverOwnFile(file.to_owned()));
        }
        Ok(())
    }

    /// The directory as it is, to read from it only.
    pub(super) async fn open_to_read(&self) -> Result<Store, Stopped> {
        let connections = self.database.database_connections;
        Ok(Store::open_to_read(&self.url()?, connections).await?)
    }

    /// The directory, with its tables up to date and rules in it.
    pub(super) async fn open(&self) -> Result<Opened, Stopped> {
        self.open_reading(self.database.database_connections.into())
            .await
    }

    /// The same for requests, which are not waited for longer than this.
    pub(super) async fn open_to_serve(&self, longest: Duration) -> Result<Opened, Stopped> {
        let reads = Reads {
            connections: self.database.database_connections,
            longest: Some(longest),
        };
        self.open_reading(reads).await
    }

    async fn open_reading(&self, reads: Reads) -> Result<Opened, Stopped> {
        let opened = Store::open(&self.url()?, reads).await?;
        load_first_edition(&opened.store).await?;
        Ok(opened)
    }
}
