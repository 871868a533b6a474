//! Offers, kept by administrators: added, changed, retired, restored, moved.

use rstest::rstest;
use serde_json::{Value, json};

use crate::databases::Backend;
use crate::support::deeds::others;
use crate::support::{TestService, assert_one_snapshot, facts, service_on, tidy};

/// An input that adds `contoso.backup`, with these further fields.
fn new(more: Value) -> Value {
    let mut input = json!({
        "publisher": { "publisherId": "contoso" }, "offerId": "backup",
        "title": "Contoso Backup", "type": "SAAS",
    });
    if let (Value::Object(input), Value::Object(more)) = (&mut input, more) {
        input.extend(more);
    }
    input
}

/// An input that changes an offer.
fn change(offer: &Value, changes: Value) -> Value {
    let mut input = seen(offer);
    input["changes"] = changes;
    input
}

/// An input that names an offer.
fn seen(offer: &Value) -> Value {
    json!({ "id": offer["id"], "expectedVersion": offer["version"] })
}

fn moved(offer: &Value, publisher: &str) -> Value {
    let mut input = seen(offer);
    input["publisher"] = json!({ "publisherId": publisher });
    input
}

/// A service with the publishers Contoso and Fabrikam, and `contoso.backup`.
async fn with_offer(service: &TestService) -> Value {
    service
        .with_publishers(&[("contoso", "Contoso"), ("fabrikam", "Fabrikam")])
        .await;
    service.done("addOffer", new(json!({}))).await
}

#[rstest]
#[tokio::test]
async fn an_offer_is_added_changed_moved_retired_and_restored(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    service
        .with_publishers(&[("contoso", "Contoso"), ("fabrikam", "Fabrikam")])
        .await;
    let mut answers = Vec::new();
    let added = new(json!({
        "offerId": " Backup ", "title": " Contoso\nBackup ", "summary": " Backs up. ",
        "translations": [{ "language": "TR", "title": "Contoso Yedekleme", "summary": " " }],
        "resale": "ALL", "listing": "PUBLISHED", "website": " HTTPS://contoso.example ",
        "categories": [" Storage ", "Storage", "Safety"], "note": "New in May.",
    }));
    answers.push(service.administer("addOffer", added).await);
    let changes =
        json!({ "title": "Contoso Copies", "type": "CONTAINER", "categories": ["Copies"] });
    let input = change(&answers[0]["offer"], changes);
    answers.push(service.administer("changeOffer", input).await);
    let nothing = json!({
        "summary": null, "translations": null, "type": null, "resale": null, "listing": null,
        "website": null, "categories": null,
    });
    let input = change(&answers[1]["offer"], nothing);
    answers.push(service.administer("changeOffer", input).await);
    let input = moved(&answers[2]["offer"], "fabrikam");
    answers.push(service.administer("moveOffer", input).await);
    let input = seen(&answers[3]["offer"]);
    answers.push(service.administer("retireOffer", input).await);
    let input = seen(&answers[4]["offer"]);
    answers.push(service.administer("restoreOffer", input).await);

    let history = service.history().await;
    assert_one_snapshot!(tidy(json!({ "answers": answers, "history": history })));
}

#[rstest]
#[tokio::test]
async fn what_is_not_said_of_a_new_offer_is_not_on_record(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);

    let added = with_offer(&service).await;

    assert_one_snapshot!(tidy(added));
}

#[rstest]
#[tokio::test]
async fn everything_that_is_wrong_with_a_new_offer_is_told_at_once(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    with_offer(&service).await;
    let before = service.everything().await;
    let many = |count: usize| (0..count).map(|number| format!("c{number}"));
    let unsound = new(json!({
        "publisher": { "publisherId": "no such" }, "offerId": "back up", "title": " ",
        "summary": "s".repeat(5_001),
        "translations": [
            { "language": "not a tag", "title": "t".repeat(501) },
            { "language": "tr", "title": "" },
            { "language": "TR", "title": "Yedekleme", "summary": "s".repeat(5_001) },
        ],
        "website": "https://user@contoso.example", "categories": ["", "c".repeat(201)],
        "note": "n".repeat(1_001),
    }));
    let languages = many(101).map(|_| json!({ "language": "tr", "title": "t" }));
    let crowded = new(json!({
        "title": "t".repeat(501), "website": "contoso.example",
        "translations": languages.take(101).collect::<Vec<_>>(),
        "categories": many(101).collect::<Vec<_>>(),
    }));

    let answer = service.administer("addOffer", unsound).await;
    let mut problems = service.problems("addOffer", crowded).await;
    problems.retain(|problem| !problem.starts_with("LANGUAGE_REPEATED"));

    assert_one_snapshot!(answer);
    assert_eq!(
        problems,
        [
            "ID_TAKEN input.offerId",
            "TITLE_TOO_LONG input.title",
            "TOO_MANY_TRANSLATIONS input.translations",
            "URL_INVALID input.website",
            "TOO_MANY_CATEGORIES input.categories",
        ]
    );
    assert_eq!(service.everything().await, before);
}

#[rstest]
#[tokio::test]
async fn what_is_wrong_with_a_deed_to_an_offer_is_told_and_nothing_is_done(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    let offer = with_offer(&service).await;
    let fabrikam = service.with_publisher("northwind", "Northwind").await;
    service
        .with_offer(&fabrikam, "backup", facts("Northwind Backup"))
        .await;
    let unknown = json!({ "id": "offer:00000000-0000-7000-8000-000000000000", "version": 1 });
    let long = format!("https://contoso.example/{}", "x".repeat(2_000));
    let problems = async |deed, input| service.problems(deed, input).await;

    assert_eq!(
        problems("retireOffer", seen(&unknown)).await,
        ["NOT_FOUND input.id"]
    );
    assert_eq!(
        problems("restoreOffer", seen(&offer)).await,
        ["NOT_RETIRED input.id"]
    );
    let changes = json!({ "title": null, "website": long });
    assert_eq!(
        problems("changeOffer", change(&offer, changes)).await,
        [
            "TITLE_MISSING input.changes.title",
            "URL_TOO_LONG input.changes.website",
        ]
    );
    assert_eq!(
        problems("moveOffer", moved(&offer, "nobody")).await,
        ["PUBLISHER_NOT_FOUND input.publisher"]
    );
    assert_eq!(
        problems("moveOffer", moved(&offer, "northwind")).await,
        ["ID_TAKEN input.publisher"]
    );
    let stale = json!({ "id": offer["id"], "version": 7 });
    assert_eq!(
        problems("retireOffer", seen(&stale)).await,
        ["VERSION_CONFLICT input.expectedVersion"]
    );
}

#[rstest]
#[tokio::test]
async fn what_is_retired_is_not_changed_moved_or_added_to(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    let offer = with_offer(&service).await;
    let publishers = service
        .data("{ publishers { nodes { id version } } }", json!({}))
        .await;
    let contoso = seen(&publishers["publishers"]["nodes"][0]);
    let problems = async |deed, input| service.problems(deed, input).await;
    let retired = service.done("retireOffer", seen(&offer)).await;
    let rename = || change(&retired, json!({ "title": "Contoso Copies" }));

    assert_eq!(
        problems("retireOffer", seen(&retired)).await,
        ["RETIRED input.id"]
    );
    assert_eq!(
        problems("changeOffer", rename()).await,
        ["RETIRED input.id"]
    );
    assert_eq!(
        problems("moveOffer", moved(&retired, "fabrikam")).await,
        ["RETIRED input.id"]
    );

    service.done("retirePublisher", contoso).await;
    // An offer of a retired publisher can be restored; it stays out of the lists until its publisher is back.
    let restored = service.done("restoreOffer", seen(&retired)).await;
    let rename = change(&restored, json!({ "title": "Contoso Copies" }));
    let listed = service.data("{ offers { totalCount } }", json!({})).await;
    assert_eq!(listed["offers"]["totalCount"], 0);
    let publisher_retired = ["PUBLISHER_RETIRED input.id"];
    assert_eq!(problems("changeOffer", rename).await, publisher_retired);
    assert_eq!(
        problems("moveOffer", moved(&restored, "fabrikam")).await,
        publisher_retired
    );
    let another = new(json!({ "offerId": "mail" }));
    assert_eq!(
        problems("addOffer", another).await,
        ["PUBLISHER_RETIRED input.publisher"]
    );
}

#[rstest]
#[tokio::test]
async fn who_saw_an_older_version_is_shown_the_offer_as_it_is(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    let offer = with_offer(&service).await;
    let retitle = |title: &str| change(&offer, json!({ "title": title }));
    service.done("changeOffer", retitle("Contoso Copies")).await;

    let answer = service
        .administer("changeOffer", retitle("Contoso Safe"))
        .await;

    assert_one_snapshot!(tidy(answer));
}

#[rstest]
#[tokio::test]
async fn deeds_that_change_nothing_leave_the_version_and_the_history_alone(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    let offer = with_offer(&service).await;
    let before = service.everything().await;

    for changes in [
        json!({}),
        json!({ "title": " Contoso Backup ", "website": null }),
    ] {
        let same = service.done("changeOffer", change(&offer, changes)).await;
        assert_eq!(same, offer);
    }
    let same = service.done("moveOffer", moved(&offer, "contoso")).await;

    assert_eq!(same, offer);
    assert_eq!(service.everything().await, before);
}

#[rstest]
#[tokio::test]
async fn offers_are_for_administrators_to_keep(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    let offer = with_offer(&service).await;
    let another = new(json!({ "offerId": "mail" }));

    let mut refused = Vec::new();
    for (deed, input) in [
        ("addOffer", another),
        (
            "changeOffer",
            change(&offer, json!({ "title": "Contoso Copies" })),
        ),
        ("retireOffer", seen(&offer)),
        ("restoreOffer", seen(&offer)),
        ("moveOffer", moved(&offer, "fabrikam")),
    ] {
        refused.extend(service.refused(deed, &input, &others()).await);
    }

    assert_one_snapshot!(refused);
}

#[rstest]
#[tokio::test]
async fn a_changed_offer_is_found_by_its_new_words_and_a_moved_one_by_its_new_publisher(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    let offer = with_offer(&service).await;
    let count = async |search: &str| {
        let query =
            "query($search: String!) { offers(filter: { search: $search }) { totalCount } }";
        let found = service.data(query, json!({ "search": search })).await;
        found["offers"]["totalCount"].clone()
    };

    let changed = service
        .done("changeOffer", change(&offer, json!({ "title": "Copies" })))
        .await;
    service.done("moveOffer", moved(&changed, "fabrikam")).await;

    assert_eq!(count("copies fabrikam").await, 1);
    assert_eq!(count("backup").await, 0);
    assert_eq!(count("contoso").await, 0);
}
