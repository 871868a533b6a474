//! The command line: one file per subcommand.

mod backup;
mod export;
mod failure;
mod gaps;
mod import;
mod migrate;
mod progress;
mod restore;
mod sample;
mod schema;
mod serve;
mod shared;
mod signal;
mod token;
mod welcome;
mod whole_file;

use clap::error::ErrorKind;
use clap::parser::ValueSource;
use clap::{ArgMatches, Args, CommandFactory, FromArgMatches, Parser, Subcommand};

use crate::telemetry::Telemetry;
pub use backup::{Backup, NotBackedUp};
pub use export::ExportDirectory;
pub use failure::{Stopped, report};
pub use gaps::Gaps;
pub use import::Import;
pub use migrate::Migrate;
pub use restore::{NotRestored, Restore};
pub use schema::PrintSchema;
pub use serve::Serve;
pub use shared::Shared;
pub use signal::stop_signal;
pub use token::Token;

/// Who is responsible for a support inquiry about a commercial-marketplace offer, and whom to reach
#[derive(Debug, Parser)]
#[command(version)]
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
// The variants say nothing: what is said of a variant would hide what its command says of itself.
#[expect(missing_docs, reason = "each command describes itself")]
#[derive(Debug, Subcommand)]
pub enum Command {
    Serve(Box<Serve>),
    Import(Import),
    Export(ExportDirectory),
    Gaps(Gaps),
    Backup(Backup),
    Restore(Restore),
    Migrate(Migrate),
    Token(Token),
    Schema(PrintSchema),
}

impl Cli {
    /// Reads the command line; ends the process with 2 when it cannot be read.
    pub fn read() -> Self {
        let mut command = Self::command_line();
        let matches = command.get_matches_mut();
        if let Some(misplaced) = misplaced_flag(&matches) {
            let message = format!("--{misplaced} is for serving, and another command is named");
            command.error(ErrorKind::ArgumentConflict, message).exit();
        }
        Self::from_arg_matches(&matches).unwrap_or_else(|error| error.format(&mut command).exit())
    }

    fn command_line() -> clap::Command {
        <Self as CommandFactory>::command()
    }

    /// Refuses settings that do not exist, and begins to tell what goes on.
    pub fn start(&self) -> Result<Telemetry, Stopped> {
        let serving = match &self.command {
            None => Some(&self.serve),
            Some(Command::Serve(serve)) => Some(&**serve),
            Some(_) => None,
        };
        let collector = serving.and_then(Serve::collector);
        self.shared.start(collector.as_ref())
    }

    /// What is to be done; serving when nothing is named.
    pub fn command(self) -> Command {
        self.command.unwrap_or(Command::Serve(Box::new(self.serve)))
    }
}

/// A flag for serving that stands before another command, where it would do nothing.
fn misplaced_flag(matches: &ArgMatches) -> Option<String> {
    matches.subcommand_name()?;
    let serving = Serve::augment_args(clap::Command::new("serve"));
    let is_given = |id: &str| matches.value_source(id) == Some(ValueSource::CommandLine);
    serving
        .get_arguments()
        .filter(|argument| is_given(argument.get_id().as_str()))
        .find_map(|argument| argument.get_long().map(str::to_owned))
}
