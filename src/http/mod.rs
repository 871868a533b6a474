//! HOW BYTES COME AND GO. Routes on one page, layers on one page.

mod accept;
mod address;
mod allowance;
mod answer;
mod arrival;
mod batch;
mod body;
mod bound;
mod caller;
mod caller_key;
mod cross_site;
mod draining;
mod export;
mod fault;
mod followed;
mod form;
mod freshness;
mod graphql;
mod health;
mod hosts;
mod known;
mod listen;
mod media;
mod media_type;
mod metrics;
mod origins;
mod outcome;
mod pages;
mod patient;
mod places;
mod protection;
mod record;
mod run;
mod speech;
mod streams;
mod taking;
mod terms;
mod unread;
mod written;

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::middleware;
use axum::response::Redirect;
use axum::routing::get;
use tokio::sync::Semaphore;
use tower::ServiceBuilder;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;

use crate::graphql::Engine;
pub use crate::graphql::{Introspection, Limits, Suggestions};
use crate::identity::Identity;
use crate::store::Store;
use allowance::Allowances;
pub use allowance::PerMinute;
pub use draining::Draining;
pub use hosts::Hosts;
use known::Known;
pub use known::{ManifestProblem, Others, Trusted, TrustedDocuments};
pub use listen::{Connections, serve};
use metrics::Metrics;
pub use origins::Origins;
use streams::OpenStreams;
pub use streams::StreamBounds;
pub use terms::{Metering, Terms};

/// How far requests may go, and how far contacts are believed.
#[derive(Clone, Copy, Debug)]
pub struct Bounds {
    /// The most bytes of a request's body.
    pub body: usize,
    /// How long a request may take.
    pub time: Duration,
    /// How many operations may run at once.
    pub running: usize,
    /// After how long an operation is slow, if one can be.
    pub slow: Option<Duration>,
    /// What a document may cost.
    pub document: Limits,
    /// How long the verification of a contact is believed.
    pub trust: Duration,
    /// How many streams there may be.
    pub streams: StreamBounds,
}

/// What requests are answered with.
struct Service {
    engine: Engine,
    store: Store,
    identity: Identity,
    bounds: Bounds,
    terms: Terms,
    known: Known,
    streams: OpenStreams,
    draining: Draining,
    /// The places of operations that run.
    places: Semaphore,
    allowances: Allowances,
    metrics: Metrics,
}

/// Every route of the service over a store, for those whom an identity knows.
pub fn router(
    store: Store,
    identity: Identity,
    bounds: Bounds,
    terms: Terms,
    draining: Draining,
) -> Router {
    let service = Service {
        engine: Engine::new(store.clone(), bounds.document, bounds.trust),
        store,
        identity,
        bounds,
        places: Semaphore::new(bounds.running),
        allowances: Allowances::new(terms.per_minute),
        metrics: Metrics::new(),
        known: Known::new(terms.trusted.clone(), terms.persisted_bytes),
        terms,
        streams: OpenStreams::at_most(bounds.streams.open, draining.clone()),
        draining,
    };
    let service = Arc::new(service);
    let routes = Router::new()
        .route("/", get(|| async { Redirect::temporary("/graphiql") }))
        .route(
            "/graphql",
            get(graphql::by_get)
                .post(graphql::by_post)
                .fallback(graphql::by_other),
        )
        .route("/export", get(export::by_get).fallback(export::by_other))
        .route("/graphiql", get(pages::page))
        .route("/assets/{*path}", get(pages::page))
        .route("/health/live", get(health::live))
        .route("/health/ready", get(health::ready))
        .fallback(fault::no_such_page);
    let routes = match service.terms.metrics {
        Metering::Shown => routes.route("/metrics", get(metrics::shown)),
        Metering::Hidden => routes,
    };
    let routes = routes.with_state(Arc::clone(&service));
    layers(routes, &service)
}

/// What every request passes, outermost first.
fn layers(routes: Router, service: &Arc<Service>) -> Router {
    let Service { terms, .. } = &**service;
    let strict_transport = protection::strict_transport(terms.strict_transport);
    routes.layer(
        ServiceBuilder::new()
            .layer(middleware::from_fn_with_state(terms.proxies, arrival::note))
            .layer(middleware::from_fn_with_state(
                Arc::clone(service),
                metrics::count,
            ))
            .layer(middleware::from_fn_with_state(
                strict_transport,
                protection::protect,
            ))
            .layer(middleware::from_fn_with_state(
                terms.hosts.clone(),
                hosts::answer_ours,
            ))
            .option_layer(terms.origins.layer())
            .layer(middleware::from_fn(freshness::weaken))
            .layer(CompressionLayer::new())
            .layer(CatchPanicLayer::custom(fault::panicked)),
    )
}
