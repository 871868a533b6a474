//! Who works on imports: one at a time over all processes, called off in the middle, taken up again.

use std::time::Duration;

use rstest::rstest;
use serde_json::{Value, json};

use crate::databases::Backend;
use crate::support::jobs::{QUICK, SUSPICIOUS, row, rows};
use crate::support::{TestService, service_on, tidy, verdict};

/// More things than can be done between two looks at how far an import is.
const MANY: usize = 2_400;

/// How many offers were added, and how many there are.
async fn added(service: &TestService) -> (usize, u64) {
    let deeds = service.deeds().await;
    let added = deeds.iter().filter(|deed| *deed == "ADDED OFFER").count();
    let counted = service.data("{ offers { totalCount } }", json!({})).await;
    (
        added,
        counted["offers"]["totalCount"].as_u64().expect("a count"),
    )
}

/// The sums of an import that added all of its offers, besides so many rows that it refused.
fn all_added(refused: usize) -> Value {
    let added = |count: usize| json!({ "added": count, "changed": 0, "unchanged": 0 });
    json!({
        "rows": MANY + refused, "taken": MANY, "repeated": 0, "refused": refused, "notReached": 0, "warnings": 0,
        "conflicts": 0, "publishers": added(1), "offers": added(MANY), "contacts": added(MANY), "links": added(0),
        "retired": 0, "restored": 0,
    })
}

#[rstest]
#[tokio::test]
async fn an_import_that_waits_is_called_off_at_once(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    let id = service.ask_for_import(json!({ "content": row("a") })).await;

    let cancelled = service.cancel_import(&id).await;
    let again = service.cancel_import(&id).await;
    let worker = service.worker(QUICK);
    let later = service.ask_for_import(json!({ "content": row("b") })).await;
    service.ended_import(&later).await;
    worker.stop().await;

    assert_eq!(
        cancelled["data"]["cancelImport"],
        json!({ "job": { "id": id, "state": "CANCELLED", "calledOffBy": "admin" }, "userErrors": [] })
    );
    assert_eq!(
        again["data"]["cancelImport"],
        json!({ "job": null, "userErrors": [{
            "code": "IMPORT_ENDED", "field": ["input", "id"],
            "message": "This import is over already, so there is nothing to call off.",
        }] })
    );
    let job = service.import_job(&id).await;
    assert_eq!(
        (&job["state"], &job["runs"]),
        (&json!("CANCELLED"), &json!(0))
    );
    assert_eq!(added(&service).await, (1, 1));
}

#[rstest]
#[tokio::test]
async fn an_import_that_is_not_there_is_not_called_off(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    let nobody = service
        .cancel_import("import:00000000-0000-7000-8000-000000000000")
        .await;
    let no_import = service
        .cancel_import("offer:00000000-0000-7000-8000-000000000000")
        .await;

    assert_eq!(verdict(&nobody), ["NOT_FOUND input.id"]);
    assert_eq!(verdict(&no_import), ["BAD_ID"]);
}

#[rstest]
#[tokio::test]
async fn an_import_that_is_called_off_in_the_middle_keeps_what_it_did(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    let id = service.ask_for_import_of(&rows(MANY)).await;
    let worker = service.worker(QUICK);
    service.import_in_the_middle(&id).await;

    let cancelled = service.cancel_import(&id).await;
    let again = service.cancel_import(&id).await;
    let job = service.ended_import(&id).await;
    worker.stop().await;

    assert_eq!(verdict(&cancelled), [""; 0]);
    assert_eq!(
        cancelled["data"]["cancelImport"]["job"]["calledOffBy"],
        "admin"
    );
    let codes = verdict(&again);
    assert!(
        codes.is_empty() || codes == ["IMPORT_ENDED input.id"],
        "{codes:?}"
    );
    assert_eq!(job["state"], "CANCELLED");
    let (records, offers) = added(&service).await;
    assert!((1..MANY).contains(&records), "{records}");
    assert_eq!(records as u64, offers);
    let sums = &job["sums"];
    assert_eq!(sums["offers"]["added"], offers);
    assert_eq!(sums["taken"], offers);
    assert_eq!(sums["notReached"], MANY as u64 - offers);
    assert_eq!(job["thingsDone"], offers);
    assert_eq!(job["things"], MANY);
}

#[rstest]
#[tokio::test]
async fn an_import_is_given_back_when_the_service_stops_and_goes_on_later(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    let file = format!("no row\n{}", rows(MANY));
    let id = service.ask_for_import_of(&file).await;
    let worker = service.worker(QUICK);
    service.import_in_the_middle(&id).await;

    worker.stop().await;

    let given_back = service.import_job(&id).await;
    assert_eq!(given_back["state"], "QUEUED");
    assert_eq!(given_back["finishedAt"], Value::Null);
    let (before, _) = added(&service).await;
    assert!((1..MANY).contains(&before), "{before}");

    let worker = service.worker(QUICK);
    let job = service.ended_import(&id).await;
    worker.stop().await;

    assert_eq!((&job["state"], &job["runs"]), (&json!("DONE"), &json!(2)));
    assert_eq!(job["sums"], all_added(1));
    assert_eq!(job["remarkCount"], 1);
    assert_eq!(added(&service).await, (MANY, MANY as u64));
}

#[rstest]
#[tokio::test]
async fn an_import_whose_worker_is_gone_is_taken_up_again_and_nothing_is_done_twice(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    let id = service.ask_for_import_of(&rows(MANY)).await;
    let worker = service.worker(QUICK);
    service.import_in_the_middle(&id).await;
    worker.kill().await;
    let (before, _) = added(&service).await;

    let restarted = service.restarted().await;
    let worker = restarted.worker(SUSPICIOUS);
    let job = restarted.ended_import(&id).await;
    worker.stop().await;

    assert!((1..MANY).contains(&before), "{before}");
    assert_eq!((&job["state"], &job["runs"]), (&json!("DONE"), &json!(2)));
    assert_eq!(job["sums"], all_added(0));
    assert_eq!(added(&restarted).await, (MANY, MANY as u64));
}

#[rstest]
#[tokio::test]
async fn nobody_takes_an_import_up_whose_worker_was_just_heard_of(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    let id = service.ask_for_import_of(&rows(MANY)).await;
    let worker = service.worker(QUICK);
    service.import_in_the_middle(&id).await;
    worker.kill().await;
    let later = service
        .ask_for_import(json!({ "content": row("later") }))
        .await;

    let worker = service.worker(QUICK);
    tokio::time::sleep(Duration::from_millis(200)).await;
    worker.stop().await;

    let states = [
        service.import_job(&id).await,
        service.import_job(&later).await,
    ];
    let states = states.map(|job| json!([job["state"], job["runs"]]));
    assert_eq!(states, [json!(["RUNNING", 1]), json!(["QUEUED", 0])]);
}

#[rstest]
#[tokio::test]
async fn an_import_that_was_called_off_while_its_worker_was_gone_is_not_gone_on_with(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    let id = service.ask_for_import_of(&rows(MANY)).await;
    let worker = service.worker(QUICK);
    service.import_in_the_middle(&id).await;
    worker.kill().await;
    let before = added(&service).await;
    assert_eq!(verdict(&service.cancel_import(&id).await), [""; 0]);

    let worker = service.worker(SUSPICIOUS);
    let job = service.ended_import(&id).await;
    worker.stop().await;

    assert_eq!(job["state"], "CANCELLED");
    assert_eq!(added(&service).await, before);
    let offers = &job["sums"]["offers"];
    assert_eq!(
        *offers,
        json!({ "added": before.1, "changed": 0, "unchanged": 0 })
    );
}

#[rstest]
#[tokio::test]
async fn an_import_that_loses_its_worker_again_and_again_is_given_up(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    let id = service.ask_for_import_of(&rows(MANY)).await;
    let worker = service.worker(QUICK);
    service.import_in_the_middle(&id).await;
    worker.kill().await;
    service.harm("UPDATE import_job SET runs_lost = 4").await;

    let worker = service.worker(SUSPICIOUS);
    let job = service.ended_import(&id).await;
    worker.stop().await;

    assert_eq!(
        (&job["state"], &job["reason"]),
        (&json!("FAILED"), &Value::Null)
    );
    assert_eq!(
        job["outcome"],
        format!(
            "This import broke off through our fault. What was taken in until then stays; ask for it again, and if it \
             fails once more, name {id} to whoever runs this service: their log says why under that id."
        )
    );
}

#[rstest]
#[tokio::test]
async fn an_import_that_breaks_through_our_fault_says_no_more_than_that(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    let id = service.ask_for_import(json!({ "content": row("a") })).await;
    service.harm("DELETE FROM import_content").await;

    let worker = service.worker(QUICK);
    let job = service.ended_import(&id).await;
    worker.stop().await;

    assert_eq!(
        (&job["state"], &job["reason"], &job["remarkCount"]),
        (&json!("FAILED"), &Value::Null, &json!(0))
    );
}

#[rstest]
#[tokio::test]
async fn processes_share_one_queue_and_each_import_is_done_once(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    let other = service.restarted().await;
    let mut ids = Vec::new();
    for number in 0..6 {
        let by = if number % 2 == 0 { &service } else { &other };
        let content = row(&format!("offer-{number}"));
        ids.push(by.ask_for_import(json!({ "content": content })).await);
    }

    let workers = [service.worker(QUICK), other.worker(QUICK)];
    let mut jobs = Vec::new();
    for id in &ids {
        jobs.push(service.ended_import(id).await);
    }
    for worker in workers {
        worker.stop().await;
    }

    for pair in jobs.windows(2) {
        // One at a time, in the order in which they were asked for.
        let (ended, begun) = (&pair[0]["finishedAt"], &pair[1]["startedAt"]);
        assert!(ended.as_str() <= begun.as_str(), "{ended} and {begun}");
    }
    for job in &jobs {
        assert_eq!((&job["state"], &job["runs"]), (&json!("DONE"), &json!(1)));
        assert_eq!(job["sums"]["offers"]["added"], 1);
    }
    assert_eq!(added(&service).await, (6, 6));
}

#[rstest]
#[tokio::test]
async fn a_worker_that_lost_its_import_to_another_leaves_it_alone(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    let id = service.ask_for_import_of(&rows(MANY)).await;
    let slow = service.worker(QUICK);
    service.import_in_the_middle(&id).await;
    let other = service.restarted().await;
    other.take_up_and_end().await;

    slow.stop().await;

    let job = service.import_job(&id).await;
    assert_eq!(
        tidy(json!([
            job["state"],
            job["runs"],
            job["sums"],
            job["remarkCount"]
        ])),
        json!(["CANCELLED", 2, null, 0])
    );
    let (records, offers) = added(&service).await;
    assert!(records < MANY, "it stopped");
    assert_eq!(records as u64, offers);
}
