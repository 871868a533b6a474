//! A directory that somebody else changes for long: reads go on, and a change is told to come again.

use std::time::Duration;

use rstest::rstest;
use sea_orm::{
    ConnectionTrait, DatabaseTransaction, SqliteTransactionMode, TransactionOptions,
    TransactionTrait,
};
use serde_json::{Value, json};

use crate::databases::Backend;
use crate::support::{Reply, TestService, admin, service_on};

/// The number that changes agree on in PostgreSQL.
const CHANGE_LOCK: i64 = 0x5D1E_C703;

const ADD: &str = "mutation($input: AddPublisherInput!) {
    addPublisher(input: $input) { publisher { name } userErrors { code } } }";

/// A change of another process, which goes on until this is dropped.
async fn long_change(service: &TestService, backend: Backend) -> DatabaseTransaction {
    let options = TransactionOptions {
        sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
        ..TransactionOptions::default()
    };
    let other = service.database().await;
    let change = other.begin_with_options(options).await;
    let change = change.expect("nobody else changes anything");
    if backend == Backend::Postgres {
        let lock = format!("SELECT pg_advisory_xact_lock({CHANGE_LOCK})");
        change.execute_unprepared(&lock).await.expect("it is free");
    }
    change
}

fn contoso() -> Value {
    json!({ "input": { "publisherId": "contoso", "name": "Contoso" } })
}

/// Status, code and words of the one error of an answer.
fn fault(reply: &Reply) -> (u16, Value, Value) {
    let mut body = reply.json();
    assert_eq!(body["errors"].as_array().map(Vec::len), Some(1), "{body}");
    let mut error = body["errors"][0].take();
    (
        reply.status.as_u16(),
        error["extensions"].take(),
        error["message"].take(),
    )
}

fn busy(status: u16) -> (u16, Value, Value) {
    let message = "The directory is busy with another change. Try again in a moment.";
    (status, json!({ "code": "UNAVAILABLE" }), json!(message))
}

#[rstest]
#[tokio::test]
async fn while_another_change_goes_on_reads_are_answered_and_changes_are_told_to_come_again(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    let other = long_change(&service, backend).await;

    let add = || service.ask_as(admin(), ADD, contoso());
    let reads = async {
        // By now as many changes wait as there are connections to read.
        tokio::time::sleep(Duration::from_millis(500)).await;
        let query = "{ publishers { totalCount } }";
        service.data(query, json!({})).await
    };
    let (first, second, third, fourth, read) = tokio::join!(add(), add(), add(), add(), reads);
    other.rollback().await.expect("it can be undone");

    assert_eq!(read, json!({ "publishers": { "totalCount": 0 } }));
    for reply in [first, second, third, fourth] {
        assert_eq!(fault(&reply), busy(200));
    }
    let added = add().await.data();
    assert_eq!(
        added,
        json!({ "addPublisher": { "publisher": { "name": "Contoso" }, "userErrors": [] } })
    );
}

#[rstest]
#[tokio::test]
async fn a_request_with_a_key_that_could_not_begin_is_carried_out_when_it_is_repeated(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    let other = long_change(&service, backend).await;

    let add = || service.ask_under_key(admin(), "key", ADD, contoso());
    let refused = add().await;
    other.rollback().await.expect("it can be undone");
    let added = add().await;

    assert_eq!(fault(&refused), busy(503));
    assert_eq!(refused.header("retry-after"), Some("1"));
    assert_eq!(added.header("idempotency-replayed"), None);
    assert_eq!(added.data()["addPublisher"]["userErrors"], json!([]));
}
