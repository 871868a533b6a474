//! What every subcommand takes: where the directory is kept, and what is logged.

use clap::Args;

use super::Cli;
use super::failure::Stopped;
use crate::actions::load_edition::load_first_edition;
use crate::config::{self, DatabaseSettings, LogFormat, LogSettings};
use crate::store::{Opened, Store, StoreUrl};
use crate::telemetry::{self, Format};

/// What every subcommand takes.
#[derive(Args, Clone, Debug)]
pub struct Shared {
    #[command(flatten)]
    database: DatabaseSettings,
    #[command(flatten)]
    log: LogSettings,
}

impl Shared {
    /// Refuses settings that do not exist, and begins to log.
    pub fn start(&self) -> Result<(), Stopped> {
        if let Some(variable) = config::unknown_variable::<Cli>() {
            return Err(Stopped::UnknownVariable(variable));
        }
        let format = match self.log.log_format {
            LogFormat::Text => Format::Text,
            LogFormat::Json => Format::Json,
        };
        Ok(telemetry::start(&self.log.log, format)?)
    }

    /// Where the directory is kept.
    pub(super) fn url(&self) -> Result<StoreUrl, Stopped> {
        Ok(StoreUrl::parse(&self.database.database_url)?)
    }

    /// The directory, with its tables up to date and rules in it.
    pub(super) async fn open(&self) -> Result<Opened, Stopped> {
        let opened = Store::open(&self.url()?, self.database.database_connections).await?;
        load_first_edition(&opened.store).await?;
        Ok(opened)
    }
}
