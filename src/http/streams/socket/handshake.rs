//! The request that opens a socket: from where it may come, and what is answered to one that is not sound.

use std::sync::Arc;

use axum::extract::ws::WebSocketUpgrade;
use axum::extract::ws::rejection::WebSocketUpgradeRejection;
use axum::http::header::SEC_WEBSOCKET_VERSION;
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri};
use axum::response::Response;

use super::Conversation;
use crate::http::answer::Answer;
use crate::http::arrival::Arrival;
use crate::http::fault::refusal;
use crate::http::media_type::MediaType;
use crate::http::streams::protocol;
use crate::http::streams::{NoPlace, Place};
use crate::http::unread::Unread;
use crate::http::{Service, cross_site};

/// How many bytes are read at once. As many are kept for every socket, and most say little.
const READ_AT_ONCE: usize = 4 << 10;

/// Answers who wants to open a socket.
///
/// Browsers open one from any page without asking first, and say where the page is from: the only place where it
/// can be refused is here.
pub(in crate::http) fn open(
    service: Arc<Service>,
    arrival: Arrival,
    headers: HeaderMap,
    address: &Uri,
    upgrade: Result<WebSocketUpgrade, WebSocketUpgradeRejection>,
) -> Response {
    let admitted = admitted(&service, &headers, address, upgrade);
    let (upgrade, place) = match admitted {
        Ok(admitted) => admitted,
        Err(not_opened) => return Answer::from(not_opened).sent_as(MediaType::Json),
    };
    // Of a message that is somewhat too long it is known what it was, and so that can be said.
    let longest = service.bounds.body.saturating_mul(2);
    upgrade
        .protocols([protocol::NAME])
        .max_message_size(longest)
        .max_frame_size(longest)
        .read_buffer_size(READ_AT_ONCE)
        .on_upgrade(async move |socket| {
            let (conversation, hearing) = Conversation::over(socket, service, arrival, headers);
            conversation.hold(hearing, &place).await;
        })
}

/// Why no socket is opened.
enum NotOpened {
    /// A page of another site asks.
    OtherSite,
    /// The request is none that opens a WebSocket.
    NoHandshake(WebSocketUpgradeRejection),
    /// There is no place for it.
    NoPlace(NoPlace),
}

fn admitted(
    service: &Service,
    headers: &HeaderMap,
    address: &Uri,
    upgrade: Result<WebSocketUpgrade, WebSocketUpgradeRejection>,
) -> Result<(WebSocketUpgrade, Place), NotOpened> {
    if !cross_site::is_from_allowed(headers, address, &service.terms.origins) {
        return Err(NotOpened::OtherSite);
    }
    let upgrade = upgrade.map_err(NotOpened::NoHandshake)?;
    let place = service.streams.one_more().map_err(NotOpened::NoPlace)?;
    Ok((upgrade, place))
}

impl From<NotOpened> for Answer {
    fn from(not_opened: NotOpened) -> Self {
        match not_opened {
            NotOpened::OtherSite => {
                let why = "Pages of other sites may not open a socket: their origin has to be allowed here.";
                Self::new(StatusCode::FORBIDDEN, &refusal(why, "CROSS_SITE_REQUEST"))
            }
            NotOpened::NoHandshake(rejection) => {
                let why = "A WebSocket is opened by GET with `Connection: Upgrade`, a key and version 13.";
                let other_version = matches!(
                    rejection,
                    WebSocketUpgradeRejection::InvalidWebSocketVersionHeader(_)
                );
                let status = if other_version {
                    StatusCode::UPGRADE_REQUIRED
                } else {
                    StatusCode::BAD_REQUEST
                };
                Self::from(Unread::new(status, why))
                    .with(SEC_WEBSOCKET_VERSION, HeaderValue::from_static("13"))
            }
            NotOpened::NoPlace(no_place) => no_place.into(),
        }
    }
}
