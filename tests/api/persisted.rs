//! Automatic persisted queries: a document is sent once with its hash, and named by it from then on.

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use support_directory::http::Terms;

use crate::events::add;
use crate::http::{post, post_json, refusal, viewer};
use crate::support::socket::Socket;
use crate::support::{Reply, TestService};

const WATCH: &str = "subscription { directoryChanged { deed } }";
const DOCUMENT: &str = "{ viewer { language } }";

pub(crate) fn hash(document: &str) -> String {
    let hash = Sha256::digest(document);
    hash.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// What clients send in `extensions`.
fn persisted(hash: &str) -> Value {
    json!({ "persistedQuery": { "version": 1, "sha256Hash": hash } })
}

fn named(hash: &str) -> String {
    json!({ "extensions": persisted(hash) }).to_string()
}

fn with_both(document: &str, hash: &str) -> String {
    json!({ "query": document, "extensions": persisted(hash) }).to_string()
}

fn address(name: &str, value: &str) -> String {
    let parameters = url::form_urlencoded::Serializer::new(String::new())
        .append_pair(name, value)
        .finish();
    format!("/graphql?{parameters}")
}

fn not_found() -> Value {
    refusal("PersistedQueryNotFound", "PERSISTED_QUERY_NOT_FOUND")
}

async fn typed(service: &TestService, body: String) -> Reply {
    let accept = Some("application/graphql-response+json");
    post(service, Some("application/json"), accept, body).await
}

#[tokio::test]
async fn a_document_that_was_sent_with_its_hash_is_run_by_the_hash_alone() {
    let service = TestService::start().await;
    let hash = hash(DOCUMENT);

    let before = post_json(&service, &named(&hash)).await;
    let sent = post_json(&service, &with_both(DOCUMENT, &hash)).await;
    let posted = post_json(&service, &named(&hash)).await;
    let extensions = persisted(&hash).to_string();
    let got = service
        .fetch(Method::GET, &address("extensions", &extensions))
        .await;

    assert_eq!(
        (before.status, before.json()),
        (StatusCode::OK, not_found())
    );
    for reply in [sent, posted, got] {
        assert_eq!((reply.status, reply.json()), (StatusCode::OK, viewer()));
    }
}

#[tokio::test]
async fn a_hash_is_written_in_each_of_the_ways_that_clients_have() {
    let service = TestService::start().await;
    let hash = hash(DOCUMENT);
    post_json(&service, &with_both(DOCUMENT, &hash)).await;
    let prefixed = format!("sha256:{hash}");
    for (member, id) in [
        ("documentId", prefixed.as_str()),
        ("documentId", &hash),
        ("doc_id", &hash),
        ("id", &hash),
    ] {
        let posted = post_json(&service, &json!({ member: id }).to_string()).await;
        let got = service.fetch(Method::GET, &address(member, id)).await;
        for reply in [posted, got] {
            assert_eq!(reply.json(), viewer(), "{member} {id}");
        }
    }
    let null = r#"{"query":"{ viewer { language } }","extensions":{"persistedQuery":null}}"#;
    assert_eq!(post_json(&service, null).await.json(), viewer());
    // Others may mean something else by these.
    let other = r#"{"query":"{ viewer { language } }","id":7,"doc_id":"x"}"#;
    assert_eq!(post_json(&service, other).await.json(), viewer());
}

#[tokio::test]
async fn what_is_not_known_is_told_as_the_media_type_has_it_and_kept_by_nobody() {
    let service = TestService::start().await;
    let unknown = hash("{ unknown }");

    let plain = post_json(&service, &named(&unknown)).await;
    let typed = typed(&service, named(&unknown)).await;
    let got = service
        .fetch(Method::GET, &address("documentId", "x"))
        .await;

    assert_eq!((plain.status, plain.json()), (StatusCode::OK, not_found()));
    assert_eq!(
        (typed.status, typed.json()),
        (StatusCode::NOT_FOUND, not_found())
    );
    assert_eq!((got.status, got.json()), (StatusCode::OK, not_found()));
    assert_eq!(got.header("cache-control"), Some("private, no-store"));
}

#[tokio::test]
async fn a_document_and_a_hash_that_do_not_belong_together_are_refused() {
    let service = TestService::start().await;
    let other = hash("{ viewer { isSignedIn } }");

    let reply = post_json(&service, &with_both(DOCUMENT, &other)).await;
    let after = post_json(&service, &named(&other)).await;

    let why = "The document does not have the hash that came with it.";
    let refused = refusal(why, "PERSISTED_QUERY_HASH_MISMATCH");
    assert_eq!(
        (reply.status, reply.json()),
        (StatusCode::BAD_REQUEST, refused)
    );
    assert_eq!(after.json(), not_found());
}

#[tokio::test]
async fn a_document_that_is_not_sound_is_not_remembered() {
    let service = TestService::start().await;
    for document in ["{", "{ nothing }", "mutation { nothing }"] {
        post_json(&service, &with_both(document, &hash(document))).await;

        let after = post_json(&service, &named(&hash(document))).await;

        assert_eq!(after.json(), not_found(), "{document}");
    }
}

#[tokio::test]
async fn what_is_no_persisted_query_is_refused() {
    let service = TestService::start().await;
    let why = "`extensions.persistedQuery` is an object with `version`, which is 1, and `sha256Hash`, a text.";
    for persisted in [
        json!({}),
        json!([]),
        json!("x"),
        json!({ "version": 2, "sha256Hash": "x" }),
        json!({ "version": 1 }),
        json!({ "version": 1, "sha256Hash": 7 }),
    ] {
        let body = json!({ "query": DOCUMENT, "extensions": { "persistedQuery": persisted } });
        let reply = post_json(&service, &body.to_string()).await;
        assert_eq!(reply.status, StatusCode::BAD_REQUEST, "{body}");
        assert_eq!(reply.json(), refusal(why, "BAD_REQUEST"), "{body}");
    }
    let reply = post_json(&service, r#"{"documentId":7}"#).await;
    let why = "`documentId` is not a text.";
    assert_eq!(reply.json(), refusal(why, "BAD_REQUEST"));
}

#[tokio::test]
async fn a_mutation_by_its_hash_is_for_post_as_any_other() {
    let service = TestService::start().await;
    let document = "mutation { __typename }";
    let hash = hash(document);

    let sent = post_json(&service, &with_both(document, &hash)).await;
    let got = service
        .fetch(
            Method::GET,
            &address("documentId", &format!("sha256:{hash}")),
        )
        .await;

    assert_eq!(sent.data(), json!({ "__typename": "Mutation" }));
    assert_eq!(got.status, StatusCode::METHOD_NOT_ALLOWED);
    assert_eq!(got.header("allow"), Some("POST"));
}

#[tokio::test]
async fn nothing_is_remembered_where_there_is_no_room() {
    let service = TestService::start().await.on_terms(Terms {
        persisted_bytes: 0,
        ..Terms::default()
    });
    let hash = hash(DOCUMENT);

    let sent = post_json(&service, &with_both(DOCUMENT, &hash)).await;
    let plain = post_json(&service, &named(&hash)).await;
    let typed = typed(&service, named(&hash)).await;

    let refused = refusal(
        "PersistedQueryNotSupported",
        "PERSISTED_QUERY_NOT_SUPPORTED",
    );
    assert_eq!(sent.json(), viewer());
    assert_eq!(
        (plain.status, plain.json()),
        (StatusCode::OK, refused.clone())
    );
    assert_eq!(
        (typed.status, typed.json()),
        (StatusCode::NOT_FOUND, refused)
    );
}

#[tokio::test]
async fn what_is_watched_over_a_socket_is_asked_for_by_its_hash() {
    let service = TestService::start().await;
    let mut socket = Socket::introduced(&service, json!({})).await;

    let payload = json!({ "extensions": persisted(&hash("never sent")) });
    socket
        .say(&json!({ "type": "subscribe", "id": "1", "payload": payload }))
        .await;
    let error = json!({ "message": "PersistedQueryNotFound",
        "extensions": { "code": "PERSISTED_QUERY_NOT_FOUND" } });
    assert_eq!(
        socket.hear().await,
        json!({ "type": "error", "id": "1", "payload": [error] })
    );

    let hash = hash(WATCH);
    for (id, payload) in [
        (
            "2",
            json!({ "query": WATCH, "extensions": persisted(&hash) }),
        ),
        ("3", json!({ "extensions": persisted(&hash) })),
    ] {
        socket
            .say(&json!({ "type": "subscribe", "id": id, "payload": payload }))
            .await;
        socket.say(&json!({ "type": "ping" })).await;
        assert_eq!(socket.hear().await, json!({ "type": "pong" }));
        add(&service, &format!("publisher{id}")).await;
        let told = socket.hear().await;
        assert_eq!(told["payload"]["data"]["directoryChanged"]["deed"], "ADDED");
        socket.say(&json!({ "type": "complete", "id": id })).await;
    }
}
