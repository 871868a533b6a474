//! The pages, sent as they were built: compressed, named by their content, under a strict policy.

use axum::extract::Request;
use axum::http::header::{
    ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_SECURITY_POLICY, CONTENT_TYPE, ETAG,
    IF_NONE_MATCH, VARY,
};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};

use super::fault;

/// Pages load what this service sends, and nothing else; the editor of the playground writes styles
/// and starts workers of its own.
const POLICY: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; worker-src 'self' blob:; \
     font-src 'self' data:; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; \
     frame-ancestors 'none'",
);

/// A page that opens this one, or is opened by it, has no hold on it.
const OPENER_POLICY: HeaderName = HeaderName::from_static("cross-origin-opener-policy");

/// The page or asset at the path of the request.
pub(super) async fn page(request: Request) -> Response {
    let Some(file) = web::file(request.uri().path()) else {
        return fault::no_such_page().await;
    };
    let mut headers = HeaderMap::new();
    headers.insert(
        CACHE_CONTROL,
        HeaderValue::from_static(file.caching.cache_control()),
    );
    headers.insert(ETAG, HeaderValue::from_static(file.etag));
    headers.insert(VARY, HeaderValue::from_static("accept-encoding"));
    // Also with what is known: a browser takes over what it is told then.
    headers.insert(CONTENT_SECURITY_POLICY, POLICY);
    headers.insert(OPENER_POLICY, HeaderValue::from_static("same-origin"));
    if said(&request, &IF_NONE_MATCH).is_some_and(|known| file.is_known(known)) {
        return (StatusCode::NOT_MODIFIED, headers).into_response();
    }
    let (encoding, body) = file.smallest_body(said(&request, &ACCEPT_ENCODING).unwrap_or_default());
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(file.content_type));
    if let Some(encoding) = encoding.content_encoding() {
        headers.insert(CONTENT_ENCODING, HeaderValue::from_static(encoding));
    }
    (headers, body).into_response()
}

fn said<'r>(request: &'r Request, header: &HeaderName) -> Option<&'r str> {
    request.headers().get(header)?.to_str().ok()
}
