//! Requests that are repeated under an `Idempotency-Key`.

use rstest::rstest;
use serde_json::{Value, json};
use support_directory::domain::actor::{Actor, Member};

use crate::databases::Backend;
use crate::support::{Reply, TestService, admin, editor_of, reader, service_on};

const ADD: &str = "mutation($input: AddContactInput!) { addContact(input: $input) {
    contact { id name } userErrors { code field } } }";

fn desk(name: &str) -> Value {
    json!({ "input": {
        "owner": { "offer": { "marketplaceId": "contoso.backup" } },
        "type": "CUSTOMER_SUPPORT",
        "name": name,
        "email": format!("{name}@contoso.example"),
    } })
}

/// Adds a desk under a key.
async fn add(service: &TestService, actor: Actor, key: &str, name: &str) -> Reply {
    service.ask_under_key(actor, key, ADD, desk(name)).await
}

async fn contacts(service: &TestService) -> usize {
    let query = "{ offer(by: { marketplaceId: \"contoso.backup\" }) { contacts { id } } }";
    let data = service.data(query, json!({})).await;
    data["offer"]["contacts"].as_array().map_or(0, Vec::len)
}

fn refusal(reply: &Reply) -> (u16, String) {
    let body = reply.json();
    assert_eq!(body["errors"].as_array().map(Vec::len), Some(1), "{body}");
    assert_eq!(body.get("data"), None, "{body}");
    let code = body["errors"][0]["extensions"]["code"].as_str();
    (reply.status.as_u16(), code.unwrap_or_default().to_owned())
}

#[rstest]
#[tokio::test]
async fn a_repeated_request_gets_its_first_answer_and_is_not_carried_out_again(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    service.with_contoso_backup().await;

    let first = add(&service, admin(), "key-1", "support").await;
    let again = add(&service, admin(), "\"key-1\"", "support").await;
    let anew = add(&service, admin(), "key-2", "support").await;

    assert_eq!(first.header("idempotency-replayed"), None);
    assert_eq!(again.header("idempotency-replayed"), Some("true"));
    assert_eq!(again.json(), first.json());
    assert_eq!(again.header("content-type"), first.header("content-type"));
    assert_eq!(
        anew.json()["data"]["addContact"]["userErrors"][0]["code"],
        "ALREADY_LISTED"
    );
    assert_eq!(contacts(&service).await, 1);
}

#[rstest]
#[tokio::test]
async fn the_first_answer_is_given_after_a_restart_too(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    service.with_contoso_backup().await;
    let first = add(&service, admin(), "key", "support").await;

    let restarted = service.restarted().await;
    let again = add(&restarted, admin(), "key", "support").await;

    assert_eq!(again.json(), first.json());
    assert_eq!(contacts(&restarted).await, 1);
}

#[rstest]
#[tokio::test]
async fn an_answer_with_problems_is_given_again_too(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);

    let first = add(&service, admin(), "key", "support").await;
    service.with_contoso_backup().await;
    let again = add(&service, admin(), "key", "support").await;

    assert_eq!(
        first.json()["data"]["addContact"]["userErrors"][0]["code"],
        "OWNER_NOT_FOUND"
    );
    assert_eq!(again.json(), first.json());
}

#[rstest]
#[tokio::test]
async fn a_key_belongs_to_one_request_of_one_person(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    service.with_contoso_backup().await;
    add(&service, admin(), "key", "support").await;

    let other_request = add(&service, admin(), "key", "billing").await;
    let other_person = add(&service, editor_of("contoso"), "key", "billing").await;

    let reused = (422, "IDEMPOTENCY_KEY_REUSED".to_owned());
    assert_eq!(refusal(&other_request), reused);
    assert_eq!(
        other_person.json()["data"]["addContact"]["contact"]["name"],
        "billing"
    );
    assert_eq!(contacts(&service).await, 2);
}

#[rstest]
#[tokio::test]
async fn a_key_is_forgotten_after_a_day(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    service.with_contoso_backup().await;
    add(&service, admin(), "key", "support").await;
    let two_days_ago = chrono::Utc::now() - chrono::TimeDelta::days(2);
    service
        .harm(&format!(
            "UPDATE given_answer SET created_at = '{}'",
            two_days_ago.to_rfc3339()
        ))
        .await;

    let other = add(&service, admin(), "key", "billing").await;

    assert_eq!(
        other.json()["data"]["addContact"]["contact"]["name"],
        "billing"
    );
}

#[rstest]
#[tokio::test]
async fn a_request_that_is_still_running_is_not_carried_out_beside_itself(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    service.with_contoso_backup().await;
    add(&service, admin(), "key", "support").await;
    service.harm("UPDATE given_answer SET answer = NULL").await;

    let beside = add(&service, admin(), "key", "support").await;

    assert_eq!(refusal(&beside), (409, "IDEMPOTENCY_KEY_IN_USE".to_owned()));
    assert_eq!(beside.header("retry-after"), Some("1"));
}

#[rstest]
#[tokio::test]
async fn a_request_whose_answer_was_lost_is_carried_out_again_only_if_it_did_nothing(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    service.with_contoso_backup().await;
    add(&service, admin(), "did-something", "support").await;
    add(&service, admin(), "did-nothing", "support").await;
    let an_hour_ago = chrono::Utc::now() - chrono::TimeDelta::hours(1);
    service
        .harm(&format!(
            "UPDATE given_answer SET answer = NULL, created_at = '{}'",
            an_hour_ago.to_rfc3339()
        ))
        .await;

    let lost = add(&service, admin(), "did-something", "support").await;
    let tried = add(&service, admin(), "did-nothing", "support").await;

    assert_eq!(refusal(&lost), (409, "IDEMPOTENCY_ANSWER_LOST".to_owned()));
    assert_eq!(
        tried.json()["data"]["addContact"]["userErrors"][0]["code"],
        "ALREADY_LISTED"
    );
    assert_eq!(contacts(&service).await, 1);
}

#[rstest]
#[tokio::test]
async fn a_request_that_failed_through_our_fault_can_be_tried_again(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    service.with_contoso_backup().await;
    let mislay = "ALTER TABLE contact RENAME TO mislaid";
    service.harm(mislay).await;

    let failed = add(&service, admin(), "key", "support").await;
    let find = "ALTER TABLE mislaid RENAME TO contact";
    service.harm(find).await;
    let again = add(&service, admin(), "key", "support").await;

    assert_eq!(failed.json()["errors"][0]["extensions"]["code"], "INTERNAL");
    assert_eq!(
        again.json()["data"]["addContact"]["contact"]["name"],
        "support"
    );
}

#[rstest]
#[tokio::test]
async fn of_two_at_once_one_is_carried_out(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    service.with_contoso_backup().await;

    let (one, other) = tokio::join!(
        add(&service, admin(), "key", "support"),
        add(&service, admin(), "key", "support"),
    );

    let carried_out = [&one, &other]
        .iter()
        .filter(|reply| reply.json()["data"]["addContact"]["contact"]["name"] == "support")
        .count();
    assert!(carried_out >= 1, "{one:?} {other:?}");
    assert_eq!(contacts(&service).await, 1);
}

#[rstest]
#[tokio::test]
async fn a_document_that_is_not_sound_does_not_use_its_key_up(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    service.with_contoso_backup().await;
    let unsound = "mutation { addContact { nothing } }";

    let refused = service
        .ask_under_key(admin(), "key", unsound, json!({}))
        .await;
    let sound = add(&service, admin(), "key", "support").await;

    assert_eq!(
        refused.json()["errors"][0]["extensions"]["code"],
        "GRAPHQL_VALIDATION_FAILED"
    );
    assert_eq!(
        sound.json()["data"]["addContact"]["contact"]["name"],
        "support"
    );
}

#[rstest]
#[tokio::test]
async fn a_key_counts_for_mutations_only(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    let query = "{ offers { totalCount } }";

    let before = service
        .ask_under_key(reader(), "key", query, json!({}))
        .await;
    service.with_contoso_backup().await;
    let after = service
        .ask_under_key(reader(), "key", query, json!({}))
        .await;

    assert_eq!(before.data()["offers"]["totalCount"], 0);
    assert_eq!(after.data()["offers"]["totalCount"], 1);
}

#[rstest]
#[tokio::test]
async fn a_key_is_short_and_visible(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);

    for key in ["", "a b", &"x".repeat(201)] {
        let refused = add(&service, admin(), key, "support").await;
        assert_eq!(refusal(&refused), (400, "BAD_REQUEST".to_owned()), "{key}");
    }
}

#[rstest]
#[tokio::test]
async fn an_answer_is_not_given_to_who_lost_the_right_to_read_it(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    service.with_contoso_backup().await;
    let mut engineers = desk("engineers");
    engineers["input"]["type"] = json!("ENGINEERING");
    let as_somebody = |who: Actor| {
        let Actor::Member(member) = who else {
            panic!("a member signs in");
        };
        Actor::Member(std::sync::Arc::new(Member {
            name: "somebody".to_owned(),
            ..member.as_ref().clone()
        }))
    };
    let add = async |who, key| {
        service
            .ask_under_key(as_somebody(who), key, ADD, engineers.clone())
            .await
    };

    let added = add(admin(), "given").await;
    let taken_away = add(reader(), "given").await;
    let not_allowed = add(reader(), "later").await;
    let allowed = add(admin(), "later").await;

    assert_eq!(
        added.json()["data"]["addContact"]["contact"]["name"],
        "engineers"
    );
    assert_eq!(
        refusal(&taken_away),
        (422, "IDEMPOTENCY_KEY_REUSED".to_owned())
    );
    assert_eq!(
        not_allowed.json()["errors"][0]["extensions"]["code"],
        "FORBIDDEN"
    );
    assert_eq!(
        allowed.json()["data"]["addContact"]["userErrors"][0]["code"],
        "ALREADY_LISTED"
    );
}
