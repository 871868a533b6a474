//! A database that fails in the middle: the client learns a request id, and nothing of our insides.

use serde_json::{Value, json};

use crate::support::TestService;

/// What a client reads of a fault of ours at this path, in an answer with this data.
fn internal(request_id: &str, path: &Value, data: &Value) -> Value {
    json!({
        "data": data,
        "errors": [{
            "message": "Something went wrong on our side. Try again, and name the request id if it stays so.",
            "path": path,
            "extensions": { "code": "INTERNAL", "requestId": request_id },
        }],
    })
}

/// Asks what runs into the fault, and checks that the answer is that and nothing else.
async fn assert_internal(service: &TestService, query: &str, path: Value, data: Value) {
    let reply = service.ask(query, json!({})).await;

    let id = reply
        .header("x-request-id")
        .expect("it has an id")
        .to_owned();
    let mut body = reply.json();
    let error = body["errors"][0]
        .as_object_mut()
        .expect("there is an error");
    error.remove("locations");
    assert_eq!(reply.status, 200);
    assert_eq!(body, internal(&id, &path, &data));
    for inside in [
        "contact",
        "offer_search",
        "SELECT",
        "sqlite",
        "no such table",
    ] {
        assert!(
            !reply.body.to_lowercase().contains(inside) || query.contains(inside),
            "{inside} in {}",
            reply.body
        );
    }
}

#[tokio::test]
async fn a_database_that_fails_in_the_middle_is_an_internal_fault_and_others_are_answered_on() {
    let service = TestService::start().await;
    service.with_contoso_backup().await;
    service.harm("DROP TABLE contact").await;

    assert_internal(
        &service,
        "{ offers { nodes { offerId contacts { name } } } }",
        json!(["offers", "nodes", 0, "contacts"]),
        Value::Null,
    )
    .await;
    assert_internal(
        &service,
        r#"{ offer(by: { marketplaceId: "contoso.backup" }) { offerId contacts { name } } viewer { language } }"#,
        json!(["offer", "contacts"]),
        json!({ "offer": null, "viewer": { "language": "en" } }),
    )
    .await;
    assert_internal(
        &service,
        r#"{ responsibleParty(inquiry: BREAK_FIX, partnerModel: DIRECT_BILL,
             offer: { marketplaceId: "contoso.backup" }) { basis } }"#,
        json!(["responsibleParty"]),
        json!({ "responsibleParty": null }),
    )
    .await;

    let others = service
        .data(
            "{ offers { nodes { marketplaceId } totalCount } }",
            json!({}),
        )
        .await;
    assert_eq!(
        others,
        json!({ "offers": { "nodes": [{ "marketplaceId": "contoso.backup" }], "totalCount": 1 } })
    );
}

#[tokio::test]
async fn a_value_that_cannot_be_read_back_is_an_internal_fault() {
    let service = TestService::start().await;
    service.with_contoso_backup().await;
    service
        .harm("PRAGMA ignore_check_constraints = ON; UPDATE offer SET categories = '{\"a\": 1}'")
        .await;

    assert_internal(
        &service,
        "{ offers { nodes { offerId } } }",
        json!(["offers"]),
        Value::Null,
    )
    .await;
}

#[tokio::test]
async fn a_directory_without_rules_answers_what_needs_none() {
    let service = TestService::start().await;
    service.with_contoso_backup().await;
    service
        .harm("PRAGMA foreign_keys = OFF; DELETE FROM policy_edition")
        .await;

    assert_internal(
        &service,
        "{ responsibilities { basis } }",
        json!(["responsibilities"]),
        Value::Null,
    )
    .await;
    let titles = service
        .data("{ offers { nodes { title } } }", json!({}))
        .await;
    assert_eq!(
        titles,
        json!({ "offers": { "nodes": [{ "title": "Contoso Backup" }] } })
    );
}
