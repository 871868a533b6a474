//! WebSockets: the protocol `graphql-transport-ws`, to the letter.

use std::time::Duration;

use rstest::rstest;
use serde_json::{Value, json};
use support_directory::http::StreamBounds;
use tokio_tungstenite::tungstenite::Message;

use crate::events::add;
use crate::support::socket::Socket;
use crate::support::{KeyPair, TestService, admin, claims, in_seconds, nobody};
use crate::tokens::{ISSUER, service_trusting};

const ALL: &str = "subscription { directoryChanged { deed kind } }";
const ENDLESS_ID: &str = concat!(
    r#"{"type": "complete", "id": "0123456789012345678901234567890123456789012345678901234567890123456789"#,
    "0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789",
    r#"0123456789012345678901234567890123456789"}"#
);
const SIGNED_IN: &str = "{ viewer { isSignedIn } }";

fn closed(code: u16, reason: &str) -> (u16, String) {
    (code, reason.to_owned())
}

#[tokio::test]
async fn a_subscription_tells_until_its_client_has_heard_enough() {
    let service = TestService::start().await;
    let mut socket = Socket::introduced(&service, json!({})).await;
    socket.watch("1", ALL).await;
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

    add(&service, "contoso").await;
    let told = json!({ "data": { "directoryChanged": { "deed": "ADDED", "kind": "PUBLISHER" } } });
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
#[case::an_array_of_what_an_object_would_hold(r#"["ping", null, null]"#)]
#[case::that_says_something_twice(r#"{"type": "ping", "type": "pong"}"#)]
#[case::no_type(r#"{"id": "1"}"#)]
#[case::of_no_known_type(r#"{"type": "start", "id": "1"}"#)]
#[case::a_payload_that_is_no_object(r#"{"type": "ping", "payload": 1}"#)]
#[case::without_an_id(r#"{"type": "subscribe", "payload": {"query": "{ __typename }"}}"#)]
#[case::with_an_empty_id(
    r#"{"type": "subscribe", "id": "", "payload": {"query": "{ __typename }"}}"#
)]
#[case::with_an_endless_id(ENDLESS_ID)]
#[case::with_a_number_for_an_id(
    r#"{"type": "subscribe", "id": 1, "payload": {"query": "{ __typename }"}}"#
)]
#[case::without_a_payload(r#"{"type": "subscribe", "id": "1"}"#)]
#[case::with_an_array_for_a_payload(r#"{"type": "subscribe", "id": "1", "payload": []}"#)]
#[case::that_ends_nothing(r#"{"type": "complete"}"#)]
#[tokio::test]
async fn a_message_that_is_none_of_the_protocol_closes_the_socket(#[case] message: &str) {
    let service = TestService::start().await;
    let expected = closed(4400, "The message is none of graphql-transport-ws");

    let mut socket = Socket::open(&service).await;
    socket.send(Message::text(message)).await;
    assert_eq!(socket.closed().await, expected);

    let mut socket = Socket::introduced(&service, json!({})).await;
    socket.send(Message::text(message)).await;
    assert_eq!(socket.closed().await, expected);
}

#[tokio::test]
async fn bytes_and_requests_without_a_query_close_the_socket() {
    let service = TestService::start().await;

    let mut socket = Socket::introduced(&service, json!({})).await;
    socket.send(Message::binary(vec![0, 255])).await;
    let expected = closed(4400, "The message is none of graphql-transport-ws");
    assert_eq!(socket.closed().await, expected);

    for payload in [
        json!({ "variables": {} }),
        json!({ "query": 1 }),
        json!({ "query": "{ __typename }", "variables": [] }),
        json!({ "query": "{ __typename }", "extensions": 1 }),
        json!({ "query": "{ __typename }", "operationName": {} }),
    ] {
        let mut socket = Socket::introduced(&service, json!({})).await;
        socket
            .say(&json!({ "type": "subscribe", "id": "1", "payload": payload }))
            .await;
        let expected = closed(4400, "The payload is not a request with a query");
        assert_eq!(socket.closed().await, expected, "{payload}");
    }
}

#[rstest]
#[case::that_was_read(300_000)]
#[case::that_was_not_read_to_its_end(3_000_000)]
#[tokio::test]
async fn a_message_that_is_too_long_closes_the_socket(#[case] length: usize) {
    let service = TestService::start().await;
    let ping = json!({ "type": "ping", "payload": { "long": "x".repeat(length) } });
    let expected = closed(1009, "The message is longer than this service takes");

    let mut socket = Socket::open(&service).await;
    socket.say(&ping).await;
    assert_eq!(socket.closed().await, expected);

    let mut socket = Socket::introduced(&service, json!({})).await;
    socket.say(&ping).await;
    assert_eq!(socket.closed().await, expected);
}

#[tokio::test]
async fn what_fails_in_part_is_told_with_what_did_not() {
    let service = TestService::start().await;
    let mut socket = Socket::introduced(&service, json!({})).await;

    socket
        .subscribe(
            "1",
            r#"{ node(id: "nothing") { id } viewer { isSignedIn } }"#,
        )
        .await;

    let told = socket.hear().await;
    let error = &told["payload"]["errors"][0];
    assert_eq!((&told["type"], &told["id"]), (&json!("next"), &json!("1")));
    assert_eq!(
        told["payload"]["data"],
        json!({ "node": null, "viewer": { "isSignedIn": false } })
    );
    assert_eq!(
        (&error["path"], &error["extensions"]["code"]),
        (&json!(["node"]), &json!("BAD_ID"))
    );
    assert_eq!(
        socket.hear().await,
        json!({ "type": "complete", "id": "1" })
    );
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
        "extensions": { "code": "TOO_MANY_SUBSCRIPTIONS", "bound": "subscriptions",
            "limit": 2, "found": 3 } });
    assert_eq!(
        socket.hear().await,
        json!({ "type": "error", "id": "3", "payload": [error] })
    );
    socket.say(&json!({ "type": "complete", "id": "1" })).await;
    socket.subscribe("4", SIGNED_IN).await;
    assert_eq!(socket.hear().await["type"], "next");
}
