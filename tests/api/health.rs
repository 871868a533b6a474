//! Health: the process lives, and can answer.

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

use support_directory::store::StoreUrl;

use crate::databases::TestDatabase;
use crate::support::TestService;
use crate::support::line::Line;

async fn health(service: &TestService, of: &str) -> (StatusCode, Value) {
    let reply = service.fetch(Method::GET, &format!("/health/{of}")).await;
    assert_eq!(reply.header("content-type"), Some("application/json"));
    (reply.status, reply.json())
}

#[tokio::test]
async fn a_service_with_a_database_lives_and_is_ready() {
    let service = TestService::start().await;

    assert_eq!(health(&service, "live").await, live());
    assert_eq!(health(&service, "ready").await, ready());
}

#[tokio::test]
async fn a_service_whose_database_is_gone_lives_and_is_not_ready() {
    let service = TestService::start().await;

    service.store.clone().close().await;

    assert_eq!(health(&service, "ready").await, waiting_for("database"));
    assert_eq!(health(&service, "live").await, live());
}

#[tokio::test]
async fn a_service_without_rules_is_not_ready() {
    let service = TestService::start().await;
    assert_eq!(health(&service, "ready").await.0, StatusCode::OK);

    service
        .harm("PRAGMA foreign_keys = OFF; DELETE FROM policy_edition")
        .await;

    assert_eq!(health(&service, "ready").await, waiting_for("rules"));
}

#[tokio::test]
async fn a_service_whose_tables_are_older_waits_for_who_brings_them_up_to_date() {
    let service = TestService::start().await;
    let url = StoreUrl::parse(&service.url).expect("the URL is sound");

    let taken_back = service.store.unmigrate(&url, 1).await;
    assert_eq!(taken_back.expect("the last step can be taken back"), 1);
    assert_eq!(health(&service, "ready").await, waiting_for("migrations"));

    let brought_back = service.store.migrate(&url).await;
    assert_eq!(brought_back.expect("it can be taken again"), 1);
    assert_eq!(health(&service, "ready").await, ready());
}

#[tokio::test]
async fn a_service_whose_tables_are_newer_goes_on() {
    let service = TestService::start().await;

    service
        .harm("INSERT INTO seaql_migrations VALUES ('m29991231_000001_of_another_age', 0)")
        .await;

    assert_eq!(health(&service, "ready").await, ready());
}

#[tokio::test]
async fn a_service_that_cannot_reach_its_postgresql_waits_until_it_can() {
    let Some(database) = TestDatabase::postgres(None).await else {
        return;
    };
    let mut line = Line::to(database.address());
    let service = TestService::at(line.address()).await;
    assert_eq!(health(&service, "ready").await, ready());

    line.cut().await;
    assert_eq!(health(&service, "ready").await, waiting_for("database"));
    assert_eq!(health(&service, "ready").await, waiting_for("database"));

    line.mend();
    while health(&service, "ready").await != ready() {
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn a_service_that_is_to_stop_lives_and_is_not_ready() {
    let service = TestService::start().await;

    service.drain();

    assert_eq!(health(&service, "ready").await, waiting_for("shutdown"));
    assert_eq!(health(&service, "live").await, live());
}

fn live() -> (StatusCode, Value) {
    (StatusCode::OK, json!({ "status": "live" }))
}

fn ready() -> (StatusCode, Value) {
    (StatusCode::OK, json!({ "status": "ready" }))
}

fn waiting_for(what: &str) -> (StatusCode, Value) {
    let body = json!({ "status": "not ready", "waitingFor": what });
    (StatusCode::SERVICE_UNAVAILABLE, body)
}
