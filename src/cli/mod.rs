//! The command line: one file per subcommand.

mod failure;
mod import;
mod migrate;
mod progress;
mod sample;
mod schema;
mod serve;
mod shared;
mod signal;

use clap::{Parser, Subcommand};

pub use failure::{Stopped, report};
pub use import::Import;
pub use migrate::Migrate;
pub use schema::print_schema;
pub use serve::Serve;
pub use shared::Shared;
pub use signal::stop_signal;

/// Who is responsible for a support inquiry about a commercial-marketplace offer, and whom to reach
#[derive(Debug, Parser)]
#[command(version, args_conflicts_with_subcommands = true)]
pub struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    serve: Serve,
    /// What every subcommand takes.
    #[command(flatten)]
    pub shared: Shared,
}

/// What can be done from the command line.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Answer questions over HTTP; this happens when no command is named
    Serve(Serve),
    /// Take the offers of files into the directory
    Import(Import),
    /// Bring the tables of the database up to date, or take the last changes back
    Migrate(Migrate),
    /// Print the GraphQL schema
    Schema,
}

impl Cli {
    /// What is to be done; serving when nothing is named.
    pub fn command(self) -> Command {
        self.command.unwrap_or(Command::Serve(self.serve))
    }
}
