//! Imports that are asked for over the graph: what is asked, what is done, what is said of it.

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;
use rstest::rstest;
use serde_json::{Value, json};
use support_directory::domain::actor::{Actor, Member, Role};

use crate::databases::Backend;
use crate::support::form::Form;
use crate::support::jobs::{IMPORT, MOST_BYTES, QUICK, row, rows};
use crate::support::{TestService, admin, assert_one_snapshot, service_on, tidy, verdict};

/// Somebody else who administers, called "curator".
fn curator() -> Actor {
    Actor::Member(std::sync::Arc::new(Member {
        name: "curator".to_owned(),
        roles: [Role::DirectoryAdmin].into(),
        ..Member::default()
    }))
}

/// An import as an administrator asks for it, once it ended.
async fn imported(service: &TestService, input: Value) -> Value {
    let id = service.ask_for_import(input).await;
    let worker = service.worker(QUICK);
    let job = service.ended_import(&id).await;
    worker.stop().await;
    job
}

/// An import of a file that an administrator sends, once it ended.
async fn imported_file(service: &TestService, input: Value, name: &str, file: &[u8]) -> Value {
    let sent = Form::importing(input, name, file).send(service, admin());
    let answer = sent.await.data();
    let id = answer["importOffers"]["job"]["id"].as_str();
    let id = id.unwrap_or_else(|| panic!("{answer}")).to_owned();
    let worker = service.worker(QUICK);
    let job = service.ended_import(&id).await;
    worker.stop().await;
    job
}

fn packed(text: &str) -> Vec<u8> {
    let mut packing = GzEncoder::new(Vec::new(), Compression::best());
    packing.write_all(text.as_bytes()).expect("memory");
    packing.finish().expect("memory")
}

#[rstest]
#[tokio::test]
async fn an_import_is_done_in_the_name_of_who_asked_and_tells_what_it_did(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    let unsound = r#"{"publisherId":"contoso","offerId":"second","offerName":"Second","supportEmail":"no address"}"#;
    let content = format!("{}{unsound}\nno row at all\n{}", row("first"), row("first"));

    let asked = service
        .run_as(
            curator(),
            IMPORT,
            json!({ "input": { "content": content, "fileName": "june.jsonl" } }),
        )
        .await;
    let queued = service
        .import_job(
            asked["data"]["importOffers"]["job"]["id"]
                .as_str()
                .expect("an id"),
        )
        .await;
    let worker = service.worker(QUICK);
    let done = service
        .ended_import(queued["id"].as_str().expect("an id"))
        .await;
    worker.stop().await;

    let history: Vec<Value> = service.history().await;
    let told = history
        .iter()
        .map(|record| json!([record["deed"], record["actor"], record["note"]]));
    let told: Vec<Value> = told.collect();
    assert_one_snapshot!(tidy(json!({
        "asked": asked, "queued": queued, "done": done, "history": told,
    })));
}

#[rstest]
#[tokio::test]
async fn importing_the_same_again_changes_nothing(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    let input = json!({ "content": rows(3) });
    let first = imported(&service, input.clone()).await;
    let before = service.everything().await;

    let again = imported(&service, input).await;

    assert_eq!(first["sums"]["offers"], tally(3, 0, 0));
    assert_eq!(again["sums"]["offers"], tally(0, 0, 3));
    assert_eq!(again["sums"]["contacts"], tally(0, 0, 3));
    assert_eq!(service.everything().await, before);
}

fn tally(added: u64, changed: u64, unchanged: u64) -> Value {
    json!({ "added": added, "changed": changed, "unchanged": unchanged })
}

#[rstest]
#[tokio::test]
async fn a_dry_run_says_what_it_would_do_and_does_nothing(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    imported(&service, json!({ "content": row("backup") })).await;
    let before = service.everything().await;
    let content = row("backup").replace("Contoso backup", "Contoso Backup Plus") + &row("new");

    let job = imported(&service, json!({ "content": content, "dryRun": true })).await;

    assert_eq!(service.everything().await, before);
    assert_one_snapshot!(tidy(job));
}

#[rstest]
#[tokio::test]
async fn a_contact_that_somebody_wrote_is_a_conflict_unless_it_is_to_be_overwritten(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    imported(&service, json!({ "content": row("backup") })).await;
    let found = service
        .data(
            r#"{ offer(by: { marketplaceId: "contoso.backup" }) { contacts { id version } } }"#,
            json!({}),
        )
        .await;
    let contact = &found["offer"]["contacts"][0];
    let change = "mutation($input: ChangeContactInput!) { changeContact(input: $input) { userErrors { code } } }";
    let input = json!({ "input": {
        "id": contact["id"], "expectedVersion": contact["version"], "changes": { "name": "Night desk" },
    } });
    assert_eq!(
        verdict(&service.run_as(admin(), change, input).await),
        [""; 0]
    );

    let left = imported(&service, json!({ "content": row("backup") })).await;
    let overwritten = imported(
        &service,
        json!({ "content": row("backup"), "overwrite": true }),
    )
    .await;

    assert_eq!(left["sums"]["conflicts"], 1);
    assert_eq!(left["sums"]["contacts"], tally(0, 0, 1));
    assert_eq!(
        left["remarks"]["nodes"],
        json!([{
            "kind": "CONFLICT", "line": 1, "path": null, "field": null, "value": null,
            "reason": "somebody edited it by hand", "deed": null, "thing": null, "name": "contoso.backup",
            "differences": [{ "field": "name", "before": "Night desk", "after": "Support desk" }],
        }])
    );
    assert_eq!(overwritten["sums"]["conflicts"], 0);
    assert_eq!(overwritten["sums"]["contacts"], tally(0, 1, 0));
}

#[rstest]
#[tokio::test]
async fn what_a_file_no_longer_has_is_retired_on_request_and_if_every_row_was_taken(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    let (both, one) = (row("kept") + &row("gone"), row("kept"));
    let retiring = |content: &str| json!({ "content": content, "retireMissing": true });
    imported(&service, json!({ "content": both })).await;

    let planned = imported(
        &service,
        json!({ "content": one, "retireMissing": true, "dryRun": true }),
    )
    .await;
    let doubtful = imported(&service, retiring(&(one.clone() + "no row\n"))).await;
    let retired = imported(&service, retiring(&one)).await;
    let restored = imported(&service, retiring(&both)).await;

    assert_eq!(planned["sums"]["retired"], 1);
    assert_eq!(planned["remarks"]["nodes"][0]["deed"], "RETIRED");
    assert_eq!(planned["remarks"]["nodes"][0]["name"], "contoso.gone");
    assert_eq!(doubtful["sums"]["retired"], 0);
    assert_eq!(
        doubtful["remarks"]["nodes"][0]["reason"],
        "nothing was retired: what was refused may be of offers that would be missing"
    );
    assert_eq!(doubtful["sums"]["warnings"], 1);
    assert_eq!(doubtful["remarkCount"], 2);
    assert_eq!(retired["sums"]["retired"], 1);
    assert_eq!(restored["sums"]["restored"], 1);
}

#[rstest]
#[tokio::test]
async fn a_publisher_is_named_for_offers_that_do_not_say_by_whom_they_are_published(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    let content = r#"{"offerId":"backup","offerName":"Backup"}"#;

    let without = imported(&service, json!({ "content": content })).await;
    let with = imported(
        &service,
        json!({ "content": content, "publisher": " Contoso ", "format": "JSON_LINES" }),
    )
    .await;

    assert_eq!(without["sums"]["refused"], 1);
    assert_eq!(with["sums"]["offers"], tally(1, 0, 0));
    assert_eq!(
        (&with["publisherId"], &with["format"]),
        (&json!("contoso"), &json!("JSON_LINES"))
    );
}

#[rstest]
#[tokio::test]
async fn history_gives_the_note_or_the_file_or_the_import_as_the_cause(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    let noted =
        json!({ "content": row("a"), "fileName": "a.jsonl", "note": "asked for by the ISV" });

    imported(&service, noted).await;
    imported_file(&service, json!({}), "b.jsonl.gz", &packed(&row("b"))).await;
    let nameless = imported(&service, json!({ "content": row("c") })).await;

    let history = service.history().await;
    let offers = history
        .iter()
        .filter(|record| record["deed"] == "ADDED OFFER");
    let notes: Vec<&Value> = offers.map(|record| &record["note"]).collect();
    assert_eq!(
        json!(notes),
        json!(["asked for by the ISV", "b.jsonl.gz", nameless["id"]])
    );
}

#[rstest]
#[tokio::test]
async fn nothing_is_taken_of_a_file_that_cannot_be_trusted(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    let before = service.everything().await;
    let sound = packed(&rows(50));
    let mut damaged = sound.clone();
    let last = damaged.len() - 6;
    damaged[last] ^= 0xFF;
    for (file, most_bytes, reason) in [
        (
            damaged.as_slice(),
            MOST_BYTES,
            "it is packed with gzip and cannot be unpacked: it is damaged",
        ),
        (
            &sound[..sound.len() / 2],
            MOST_BYTES,
            "it is packed with gzip and ends too soon: it was cut off",
        ),
        (
            &sound,
            900,
            "unpacked it is longer than 9000 bytes, the most that is taken here, or packed so tightly that it can \
             only be a bomb",
        ),
    ] {
        let sent = Form::importing(json!({}), "offers.gz", file).send(&service, admin());
        let answer = sent.await.data();
        let id = answer["importOffers"]["job"]["id"].as_str().expect("an id");
        let worker = service.worker_taking(QUICK, most_bytes);

        let job = service.ended_import(id).await;

        worker.stop().await;
        assert_eq!(
            (&job["state"], &job["reason"], &job["sums"]),
            (&json!("REFUSED"), &json!(reason), &Value::Null)
        );
        assert_eq!(
            job["outcome"],
            "Nothing was taken: nothing in the file can be trusted."
        );
    }
    assert_eq!(service.everything().await, before);
}
