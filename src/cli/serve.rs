//! `serve`: answers questions over HTTP.

use std::net::SocketAddr;
use std::process::ExitCode;

use clap::Args;

use super::failure::Stopped;
use super::sample::{self, Loaded};
use super::shared::Shared;
use crate::config::ServeSettings;
use crate::serve::{listen, serve};
use crate::store::{Database, Opened};

/// Answer questions over HTTP
///
/// The tables of the database are brought up to date first. A directory that holds no publisher yet
/// gets a sample of real offers, unless --no-sample is given.
#[derive(Args, Debug)]
pub struct Serve {
    #[command(flatten)]
    settings: ServeSettings,
}

impl Serve {
    /// Serves until told to stop.
    pub async fn run(
        self,
        shared: &Shared,
        stop: impl Future<Output = ()> + Send + 'static,
    ) -> Result<ExitCode, Stopped> {
        let settings = self.settings;
        let url = shared.url()?;
        let listener = listen(settings.listen).await?;
        let address = listener.local_addr().unwrap_or(settings.listen);
        let opened = shared.open().await?;
        let store = opened.store.clone();
        let sample = if settings.no_sample {
            None
        } else {
            sample::load(&store).await?
        };
        println!(
            "{}",
            welcome(url.database(), &opened, sample.as_ref(), address)
        );
        serve(listener, store, &settings, stop).await?;
        println!("stopped");
        Ok(ExitCode::SUCCESS)
    }
}

/// What was done, and which addresses to open.
fn welcome(
    database: &Database,
    opened: &Opened,
    sample: Option<&Loaded>,
    address: SocketAddr,
) -> String {
    let kind = match database {
        Database::Sqlite(_) => "SQLite",
        Database::Postgres(_) => "PostgreSQL",
    };
    let tables = match opened.migrated {
        0 => "up to date".to_owned(),
        migrated => format!("{migrated} migrations applied"),
    };
    let sample = sample.map_or_else(String::new, |Loaded { imported, seconds }| {
        format!(
            "\n  sample      {} offers of {} publishers loaded in {seconds:.1} s, {} rows refused, {} warnings\n              \
             (`support-directory import data/sample/offers.jsonl` lists them)",
            imported.offers.added,
            imported.publishers.added,
            imported.refused.len(),
            imported.warnings.len(),
        )
    });
    format!(
        "support-directory {version}\n\n  \
         database    {database} ({kind}, {tables}){sample}\n\n  \
         graph       http://{address}/graphql\n  \
         playground  http://{address}/graphiql\n  \
         health      http://{address}/health/live and http://{address}/health/ready\n\n  \
         Ctrl-C stops it.",
        version = env!("CARGO_PKG_VERSION"),
    )
}
