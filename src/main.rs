//! The support directory: the binary.

use std::process::ExitCode;

use clap::Parser;
use mimalloc::MiMalloc;
use support_directory::cli::{Cli, report, stop_signal};

#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

#[tokio::main]
async fn main() -> ExitCode {
    match Cli::parse().run(stop_signal()).await {
        Ok(code) => code,
        Err(stopped) => {
            report(&stopped);
            ExitCode::FAILURE
        }
    }
}
