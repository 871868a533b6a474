//! The request that opens a socket: from where it may come, and what is answered to one that is not sound.

use std::sync::Arc;

use axum::extract::ws::WebSocketUpgrade;
use axum::extract::ws::rejection::WebSocketUpgradeRejection;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, Uri};
use axum::response::Response;

use super::Conversation;
use crate::http::answer::Answer;
use crate::http::fault::refusal;
use crate::http::media_type::MediaType;
use crate::http::request_id::RequestId;
use crate::http::streams::Place;
use crate::http::streams::protocol;
use crate::http::{Service, cross_site};

/// Answers who wants to open a socket.
///
/// Browsers open one from any page without asking first, and say where the page is from: the only place where it
/// can be refused is here.
pub(in crate::http) fn open(
    service: Arc<Service>,
    RequestId(request_id): RequestId,
    headers: HeaderMap,
    address: &Uri,
    upgrade: Result<WebSocketUpgrade, WebSocketUpgradeRejection>,
) -> Response {
    match admitted(&service, &headers, address, upgrade) {
        Ok((upgrade, place)) => {
            // Of a message that is somewhat too long it is known what it was, and so that can be said.
            let longest = service.bounds.body.saturating_mul(2);
            upgrade
                .protocols([protocol::NAME])
                .max_message_size(longest)
                .max_frame_size(longest)
                .on_upgrade(async move |socket| {
                    let (conversation, heard) =
                        Conversation::over(socket, service, request_id, headers);
                    conversation.hold(heard, &place).await;
                })
        }
        Err(refused) => refused.sent_as(MediaType::Json),
    }
}

fn admitted(
    service: &Service,
    headers: &HeaderMap,
    address: &Uri,
    upgrade: Result<WebSocketUpgrade, WebSocketUpgradeRejection>,
) -> Result<(WebSocketUpgrade, Place), Answer> {
    if !cross_site::is_from_allowed(headers, address, &service.terms.origins) {
        let why =
            "Pages of other sites may not open a socket: their origin has to be allowed here.";
        let body = refusal(why, "CROSS_SITE_REQUEST");
        return Err(Answer::new(StatusCode::FORBIDDEN, &body));
    }
    let upgrade = upgrade.map_err(|rejection| unsound(&rejection))?;
    Ok((upgrade, service.streams.one_more()?))
}

fn unsound(rejection: &WebSocketUpgradeRejection) -> Answer {
    use WebSocketUpgradeRejection::InvalidWebSocketVersionHeader;
    let why = "The request does not open a WebSocket: it needs `Connection: Upgrade`, version 13 and a key.";
    match rejection {
        InvalidWebSocketVersionHeader(_) => {
            Answer::new(StatusCode::UPGRADE_REQUIRED, &refusal(why, "BAD_REQUEST"))
                .with(VERSION.clone(), HeaderValue::from_static("13"))
        }
        _ => Answer::from((StatusCode::BAD_REQUEST, why)),
    }
}

static VERSION: HeaderName = HeaderName::from_static("sec-websocket-version");
