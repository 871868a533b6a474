//! What the headers of a request say about it.

use axum::http::header::{ACCEPT, CONTENT_ENCODING, CONTENT_TYPE, TRANSFER_ENCODING, UPGRADE};
use axum::http::{HeaderMap, StatusCode};

use super::answer::COST;
use super::media::Media;
use super::unread::Unread;
use crate::domain::repeat::RequestKey;
use crate::graphql::Weighing;

/// Whether the answer is for a browser's window: it takes pages before anything else.
pub(super) fn is_read_by_a_person(headers: &HeaderMap) -> bool {
    let accepted = headers
        .get(ACCEPT)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    accepted.starts_with("text/html")
}

/// Whether the connection is to become a WebSocket.
pub(super) fn asks_for_a_socket(headers: &HeaderMap) -> bool {
    let mut wanted = headers.get_all(UPGRADE).iter();
    wanted.any(|protocol| protocol.as_bytes().eq_ignore_ascii_case(b"websocket"))
}

/// Whether the answer is to tell what its document weighs.
pub(super) fn weighing(headers: &HeaderMap) -> Weighing {
    if headers.get(COST).is_some_and(|asked| asked == "1") {
        Weighing::Told
    } else {
        Weighing::Untold
    }
}

/// The key under which the request may be repeated, if it has one.
pub(super) fn request_key(headers: &HeaderMap) -> Result<Option<RequestKey>, Unread> {
    let mut keys = headers.get_all("idempotency-key").iter();
    let Some(key) = keys.next() else {
        return Ok(None);
    };
    let key = key.to_str().ok().and_then(RequestKey::parse);
    match (key, keys.next()) {
        (Some(key), None) => Ok(Some(key)),
        (None, _) | (_, Some(_)) => Err(Unread::bad(
            "`Idempotency-Key` is one key of 1 to 200 visible ASCII characters.",
        )),
    }
}

/// The id of the event that the client saw last, if it was cut off.
pub(super) fn last_event_id(headers: &HeaderMap) -> Option<String> {
    let id = headers.get("last-event-id")?.to_str().ok()?;
    (!id.is_empty()).then(|| id.to_owned())
}

/// Whether the body says that it is JSON, as it is. A form that a foreign page can send is not taken for it.
pub(super) fn expect_json(headers: &HeaderMap) -> Result<(), Unread> {
    let mut said = headers.get_all(CONTENT_TYPE).iter();
    let media = said.next().and_then(|value| value.to_str().ok());
    let media = media
        .and_then(Media::parse)
        .filter(|_| said.next().is_none());
    let why = match media {
        Some(media) if media.name != "application/json" => NOT_JSON,
        None => NOT_JSON,
        Some(media) if !media.is_utf8() => "Send the body in UTF-8.",
        Some(_) if is_packed(headers) => "Send the body as it is, without `Content-Encoding`.",
        Some(_) if !is_readable(headers) => {
            let why = "Send the body in no transfer coding but `chunked`.";
            return Err(Unread::new(StatusCode::NOT_IMPLEMENTED, why));
        }
        Some(_) => return Ok(()),
    };
    Err(Unread::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, why))
}

const NOT_JSON: &str = "Send the request as `Content-Type: application/json`.";

fn is_packed(headers: &HeaderMap) -> bool {
    let mut encodings = headers.get_all(CONTENT_ENCODING).iter();
    encodings.any(|encoding| !encoding.as_bytes().eq_ignore_ascii_case(b"identity"))
}

/// Whether the body comes in a coding that is understood; a transfer coding is not only a matter of its two ends.
fn is_readable(headers: &HeaderMap) -> bool {
    let mut codings = headers.get_all(TRANSFER_ENCODING).iter();
    codings.all(|coding| coding.as_bytes().eq_ignore_ascii_case(b"chunked"))
}
