//! Telemetry: what goes into the log, and how.

use std::io::IsTerminal;

use tracing_subscriber::EnvFilter;

use crate::config::{LogFormat, LogSettings};

/// A log filter that cannot be read.
#[derive(Debug, thiserror::Error)]
#[error(
    "the log filter `{filter}` cannot be read: use error, warn, info, debug or trace, for all or as module=level"
)]
pub struct BadFilter {
    filter: String,
}

/// Begins to log to standard error; standard output is for what commands give.
pub fn start(settings: &LogSettings) -> Result<(), BadFilter> {
    // The library tells of every migration twice; the command says how many there were.
    let filter = EnvFilter::builder()
        .parse(format!("sea_orm_migration=warn,{}", settings.log))
        .map_err(|_| BadFilter {
            filter: settings.log.clone(),
        })?;
    let subscriber = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .with_ansi(std::io::stderr().is_terminal());
    match settings.log_format {
        LogFormat::Text => subscriber.init(),
        LogFormat::Json => subscriber.json().init(),
    }
    Ok(())
}
