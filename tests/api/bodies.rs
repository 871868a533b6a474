//! What a request may be written as: content types, bodies, addresses, and what is refused.

use std::convert::Infallible;
use std::iter::repeat_n;

use axum::body::{Body, Bytes};
use axum::http::{Method, StatusCode};
use futures_util::stream;
use serde_json::{Value, json};

use crate::http::{VIEWER, beyond, post, post_json, refusal, viewer};
use crate::support::TestService;

#[tokio::test]
async fn one_of_several_operations_is_named() {
    let service = TestService::start().await;
    let query = "query A { viewer { language } } query B { viewer { isSignedIn } }";
    let ask = async |name: Value| {
        let body = json!({ "query": query, "operationName": name }).to_string();
        post_json(&service, &body).await
    };

    let named = ask("B".into()).await;
    let unnamed = ask(Value::Null).await;
    let unknown = ask("C".into()).await;

    assert_eq!(named.data(), json!({ "viewer": { "isSignedIn": false } }));
    assert_eq!(
        unnamed.outcome()["body"],
        refusal(
            "Say which operation to run: `operationName` is its name.",
            "GRAPHQL_VALIDATION_FAILED"
        )
    );
    assert_eq!(
        unknown.outcome()["body"],
        refusal("There is no operation `C`.", "GRAPHQL_VALIDATION_FAILED")
    );
}

#[tokio::test]
async fn a_body_is_json_and_says_so() {
    let service = TestService::start().await;
    for content in [
        "application/json",
        "application/json; charset=utf-8",
        "Application/JSON",
        "application/json ;charset=utf-8",
    ] {
        let reply = post(&service, Some(content), None, VIEWER).await;
        assert_eq!(reply.json(), viewer(), "{content}");
    }
    for (content, message) in [
        (
            "application/json; charset=latin1",
            "Send the body in UTF-8.",
        ),
        (
            "application/json; charset=\"utf-16\"",
            "Send the body in UTF-8.",
        ),
        ("application/json; charset", NOT_JSON),
        ("application/json, application/json", NOT_JSON),
    ] {
        let reply = post(&service, Some(content), None, VIEWER).await;
        assert_eq!(reply.status, StatusCode::UNSUPPORTED_MEDIA_TYPE);
        assert_eq!(reply.json(), refusal(message, "BAD_REQUEST"), "{content}");
    }
    for content in [
        None,
        Some("text/plain"),
        Some("application/x-www-form-urlencoded"),
        Some("multipart/mixed; boundary=x"),
        Some("application/graphql"),
        Some("application/jsonp"),
    ] {
        let reply = post(&service, content, None, VIEWER).await;
        assert_eq!(
            reply.status,
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "{content:?}"
        );
        assert_eq!(reply.json(), refusal(NOT_JSON, "BAD_REQUEST"));
    }
}

const NO_QUERY: &str = "`query` is missing, or not a text.";
const NOT_JSON: &str = "Send the request as `Content-Type: application/json`.";

#[tokio::test]
async fn a_body_is_sent_as_it_is() {
    let service = TestService::start().await;
    for (encoding, status) in [
        ("identity", StatusCode::OK),
        ("gzip", StatusCode::UNSUPPORTED_MEDIA_TYPE),
        ("br, gzip", StatusCode::UNSUPPORTED_MEDIA_TYPE),
    ] {
        let asking = service.asking("{ viewer { language } }", json!({}));
        let reply = asking.with("content-encoding", encoding).send().await;
        assert_eq!(reply.status, status, "{encoding}");
        if status != StatusCode::OK {
            let why = "Send the body as it is, without `Content-Encoding`.";
            assert_eq!(reply.json(), refusal(why, "BAD_REQUEST"));
        }
    }
}

#[tokio::test]
async fn a_character_that_stands_for_others_is_a_character() {
    let service = TestService::start().await;

    let reply = service
        .fetch(
            Method::GET,
            "/graphql?query=%7Bviewer%7Blanguage%7D%7D%23%EF%BF%BD",
        )
        .await;

    assert_eq!(reply.json(), viewer());
}

#[tokio::test]
async fn a_body_is_one_object_with_a_query() {
    let service = TestService::start().await;
    let no_object = "The body is not a JSON object with a `query`.";
    let twice = "The request says something twice.";
    let no_query = "`query` is missing, or not a text.";
    for (body, message) in [
        ("", "The body is not JSON, or nests too deep."),
        ("{", "The body is not JSON, or nests too deep."),
        (
            "{ viewer { language } }",
            "The body is not JSON, or nests too deep.",
        ),
        ("\u{FEFF}{}", "The body is not JSON, or nests too deep."),
        (
            "{\"query\":\"\0\"}",
            "The body is not JSON, or nests too deep.",
        ),
        ("null", no_object),
        ("7", no_object),
        (r#""{ viewer { language } }""#, no_object),
        (
            r#"{"query":"{ viewer }","query":"{ viewer { language } }"}"#,
            twice,
        ),
        (
            r#"{"query":"{ a }","variables":{},"variables":null}"#,
            twice,
        ),
        ("{}", no_query),
        (r#"{"query":null}"#, no_query),
        (r#"{"query":["{ viewer { language } }"]}"#, no_query),
        (
            r#"{"query":"{ viewer { language } }","variables":[]}"#,
            "`variables` is not an object.",
        ),
        (
            r#"{"query":"{ viewer { language } }","variables":"{}"}"#,
            "`variables` is not an object.",
        ),
        (
            r#"{"query":"{ viewer { language } }","operationName":1}"#,
            "`operationName` is not a text.",
        ),
        (
            r#"{"query":"{ viewer { language } }","extensions":7}"#,
            "`extensions` is not an object.",
        ),
    ] {
        let reply = post_json(&service, body).await;
        assert_eq!(reply.status, StatusCode::BAD_REQUEST, "{body}");
        assert_eq!(reply.json(), refusal(message, "BAD_REQUEST"), "{body}");
    }
    let deep = format!(
        "{{\"variables\":{}{}}}",
        "[".repeat(10_000),
        "]".repeat(10_000)
    );
    assert_eq!(
        post_json(&service, &deep).await.json(),
        refusal("The body is not JSON, or nests too deep.", "BAD_REQUEST")
    );
    let nulls = r#"{"query":"{ viewer { language } }","variables":null,"operationName":null,"extensions":null,"more":1}"#;
    assert_eq!(post_json(&service, nulls).await.json(), viewer());
    let latin1 = post(
        &service,
        Some("application/json"),
        None,
        b"{\"query\":\"\xFC\"}".to_vec(),
    )
    .await;
    assert_eq!(
        latin1.json(),
        refusal("The body is not JSON, or nests too deep.", "BAD_REQUEST")
    );
}

#[tokio::test]
async fn an_address_has_a_query_and_objects_as_json() {
    let service = TestService::start().await;
    for (address, message) in [
        ("/graphql", NO_QUERY),
        ("/graphql?variables=%7B%7D", NO_QUERY),
        (
            "/graphql?query=%7Bviewer%7Blanguage%7D%7D&variables=%5B%5D",
            "`variables` is not a JSON object.",
        ),
        (
            "/graphql?query=%7Bviewer%7Blanguage%7D%7D&variables=x",
            "`variables` is not a JSON object.",
        ),
        (
            "/graphql?query=%7Bviewer%7Blanguage%7D%7D&extensions=1",
            "`extensions` is not a JSON object.",
        ),
        (
            "/graphql?query=a&query=b",
            "The parameters could not be read.",
        ),
        (
            "/graphql?query=%7Bviewer%7Blanguage%7D%7D&variables=%7B%22a%22:%22%FF%22%7D",
            "The parameters are not in UTF-8.",
        ),
    ] {
        let reply = service.fetch(Method::GET, address).await;
        assert_eq!(reply.status, StatusCode::BAD_REQUEST, "{address}");
        assert_eq!(reply.json(), refusal(message, "BAD_REQUEST"), "{address}");
    }
}

#[tokio::test]
async fn a_body_is_at_most_a_quarter_of_a_mebibyte_long() {
    let service = TestService::start().await;
    let padded = |length: usize| format!("{VIEWER}{}", " ".repeat(length - VIEWER.len()));

    let largest = post_json(&service, &padded(262_144)).await;
    let larger = post_json(&service, &padded(262_145)).await;

    assert_eq!(largest.json(), viewer());
    assert_eq!(larger.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert_eq!(larger.json(), too_large(262_145));
}

#[tokio::test]
async fn a_body_of_no_announced_length_is_read_no_further_than_it_may_be_long() {
    let service = TestService::start().await;
    let portions = repeat_n(Ok::<_, Infallible>(Bytes::from_static(b" ")), 300_000);

    let json = Some("application/json");
    let reply = post(
        &service,
        json,
        None,
        Body::from_stream(stream::iter(portions)),
    )
    .await;

    assert_eq!(reply.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert_eq!(reply.json(), too_large(262_145));
}

fn too_large(found: u64) -> Value {
    let message = "The body is larger than this service takes.";
    beyond(message, "BAD_REQUEST", ("bodyBytes", 262_144, found))
}
