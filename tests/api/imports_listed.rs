//! Imports as administrators find them: lists, pages, remarks, and what that costs.

use entity::import_job;
use rstest::rstest;
use sea_orm::{ActiveModelTrait, EntityTrait, IntoActiveModel, PaginatorTrait, Set};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::databases::Backend;
use crate::support::jobs::{QUICK, row};
use crate::support::{TestService, admin, reader, service_on, verdict};

/// Asks something as an administrator; the data.
async fn data(service: &TestService, document: &str, variables: Value) -> Value {
    let mut answer = service.run_as(admin(), document, variables).await;
    assert_eq!(answer.get("errors"), None, "{answer}");
    answer["data"].take()
}

/// So many imports that were done, each with so many refused rows; their ids.
async fn done(service: &TestService, count: usize, refused: usize) -> Vec<String> {
    let mut ids = Vec::new();
    for number in 0..count {
        let content = row(&format!("offer-{number}")) + &"no row\n".repeat(refused);
        ids.push(service.ask_for_import(json!({ "content": content })).await);
    }
    let worker = service.worker(QUICK);
    for id in &ids {
        service.ended_import(id).await;
    }
    worker.stop().await;
    ids
}

#[rstest]
#[tokio::test]
async fn imports_are_listed_the_latest_first_page_by_page(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    let mut ids = done(&service, 2, 0).await;
    for offer in ["a", "b", "c"] {
        ids.push(
            service
                .ask_for_import(json!({ "content": row(offer) }))
                .await,
        );
    }
    let list = "query($after: String, $states: [ImportState!]) {
        importJobs(first: 2, after: $after, filter: { states: $states }) {
            totalCount nodes { id } pageInfo { hasPreviousPage hasNextPage endCursor } } }";

    let mut found = Vec::new();
    let mut after = Value::Null;
    loop {
        let page = data(&service, list, json!({ "after": after })).await;
        let page = &page["importJobs"];
        assert_eq!(page["totalCount"], 5);
        assert_eq!(page["pageInfo"]["hasPreviousPage"], json!(!after.is_null()));
        let nodes = page["nodes"].as_array().expect("nodes");
        found.extend(nodes.iter().map(|job| job["id"].clone()));
        if page["pageInfo"]["hasNextPage"] == false {
            break;
        }
        after = page["pageInfo"]["endCursor"].clone();
    }
    let waiting = data(&service, list, json!({ "states": ["QUEUED", "QUEUED"] })).await;
    let bad = service
        .run_as(admin(), list, json!({ "after": "nonsense" }))
        .await;

    ids.reverse();
    assert_eq!(json!(found), json!(ids));
    assert_eq!(waiting["importJobs"]["totalCount"], 3);
    assert_eq!(verdict(&bad), ["BAD_CURSOR"]);
}

#[rstest]
#[tokio::test]
async fn an_import_is_a_node_for_administrators_and_nothing_for_others(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    let id = service.ask_for_import(json!({ "content": row("a") })).await;
    let document =
        "query($id: ID!) { node(id: $id) { __typename id } nodes(ids: [$id]) { __typename } }";
    let by_id = "query($id: ID!) { importJob(id: $id) { id } }";

    let found = data(&service, document, json!({ "id": id })).await;
    let hidden = service
        .run_as(reader(), document, json!({ "id": id }))
        .await;
    let missing = json!({ "id": "import:00000000-0000-7000-8000-000000000000" });
    let missing = data(&service, by_id, missing).await;
    let no_id = service
        .run_as(admin(), by_id, json!({ "id": "offer:x" }))
        .await;

    let node = json!({ "__typename": "ImportJob", "id": id });
    assert_eq!(
        found,
        json!({ "node": node, "nodes": [{ "__typename": "ImportJob" }] })
    );
    assert_eq!(hidden, json!({ "data": { "node": null, "nodes": [null] } }));
    assert_eq!(missing, json!({ "importJob": null }));
    assert_eq!(verdict(&no_id), ["BAD_ID"]);
}

#[rstest]
#[tokio::test]
async fn the_first_thousand_remarks_are_kept_and_read_page_by_page(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    let id = &done(&service, 1, 1_100).await[0];
    let document = "query($id: ID!, $after: String) { importJob(id: $id) { remarkCount
        remarks(first: 100, after: $after) {
            totalCount nodes { kind line } pageInfo { hasNextPage hasPreviousPage endCursor } } } }";

    let mut lines = Vec::new();
    let mut after = Value::Null;
    loop {
        let page = data(&service, document, json!({ "id": id, "after": after })).await;
        assert_eq!(page["importJob"]["remarkCount"], 1_100);
        let page = &page["importJob"]["remarks"];
        assert_eq!(page["totalCount"], 1_000);
        let nodes = page["nodes"].as_array().expect("nodes");
        assert_eq!(nodes.len(), 100);
        lines.extend(nodes.iter().map(|remark| remark["line"].as_u64()));
        if page["pageInfo"]["hasNextPage"] == false {
            break;
        }
        after = page["pageInfo"]["endCursor"].clone();
    }

    // The first row was taken.
    let expected: Vec<Option<u64>> = (2..1_002).map(Some).collect();
    assert_eq!(lines, expected);
}

#[tokio::test]
async fn a_list_of_imports_with_what_they_said_costs_two_statements_whatever_its_length() {
    let service = TestService::start().await;
    done(&service, 12, 3).await;
    let list = "query($first: Int) { importJobs(first: $first) { nodes {
        id state sums { rows } remarks(first: 2) { totalCount nodes { reason } } } } }";
    let cost = async |document: &str, variables: Value| {
        let before = service.store.statements();
        data(&service, document, variables).await;
        service.store.statements() - before
    };

    assert_eq!(cost(list, json!({ "first": 1 })).await, 2);
    assert_eq!(cost(list, json!({ "first": 12 })).await, 2);
    assert_eq!(
        cost("{ importJobs { nodes { id thingsDone } } }", json!({})).await,
        1
    );
    assert_eq!(
        cost("{ importJobs { totalCount nodes { id } } }", json!({})).await,
        2
    );
}

#[rstest]
#[tokio::test]
async fn what_was_imported_is_gone_once_that_is_over(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    done(&service, 1, 1).await;
    let cancelled = service.ask_for_import(json!({ "content": row("a") })).await;
    let waiting = service.ask_for_import(json!({ "content": row("b") })).await;
    service.cancel_import(&cancelled).await;

    let database = service.database().await;
    let kept = entity::import_content::Entity::find().all(&database).await;
    let kept = kept.expect("contents are read");
    database.close().await.expect("the database closes");

    let kept: Vec<String> = kept
        .iter()
        .map(|content| format!("import:{}", content.job_id))
        .collect();
    assert_eq!(kept, [waiting]);
}

#[rstest]
#[tokio::test]
async fn the_latest_thousand_imports_are_remembered(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    let oldest = done(&service, 1, 2).await.remove(0);
    let database = service.database().await;
    let model = import_job::Entity::find().one(&database).await;
    let model = model.expect("it is read").expect("it is there");
    let copies = (0..999).map(|_| import_job::Model {
        id: Uuid::now_v7(),
        ..model.clone()
    });
    let copies: Vec<_> = copies.map(IntoActiveModel::into_active_model).collect();
    for copies in copies.chunks(333) {
        let inserted = import_job::Entity::insert_many(copies.to_vec());
        inserted.exec(&database).await.expect("they are inserted");
    }
    // One that waits is remembered, however old.
    let waiting = import_job::ActiveModel {
        id: Set(Uuid::from_u128(1)),
        state: Set("QUEUED".to_owned()),
        ..model.into_active_model().reset_all()
    };
    waiting.insert(&database).await.expect("it is inserted");

    service.ask_for_import(json!({ "content": row("a") })).await;

    let count = import_job::Entity::find().count(&database).await;
    let remarks = entity::import_remark::Entity::find().count(&database).await;
    database.close().await.expect("the database closes");
    assert_eq!(count.expect("they are counted"), 1_001);
    assert_eq!(remarks.expect("they are counted"), 0);
    let forgotten = data(
        &service,
        "query($id: ID!) { importJob(id: $id) { id } }",
        json!({ "id": oldest }),
    );
    assert_eq!(forgotten.await, json!({ "importJob": null }));
}
