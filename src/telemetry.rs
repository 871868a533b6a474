//! Telemetry: what goes into the log, and how.

use std::io::IsTerminal;

use tracing_subscriber::EnvFilter;

/// How log lines are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// For people.
    Text,
    /// For machines: one JSON object a line.
    Json,
}

/// A log filter that cannot be read.
#[derive(Debug, thiserror::Error)]
#[error(
    "the log filter `{filter}` cannot be read: use error, warn, info, debug or trace, for all or as module=level"
)]
pub struct BadFilter {
    filter: String,
}

/// Begins to log to standard error; standard output is for what commands give.
pub fn start(filter: &str, format: Format) -> Result<(), BadFilter> {
    // The libraries tell of every migration twice, and PostgreSQL of every table that is there already;
    // the command says how many migrations there were. Who waits for a connection for too long is told so.
    let filter = EnvFilter::builder()
        .parse(format!(
            "sea_orm_migration=warn,sqlx::postgres::notice=warn,sqlx::pool=error,{filter}"
        ))
        .map_err(|_| BadFilter {
            filter: filter.to_owned(),
        })?;
    let subscriber = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .with_ansi(std::io::stderr().is_terminal());
    match format {
        Format::Text => subscriber.init(),
        Format::Json => subscriber.json().init(),
    }
    Ok(())
}
