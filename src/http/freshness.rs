//! For how long an answer may be kept, by whom, and whether the client has it already (RFC 9111, RFC 9110 section 13).

use std::time::Duration;

use axum::extract::Request;
use axum::http::header::{CACHE_CONTROL, CONTENT_ENCODING, ETAG, IF_NONE_MATCH};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::middleware::Next;
use axum::response::Response;
use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};

use super::answer::{Answer, Verdict};
use super::caller::NOT_TO_BE_KEPT;
use super::media_type::MediaType;

/// Whom an answer tells something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Audience {
    /// Everybody who asks the same without signing in.
    Everybody,
    /// Who signed in, and nobody else.
    Viewer,
}

/// Says of an answer to a POST who may keep it. Nobody keeps one unless that is said.
pub(super) fn of_post(mut answer: Answer, audience: Audience) -> Answer {
    if audience == Audience::Viewer {
        answer.head.extend([NOT_TO_BE_KEPT]);
    }
    answer
}

/// Says of an answer to a GET who may keep it and how long, names what it holds, and leaves out what the client has.
pub(super) fn of_get(
    mut answer: Answer,
    audience: Audience,
    public_for: Duration,
    media_type: MediaType,
    asked: &HeaderMap,
) -> Answer {
    if answer.verdict != Verdict::Whole {
        let (name, kept_by_nobody) = NOT_TO_BE_KEPT;
        answer.head.entry(name).or_insert(kept_by_nobody);
        return answer;
    }
    let tag = tag(media_type, &answer.body);
    if is_known(&tag, asked) {
        answer.status = StatusCode::NOT_MODIFIED;
        answer.body.clear();
    }
    let tag = HeaderValue::try_from(tag).expect("it is ASCII");
    answer
        .with(ETAG, tag)
        .with(CACHE_CONTROL, kept_by(audience, public_for))
}

fn kept_by(audience: Audience, public_for: Duration) -> HeaderValue {
    match (audience, public_for.as_secs()) {
        (Audience::Viewer, _) => HeaderValue::from_static("private, no-cache"),
        (Audience::Everybody, 0) => HeaderValue::from_static("no-cache"),
        (Audience::Everybody, seconds) => {
            let kept = format!("public, max-age={seconds}");
            HeaderValue::try_from(kept).expect("it is ASCII")
        }
    }
}

/// What names an answer: nothing else has this name, and the same answer has it again.
fn tag(media_type: MediaType, body: &str) -> String {
    let mut hash = Sha256::new_with_prefix(media_type.header());
    hash.update(body);
    let hash = BASE64_URL_SAFE_NO_PAD.encode(&hash.finalize()[..18]);
    format!("\"{hash}\"")
}

/// Whether the client has the answer of this name.
fn is_known(tag: &str, asked: &HeaderMap) -> bool {
    let known = asked.get_all(IF_NONE_MATCH).iter();
    let mut known = known
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .map(str::trim);
    known.any(|known| known == "*" || known.trim_start_matches("W/") == tag)
}

/// Marks the name of an answer that was packed on its way out as one of what it holds, and not of its bytes.
pub(super) async fn weaken(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let head = response.headers_mut();
    let tag = head.get(ETAG).and_then(|tag| tag.to_str().ok());
    if let Some(tag) = tag
        && tag.starts_with('"')
        && head.contains_key(CONTENT_ENCODING)
        && let Ok(weak) = HeaderValue::try_from(format!("W/{tag}"))
    {
        head.insert(ETAG, weak);
    }
    response
}
