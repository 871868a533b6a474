//! What is left of an import that breaks off.

use sea_orm::{ConnectionTrait, DbBackend, Statement};
use serde_json::json;
use support_directory::actions::import_offers::{Importing, Mode};

use crate::databases::Backend;
use crate::support::importing::try_import;
use crate::support::{TestService, service_on};

fn row(place: usize) -> String {
    format!(
        r#"{{"publisherId":"contoso","publisherName":"Contoso","offerId":"offer{place}","offerName":"Offer {place}"}}"#
    )
}

/// Rows that fill two batches, of which the second breaks the database's rules.
fn breaking_in_the_second_batch() -> String {
    (0..250).map(row).collect::<Vec<_>>().join("\n")
}

/// How many offers are there after an import that broke off in its second batch, and what it says
/// of itself: rows taken, offers added, rows not reached.
async fn after_breaking_off(mode: Mode) -> (u64, [usize; 3]) {
    let service = TestService::start().await;
    service
        .harm(
            "CREATE TRIGGER full BEFORE INSERT ON offer WHEN NEW.offer_id = 'offer249' \
             BEGIN SELECT RAISE(ABORT, 'the disk is full'); END",
        )
        .await;
    let importing = Importing {
        mode,
        things_per_batch: 200,
        ..Importing::PLAIN
    };
    let file = breaking_in_the_second_batch();
    let (broke, heard) = try_import(&service.store, file.as_bytes(), importing).await;
    let done = broke.expect_err("the trigger breaks it off").done;
    assert_eq!(heard.done, [200]);
    let counted = service.data("{ offers { totalCount } }", json!({})).await;
    (
        counted["offers"]["totalCount"].as_u64().expect("a number"),
        [done.taken, done.offers.added, done.not_reached()],
    )
}

#[tokio::test]
async fn an_import_that_commits_once_has_done_all_or_nothing() {
    assert_eq!(after_breaking_off(Mode::Once).await, (0, [0, 0, 250]));
}

#[tokio::test]
async fn an_import_that_commits_often_has_done_its_beginning() {
    assert_eq!(after_breaking_off(Mode::Often).await, (200, [200, 200, 50]));
}

#[tokio::test]
async fn postgres_plans_by_what_has_come_in_and_not_by_empty_tables() {
    let service = service_on!(Backend::Postgres);
    let rows: Vec<String> = (0..1_050).map(row).collect();
    let (broke, heard) =
        try_import(&service.store, rows.join("\n").as_bytes(), Importing::PLAIN).await;
    broke.expect("nothing breaks it off");

    assert_eq!(heard.done, [1_000, 1_050]);
    let counted = Statement::from_string(
        DbBackend::Postgres,
        "SELECT CAST(reltuples AS bigint) AS rows FROM pg_class WHERE relname = 'offer'",
    );
    let database = service.database().await;
    let counted = database.query_one_raw(counted).await.expect("it is sound");
    let rows = counted
        .expect("a row")
        .try_get::<i64>("", "rows")
        .expect("a number");
    assert_eq!(rows, 1_000);
}
