//! Links, kept by editors of the publisher and administrators: added, changed, removed.

use rstest::rstest;
use serde_json::{Value, json};
use support_directory::domain::link::{ResourceKind, ResourceLink};

use crate::databases::Backend;
use crate::support::deeds::others;
use crate::support::{TestService, assert_one_snapshot, editor_of, service_on, target, tidy};

/// An input that adds a link to `contoso.backup`, with these further fields.
fn new(more: Value) -> Value {
    let mut input = json!({
        "offer": { "marketplaceId": "contoso.backup" }, "kind": "TRAINING",
        "url": "https://contoso.example/learn",
    });
    if let (Value::Object(input), Value::Object(more)) = (&mut input, more) {
        input.extend(more);
    }
    input
}

fn seen(link: &ResourceLink, version: i32) -> Value {
    json!({ "id": link.id.to_string(), "expectedVersion": version })
}

fn change(link: &ResourceLink, version: i32, changes: Value) -> Value {
    let mut input = seen(link, version);
    input["changes"] = changes;
    input
}

/// `contoso.backup`, and a link of it to its documentation.
async fn with_link(service: &TestService) -> ResourceLink {
    let offer = service.with_contoso_backup().await;
    let docs = target(
        ResourceKind::UserDocumentation,
        "https://docs.contoso.example",
    );
    service.with_links(vec![(offer.id, docs)]).await.remove(0)
}

#[rstest]
#[tokio::test]
async fn a_link_is_added_changed_and_removed(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    let link = with_link(&service).await;
    let courses = new(json!({ "url": " HTTPS://contoso.example/learn ", "title": " Courses " }));
    let moved = json!({ "kind": "SALES_COLLATERAL", "cloud": "GOVERNMENT", "title": "Slides" });
    let cleared = json!({ "cloud": null, "title": null, "url": "https://docs.contoso.example/en" });

    let answers = [
        service.administer("addLink", courses).await,
        service
            .administer("changeLink", change(&link, 1, moved))
            .await,
        service
            .administer("changeLink", change(&link, 2, cleared))
            .await,
        service.administer("removeLink", seen(&link, 3)).await,
    ];

    let query =
        r#"{ offer(by: { marketplaceId: "contoso.backup" }) { links { kind cloud url title } } }"#;
    let left = service.data(query, json!({})).await;
    let history = service.history().await;
    assert_one_snapshot!(tidy(
        json!({ "answers": answers, "left": left, "history": history })
    ));
}

#[rstest]
#[tokio::test]
async fn everything_that_is_wrong_with_a_new_link_is_told_at_once(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    let before = service.everything().await;
    let unsound = new(json!({
        "url": "contoso.example", "title": "t".repeat(501), "note": "n".repeat(1_001),
    }));

    let answer = service.administer("addLink", unsound).await;

    assert_one_snapshot!(answer);
    assert_eq!(service.everything().await, before);
}

#[rstest]
#[tokio::test]
async fn what_is_wrong_with_a_deed_to_a_link_is_told_and_nothing_is_done(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    let link = with_link(&service).await;
    let courses = json!({ "kind": "TRAINING", "url": "https://contoso.example/learn" });
    service.done("addLink", new(json!({}))).await;
    let unknown =
        json!({ "id": "link:00000000-0000-7000-8000-000000000000", "expectedVersion": 1 });
    let problems = async |deed, input| service.problems(deed, input).await;

    assert_eq!(
        problems("removeLink", unknown).await,
        ["NOT_FOUND input.id"]
    );
    assert_eq!(
        problems("removeLink", seen(&link, 2)).await,
        ["VERSION_CONFLICT input.expectedVersion"]
    );
    let unsound = json!({ "kind": null, "url": "https://a:b@contoso.example" });
    assert_eq!(
        problems("changeLink", change(&link, 1, unsound)).await,
        [
            "KIND_MISSING input.changes.kind",
            "URL_NAMES_USER input.changes.url",
        ]
    );
    let long = json!({ "url": format!("https://contoso.example/{}", "x".repeat(2_000)) });
    assert_eq!(
        problems("changeLink", change(&link, 1, long)).await,
        ["URL_TOO_LONG input.changes.url"]
    );
    assert_eq!(
        problems("changeLink", change(&link, 1, courses)).await,
        ["ALREADY_LISTED input.changes"]
    );
    assert_eq!(
        problems("addLink", new(json!({}))).await,
        ["ALREADY_LISTED input.url"]
    );
}

#[rstest]
#[tokio::test]
async fn an_offer_has_at_most_fifty_links(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    let offer = service.with_contoso_backup().await;
    let page = |number: usize| format!("https://contoso.example/{number}");
    let links = (0..50).map(|number| (offer.id, target(ResourceKind::Training, &page(number))));
    service.with_links(links.collect()).await;

    let problems = service.problems("addLink", new(json!({}))).await;

    assert_eq!(problems, ["TOO_MANY_LINKS input.offer"]);
}

#[rstest]
#[tokio::test]
async fn links_of_what_is_retired_are_only_removed(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    let link = with_link(&service).await;
    let query = r#"{ offer(by: { marketplaceId: "contoso.backup" }) {
        id version publisher { id version }
    } }"#;
    let offer = service.data(query, json!({})).await["offer"].take();
    let of = |thing: &Value| json!({ "id": thing["id"], "expectedVersion": thing["version"] });
    let retitle = || change(&link, 1, json!({ "title": "Documentation" }));
    let problems = async |deed, input| service.problems(deed, input).await;

    service
        .done("retirePublisher", of(&offer["publisher"]))
        .await;
    assert_eq!(
        problems("addLink", new(json!({}))).await,
        ["PUBLISHER_RETIRED input.offer"]
    );
    assert_eq!(
        problems("changeLink", retitle()).await,
        ["PUBLISHER_RETIRED input.id"]
    );
    service.done("retireOffer", of(&offer)).await;
    assert_eq!(
        problems("addLink", new(json!({}))).await,
        ["OFFER_RETIRED input.offer"]
    );
    assert_eq!(
        problems("changeLink", retitle()).await,
        ["OFFER_RETIRED input.id"]
    );

    service.done("removeLink", seen(&link, 1)).await;
}

#[rstest]
#[tokio::test]
async fn who_saw_an_older_version_is_shown_the_link_as_it_is(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    let link = with_link(&service).await;
    let retitle = |title: &str| change(&link, 1, json!({ "title": title }));
    service.done("changeLink", retitle("Manual")).await;

    let answer = service.administer("changeLink", retitle("Handbook")).await;

    assert_one_snapshot!(answer);
}

#[rstest]
#[tokio::test]
async fn changes_that_change_nothing_leave_the_version_and_the_history_alone(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    let link = with_link(&service).await;
    let before = service.everything().await;

    for changes in [json!({}), json!({ "title": "", "cloud": null })] {
        service.done("changeLink", change(&link, 1, changes)).await;
    }

    assert_eq!(service.everything().await, before);
}

#[rstest]
#[tokio::test]
async fn links_are_for_editors_of_their_publisher_and_administrators_to_keep(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    let link = with_link(&service).await;
    let mut foreign = others();
    foreign[0] = ("an editor of fabrikam", editor_of("fabrikam"));
    let retitle = change(&link, 1, json!({ "title": "Manual" }));

    let mut refused = Vec::new();
    for (deed, input) in [
        ("addLink", &new(json!({}))),
        ("changeLink", &retitle),
        ("removeLink", &seen(&link, 1)),
    ] {
        refused.extend(service.refused(deed, input, &foreign).await);
    }
    assert_one_snapshot!(refused);

    let editor = || editor_of("contoso");
    for (deed, input) in [
        ("addLink", new(json!({}))),
        ("changeLink", retitle),
        ("removeLink", seen(&link, 2)),
    ] {
        let answer = service.do_as(editor(), deed, input).await;
        assert_eq!(answer["data"][deed]["userErrors"], json!([]), "{answer}");
    }
    let history = service.history().await;
    let told = history
        .iter()
        .map(|record| (record["deed"].as_str(), record["actor"].as_str()));
    let by = Some("editor");
    assert!(told.eq([
        (Some("ADDED RESOURCE_LINK"), by),
        (Some("CHANGED RESOURCE_LINK"), by),
        (Some("REMOVED RESOURCE_LINK"), by),
    ]));
}
