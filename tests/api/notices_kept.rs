//! Service notices, as editors of publishers and administrators keep them.

use rstest::rstest;
use serde_json::{Value, json};
use support_directory::domain::actor::Actor;
use support_directory::domain::notice::{NewNotice, NoticeSubject, ServiceNotice, Severity};
use support_directory::domain::offer::Offer;

use crate::databases::Backend;
use crate::support::{
    TestService, admin, agent_of, assert_one_snapshot, editor_of, nobody, reader, service_on, tidy,
    verdict,
};

const PUBLISH: &str = "mutation($input: PublishNoticeInput!) { publishNotice(input: $input) {
    notice { id about { ... on Offer { marketplaceId } ... on Publisher { name } } severity text
             beginsAt endsAt version }
    userErrors { code field message } } }";
const CHANGE: &str = "mutation($input: ChangeNoticeInput!) { changeNotice(input: $input) {
    notice { id severity text beginsAt endsAt version } userErrors { code field message } } }";
const END: &str = "mutation($input: EndNoticeInput!) { endNotice(input: $input) {
    notice { id beginsAt endsAt version } userErrors { code field message } } }";

const LISTED: &str = r#"query($active: Boolean) {
  offer(by: { marketplaceId: "contoso.backup" }) { notices(active: $active) { text } } }"#;

/// A notice about `contoso.backup`, otherwise as given.
fn but(different: Value) -> Value {
    let mut input = json!({ "about": { "offer": { "marketplaceId": "contoso.backup" } },
        "severity": "OUTAGE", "text": " Backups do not start.\r\nWe look into it. " });
    let (Value::Object(input_fields), Value::Object(different)) = (&mut input, different) else {
        panic!("an input has fields");
    };
    input_fields.extend(different);
    json!({ "input": input })
}

fn seen(notice: &ServiceNotice, version: i32) -> Value {
    json!({ "input": { "id": notice.id.to_string(), "expectedVersion": version } })
}

/// Changes of a notice in its first version.
fn changes(notice: &ServiceNotice, changes: Value) -> Value {
    let mut input = seen(notice, 1);
    input["input"]["changes"] = changes;
    input
}

fn ending(notice: &ServiceNotice, at: &str) -> Value {
    let mut input = seen(notice, 1);
    input["input"]["endsAt"] = at.into();
    input
}

/// A notice about an offer from one point in time to another.
async fn notice(
    service: &TestService,
    offer: &Offer,
    begins_at: &str,
    ends_at: Option<&str>,
) -> ServiceNotice {
    let at = |text: &str| text.parse().expect("a point in time");
    service
        .with_notice(NewNotice {
            subject: NoticeSubject::Offer(offer.id),
            severity: Severity::Maintenance,
            text: "Backups pause.".to_owned(),
            begins_at: at(begins_at),
            ends_at: ends_at.map(at),
        })
        .await
}

const PAST: &str = "2024-03-01T10:00:00.000Z";
const FUTURE: &str = "2999-03-01T10:00:00.000Z";

#[rstest]
#[tokio::test]
async fn a_notice_is_published_changed_and_ended_and_its_history_tells_so(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    service.with_contoso_backup().await;

    let published = service
        .run_as(
            editor_of("contoso"),
            PUBLISH,
            but(json!({ "note": "ticket 7" })),
        )
        .await;
    let active = service.data(LISTED, json!({ "active": true })).await;
    let id = published["data"]["publishNotice"]["notice"]["id"].clone();
    let input = json!({ "input": { "id": id, "expectedVersion": 1, "changes": {
        "severity": "DEGRADATION", "text": "Backups are slow.", "beginsAt": PAST, "endsAt": FUTURE } } });
    let changed = service.run_as(editor_of("contoso"), CHANGE, input).await;
    let input = json!({ "input": { "id": id, "expectedVersion": 2 } });
    let ended = service.run_as(editor_of("contoso"), END, input).await;

    assert_eq!(changed["data"]["changeNotice"]["notice"]["beginsAt"], PAST);
    assert_eq!(changed["data"]["changeNotice"]["notice"]["endsAt"], FUTURE);
    assert_one_snapshot!(tidy(json!({
        "published": published,
        "active": active,
        "changed": changed,
        "ended": ended,
        "active afterwards": service.data(LISTED, json!({ "active": true })).await,
        "history": service.history().await,
    })));
}

#[rstest]
#[tokio::test]
async fn a_notice_is_kept_to_the_millisecond_in_utc(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    service.with_contoso_backup().await;

    let input = but(
        json!({ "about": { "publisher": { "publisherId": "contoso" } },
        "beginsAt": "2024-03-01T12:00:00.1239+02:00", "endsAt": "2024-03-01T10:00:00.124Z" }),
    );
    let answer = service.run_as(admin(), PUBLISH, input).await;

    let notice = &answer["data"]["publishNotice"]["notice"];
    assert_eq!(notice["beginsAt"], "2024-03-01T10:00:00.123Z", "{answer}");
    assert_eq!(notice["endsAt"], "2024-03-01T10:00:00.124Z");
    assert_eq!(notice["about"], json!({ "name": "Contoso" }));
}

#[rstest]
#[tokio::test]
async fn what_is_wrong_with_a_new_notice_is_told_at_once_and_nothing_is_done(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    service.with_contoso_backup().await;
    let fabrikam = service.with_publisher("fabrikam", "Fabrikam").await;
    let retired = format!(
        "UPDATE publisher SET retired_at = '2024-01-01T00:00:00+00:00' WHERE publisher_id = '{}'",
        fabrikam.publisher_id.as_str()
    );
    service.harm(&retired).await;
    let before = service.everything().await;
    let publish = async |different: Value| service.run_as(admin(), PUBLISH, but(different)).await;

    let answers = json!({
        "nobody is there": publish(json!({
            "about": { "offer": { "marketplaceId": "contoso.mail" } }, "text": " \n",
            "beginsAt": PAST, "endsAt": PAST, "note": "x".repeat(1_001) })).await,
        "no key at all": publish(json!({
            "about": { "publisher": { "publisherId": "no.such" } }, "text": "x".repeat(2_001) })).await,
        "retired": publish(json!({ "about": { "publisher": { "publisherId": "fabrikam" } } })).await,
        "ended before now": publish(json!({ "endsAt": PAST })).await,
    });

    assert_one_snapshot!(answers);
    assert_eq!(service.everything().await, before);
}

#[rstest]
#[tokio::test]
async fn notices_about_what_is_retired_are_only_ended(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    let offer = service.with_contoso_backup().await;
    let open = notice(&service, &offer, PAST, None).await;
    service
        .harm("UPDATE publisher SET retired_at = '2024-01-01T00:00:00+00:00'")
        .await;

    let rewrite = changes(&open, json!({ "text": "Backups stop." }));
    let changed = service.run_as(admin(), CHANGE, rewrite).await;
    let ended = service.run_as(admin(), END, seen(&open, 1)).await;

    assert_eq!(verdict(&changed), ["ABOUT_RETIRED input.id"]);
    assert_eq!(verdict(&ended), [""; 0]);
}

#[rstest]
#[tokio::test]
async fn what_cannot_be_changed_or_ended_is_told_and_nothing_is_done(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    let offer = service.with_contoso_backup().await;
    let open = notice(&service, &offer, PAST, None).await;
    let over = notice(&service, &offer, PAST, Some("2024-03-01T11:00:00Z")).await;
    let gone = json!({ "input": { "id": "notice:0198a0de-0000-7000-8000-000000000001",
                                  "expectedVersion": 1 } });
    let before = service.everything().await;
    let change = async |wanted: Value| {
        service
            .run_as(admin(), CHANGE, changes(&open, wanted))
            .await
    };

    let mut noted = seen(&open, 1);
    noted["input"]["note"] = "x".repeat(1_001).into();
    let answers = json!({
        "emptied": change(json!({ "severity": null, "text": null, "beginsAt": null })).await,
        "too long, and over before it begins": change(json!({
            "text": "x".repeat(2_001), "endsAt": "2023-01-01T00:00:00Z" })).await,
        "overtaken": service.run_as(admin(), END, seen(&open, 7)).await,
        "over already": service.run_as(admin(), END, seen(&over, 1)).await,
        "ended before it begins": service.run_as(admin(), END, ending(&open, PAST)).await,
        "a long note": service.run_as(admin(), END, noted).await,
        "not found": service.run_as(admin(), END, gone).await,
    });
    let same =
        change(json!({ "severity": "MAINTENANCE", "text": "Backups pause. ", "endsAt": null }));
    let same = same.await;

    assert_one_snapshot!(tidy(answers));
    assert_eq!(verdict(&same), [""; 0]);
    assert_eq!(
        service.everything().await,
        before,
        "nor by a change that changes nothing"
    );
}

#[rstest]
#[tokio::test]
async fn a_notice_is_ended_when_its_editor_says(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    let offer = service.with_contoso_backup().await;
    let open = notice(&service, &offer, PAST, Some(FUTURE)).await;
    let planned = notice(&service, &offer, FUTURE, None).await;
    let later = "2999-03-01T10:00:00.001Z";

    let earlier = ending(&open, "2024-03-01T10:00:00.001Z");
    let earlier = service.run_as(admin(), END, earlier).await;
    let later_on = service.run_as(admin(), END, ending(&planned, later)).await;

    let ended = |answer: &Value| answer["data"]["endNotice"]["notice"]["endsAt"].clone();
    assert_eq!(ended(&earlier), "2024-03-01T10:00:00.001Z");
    assert_eq!(ended(&later_on), later);
}

#[rstest]
#[tokio::test]
async fn a_notice_that_has_not_begun_is_called_off_by_ending_it_now(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    let offer = service.with_contoso_backup().await;
    let planned = notice(&service, &offer, FUTURE, None).await;

    let answer = service.run_as(admin(), END, seen(&planned, 1)).await;

    let notice = &answer["data"]["endNotice"]["notice"];
    let at = |name: &str| {
        let text = notice[name].as_str().expect("a time");
        text.parse::<chrono::DateTime<chrono::Utc>>()
            .expect("a time")
    };
    assert!(at("endsAt") <= chrono::Utc::now(), "{answer}");
    assert_eq!(
        at("endsAt") - at("beginsAt"),
        chrono::TimeDelta::milliseconds(1)
    );
    let active = service.data(LISTED, json!({ "active": true })).await;
    assert_eq!(active["offer"]["notices"], json!([]));
}

#[rstest]
#[tokio::test]
async fn notices_are_kept_by_editors_of_their_publisher_and_by_administrators(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    let offer = service.with_contoso_backup().await;
    let open = notice(&service, &offer, PAST, None).await;
    let before = service.everything().await;

    for (actor, code) in [
        (Actor::Anonymous, "UNAUTHENTICATED"),
        (nobody(), "FORBIDDEN"),
        (reader(), "FORBIDDEN"),
        (editor_of("fabrikam"), "FORBIDDEN"),
        (agent_of("2001"), "FORBIDDEN"),
    ] {
        for (deed, input) in [
            (PUBLISH, but(json!({}))),
            (
                CHANGE,
                changes(&open, json!({ "text": "Backups are back." })),
            ),
            (END, seen(&open, 1)),
        ] {
            let answer = service.run_as(actor.clone(), deed, input).await;
            assert_eq!(verdict(&answer), [code], "{} {deed}", actor.name());
        }
    }
    assert_eq!(service.everything().await, before);

    let publisher = but(json!({ "about": { "publisher": { "publisherId": "contoso" } } }));
    let own = service
        .run_as(editor_of("contoso"), PUBLISH, publisher)
        .await;
    assert_eq!(verdict(&own), [""; 0]);
}
