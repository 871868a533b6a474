//! Arrivals: each request gets an id, which is in its answer and on each of its log lines, and it is found out from
//! where it came.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use axum::extract::{ConnectInfo, Request, State};
use axum::http::{HeaderName, HeaderValue};
use axum::middleware::Next;
use axum::response::Response;
use tracing::Instrument;
use uuid::Uuid;

use super::caller_key::{Proxies, address};

/// The header that carries the id.
static HEADER: HeaderName = HeaderName::from_static("x-request-id");

/// A request that came.
#[derive(Clone, Debug)]
pub(super) struct Arrival {
    /// Its id.
    pub(super) id: String,
    /// The address that it came from, as far as that is known.
    pub(super) from: IpAddr,
}

/// Gives a request its id, and logs what became of it.
pub(super) async fn note(
    State(proxies): State<Proxies>,
    mut request: Request,
    next: Next,
) -> Response {
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>();
    let peer = peer.map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |peer| peer.0.ip());
    let from = address(peer, request.headers(), proxies);
    let id = Uuid::now_v7().to_string();
    let span =
        tracing::info_span!("request", id, method = %request.method(), path = request.uri().path());
    let arrival = Arrival {
        id: id.clone(),
        from,
    };
    request.extensions_mut().insert(arrival);
    async {
        let mut response = next.run(request).await;
        tracing::debug!(status = response.status().as_u16(), "answered");
        if let Ok(value) = HeaderValue::from_str(&id) {
            response.headers_mut().insert(HEADER.clone(), value);
        }
        response
    }
    .instrument(span)
    .await
}
