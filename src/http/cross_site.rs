//! Requests that a page of somebody else has a browser send without asking first (cross-site request forgery).
//!
//! A page can have any address fetched in the name of who looks at it, from inside their network. It cannot read the
//! answer, but it can burn what the request costs and measure how long it takes. Browsers ask first (the preflight of
//! CORS) before they send a header or a content type of the page's choice elsewhere, and say where a request
//! comes from in headers that no page can write. So a request that did not make them ask is taken only from where
//! pages are allowed, and from what is no browser: curl and servers say nothing of the kind, and need no header.

use axum::http::header::{AUTHORIZATION, CONTENT_TYPE, HOST, ORIGIN};
use axum::http::uri::Authority;
use axum::http::{HeaderMap, HeaderName, StatusCode, Uri};

use super::answer::Answer;
use super::fault::refusal;
use super::media::Media;
use super::origins::Origins;

/// Headers that make browsers ask first, whatever they say. `Accept` is none of them: pages may set it.
static PREFLIGHT: [HeaderName; 4] = [
    HeaderName::from_static("graphql-require-preflight"),
    HeaderName::from_static("apollo-require-preflight"),
    HeaderName::from_static("x-apollo-operation-name"),
    HeaderName::from_static("x-requested-with"),
];

/// Where a request comes from, seen from here: in the words of browsers.
static SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// Content types that pages may send without that browsers ask.
const SIMPLE: [&str; 3] = [
    "application/x-www-form-urlencoded",
    "multipart/form-data",
    "text/plain",
];

/// Whether a request carries a header that is there to make browsers ask first.
pub(super) fn has_preflight_header(headers: &HeaderMap) -> bool {
    PREFLIGHT.iter().any(|name| headers.contains_key(name))
}

/// Refuses a request that a page may have sent from where none is allowed; no other.
pub(super) fn refused(headers: &HeaderMap, address: &Uri, origins: &Origins) -> Option<Answer> {
    if asked_first(headers) || is_from_allowed(headers, address, origins) {
        return None;
    }
    let why = "Pages of other sites may not ask this way: their origin has to be allowed here, or the request needs a \
               header that makes browsers ask first, such as `GraphQL-Require-Preflight: 1`.";
    let body = refusal(why, "CROSS_SITE_REQUEST");
    Some(Answer::new(StatusCode::FORBIDDEN, &body))
}

/// Whether a browser would have asked before it sent this elsewhere; then whoever answered has decided.
fn asked_first(headers: &HeaderMap) -> bool {
    let content = said(headers, &CONTENT_TYPE).and_then(Media::parse);
    let is_simple = content.is_none_or(|content| SIMPLE.contains(&content.name.as_str()));
    // A password a browser may add on its own, but never a token.
    let token = said(headers, &AUTHORIZATION).and_then(|value| value.get(..7));
    let has_token = token.is_some_and(|scheme| scheme.eq_ignore_ascii_case("bearer "));
    has_preflight_header(headers) || has_token || !is_simple
}

/// Whether a request comes from where pages are allowed, or from what is no browser.
pub(super) fn is_from_allowed(headers: &HeaderMap, address: &Uri, origins: &Origins) -> bool {
    let site = said(headers, &SITE);
    if matches!(site, Some("same-origin" | "none")) {
        return true;
    }
    match said(headers, &ORIGIN) {
        Some(origin) => origins.admit(origin) || is_own(origin, headers, address),
        None => site.is_none(),
    }
}

/// Whether an origin is the one that was asked. Over HTTP/2 the host stands in the address.
fn is_own(origin: &str, headers: &HeaderMap, address: &Uri) -> bool {
    let host = said(headers, &HOST).or(address.authority().map(Authority::as_str));
    let asking = origin.split_once("://").map(|(_, host)| host);
    match (asking, host) {
        (Some(asking), Some(host)) => asking.eq_ignore_ascii_case(host),
        _ => false,
    }
}

fn said<'h>(headers: &'h HeaderMap, name: &HeaderName) -> Option<&'h str> {
    headers.get(name)?.to_str().ok()
}
