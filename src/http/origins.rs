//! The origins whose pages may ask and read (CORS): those that an operator lists, and none by default.
//!
//! Nobody needs cookies here: who signs in sends a token, which no browser adds on its own. So credentials are never
//! allowed, and `*` gives nothing away that is not given to everybody.

use std::time::Duration;

use axum::http::header::{
    ACCEPT_LANGUAGE, AUTHORIZATION, CONTENT_DISPOSITION, CONTENT_TYPE, ETAG, IF_NONE_MATCH,
    RETRY_AFTER, WWW_AUTHENTICATE,
};
use axum::http::{HeaderName, HeaderValue, Method};
use tower_http::cors::{AllowOrigin, CorsLayer};

use super::answer::COST;

/// The origins whose pages may ask and read.
#[derive(Clone, Debug, Default)]
pub enum Origins {
    /// Those of this service alone.
    #[default]
    Own,
    /// These as well, each as browsers write it: `https://app.contoso.example`.
    Listed(Vec<String>),
    /// Every one.
    Any,
}

/// What clients send, besides what no page has to ask for.
const SENT: [HeaderName; 15] = [
    ACCEPT_LANGUAGE,
    AUTHORIZATION,
    CONTENT_TYPE,
    IF_NONE_MATCH,
    HeaderName::from_static("apollo-require-preflight"),
    HeaderName::from_static("apollographql-client-name"),
    HeaderName::from_static("apollographql-client-version"),
    COST,
    HeaderName::from_static("graphql-require-preflight"),
    HeaderName::from_static("idempotency-key"),
    HeaderName::from_static("last-event-id"),
    HeaderName::from_static("traceparent"),
    HeaderName::from_static("tracestate"),
    HeaderName::from_static("x-apollo-operation-name"),
    HeaderName::from_static("x-requested-with"),
];

/// What clients read, besides what every page may read.
const READ: [HeaderName; 8] = [
    CONTENT_DISPOSITION,
    ETAG,
    RETRY_AFTER,
    WWW_AUTHENTICATE,
    HeaderName::from_static("idempotency-replayed"),
    HeaderName::from_static("ratelimit"),
    HeaderName::from_static("ratelimit-policy"),
    HeaderName::from_static("x-request-id"),
];

/// For how long a browser need not ask again; none remembers it for longer.
const REMEMBERED: Duration = Duration::from_secs(2 * 60 * 60);

impl Origins {
    /// Whether the pages of an origin may ask and read.
    pub(super) fn admit(&self, origin: &str) -> bool {
        match self {
            Self::Own => false,
            Self::Listed(origins) => origins.iter().any(|listed| listed == origin),
            Self::Any => true,
        }
    }

    /// What tells browsers so; nothing where there is nothing to tell.
    pub(super) fn layer(&self) -> Option<CorsLayer> {
        let origins = match self {
            Self::Own => return None,
            Self::Listed(origins) => {
                let values = origins.iter().map(|origin| HeaderValue::from_str(origin));
                AllowOrigin::list(values.filter_map(Result::ok))
            }
            Self::Any => AllowOrigin::any(),
        };
        let layer = CorsLayer::new()
            .allow_origin(origins)
            .allow_methods([Method::GET, Method::POST])
            .allow_headers(SENT)
            .expose_headers(READ)
            .max_age(REMEMBERED);
        Some(layer)
    }
}
