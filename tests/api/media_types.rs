//! In which media type an answer comes, and with which status: GraphQL over HTTP.

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

use crate::http::{VIEWER, post, post_json, refusal, viewer};
use crate::support::{Reply, TestService, admin};

const JSON: &str = "application/json; charset=utf-8";
const GRAPHQL: &str = "application/graphql-response+json; charset=utf-8";

async fn accepting(service: &TestService, accept: Option<&str>, body: &str) -> Reply {
    post(service, Some("application/json"), accept, body.to_owned()).await
}

#[tokio::test]
async fn the_media_type_that_the_client_wants_most_is_sent() {
    let service = TestService::start().await;
    for (accept, content) in [
        (None, JSON),
        (Some(""), JSON),
        (Some("*/*"), JSON),
        (Some("*"), JSON),
        (Some("application/*"), JSON),
        (Some("application/json"), JSON),
        (Some("Application/JSON;Charset=\"UTF-8\""), JSON),
        (Some("text/html,application/xhtml+xml,*/*;q=0.8"), JSON),
        (Some("application/json, */*"), JSON),
        (Some("application/graphql-response+json;q=0.5, */*"), JSON),
        (
            Some("application/graphql-response+json;q=0.8, application/json;q=0.9"),
            JSON,
        ),
        (
            Some("application/graphql-response+json;charset=latin1, application/json;q=0.1"),
            JSON,
        ),
        (Some("application/graphql-response+json"), GRAPHQL),
        (
            Some("application/graphql-response+json; charset=utf-8, application/json;q=0.9"),
            GRAPHQL,
        ),
        (
            Some("application/json, application/graphql-response+json"),
            GRAPHQL,
        ),
        (Some("application/graphql-response+json, */*"), GRAPHQL),
        (Some("application/json;q=0, application/*;q=0.1"), GRAPHQL),
        (
            Some("multipart/mixed;deferSpec=20220824, application/graphql-response+json"),
            GRAPHQL,
        ),
    ] {
        let reply = accepting(&service, accept, VIEWER).await;

        assert_eq!(reply.status, StatusCode::OK, "{accept:?}");
        assert_eq!(reply.header("content-type"), Some(content), "{accept:?}");
        assert_eq!(reply.json(), viewer(), "{accept:?}");
    }
}

#[tokio::test]
async fn who_takes_neither_media_type_is_told_which_there_are_and_nothing_is_run() {
    let service = TestService::start().await;
    let why = "Accept `application/graphql-response+json` or `application/json`, in UTF-8; or `text/event-stream`.";
    let statements = service.store.statements();
    for accept in [
        "image/png",
        "text/html",
        "text/event-stream;q=0",
        "application/json; charset=utf-16",
        "application/json;q=0",
        "*/*;q=0",
        "application/json;q=2",
        "nonsense",
    ] {
        let offers = r#"{"query":"{ offers { totalCount } }"}"#;
        let reply = accepting(&service, Some(accept), offers).await;

        assert_eq!(reply.status, StatusCode::NOT_ACCEPTABLE, "{accept}");
        assert_eq!(reply.header("content-type"), Some(JSON), "{accept}");
        assert_eq!(reply.json(), refusal(why, "BAD_REQUEST"), "{accept}");
    }
    assert_eq!(service.store.statements(), statements);
}

#[tokio::test]
async fn the_media_type_decides_the_status_of_what_was_not_run() {
    let service = TestService::start().await;
    for (body, message, code) in [
        (
            r#"{"query":"{ nothing }"}"#,
            "`Query` has no field `nothing`.",
            "GRAPHQL_VALIDATION_FAILED",
        ),
        (
            r#"{"query":"query($id: ID!) { node(id: $id) { id } }"}"#,
            "The variable `$id` is needed, and was not given.",
            "BAD_USER_INPUT",
        ),
        (
            r#"{"query":"query A { viewer { language } }","operationName":"B"}"#,
            "There is no operation `B`.",
            "GRAPHQL_VALIDATION_FAILED",
        ),
        (
            r#"{"query":"subscription { directoryChanged { __typename } }"}"#,
            "A subscription is not answered once: ask for it where the answer is a stream.",
            "SUBSCRIPTION_NEEDS_STREAM",
        ),
    ] {
        let plain = accepting(&service, None, body).await;
        let typed = accepting(&service, Some("application/graphql-response+json"), body).await;

        assert_eq!(plain.status, StatusCode::OK, "{body}");
        assert_eq!(typed.status, StatusCode::BAD_REQUEST, "{body}");
        for reply in [plain, typed] {
            let outcome = reply.outcome();
            assert_eq!(outcome["body"].get("data"), None, "{body}");
            let error = &outcome["body"]["errors"][0];
            assert_eq!(error["message"], message, "{body}");
            assert_eq!(error["extensions"]["code"], code, "{body}");
        }
    }
}

#[tokio::test]
async fn a_document_that_does_not_parse_has_errors_and_no_data() {
    let service = TestService::start().await;

    let plain = accepting(&service, None, r#"{"query":"{"}"#).await;
    let typed = accepting(
        &service,
        Some("application/graphql-response+json"),
        r#"{"query":"{"}"#,
    )
    .await;

    assert_eq!((plain.status.as_u16(), typed.status.as_u16()), (200, 400));
    assert_eq!(plain.json(), typed.json());
    let members = typed.json();
    let members: Vec<&String> = members.as_object().expect("an object").keys().collect();
    assert_eq!(members, ["errors"]);
    assert_eq!(
        typed.json()["errors"][0]["extensions"],
        json!({ "code": "GRAPHQL_PARSE_FAILED" })
    );
}

#[tokio::test]
async fn a_request_that_is_not_well_formed_is_refused_under_either_media_type() {
    let service = TestService::start().await;
    for accept in [None, Some("application/graphql-response+json")] {
        let reply = accepting(&service, accept, "{").await;

        let message = "The body is not JSON, or nests too deep.";
        assert_eq!(reply.status, StatusCode::BAD_REQUEST, "{accept:?}");
        assert_eq!(reply.json(), refusal(message, "BAD_REQUEST"), "{accept:?}");
    }
}

#[tokio::test]
async fn an_answer_that_failed_in_part_says_so_by_its_status_where_that_is_understood() {
    let service = TestService::start().await;
    let partial = r#"{"query":"{ node(id: \"x\") { id } viewer { language } }"}"#;
    // Nothing is left of it, and it was run all the same.
    let empty = r#"{"query":"{ nodes(ids: [\"x\"]) { id } }"}"#;

    for body in [partial, empty] {
        let plain = accepting(&service, None, body).await;
        let typed = accepting(&service, Some("application/graphql-response+json"), body).await;

        assert_eq!((plain.status.as_u16(), typed.status.as_u16()), (200, 294));
        assert_eq!(plain.json(), typed.json());
    }
    let reply = accepting(&service, None, partial).await;
    assert_eq!(
        reply.json(),
        json!({
            "data": { "node": null, "viewer": { "language": "en" } },
            "errors": [{
                "message": "`x` is not an id of the kind wanted here: offer, publisher, partner, contact, notice, split, override, import or change.",
                "locations": [{ "line": 1, "column": 3 }],
                "path": ["node"],
                "extensions": { "code": "BAD_ID" },
            }],
        })
    );
}

#[tokio::test]
async fn a_replayed_answer_has_the_status_it_had() {
    let service = TestService::start().await;
    service.with_contoso_backup().await;
    let mutation = r#"mutation {
        addPublisher(input: { publisherId: "fabrikam", name: "Fabrikam" }) { userErrors { code } }
        retireOffer(input: { id: "x", expectedVersion: 1 }) { userErrors { code } }
    }"#;
    let ask = async || {
        let asking = service.asking(mutation, json!({})).by(admin());
        let asking = asking.with("idempotency-key", "key");
        let asking = asking.with("accept", "application/graphql-response+json");
        asking.send().await
    };

    let (first, again) = (ask().await, ask().await);

    assert_eq!(again.header("idempotency-replayed"), Some("true"));
    assert_eq!((first.status.as_u16(), again.status.as_u16()), (294, 294));
    assert_eq!(first.json(), again.json());
}

#[tokio::test]
async fn a_mutation_by_get_is_refused_with_the_method_it_needs() {
    let service = TestService::start().await;
    let address = "/graphql?query=mutation%7B__typename%7D";

    for method in [Method::GET, Method::HEAD] {
        let reply = service.fetch(method.clone(), address).await;

        assert_eq!(reply.status, StatusCode::METHOD_NOT_ALLOWED, "{method}");
        assert_eq!(reply.header("allow"), Some("POST"), "{method}");
    }
    let reply = service.fetch(Method::GET, address).await;
    let why = refusal("Send mutations by POST.", "METHOD_NOT_ALLOWED");
    assert_eq!(reply.json(), why);
}

#[tokio::test]
async fn other_methods_are_told_which_are_allowed() {
    let service = TestService::start().await;
    for method in [Method::PUT, Method::DELETE, Method::PATCH] {
        let reply = service.fetch(method.clone(), "/graphql").await;
        assert_eq!(reply.status, StatusCode::METHOD_NOT_ALLOWED, "{method}");
        assert_eq!(reply.header("allow"), Some("GET, HEAD, OPTIONS, POST"));
        assert_eq!(
            reply.json(),
            refusal("Ask by POST or GET.", "METHOD_NOT_ALLOWED")
        );
    }
    let options = service.fetch(Method::OPTIONS, "/graphql").await;
    assert_eq!(options.status, StatusCode::NO_CONTENT);
    assert_eq!(options.header("allow"), Some("GET, HEAD, OPTIONS, POST"));
    assert_eq!(options.body, "");
    let health = service.fetch(Method::POST, "/health/live").await;
    assert_eq!(health.status, StatusCode::METHOD_NOT_ALLOWED);
    assert_eq!(health.header("allow"), Some("GET,HEAD"));
}

#[tokio::test]
async fn answers_vary_with_what_the_client_accepts() {
    let service = TestService::start().await;
    for reply in [
        post_json(&service, VIEWER).await,
        post_json(&service, "").await,
        accepting(&service, Some("image/png"), VIEWER).await,
    ] {
        let vary = reply.headers.get_all("vary").iter();
        let vary: Vec<&str> = vary.filter_map(|value| value.to_str().ok()).collect();
        for header in [
            "accept",
            "accept-language",
            "authorization",
            "accept-encoding",
        ] {
            assert!(vary.contains(&header), "{header} in {vary:?}");
        }
    }
}

#[tokio::test]
async fn the_members_of_an_answer_are_those_of_the_specification() {
    let service = TestService::start().await;

    let reply = accepting(&service, None, VIEWER).await;

    let members: Value = reply.json();
    let members: Vec<&String> = members.as_object().expect("an object").keys().collect();
    assert_eq!(members, ["data"]);
}
