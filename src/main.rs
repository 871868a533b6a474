//! The support directory: the table of contents of its commands.

use std::process::ExitCode;

use mimalloc::MiMalloc;
use support_directory::cli::{Cli, Command, Stopped, report, stop_signal};

#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

#[tokio::main]
async fn main() -> ExitCode {
    let cli = Cli::read();
    let done = match cli.start() {
        Ok(telemetry) => {
            let done = run(cli).await;
            telemetry.end();
            done
        }
        Err(stopped) => Err(stopped),
    };
    done.unwrap_or_else(|stopped| {
        report(&stopped);
        ExitCode::FAILURE
    })
}

async fn run(cli: Cli) -> Result<ExitCode, Stopped> {
    let shared = cli.shared.clone();
    match cli.command() {
        Command::Serve(serve) => serve.run(&shared, stop_signal()).await,
        Command::Import(import) => import.run(&shared, stop_signal()).await,
        Command::Export(export) => export.run(&shared, stop_signal()).await,
        Command::Gaps(gaps) => gaps.run(&shared).await,
        Command::Backup(backup) => backup.run(&shared, stop_signal()).await,
        Command::Restore(restore) => restore.run(&shared, stop_signal()).await,
        Command::Migrate(migrate) => migrate.run(&shared).await,
        Command::Token(token) => token.run(&shared),
        Command::Schema(schema) => schema.run(),
    }
}
