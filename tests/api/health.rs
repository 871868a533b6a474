//! Health: the process lives, and can answer.

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

use crate::support::TestService;

async fn health(service: &TestService, of: &str) -> (StatusCode, Value) {
    let reply = service.fetch(Method::GET, &format!("/health/{of}")).await;
    assert_eq!(reply.header("content-type"), Some("application/json"));
    (reply.status, reply.json())
}

#[tokio::test]
async fn a_service_with_a_database_lives_and_is_ready() {
    let service = TestService::start().await;

    assert_eq!(
        health(&service, "live").await,
        (StatusCode::OK, json!({ "status": "live" }))
    );
    assert_eq!(
        health(&service, "ready").await,
        (StatusCode::OK, json!({ "status": "ready" }))
    );
}

#[tokio::test]
async fn a_service_whose_database_is_gone_lives_and_is_not_ready() {
    let service = TestService::start().await;
    let not_ready = (
        StatusCode::SERVICE_UNAVAILABLE,
        json!({ "status": "not ready", "waitingFor": "database" }),
    );

    service.store.clone().close().await;

    assert_eq!(health(&service, "ready").await, not_ready);
    assert_eq!(
        health(&service, "live").await,
        (StatusCode::OK, json!({ "status": "live" }))
    );
}

#[tokio::test]
async fn a_service_without_rules_is_not_ready() {
    let service = TestService::start().await;
    assert_eq!(health(&service, "ready").await.0, StatusCode::OK);

    service
        .harm("PRAGMA foreign_keys = OFF; DELETE FROM policy_edition")
        .await;

    assert_eq!(
        health(&service, "ready").await.0,
        StatusCode::SERVICE_UNAVAILABLE
    );
}
