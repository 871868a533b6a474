//! Arrivals: each request gets an id, which is in its answer and on each of its log lines, and it is found out from
//! where it came.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use axum::extract::{ConnectInfo, MatchedPath, Request, State};
use axum::http::{HeaderName, HeaderValue};
use axum::middleware::Next;
use axum::response::Response;
use tracing::field::Empty;
use tracing::{Instrument, Span};
use uuid::Uuid;

use super::caller_key::{Proxies, address};
use super::metrics::method;
use crate::telemetry::{self, TRACED, Trace};

/// The header that carries the id.
static HEADER: HeaderName = HeaderName::from_static("x-request-id");
/// The header that names the trace and the span of the answer (W3C Trace Context, level 2).
static TRACE: HeaderName = HeaderName::from_static("traceresponse");

/// A request that came.
#[derive(Clone, Debug)]
pub(super) struct Arrival {
    /// Its id.
    pub(super) id: String,
    /// The address that it came from, as far as that is known.
    pub(super) from: IpAddr,
}

/// Gives a request its id, has its spans go on with the trace that it came with, and logs what became of it.
pub(super) async fn note(
    State(proxies): State<Proxies>,
    mut request: Request,
    next: Next,
) -> Response {
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>();
    let peer = peer.map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |peer| peer.0.ip());
    let from = address(peer, request.headers(), proxies);
    let id = Uuid::now_v7().to_string();
    let traced = traced(&request, &id);
    let trace = telemetry::continued(&traced, request.headers());
    let line = line(&request, &id, trace.as_ref());
    request.extensions_mut().insert(Arrival {
        id: id.clone(),
        from,
    });
    let answered = async {
        let mut response = next.run(request).await;
        let status = response.status();
        tracing::debug!(status = status.as_u16(), "answered");
        let told = trace.and_then(|trace| trace.response);
        for (name, value) in [(&HEADER, Some(id)), (&TRACE, told)] {
            if let Some(Ok(value)) = value.map(HeaderValue::try_from) {
                response.headers_mut().insert(name, value);
            }
        }
        response
    };
    // The inner one is what whoever asks somebody else goes on from.
    let response = answered.instrument(traced.clone()).instrument(line).await;
    let status = response.status();
    traced.record("http.response.status_code", i64::from(status.as_u16()));
    if status.is_server_error() {
        traced.record("otel.status_code", "ERROR");
    }
    response
}

/// The span of a request in its trace (OpenTelemetry's semantic conventions for HTTP).
fn traced(request: &Request, id: &str) -> Span {
    let route = request.extensions().get::<MatchedPath>();
    let route = route.map(MatchedPath::as_str);
    let method = method(request.method());
    tracing::info_span!(
        target: TRACED,
        "request",
        otel.kind = "server",
        otel.name = %format_args!("{method} {}", route.unwrap_or_default()),
        otel.status_code = Empty,
        http.request.method = method,
        http.response.status_code = Empty,
        http.route = route,
        url.path = request.uri().path(),
        request.id = id,
    )
}

/// The span of the lines that are logged of a request.
fn line(request: &Request, id: &str, trace: Option<&Trace>) -> Span {
    let trace = trace.map(|trace| &*trace.id);
    let (method, path) = (request.method(), request.uri().path());
    tracing::info_span!("request", id, trace, %method, path)
}
