//! Several requests at once, where they are taken.

use axum::http::StatusCode;
use serde_json::{Value, json};
use support_directory::http::Terms;

use crate::http::{beyond, post, post_json, refusal};
use crate::support::{TestService, admin};

async fn taking(batch: usize) -> TestService {
    TestService::start().await.on_terms(Terms {
        batch,
        ..Terms::default()
    })
}

#[tokio::test]
async fn batches_are_not_taken_unless_that_is_set() {
    let service = TestService::start().await;
    for body in ["[]", r#"[{"query":"{ viewer { language } }"}]"#, "[1]"] {
        let reply = post_json(&service, body).await;

        let why = "Batches are not taken: send one request at a time.";
        assert_eq!(reply.status, StatusCode::BAD_REQUEST, "{body}");
        assert_eq!(reply.json(), refusal(why, "BAD_REQUEST"), "{body}");
    }
}

#[tokio::test]
async fn each_request_of_a_batch_has_its_answer_in_its_place() {
    let service = taking(5).await;
    let batch = json!([
        { "query": "{ viewer { language } }" },
        { "query": "{ nothing }" },
        { "qeury": "{ viewer { language } }" },
        { "query": "{ node(id: \"x\") { id } }" },
        { "query": "query($id: ID!) { node(id: $id) { id } }", "variables": [] },
    ]);
    let mut answers = Vec::new();
    for accept in [None, Some("application/graphql-response+json")] {
        let content = Some("application/json");
        let reply = post(&service, content, accept, batch.to_string()).await;
        assert_eq!(reply.status, StatusCode::OK, "{accept:?}");
        let expected = accept.unwrap_or("application/json");
        let found = reply.header("content-type").unwrap_or_default();
        assert_eq!(found, format!("{expected}; charset=utf-8"));
        answers.push(reply.json());
    }

    assert_eq!(answers[0], answers[1]);
    insta::assert_json_snapshot!(answers[0]);
}

#[tokio::test]
async fn requests_of_a_batch_are_carried_out_in_their_order() {
    let service = taking(3).await;
    let count = json!({ "query": "{ publishers { totalCount } }" });
    let add = json!({ "query": "mutation {
        addPublisher(input: { publisherId: \"contoso\", name: \"Contoso\" }) { userErrors { code } } }" });
    let asking = service.asking("", json!({})).by(admin());

    let reply = asking.of(json!([count, add, count])).send().await;

    let counted = |total: u64| json!({ "data": { "publishers": { "totalCount": total } } });
    let added = json!({ "data": { "addPublisher": { "userErrors": [] } } });
    assert_eq!(reply.json(), json!([counted(0), added, counted(1)]));
}

#[tokio::test]
async fn a_batch_that_is_not_well_formed_is_refused_as_a_whole() {
    let service = taking(2).await;
    let one = json!({ "query": "{ viewer { language } }" });
    let objects = "A batch is a JSON array of objects, each with a `query`.";
    let unread = "The body is not JSON, or nests too deep.";
    for (body, status, why) in [
        ("[]".to_owned(), StatusCode::BAD_REQUEST, objects),
        (
            json!([one, 7]).to_string(),
            StatusCode::BAD_REQUEST,
            objects,
        ),
        (json!([[one]]).to_string(), StatusCode::BAD_REQUEST, objects),
        ("[{}".to_owned(), StatusCode::BAD_REQUEST, unread),
    ] {
        let reply = post_json(&service, &body).await;
        assert_eq!(reply.status, status, "{body}");
        assert_eq!(reply.json(), refusal(why, "BAD_REQUEST"), "{body}");
    }
}

#[tokio::test]
async fn a_batch_of_more_requests_than_may_come_is_told_how_many_may() {
    let service = taking(2).await;
    let one = json!({ "query": "{ viewer { language } }" });

    let reply = post_json(&service, &json!([one, one, one]).to_string()).await;

    let many = "The batch holds more requests than this service takes at once.";
    assert_eq!(reply.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert_eq!(reply.json(), beyond(many, "BAD_REQUEST", ("batch", 2, 3)));
}

#[tokio::test]
async fn a_batch_has_no_idempotency_key() {
    let service = taking(2).await;
    let batch: Value = json!([{ "query": "{ viewer { language } }" }]);
    let asking = service.asking("", json!({})).of(batch);

    let reply = asking.with("idempotency-key", "key").send().await;

    let why = "An `Idempotency-Key` is for one request, and not for a batch.";
    assert_eq!(reply.status, StatusCode::BAD_REQUEST);
    assert_eq!(reply.json(), refusal(why, "BAD_REQUEST"));
}

#[tokio::test]
async fn every_request_of_a_batch_that_takes_too_long_is_told_so() {
    let service = taking(2).await.with_patience(std::time::Duration::ZERO);
    let one = json!({ "query": "{ offers { totalCount } }" });

    let reply = post_json(&service, &json!([one, one]).to_string()).await;

    let message = "The request took longer than it may.";
    let late = beyond(message, "TIMEOUT", ("milliseconds", 0, 0));
    assert_eq!(reply.json(), json!([late, late]));
}
