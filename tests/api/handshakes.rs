//! Opening a WebSocket: which protocol is spoken, from where pages may open one, and when none is opened.

use rstest::rstest;
use serde_json::{Value, json};
use support_directory::http::{Origins, Terms};
use tokio_tungstenite::tungstenite::Error;

use crate::http::{beyond, refusal};
use crate::support::socket::{NotOpened, Socket};
use crate::support::{TestService, reader};

const APP: &str = "https://app.contoso.example";
const OTHER: &str = "https://other.example";

fn refused(status: u16, message: &str, code: &str) -> NotOpened {
    let body = refusal(message, code);
    NotOpened { status, body }
}

/// What is said when as many streams are open as may be.
pub(crate) fn full(limit: u64) -> Value {
    let message = "The service keeps as many streams open as it may. Try again later.";
    beyond(message, "UNAVAILABLE", ("streams", limit, limit + 1))
}

#[rstest]
#[case::none(&[])]
#[case::the_legacy_one(&[("sec-websocket-protocol", "graphql-ws")])]
#[tokio::test]
async fn who_speaks_another_protocol_is_closed_out(#[case] headers: &[(&'static str, &str)]) {
    let service = TestService::start().await;

    match Socket::ask(&service, headers).await {
        Ok(mut socket) => assert_eq!(
            socket.closed().await,
            (4406, "Subprotocol not acceptable".to_owned())
        ),
        // A client that offers something and is answered nothing gives up by itself.
        Err(error) => assert!(matches!(error, Error::Protocol(_)) && !headers.is_empty()),
    }
}

#[tokio::test]
async fn the_protocol_is_chosen_among_several() {
    let service = TestService::start().await;
    let offered = ("sec-websocket-protocol", "graphql-ws, graphql-transport-ws");
    let socket = Socket::ask(&service, &[offered]).await;
    let mut socket = socket.expect("it opens");

    socket.say(&json!({ "type": "connection_init" })).await;

    assert_eq!(socket.hear().await, json!({ "type": "connection_ack" }));
}

#[tokio::test]
async fn the_pages_of_allowed_origins_open_sockets_and_those_of_others_do_not() {
    let origins = |origins| Terms {
        origins,
        ..Terms::default()
    };
    let service = TestService::start()
        .await
        .on_terms(origins(Origins::Listed(vec![APP.to_owned()])));
    let message =
        "Pages of other sites may not open a socket: their origin has to be allowed here.";

    for origin in [OTHER, "null", "https://app.contoso.example.other.example"] {
        let opened = Socket::open_with(&service, &[("origin", origin)]).await;
        let expected = refused(403, message, "CROSS_SITE_REQUEST");
        assert_eq!(opened.err(), Some(expected), "{origin}");
    }
    for own in [
        &[("origin", APP)][..],
        &[
            ("origin", "http://directory.example"),
            ("host", "directory.example"),
        ],
        &[("origin", OTHER), ("sec-fetch-site", "same-origin")],
    ] {
        assert!(Socket::open_with(&service, own).await.is_ok(), "{own:?}");
    }

    let service = service.on_terms(origins(Origins::Any));
    let opened = Socket::open_with(&service, &[("origin", OTHER)]).await;
    assert!(opened.is_ok());
}

#[rstest]
#[case::of_another_version("sec-websocket-version", "8", 426)]
#[case::that_keeps_the_connection("connection", "keep-alive", 400)]
#[tokio::test]
async fn a_request_that_opens_no_socket_is_told_what_one_needs(
    #[case] name: &'static str,
    #[case] value: &str,
    #[case] status: u16,
) {
    let service = TestService::start().await;

    let opened = Socket::open_with(&service, &[(name, value)]).await;

    let message = "A WebSocket is opened by GET with `Connection: Upgrade`, a key and version 13.";
    assert_eq!(opened.err(), Some(refused(status, message, "BAD_REQUEST")));
}

#[tokio::test]
async fn no_more_sockets_are_opened_than_may_be() {
    let service = TestService::start()
        .await
        .with_streams(|bounds| bounds.open = 1);
    let first = Socket::introduced(&service, json!({})).await;

    let opened = Socket::open_with(&service, &[]).await;

    let body = full(1);
    assert_eq!(opened.err(), Some(NotOpened { status: 503, body }));
    drop(first);
    while Socket::open_with(&service, &[]).await.is_err() {
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn no_sockets_are_opened_when_the_service_is_to_stop() {
    let service = TestService::start().await;
    service.drain();

    let opened = Socket::open_with(&service, &[]).await;

    let message = "The service is going away: connect again.";
    assert_eq!(opened.err(), Some(refused(503, message, "UNAVAILABLE")));
}

#[tokio::test]
async fn the_token_may_come_with_the_request_that_opens_the_socket() {
    let service = TestService::start().await;
    let authorization = format!("Bearer {}", service.token(reader()));
    let socket = Socket::open_with(&service, &[("authorization", &authorization)]).await;
    let mut socket = socket.expect("it opens");

    socket.say(&json!({ "type": "connection_init" })).await;
    assert_eq!(socket.hear().await, json!({ "type": "connection_ack" }));

    socket.subscribe("1", "{ viewer { isSignedIn } }").await;
    let answer = json!({ "data": { "viewer": { "isSignedIn": true } } });
    assert_eq!(
        socket.hear().await,
        json!({ "type": "next", "id": "1", "payload": answer })
    );
}
