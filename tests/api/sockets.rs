//! WebSockets: the protocol `graphql-transport-ws`, to the letter.

use std::time::Duration;

use futures_util::{SinkExt, StreamExt};
use rstest::rstest;
use serde_json::{Value, json};
use support_directory::domain::contact::ContactOwner;
use support_directory::http::StreamBounds;
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::{Error, Message};
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};

use crate::support::{KeyPair, TestService, admin, claims, in_seconds, nobody};
use crate::tokens::{ISSUER, service_trusting};

const ALL: &str = "subscription { directoryChanged { deed kind } }";
const SIGNED_IN: &str = "{ viewer { isSignedIn } }";

/// One end of a socket.
struct Socket(WebSocketStream<MaybeTlsStream<TcpStream>>);

impl Socket {
    async fn open(service: &TestService) -> Self {
        Self::speaking(service, Some("graphql-transport-ws")).await
    }

    async fn speaking(service: &TestService, protocol: Option<&str>) -> Self {
        let address = service.listen().await;
        let request = format!("ws://{address}/graphql").into_client_request();
        let mut request = request.expect("the address is sound");
        if let Some(protocol) = protocol {
            let protocol = protocol.parse().expect("the name of a protocol");
            request
                .headers_mut()
                .insert("sec-websocket-protocol", protocol);
        }
        let (socket, _) = connect_async(request).await.expect("it opens");
        Self(socket)
    }

    /// A socket that introduced itself.
    async fn introduced(service: &TestService, payload: Value) -> Self {
        let mut socket = Self::open(service).await;
        socket
            .say(&json!({ "type": "connection_init", "payload": payload }))
            .await;
        assert_eq!(socket.hear().await, json!({ "type": "connection_ack" }));
        socket
    }

    async fn say(&mut self, message: &Value) {
        self.say_text(&message.to_string()).await;
    }

    async fn say_text(&mut self, text: &str) {
        self.0.send(Message::text(text)).await.expect("it is open");
    }

    async fn subscribe(&mut self, id: &str, query: &str) {
        let payload = json!({ "query": query });
        self.say(&json!({ "type": "subscribe", "id": id, "payload": payload }))
            .await;
    }

    async fn next(&mut self) -> Option<Result<Message, Error>> {
        let next = timeout(Duration::from_secs(20), self.0.next()).await;
        next.expect("something comes in time")
    }

    async fn hear(&mut self) -> Value {
        match self.next().await {
            Some(Ok(Message::Text(text))) => serde_json::from_str(&text).expect("JSON"),
            other => panic!("a message is to come, not {other:?}"),
        }
    }

    /// With which code and words the other side closes.
    async fn closed(&mut self) -> (u16, String) {
        loop {
            match self.next().await {
                Some(Ok(Message::Close(Some(frame)))) => {
                    return (frame.code.into(), frame.reason.to_string());
                }
                Some(Ok(Message::Text(_))) => {}
                other => panic!("it is to be closed, not {other:?}"),
            }
        }
    }

    async fn is_silent(&mut self) -> bool {
        timeout(Duration::from_millis(700), self.0.next())
            .await
            .is_err()
    }
}

fn closed(code: u16, reason: &str) -> (u16, String) {
    (code, reason.to_owned())
}

async fn report(service: &TestService) {
    let offer = service.with_contoso_backup().await;
    let contact = service
        .with_support(ContactOwner::Offer(offer.id), "support")
        .await;
    let document = "mutation($input: ReportContactInput!) { reportContact(input: $input) {
        userErrors { message } } }";
    let input =
        json!({ "id": contact.id.to_string(), "expectedVersion": 1, "reason": "It bounces." });
    let reply = service
        .run_as(admin(), document, json!({ "input": input }))
        .await;
    assert_eq!(
        reply["data"]["reportContact"]["userErrors"],
        json!([]),
        "{reply}"
    );
}

#[tokio::test]
async fn a_subscription_tells_until_its_client_has_heard_enough() {
    let service = TestService::start().await;
    let mut socket = Socket::introduced(&service, json!({})).await;
    socket.subscribe("1", ALL).await;
    socket.subscribe("2", SIGNED_IN).await;
    let answer = json!({ "data": { "viewer": { "isSignedIn": false } } });
    assert_eq!(
        socket.hear().await,
        json!({ "type": "next", "id": "2", "payload": answer })
    );
    assert_eq!(
        socket.hear().await,
        json!({ "type": "complete", "id": "2" })
    );

    report(&service).await;
    let told = json!({ "data": { "directoryChanged": { "deed": "REPORTED", "kind": "CONTACT" } } });
    assert_eq!(
        socket.hear().await,
        json!({ "type": "next", "id": "1", "payload": told })
    );

    socket.say(&json!({ "type": "complete", "id": "1" })).await;
    socket
        .say(&json!({ "type": "complete", "id": "never begun" }))
        .await;
    assert!(socket.is_silent().await, "a `complete` is not echoed");
    socket.subscribe("1", SIGNED_IN).await;
    assert_eq!(socket.hear().await["type"], "next");
}

#[tokio::test]
async fn a_mutation_is_carried_out_over_a_socket() {
    let service = TestService::start().await;
    let token = service.token(admin());
    let payload = json!({ "Authorization": format!("Bearer {token}") });
    let mut socket = Socket::introduced(&service, payload).await;

    let document = r#"mutation { addPublisher(input: { publisherId: "contoso", name: "Contoso" }) {
        publisher { name } userErrors { message } } }"#;
    socket.subscribe("1", document).await;

    let done = json!({ "data": { "addPublisher": { "publisher": { "name": "Contoso" }, "userErrors": [] } } });
    assert_eq!(
        socket.hear().await,
        json!({ "type": "next", "id": "1", "payload": done })
    );
    assert_eq!(
        socket.hear().await,
        json!({ "type": "complete", "id": "1" })
    );
}

#[tokio::test]
async fn a_document_that_is_not_sound_is_an_error_of_its_operation() {
    let service = TestService::start().await;
    let mut socket = Socket::introduced(&service, Value::Null).await;

    for (id, document, code) in [
        ("1", "subscription { nothing }", "GRAPHQL_VALIDATION_FAILED"),
        ("2", "{", "GRAPHQL_PARSE_FAILED"),
    ] {
        socket.subscribe(id, document).await;
        let told = socket.hear().await;
        assert_eq!((&told["type"], &told["id"]), (&json!("error"), &json!(id)));
        assert_eq!(told["payload"][0]["extensions"]["code"], code);
    }
}

#[tokio::test]
async fn pings_are_answered_with_what_came_with_them_before_and_after_the_introduction() {
    let service = TestService::start().await;
    let mut socket = Socket::open(&service).await;
    let ping = json!({ "type": "ping", "payload": { "at": 1 } });
    let pong = json!({ "type": "pong", "payload": { "at": 1 } });

    socket.say(&ping).await;
    assert_eq!(socket.hear().await, pong);
    socket.say(&json!({ "type": "connection_init" })).await;
    assert_eq!(socket.hear().await, json!({ "type": "connection_ack" }));
    socket.say(&json!({ "type": "ping" })).await;
    assert_eq!(socket.hear().await, json!({ "type": "pong" }));
    socket.say(&json!({ "type": "pong" })).await;
    assert!(socket.is_silent().await);
}

#[rstest]
#[case::no_json("what?")]
#[case::no_object("[]")]
#[case::no_type(r#"{"id": "1"}"#)]
#[case::of_no_known_type(r#"{"type": "start", "id": "1"}"#)]
#[case::a_payload_that_is_no_object(r#"{"type": "ping", "payload": 1}"#)]
#[case::without_an_id(r#"{"type": "subscribe", "payload": {"query": "{ __typename }"}}"#)]
#[case::with_an_empty_id(
    r#"{"type": "subscribe", "id": "", "payload": {"query": "{ __typename }"}}"#
)]
#[case::with_a_number_for_an_id(
    r#"{"type": "subscribe", "id": 1, "payload": {"query": "{ __typename }"}}"#
)]
#[case::without_a_payload(r#"{"type": "subscribe", "id": "1"}"#)]
#[tokio::test]
async fn a_message_that_is_none_of_the_protocol_closes_the_socket(#[case] message: &str) {
    let service = TestService::start().await;
    let expected = closed(4400, "The message is none of graphql-transport-ws");

    let mut socket = Socket::open(&service).await;
    socket.say_text(message).await;
    assert_eq!(socket.closed().await, expected);

    let mut socket = Socket::introduced(&service, json!({})).await;
    socket.say_text(message).await;
    assert_eq!(socket.closed().await, expected);
}

#[tokio::test]
async fn bytes_and_requests_without_a_query_close_the_socket() {
    let service = TestService::start().await;

    let mut socket = Socket::introduced(&service, json!({})).await;
    socket
        .0
        .send(Message::binary(vec![0, 255]))
        .await
        .expect("it is open");
    let expected = closed(4400, "The message is none of graphql-transport-ws");
    assert_eq!(socket.closed().await, expected);

    let mut socket = Socket::introduced(&service, json!({})).await;
    socket
        .say(&json!({ "type": "subscribe", "id": "1", "payload": { "variables": {} } }))
        .await;
    let expected = closed(4400, "The payload is not a request with a query");
    assert_eq!(socket.closed().await, expected);
}

#[tokio::test]
async fn a_message_that_is_too_long_closes_the_socket() {
    let service = TestService::start().await;
    let mut socket = Socket::introduced(&service, json!({})).await;

    socket
        .say(&json!({ "type": "ping", "payload": { "long": "x".repeat(300_000) } }))
        .await;

    let expected = closed(1009, "The message is longer than this service takes");
    assert_eq!(socket.closed().await, expected);
}

#[tokio::test]
async fn who_asks_before_the_introduction_is_closed_out() {
    let service = TestService::start().await;
    let mut socket = Socket::open(&service).await;

    socket.subscribe("1", SIGNED_IN).await;

    assert_eq!(socket.closed().await, closed(4401, "Unauthorized"));
}

#[tokio::test]
async fn who_does_not_introduce_itself_is_closed_out() {
    let brisk = |bounds: &mut StreamBounds| bounds.introduction = Duration::from_millis(50);
    let service = TestService::start().await.with_streams(brisk);
    let mut socket = Socket::open(&service).await;

    let expected = closed(4408, "Connection initialisation timeout");
    assert_eq!(socket.closed().await, expected);
}

#[tokio::test]
async fn who_introduces_itself_twice_is_closed_out() {
    let service = TestService::start().await;
    let mut socket = Socket::introduced(&service, json!({})).await;

    socket.say(&json!({ "type": "connection_init" })).await;

    let expected = closed(4429, "Too many initialisation requests");
    assert_eq!(socket.closed().await, expected);
}

#[tokio::test]
async fn two_operations_under_one_id_close_the_socket() {
    let service = TestService::start().await;
    let mut socket = Socket::introduced(&service, json!({})).await;

    socket.subscribe("1", ALL).await;
    socket.subscribe("1", ALL).await;

    let expected = closed(4409, "Subscriber for this id already exists");
    assert_eq!(socket.closed().await, expected);
}

#[rstest]
#[case::none(None)]
#[case::the_legacy_one(Some("graphql-ws"))]
#[tokio::test]
async fn who_speaks_another_protocol_is_closed_out(#[case] protocol: Option<&str>) {
    let service = TestService::start().await;
    let address = service.listen().await;
    let request = format!("ws://{address}/graphql").into_client_request();
    let mut request = request.expect("the address is sound");
    if let Some(protocol) = protocol {
        let protocol = protocol.parse().expect("the name of a protocol");
        request
            .headers_mut()
            .insert("sec-websocket-protocol", protocol);
    }
    // A client that offers something and is answered nothing gives up by itself.
    match connect_async(request).await {
        Ok((socket, _)) => {
            let closing = Socket(socket).closed().await;
            assert_eq!(closing, closed(4406, "Subprotocol not acceptable"));
        }
        Err(error) => assert!(protocol.is_some(), "{error}"),
    }
}

#[tokio::test]
async fn the_protocol_is_chosen_among_several() {
    let service = TestService::start().await;
    let mut socket = Socket::speaking(&service, Some("graphql-ws, graphql-transport-ws")).await;

    socket.say(&json!({ "type": "connection_init" })).await;

    assert_eq!(socket.hear().await, json!({ "type": "connection_ack" }));
}

#[tokio::test]
async fn a_token_that_is_not_good_closes_the_socket() {
    let service = TestService::start().await;
    let expected = closed(
        4403,
        "Sign in: send a valid token as `authorization`: `Bearer TOKEN`",
    );
    for said in ["Bearer nonsense", "nonsense", ""] {
        let mut socket = Socket::open(&service).await;
        let payload = json!({ "authorization": said });
        socket
            .say(&json!({ "type": "connection_init", "payload": payload }))
            .await;
        assert_eq!(socket.closed().await, expected);
    }
    let mut socket = Socket::open(&service).await;
    socket
        .say(&json!({ "type": "connection_init", "payload": { "authorization": 1 } }))
        .await;
    let expected = closed(4400, "The authorization of an introduction is a text");
    assert_eq!(socket.closed().await, expected);
}

#[tokio::test]
async fn a_socket_sees_what_its_token_lets_it_see() {
    let service = TestService::start().await;
    let token = service.token(nobody());
    let payload = json!({ "headers": { "authorization": format!("bearer {token}") } });
    let mut socket = Socket::introduced(&service, payload).await;

    socket.subscribe("1", ALL).await;

    let told = socket.hear().await;
    assert_eq!(told["type"], "next");
    assert_eq!(
        told["payload"]["errors"][0]["extensions"]["code"],
        "FORBIDDEN"
    );
    assert_eq!(
        socket.hear().await,
        json!({ "type": "complete", "id": "1" })
    );
}

#[tokio::test]
async fn a_socket_is_closed_with_its_token() {
    let pair = KeyPair::ed("1");
    let service = service_trusting(&[&pair]).await;
    let mut claims = claims(ISSUER);
    // Clocks may be off by a minute; so it has a second left.
    claims["exp"] = in_seconds(-59).into();
    let payload = json!({ "authorization": format!("Bearer {}", pair.sign(&claims)) });
    let mut socket = Socket::introduced(&service, payload).await;
    socket.subscribe("1", ALL).await;

    let expected = closed(4403, "The token has expired: sign in again.");
    assert_eq!(socket.closed().await, expected);
}

#[tokio::test]
async fn a_socket_is_closed_when_the_service_is_to_stop() {
    let service = TestService::start().await;
    let mut socket = Socket::introduced(&service, json!({})).await;
    socket.subscribe("1", ALL).await;

    service.drain();

    let expected = closed(1001, "The service is going away: connect again");
    assert_eq!(socket.closed().await, expected);
}

#[tokio::test]
async fn who_does_not_answer_a_ping_is_closed_out() {
    let brisk = |bounds: &mut StreamBounds| bounds.pulse = Duration::from_millis(100);
    let service = TestService::start().await.with_streams(brisk);
    let mut socket = Socket::introduced(&service, json!({})).await;

    assert_eq!(socket.hear().await, json!({ "type": "ping" }));
    socket.say(&json!({ "type": "pong" })).await;
    assert_eq!(socket.hear().await, json!({ "type": "ping" }));

    assert_eq!(socket.closed().await, closed(3008, "No answer to a ping"));
}

#[tokio::test]
async fn no_more_operations_run_on_a_socket_than_may() {
    let service = TestService::start()
        .await
        .with_streams(|bounds| bounds.per_socket = 2);
    let mut socket = Socket::introduced(&service, json!({})).await;
    socket.subscribe("1", ALL).await;
    socket.subscribe("2", ALL).await;

    socket.subscribe("3", ALL).await;

    let error = json!({ "message": "As many operations run on this connection as may.",
        "extensions": { "code": "TOO_MANY_SUBSCRIPTIONS" } });
    assert_eq!(
        socket.hear().await,
        json!({ "type": "error", "id": "3", "payload": [error] })
    );
    socket.say(&json!({ "type": "complete", "id": "1" })).await;
    socket.subscribe("4", SIGNED_IN).await;
    assert_eq!(socket.hear().await["type"], "next");
}

#[tokio::test]
async fn no_more_sockets_are_opened_than_may_be() {
    let service = TestService::start()
        .await
        .with_streams(|bounds| bounds.open = 1);
    let first = Socket::introduced(&service, json!({})).await;
    let address = service.listen().await;

    let refused = connect_async(format!("ws://{address}/graphql")).await;

    let Err(Error::Http(response)) = refused else {
        panic!("it is to be refused: {refused:?}");
    };
    assert_eq!(response.status().as_u16(), 503);
    drop(first);
}
