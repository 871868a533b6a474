//! Telemetry: what goes into the log, and how; and where a trace of each request is sent.

mod collector;
mod trace_context;

use std::io::{IsTerminal, stderr};

use opentelemetry::trace::TracerProvider;
use opentelemetry_sdk::trace::SdkTracerProvider;
use tracing::Level;
use tracing_subscriber::filter::{EnvFilter, dynamic_filter_fn};
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;
use tracing_subscriber::{Layer, fmt};

pub use collector::{Collector, NotCollected};
pub use trace_context::{Trace, continued, pass_on};

/// The target of spans that are for traces and not for the log, whose lines have spans of their own.
pub const TRACED: &str = "traced";
/// The target of the spans of statements.
const STATEMENTS: &str = "sea_orm";

/// How log lines are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// For people.
    Text,
    /// For machines: one JSON object a line.
    Json,
}

/// Why nothing can be told of the process.
#[derive(Debug, thiserror::Error)]
pub enum NotStarted {
    /// The log filter cannot be read.
    #[error(
        "the log filter `{0}` cannot be read: use error, warn, info, debug or trace, for all or as module=level"
    )]
    Filter(String),
    /// Traces cannot be sent.
    #[error(transparent)]
    Collector(#[from] NotCollected),
}

/// What is told of the process, until it ends.
#[derive(Debug)]
pub struct Telemetry {
    traces: Option<SdkTracerProvider>,
}

/// Begins to log to standard error; standard output is for what commands give. Traces go to a collector, if there is
/// one.
pub fn start(
    filter: &str,
    format: Format,
    collector: Option<&Collector>,
) -> Result<Telemetry, NotStarted> {
    // The libraries tell of every migration twice, and PostgreSQL of every table that is there already;
    // the command says how many migrations there were. Who waits for a connection for too long is told so.
    let filter = EnvFilter::builder()
        .parse(format!(
            "sea_orm_migration=warn,sqlx::postgres::notice=warn,sqlx::pool=error,{STATEMENTS}=warn,{TRACED}=off,{filter}"
        ))
        .map_err(|_| NotStarted::Filter(filter.to_owned()))?;
    let lines = fmt::layer()
        .with_writer(stderr)
        .with_ansi(stderr().is_terminal());
    let lines = match format {
        Format::Text => lines.boxed(),
        Format::Json => lines.json().boxed(),
    };
    let traces = collector.map(Collector::provider).transpose()?;
    tracing_subscriber::registry()
        .with(lines.with_filter(filter))
        .with(traces.as_ref().map(spans))
        .init();
    Ok(Telemetry { traces })
}

impl Telemetry {
    /// Sends what is still to be sent.
    pub fn end(self) {
        if let Some(traces) = self.traces
            && let Err(error) = traces.shutdown_with_timeout(collector::PATIENCE)
        {
            tracing::warn!(%error, "not all traces were sent");
        }
    }
}

/// Takes the spans of requests and of the statements that are sent for them; no statement is a trace of its own. What
/// is logged meanwhile stands in its span.
fn spans<S>(traces: &SdkTracerProvider) -> impl Layer<S> + use<S>
where
    S: tracing::Subscriber + for<'a> tracing_subscriber::registry::LookupSpan<'a>,
{
    let tracer = traces.tracer("support-directory");
    let wanted = dynamic_filter_fn(|metadata, context| {
        let is_ours = metadata.target().starts_with("support_directory");
        match metadata.is_span() {
            true if metadata.target() == TRACED => true,
            true => metadata.target().starts_with(STATEMENTS) && context.lookup_current().is_some(),
            false => is_ours && *metadata.level() <= Level::INFO,
        }
    });
    tracing_opentelemetry::layer()
        .with_tracer(tracer)
        .with_location(false)
        .with_threads(false)
        .with_target(false)
        .with_filter(wanted.with_max_level_hint(Level::INFO))
}
