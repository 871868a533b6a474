//! Asking for imports: what is wrong with what is asked, how much may wait, what is repeated.

use rstest::rstest;
use serde_json::{Value, json};

use crate::databases::Backend;
use crate::support::form::Form;
use crate::support::jobs::{IMPORT, QUICK, row};
use crate::support::{admin, service_on, verdict};

#[rstest]
#[tokio::test]
async fn everything_that_is_wrong_with_what_is_asked_for_is_told_at_once(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend).taking_files_of(1_024);
    let long = "x".repeat(1_025);
    let asking = async |input: Value| {
        let answer = service
            .run_as(admin(), IMPORT, json!({ "input": input }))
            .await;
        verdict(&answer)
    };
    assert_eq!(asking(json!({})).await, ["CONTENT_MISSING input.content"]);
    assert_eq!(
        asking(json!({ "content": "" })).await,
        ["CONTENT_MISSING input.content"]
    );
    let wrong = json!({
        "content": long, "publisher": "con toso", "fileName": "x".repeat(256), "note": "x".repeat(1_001),
    });
    assert_eq!(
        asking(wrong).await,
        [
            "CONTENT_TOO_LARGE input.content",
            "ID_INVALID input.publisher",
            "FILE_NAME_TOO_LONG input.fileName",
            "NOTE_TOO_LONG input.note",
        ]
    );
    let both = Form::importing(json!({ "content": "{}" }), "offers.jsonl", "{}");
    let both = both.send(&service, admin()).await.json();
    assert_eq!(verdict(&both), ["CONTENT_TWICE input.upload"]);
    let empty = Form::importing(json!({}), "offers.jsonl", "");
    let empty = empty.send(&service, admin()).await.json();
    assert_eq!(verdict(&empty), ["CONTENT_MISSING input.upload"]);

    let answer = service
        .run_reading(
            admin(),
            "tr",
            IMPORT,
            json!({ "input": { "content": long } }),
        )
        .await;
    assert_eq!(
        answer["data"]["importOffers"]["userErrors"][0]["message"],
        "Bir kerede en çok 1024 bayt içe aktarılabilir; dosyayı bölün ya da gzip ile sıkıştırıp dosya olarak gönderin."
    );
}

#[rstest]
#[tokio::test]
async fn only_so_many_imports_wait_for_their_turn(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    for number in 0..20 {
        service
            .ask_for_import(json!({ "content": row(&format!("{number}")) }))
            .await;
    }

    let one_more = json!({ "input": { "content": row("20") } });
    let refused = service.run_as(admin(), IMPORT, one_more.clone()).await;
    let worker = service.worker(QUICK);
    let jobs = "{ importJobs(filter: { states: [QUEUED] }) { totalCount } }";
    while service.run_as(admin(), jobs, json!({})).await["data"]["importJobs"]["totalCount"] != 0 {}
    worker.stop().await;
    let taken = service.run_as(admin(), IMPORT, one_more).await;

    assert_eq!(verdict(&refused), ["TOO_MANY_WAITING input.content"]);
    assert_eq!(verdict(&taken), [""; 0]);
}

#[rstest]
#[tokio::test]
async fn a_request_that_is_repeated_under_its_key_asks_for_one_import(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    let send = async |file: &str| {
        let form = Form::importing(json!({}), "offers.jsonl", file);
        form.with("idempotency-key", "june")
            .send(&service, admin())
            .await
    };

    let first = send(&row("a")).await;
    let again = send(&row("a")).await;
    let other = send(&row("b")).await;

    assert_eq!(again.header("idempotency-replayed"), Some("true"));
    assert_eq!(again.json(), first.json());
    assert_eq!(other.status, 422);
    assert_eq!(
        other.json()["errors"][0]["extensions"]["code"],
        "IDEMPOTENCY_KEY_REUSED"
    );
    let jobs = "{ importJobs { totalCount } }";
    let jobs = service.run_as(admin(), jobs, json!({})).await;
    assert_eq!(jobs["data"]["importJobs"]["totalCount"], 1);
}

#[rstest]
#[tokio::test]
async fn an_import_whose_answer_was_lost_is_not_asked_for_again(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    let input = json!({ "input": { "content": row("a") } });
    let ask = async || {
        service
            .ask_under_key(admin(), "june", IMPORT, input.clone())
            .await
    };
    ask().await;
    // The process ended before it could keep the answer, an hour ago.
    service
        .harm("UPDATE given_answer SET answer = NULL, created_at = '2001-01-01 00:00:00+00:00'")
        .await;
    service
        .harm(&format!(
            "UPDATE given_answer SET created_at = '{}'",
            (chrono::Utc::now() - chrono::TimeDelta::hours(1)).to_rfc3339()
        ))
        .await;

    let again = ask().await;

    assert_eq!(again.status, 409);
    assert_eq!(
        again.json()["errors"][0]["extensions"]["code"],
        "IDEMPOTENCY_ANSWER_LOST"
    );
}

#[rstest]
#[tokio::test]
async fn how_far_an_import_is_is_said_in_the_language_of_who_reads_it(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    let id = service.ask_for_import(json!({ "content": row("a") })).await;
    let document = "query($id: ID!) { importJob(id: $id) { state stateLabel outcome } }";

    let answer = service
        .run_reading(admin(), "tr", document, json!({ "id": id }))
        .await;

    assert_eq!(
        answer["data"]["importJob"],
        json!({
            "state": "QUEUED",
            "stateLabel": "Sırada bekliyor",
            "outcome": "Bu içe aktarma sırasını bekliyor: aynı anda yalnızca biri yapılır.",
        })
    );
}
