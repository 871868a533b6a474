//! What every answer tells browsers, so that they keep it from the pages of others.

use std::time::Duration;

use axum::extract::{Request, State};
use axum::http::header::{
    CONTENT_SECURITY_POLICY, REFERRER_POLICY, STRICT_TRANSPORT_SECURITY, X_CONTENT_TYPE_OPTIONS,
    X_FRAME_OPTIONS,
};
use axum::http::{HeaderName, HeaderValue};
use axum::middleware::Next;
use axum::response::Response;

/// What every answer tells. Older browsers know `X-Frame-Options` where newer ones read the policy.
const TOLD: [(HeaderName, HeaderValue); 4] = [
    (X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    (REFERRER_POLICY, HeaderValue::from_static("no-referrer")),
    (X_FRAME_OPTIONS, HeaderValue::from_static("DENY")),
    (
        HeaderName::from_static("cross-origin-resource-policy"),
        HeaderValue::from_static("same-origin"),
    ),
];

/// What is no page loads nothing and is shown in no frame, whoever opens it.
const NO_PAGE: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
);

/// For how long browsers are to come back over TLS only; nothing is said of it by default: whether there is TLS in
/// front of the service is its operator's to know.
pub(super) fn strict_transport(time: Duration) -> Option<HeaderValue> {
    let seconds = time.as_secs();
    let value = (seconds > 0).then(|| format!("max-age={seconds}"))?;
    Some(HeaderValue::from_str(&value).expect("it is a number"))
}

/// Tells it with an answer.
pub(super) async fn protect(
    State(strict_transport): State<Option<HeaderValue>>,
    request: Request,
    next: Next,
) -> Response {
    let mut response = next.run(request).await;
    let head = response.headers_mut();
    for (name, value) in TOLD {
        head.insert(name, value);
    }
    head.entry(CONTENT_SECURITY_POLICY).or_insert(NO_PAGE);
    if let Some(value) = strict_transport {
        head.insert(STRICT_TRANSPORT_SECURITY, value);
    }
    response
}
