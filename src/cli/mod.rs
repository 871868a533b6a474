//! The command line: one file per subcommand.

mod failure;
mod import;
mod migrate;
mod progress;
mod sample;
mod schema;
mod serve;
mod signal;

use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};

pub use failure::report;
pub use signal::stop_signal;

use crate::config::{self, DatabaseSettings, LogSettings, ServeSettings};
use crate::telemetry;
use failure::Stopped;

/// Who is responsible for a support inquiry about a commercial-marketplace offer, and whom to reach
#[derive(Debug, Parser)]
#[command(
    version,
    args_conflicts_with_subcommands = true,
    propagate_version = true
)]
pub struct Cli {
    /// What to do; serves when nothing is named.
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    serve: ServeSettings,
    #[command(flatten)]
    shared: Shared,
}

/// What every subcommand takes.
#[derive(Args, Clone, Debug)]
struct Shared {
    #[command(flatten)]
    database: DatabaseSettings,
    #[command(flatten)]
    log: LogSettings,
}

/// What can be done from the command line.
#[derive(Debug, Subcommand)]
enum Command {
    /// Answer questions over HTTP; what happens when no command is named
    Serve(ServeSettings),
    /// Take the offers of files into the directory
    Import(import::Import),
    /// Bring the tables of the database up to date, or take the last changes back
    Migrate(migrate::Migrate),
    /// Print the GraphQL schema
    Schema,
}

impl Cli {
    /// Does what the command line says.
    pub async fn run(
        self,
        stop: impl Future<Output = ()> + Send + 'static,
    ) -> Result<ExitCode, Stopped> {
        if let Some(variable) = config::unknown_variable::<Self>() {
            return Err(Stopped::UnknownVariable(variable));
        }
        telemetry::start(&self.shared.log)?;
        let database = &self.shared.database;
        match self.command {
            None => serve::run(&self.serve, database, stop).await,
            Some(Command::Serve(settings)) => serve::run(&settings, database, stop).await,
            Some(Command::Import(import)) => import.run(database).await,
            Some(Command::Migrate(migrate)) => migrate.run(database).await,
            Some(Command::Schema) => Ok(schema::run()),
        }
    }
}
