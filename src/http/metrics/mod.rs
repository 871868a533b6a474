//! Metrics: what the service counts of itself, as Prometheus reads it from `/metrics`.
//!
//! Labels have few values: codes, kinds and routes are ours, and of the names of operations, which clients choose, only
//! so many are told apart.

mod labels;
mod names;

use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::extract::{MatchedPath, Request, State};
use axum::http::header::CONTENT_TYPE;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::metrics::info::Info;
use prometheus_client::registry::{Registry, Unit};

use super::Service;
use super::answer::Verdict;
use crate::graphql::OperationKind;
pub(super) use labels::method;
use labels::{Code, Ended, Kind, Outcome, Pooled, Routed, Run};
use names::Names;

/// Upper bounds in seconds: from what is remembered to what is cut off.
const SECONDS: [f64; 13] = [
    0.000_5, 0.001, 0.002_5, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0,
];
/// Upper bounds of what documents cost.
const COSTS: [f64; 8] = [
    10.0, 100.0, 500.0, 1_000.0, 5_000.0, 10_000.0, 50_000.0, 100_000.0,
];

type Histograms<L> = Family<L, Histogram, fn() -> Histogram>;

/// What is counted.
pub(super) struct Metrics {
    registry: Registry,
    names: Names,
    requests: Family<Routed, Counter>,
    request_seconds: Histograms<Vec<(&'static str, String)>>,
    operations: Family<Run, Counter>,
    operation_seconds: Histograms<Ended>,
    cost: Histogram,
    errors: Family<Code, Counter>,
    pools: Family<Pooled, Gauge>,
    statements: Counter,
    remembered: Gauge,
    remembered_bytes: Gauge,
    streams: Gauge,
    running: Gauge,
}

impl Metrics {
    pub(super) fn new() -> Self {
        let mut registry = Registry::with_prefix("support_directory");
        let version = vec![("version", env!("CARGO_PKG_VERSION"))];
        registry.register("build", "Which version this is", Info::new(version));
        let mut metrics = Self {
            registry,
            names: Names::default(),
            requests: Family::default(),
            request_seconds: Family::new_with_constructor(seconds),
            operations: Family::default(),
            operation_seconds: Family::new_with_constructor(seconds),
            cost: Histogram::new(COSTS),
            errors: Family::default(),
            pools: Family::default(),
            statements: Counter::default(),
            remembered: Gauge::default(),
            remembered_bytes: Gauge::default(),
            streams: Gauge::default(),
            running: Gauge::default(),
        };
        metrics.register();
        metrics
    }

    fn register(&mut self) {
        let registry = &mut self.registry;
        registry.register(
            "http_requests",
            "Requests, by route, method and status",
            self.requests.clone(),
        );
        registry.register_with_unit(
            "http_request_duration",
            "How long requests took until their answers began, by route",
            Unit::Seconds,
            self.request_seconds.clone(),
        );
        registry.register(
            "operations",
            "Operations, by kind, name and outcome",
            self.operations.clone(),
        );
        registry.register_with_unit(
            "operation_duration",
            "How long operations took, by kind and outcome",
            Unit::Seconds,
            self.operation_seconds.clone(),
        );
        registry.register("operation_cost", "What operations cost", self.cost.clone());
        registry.register("errors", "Errors, by code", self.errors.clone());
        registry.register(
            "operations_running",
            "Operations that run",
            self.running.clone(),
        );
        registry.register(
            "streams_open",
            "Streams that are open",
            self.streams.clone(),
        );
        registry.register(
            "database_connections",
            "Connections to the database, by what they are for and do",
            self.pools.clone(),
        );
        registry.register(
            "database_statements",
            "Statements sent to the database",
            self.statements.clone(),
        );
        registry.register(
            "remembered_documents",
            "Documents that are remembered by their hashes",
            self.remembered.clone(),
        );
        registry.register_with_unit(
            "remembered_documents",
            "How long the documents are that are remembered",
            Unit::Bytes,
            self.remembered_bytes.clone(),
        );
    }

    /// Counts an operation that ended.
    pub(super) fn ended(
        &self,
        kind: Option<OperationKind>,
        name: Option<&str>,
        verdict: Verdict,
        took: Duration,
    ) {
        let (kind, outcome) = (Kind(kind), Outcome(verdict));
        let name = self.names.told_apart(name.unwrap_or_default());
        let run = Run {
            kind,
            name,
            outcome,
        };
        self.operations.get_or_create(&run).inc();
        let ended = Ended { kind, outcome };
        let seconds = self.operation_seconds.get_or_create(&ended);
        seconds.observe(took.as_secs_f64());
    }

    /// Counts errors by their codes.
    pub(super) fn errors(&self, codes: &[String]) {
        for code in codes {
            let code = code.clone();
            self.errors.get_or_create(&Code { code }).inc();
        }
    }

    /// Counts what an operation costs.
    pub(super) fn cost(&self, cost: u64) {
        // A cost is far below what the fraction of a float can hold.
        #[expect(clippy::cast_precision_loss, reason = "bounds on documents are small")]
        self.cost.observe(cost as f64);
    }

    /// Counts an operation as running until what this gives is dropped.
    pub(super) fn running(&self) -> Running {
        Running::begin(self.running.clone())
    }

    fn look_at(&self, service: &Service) {
        for pool in service.store.pools() {
            for (does, connections) in [("idle", pool.idle), ("busy", pool.busy)] {
                let pooled = Pooled {
                    purpose: pool.purpose,
                    does,
                };
                self.pools
                    .get_or_create(&pooled)
                    .set(i64::from(connections));
            }
        }
        let sent = service.store.statements();
        self.statements
            .inc_by(sent.saturating_sub(self.statements.get()));
        let remembered = service.known.remembered();
        self.remembered.set(whole(remembered.documents));
        self.remembered_bytes.set(whole(remembered.bytes));
        self.streams.set(whole(service.streams.open()));
    }
}

fn seconds() -> Histogram {
    Histogram::new(SECONDS)
}

fn whole(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// An operation that runs.
pub(super) struct Running(Gauge);

impl Running {
    fn begin(running: Gauge) -> Self {
        running.inc();
        Self(running)
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.0.dec();
    }
}

/// Answers with everything that was counted, in the text format of OpenMetrics.
pub(super) async fn shown(State(service): State<Arc<Service>>) -> Response {
    service.metrics.look_at(&service);
    let mut text = String::new();
    match encode(&mut text, &service.metrics.registry) {
        Ok(()) => {
            let content_type = "application/openmetrics-text; version=1.0.0; charset=utf-8";
            ([(CONTENT_TYPE, content_type)], text).into_response()
        }
        Err(error) => {
            tracing::error!(%error, "the metrics could not be written");
            super::fault::broken_page()
        }
    }
}

/// Counts a request, by the route that it takes.
pub(super) async fn count(
    State(service): State<Arc<Service>>,
    request: Request,
    next: Next,
) -> Response {
    let began = Instant::now();
    let route = request.extensions().get::<MatchedPath>();
    let route = route.map_or("none", MatchedPath::as_str).to_owned();
    let method = method(request.method());
    let response = next.run(request).await;
    let seconds = began.elapsed().as_secs_f64();
    let metrics = &service.metrics;
    let routed = Routed {
        route: route.clone(),
        method,
        status: response.status().as_u16(),
    };
    metrics.requests.get_or_create(&routed).inc();
    let by_route = vec![("route", route)];
    metrics
        .request_seconds
        .get_or_create(&by_route)
        .observe(seconds);
    response
}
