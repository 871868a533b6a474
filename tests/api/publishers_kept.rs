//! Publishers, kept by administrators: added, changed, retired, restored.

use rstest::rstest;
use serde_json::{Value, json};

use crate::databases::Backend;
use crate::support::deeds::others;
use crate::support::{assert_one_snapshot, facts, reader, service_on, tidy};

#[rstest]
#[tokio::test]
async fn a_publisher_is_added_changed_retired_and_restored(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    let mut answers = Vec::new();
    let new =
        json!({ "publisherId": " Contoso ", "name": " Contoso,\n Ltd. ", "note": " New in May. " });
    answers.push(service.administer("addPublisher", new).await);
    let id = answers[0]["publisher"]["id"].clone();
    let seen = |version: i32| json!({ "id": id, "expectedVersion": version, "note": "Asked for." });

    let mut change = seen(1);
    change["changes"] = json!({ "name": "Microsoft Corporation" });
    answers.push(service.administer("changePublisher", change).await);
    let mut change = seen(2);
    change["changes"] = json!({ "isFirstParty": null });
    answers.push(service.administer("changePublisher", change).await);
    answers.push(service.administer("retirePublisher", seen(3)).await);
    answers.push(service.administer("restorePublisher", seen(4)).await);

    let history = service.history().await;
    assert_one_snapshot!(tidy(json!({ "answers": answers, "history": history })));
}

#[rstest]
#[tokio::test]
async fn a_name_tells_whether_a_publisher_is_microsoft_unless_the_input_does(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    let added = async |id: &str, told: Value| {
        let new = json!({ "publisherId": id, "name": "Microsoft", "isFirstParty": told });
        service.done("addPublisher", new).await["isFirstParty"].clone()
    };

    assert_eq!(added("a", Value::Null).await, true);
    assert_eq!(added("b", json!(false)).await, false);
}

#[rstest]
#[tokio::test]
async fn everything_that_is_wrong_with_a_new_publisher_is_told_at_once(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    service.with_publisher("contoso", "Contoso").await;
    let before = service.everything().await;

    let unsound = json!({ "publisherId": "con.toso", "name": " ", "note": "n".repeat(1_001) });
    let taken = json!({ "publisherId": "CONTOSO", "name": "n".repeat(501) });
    let answers = [
        service.administer("addPublisher", unsound).await,
        service.administer("addPublisher", taken).await,
    ];

    assert_one_snapshot!(answers);
    assert_eq!(service.everything().await, before);
}

#[rstest]
#[tokio::test]
async fn what_is_wrong_with_a_deed_to_a_publisher_is_told_and_nothing_is_done(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    let contoso = service.with_publisher("contoso", "Contoso").await;
    let seen = |version: i32| json!({ "id": contoso.id.to_string(), "expectedVersion": version });
    let changes = |version: i32, name: &str| {
        let mut input = seen(version);
        input["changes"] = json!({ "name": name });
        input
    };
    let unknown = "publisher:00000000-0000-7000-8000-000000000000";
    let unknown = json!({ "id": unknown, "expectedVersion": 1, "note": "n".repeat(1_001) });
    let problems = async |deed, input| service.problems(deed, input).await;

    assert_eq!(
        problems("changePublisher", changes(1, " ")).await,
        ["NAME_MISSING input.changes.name"]
    );
    assert_eq!(
        problems("retirePublisher", unknown).await,
        ["NOTE_TOO_LONG input.note", "NOT_FOUND input.id"]
    );
    assert_eq!(
        problems("restorePublisher", seen(1)).await,
        ["NOT_RETIRED input.id"]
    );
    assert_eq!(
        problems("retirePublisher", seen(2)).await,
        ["VERSION_CONFLICT input.expectedVersion"]
    );
    service.done("retirePublisher", seen(1)).await;
    assert_eq!(
        problems("retirePublisher", seen(2)).await,
        ["RETIRED input.id"]
    );
    assert_eq!(
        problems("changePublisher", changes(2, " ")).await,
        ["RETIRED input.id", "NAME_MISSING input.changes.name"]
    );
    assert_eq!(service.deeds().await, ["RETIRED PUBLISHER"]);
}

#[rstest]
#[tokio::test]
async fn who_saw_an_older_version_is_shown_the_publisher_as_it_is(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    let contoso = service.with_publisher("contoso", "Contoso").await;
    let change = |name: &str| {
        let id = contoso.id.to_string();
        json!({ "id": id, "expectedVersion": 1, "changes": { "name": name } })
    };
    service
        .done("changePublisher", change("Contoso Europe"))
        .await;

    let answer = service
        .administer("changePublisher", change("Contoso Asia"))
        .await;

    assert_one_snapshot!(tidy(answer));
}

#[rstest]
#[tokio::test]
async fn changes_that_change_nothing_leave_the_version_and_the_history_alone(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    let contoso = service.with_publisher("contoso", "Contoso").await;
    let before = service.everything().await;

    for changes in [
        json!({}),
        json!({ "name": " Contoso ", "isFirstParty": false }),
    ] {
        let id = contoso.id.to_string();
        let input = json!({ "id": id, "expectedVersion": 1, "changes": changes });
        let same = service.done("changePublisher", input).await;
        assert_eq!(same["version"], 1);
    }

    assert_eq!(service.everything().await, before);
}

#[rstest]
#[tokio::test]
async fn publishers_are_for_administrators_to_keep(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    let contoso = service.with_publisher("contoso", "Contoso").await;
    let fabrikam = service.with_publisher("fabrikam", "Fabrikam").await;
    let id = contoso.id.to_string();
    let seen = json!({ "id": id, "expectedVersion": 1 });
    let mut change = seen.clone();
    change["changes"] = json!({ "name": "Contoso Europe" });
    let merge = json!({
        "id": id, "expectedVersion": 1,
        "into": fabrikam.id.to_string(), "intoExpectedVersion": 1,
    });
    let new = json!({ "publisherId": "northwind", "name": "Northwind" });

    let mut refused = Vec::new();
    for (deed, input) in [
        ("addPublisher", &new),
        ("changePublisher", &change),
        ("retirePublisher", &seen),
        ("restorePublisher", &seen),
        ("mergePublishers", &merge),
    ] {
        refused.extend(service.refused(deed, input, &others()).await);
    }

    assert_one_snapshot!(refused);
}

const LISTS: &str = r#"{
    offers { totalCount nodes { title } }
    found: offers(filter: { search: "backup" }) { totalCount }
    own: offers(filter: { publisher: { publisherId: "contoso" } }) { nodes { title } }
    publishers { totalCount nodes { name offerCount offers { title } } }
    selling: publishers(filter: { offerTypes: [SAAS] }) { nodes { name } }
    publisher(by: { publisherId: "contoso" }) { name offerCount offers { title } }
    offer(by: { marketplaceId: "contoso.backup" }) { title }
}"#;

#[rstest]
#[tokio::test]
async fn offers_leave_the_lists_with_their_publisher_and_come_back_with_it(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    let contoso = service.with_contoso_backup().await.publisher;
    let mail = service
        .with_offer(&contoso, "mail", facts("Contoso Mail"))
        .await;
    let fabrikam = service.with_publisher("fabrikam", "Fabrikam").await;
    service
        .with_offer(&fabrikam, "chat", facts("Fabrikam Chat"))
        .await;
    let mail = json!({ "id": mail.id.to_string(), "expectedVersion": 1 });
    service.done("retireOffer", mail).await;
    let seen = |version: i32| json!({ "id": contoso.id.to_string(), "expectedVersion": version });
    let before = service.data(LISTS, json!({})).await;

    service.done("retirePublisher", seen(1)).await;
    let retired = service.data(LISTS, json!({})).await;
    service.done("restorePublisher", seen(2)).await;

    assert_one_snapshot!(retired);
    assert_eq!(service.data(LISTS, json!({})).await, before);
    assert_eq!(before["offers"]["totalCount"], 2);
}

#[rstest]
#[tokio::test]
async fn a_retired_publisher_is_still_found_by_its_ids(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    let contoso = service.with_contoso_backup().await.publisher;
    let id = contoso.id.to_string();
    service
        .done("retirePublisher", json!({ "id": id, "expectedVersion": 1 }))
        .await;

    let query = r#"query($id: ID!) {
        byId: publisher(by: { id: $id }) { publisherId }
        byName: publisher(by: { publisherId: "Contoso" }) { publisherId }
        node(id: $id) { ... on Publisher { publisherId } }
    }"#;
    let found = service.run_as(reader(), query, json!({ "id": id })).await;

    let contoso = json!({ "publisherId": "contoso" });
    let expected = json!({ "data": { "byId": contoso, "byName": contoso, "node": contoso } });
    assert_eq!(found, expected);
}

#[rstest]
#[tokio::test]
async fn a_renamed_publisher_and_its_offers_are_found_by_the_new_name(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    let contoso = service.with_contoso_backup().await.publisher;
    let id = contoso.id.to_string();
    let rename = json!({ "id": id, "expectedVersion": 1, "changes": { "name": "Northwind" } });
    service.done("changePublisher", rename).await;

    let query = r#"{
        publishers(filter: { search: "northwind" }) { totalCount }
        offers(filter: { search: "northwind" }) { totalCount }
        old: publishers(filter: { search: "contoso" }) { totalCount }
    }"#;

    assert_eq!(
        service.data(query, json!({})).await,
        json!({
            "publishers": { "totalCount": 1 },
            "offers": { "totalCount": 1 },
            "old": { "totalCount": 0 },
        })
    );
}
