//! Ids of publishers that became one with others, and of offers that moved: they still find what they named.

use rstest::rstest;
use serde_json::{Value, json};
use support_directory::actions::import_offers::{Imported, Importing, Tally};
use support_directory::domain::offer::Offer;
use support_directory::domain::publisher::Publisher;

use crate::databases::Backend;
use crate::support::importing;
use crate::support::{TestService, editor_of, facts, service_on};

/// Makes one publisher one with another, whatever their versions.
async fn merge(service: &TestService, goes: &str, stays: &str) {
    let query = r#"query($goes: String!, $stays: String!) {
        goes: publisher(by: { publisherId: $goes }) { id version }
        stays: publisher(by: { publisherId: $stays }) { id version }
    }"#;
    let found = service
        .data(query, json!({ "goes": goes, "stays": stays }))
        .await;
    let (goes, stays) = (&found["goes"], &found["stays"]);
    let input = json!({
        "id": goes["id"], "expectedVersion": goes["version"],
        "into": stays["id"], "intoExpectedVersion": stays["version"],
    });
    service.done("mergePublishers", input).await;
}

/// Moves the offer that an id finds.
async fn relocate(service: &TestService, offer: &str, publisher: &str) {
    let query = "query($offer: String!) { offer(by: { marketplaceId: $offer }) { id version } }";
    let found = service.data(query, json!({ "offer": offer })).await;
    let input = json!({
        "id": found["offer"]["id"], "expectedVersion": found["offer"]["version"],
        "publisher": { "publisherId": publisher },
    });
    service.done("moveOffer", input).await;
}

/// What the offer that an id finds is called.
async fn title(service: &TestService, offer: &str) -> Value {
    let query = "query($offer: String!) { offer(by: { marketplaceId: $offer }) { title } }";
    let mut found = service.data(query, json!({ "offer": offer })).await;
    found["offer"]["title"].take()
}

/// Publishers of these ids, each with one offer: `a.of-a`, called so.
async fn with_publishers(service: &TestService, ids: &[&str]) -> (Vec<Publisher>, Vec<Offer>) {
    let (mut publishers, mut offers) = (Vec::new(), Vec::new());
    for id in ids {
        let publisher = service.with_publisher(id, id).await;
        let facts = facts(&format!("{id}.of-{id}"));
        offers.push(
            service
                .with_offer(&publisher, &format!("of-{id}"), facts)
                .await,
        );
        publishers.push(publisher);
    }
    (publishers, offers)
}

#[rstest]
#[tokio::test]
async fn ids_of_a_publisher_that_became_one_with_another_find_that_one(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    let (publishers, _) = with_publishers(&service, &["a", "b", "c"]).await;
    merge(&service, "a", "b").await;
    merge(&service, "b", "c").await;

    for publisher in &publishers {
        let query = r#"query($id: ID!, $name: String!) {
            byId: publisher(by: { id: $id }) { name offerCount }
            byName: publisher(by: { publisherId: $name }) { name offerCount }
            node(id: $id) { ... on Publisher { name } }
            ofId: offers(filter: { publisher: { id: $id } }) { totalCount nodes { title } }
            ofName: offers(filter: { publisher: { publisherId: $name } }) { totalCount nodes { title } }
        }"#;
        let name = publisher.publisher_id.as_str();
        let named = json!({ "id": publisher.id.to_string(), "name": name });
        let found = service.data(query, named).await;

        let c = json!({ "name": "c", "offerCount": 3 });
        let titles = [
            json!({ "title": "a.of-a" }),
            json!({ "title": "b.of-b" }),
            json!({ "title": "c.of-c" }),
        ];
        let offers = json!({ "totalCount": 3, "nodes": titles });
        let expected = json!({
            "byId": c, "byName": c, "node": { "name": name }, "ofId": offers, "ofName": offers,
        });
        assert_eq!(found, expected);
    }
}

#[rstest]
#[tokio::test]
async fn an_offer_is_found_by_every_id_it_had(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    with_publishers(&service, &["a", "b", "c", "d"]).await;
    merge(&service, "a", "b").await;
    relocate(&service, "a.of-a", "c").await;
    merge(&service, "b", "d").await;

    for id in ["a.of-a", "b.of-a", "c.of-a"] {
        assert_eq!(title(&service, id).await, "a.of-a", "{id}");
    }
    assert_eq!(title(&service, "b.of-b").await, "b.of-b");
    assert_eq!(title(&service, "a.of-b").await, "b.of-b");
    assert_eq!(title(&service, "d.of-a").await, Value::Null);
    let query = r#"{
        responsibleParty(
            inquiry: BREAK_FIX, partnerModel: DIRECT_BILL, offer: { marketplaceId: "A.of-a" }
        ) { offer { marketplaceId } responsible { organisation { ... on Publisher { name } } } }
    }"#;
    let answer = service.data(query, json!({})).await;
    let expected = json!({ "responsibleParty": {
        "offer": { "marketplaceId": "c.of-a" },
        "responsible": [{ "organisation": { "name": "c" } }],
    } });
    assert_eq!(answer, expected);
}

#[rstest]
#[tokio::test]
async fn an_id_that_is_given_anew_finds_the_offer_that_has_it_now(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    with_publishers(&service, &["a", "b"]).await;
    relocate(&service, "a.of-a", "b").await;
    let new = json!({
        "publisher": { "publisherId": "a" }, "offerId": "of-a", "title": "new", "type": "SAAS",
    });
    let new = service.done("addOffer", new).await;

    assert_eq!(new["marketplaceId"], "a.of-a");
    assert_eq!(title(&service, "a.of-a").await, "new");
    assert_eq!(title(&service, "b.of-a").await, "a.of-a");
}

#[rstest]
#[tokio::test]
async fn an_offer_may_move_there_and_back(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    with_publishers(&service, &["a", "b"]).await;

    relocate(&service, "a.of-a", "b").await;
    relocate(&service, "a.of-a", "a").await;

    assert_eq!(title(&service, "a.of-a").await, "a.of-a");
    assert_eq!(title(&service, "b.of-a").await, "a.of-a");
}

/// Both a and b had an offer of one id, but not at the same time.
#[rstest]
#[tokio::test]
async fn an_id_finds_what_it_named_and_not_what_another_publisher_calls_so(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    let (publishers, _) = with_publishers(&service, &["a", "b", "c"]).await;
    relocate(&service, "a.of-a", "c").await;
    service
        .with_offer(&publishers[1], "of-a", facts("b.of-a"))
        .await;

    merge(&service, "a", "b").await;

    assert_eq!(title(&service, "a.of-a").await, "a.of-a");
    assert_eq!(title(&service, "b.of-a").await, "b.of-a");
    assert_eq!(title(&service, "c.of-a").await, "a.of-a");
}

/// An id that an offer of the publisher that stays had is given to one that comes to it.
#[rstest]
#[tokio::test]
async fn an_id_that_comes_with_a_merger_finds_the_offer_that_came(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    let (publishers, _) = with_publishers(&service, &["a", "b", "c"]).await;
    relocate(&service, "b.of-b", "c").await;
    service
        .with_offer(&publishers[0], "of-b", facts("a.of-b"))
        .await;

    merge(&service, "a", "b").await;

    assert_eq!(title(&service, "a.of-b").await, "a.of-b");
    assert_eq!(title(&service, "b.of-b").await, "a.of-b");
    assert_eq!(title(&service, "c.of-b").await, "b.of-b");
}

#[rstest]
#[tokio::test]
async fn old_ids_cost_no_statement_more(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    with_publishers(&service, &["a", "b", "c"]).await;
    relocate(&service, "a.of-a", "c").await;
    merge(&service, "a", "b").await;

    for query in [
        r#"{ offer(by: { marketplaceId: "a.of-a" }) { title publisher { name } } }"#,
        r#"{ publisher(by: { publisherId: "a" }) { name } }"#,
        r#"{ offers(filter: { publisher: { publisherId: "a" } }) { nodes { title } } }"#,
    ] {
        assert_eq!(service.cost(query, json!({})).await, 1, "{query}");
    }
}

#[rstest]
#[tokio::test]
async fn things_are_added_to_what_an_old_id_finds(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    with_publishers(&service, &["a", "b", "c"]).await;
    relocate(&service, "a.of-a", "c").await;
    merge(&service, "a", "b").await;
    let link = json!({
        "offer": { "marketplaceId": "a.of-a" }, "kind": "TRAINING", "url": "https://a.example",
    });
    let offer = json!({
        "publisher": { "publisherId": "a" }, "offerId": "mail", "title": "Mail", "type": "SAAS",
    });

    let foreign = service.do_as(editor_of("a"), "addLink", link.clone()).await;
    let added = service.do_as(editor_of("c"), "addLink", link).await;
    let offer = service.done("addOffer", offer).await;

    assert_eq!(foreign["errors"][0]["extensions"]["code"], "FORBIDDEN");
    assert_eq!(added["data"]["addLink"]["link"]["url"], "https://a.example");
    assert_eq!(offer["marketplaceId"], "b.mail");
}

async fn import(service: &TestService, bytes: &[u8]) -> Imported {
    let (imported, _) = importing::import(&service.store, bytes, Importing::PLAIN).await;
    imported
}

/// What became of publishers, offers, contacts and links.
fn tallies(imported: &Imported) -> [Tally; 4] {
    [
        imported.publishers,
        imported.offers,
        imported.contacts,
        imported.links,
    ]
}

/// Offers of two sources, with their provenance beside them in `data/sample`.
const SAMPLE: &[u8] = include_bytes!("../../data/sample/offers.jsonl");

#[rstest]
#[tokio::test]
async fn the_sample_changes_nothing_after_mergers_and_moves(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    let first = import(&service, SAMPLE).await;
    // Every tenth publisher becomes one with the first, every seventh offer of the others moves to the second.
    let publishers = service.store.all_publishers().await.expect("they are read");
    let mut ids: Vec<&str> = publishers
        .iter()
        .map(|kept| kept.publisher_id.as_str())
        .collect();
    ids.sort_unstable();
    let mut merged = 0;
    for id in ids.iter().skip(10).step_by(10) {
        let goes = service.data(NAMED, json!({ "id": id })).await["publisher"].take();
        let stays = service.data(NAMED, json!({ "id": ids[0] })).await["publisher"].take();
        let input = json!({
            "id": goes["id"], "expectedVersion": goes["version"],
            "into": stays["id"], "intoExpectedVersion": stays["version"],
        });
        let payload = service.administer("mergePublishers", input).await;
        merged += usize::from(payload["publisher"] != Value::Null);
    }
    let offers = service
        .data("{ offers(first: 100) { nodes { id version } } }", json!({}))
        .await;
    let mut moved = 0;
    for offer in offers["offers"]["nodes"]
        .as_array()
        .into_iter()
        .flatten()
        .step_by(7)
    {
        let input = json!({
            "id": offer["id"], "expectedVersion": offer["version"], "publisher": { "publisherId": ids[1] },
        });
        let payload = service.administer("moveOffer", input).await;
        moved += usize::from(payload["offer"] != Value::Null);
    }
    assert!(merged > 40 && moved > 10, "{merged} merged, {moved} moved");
    let before = service.everything().await;

    let again = import(&service, SAMPLE).await;

    let unchanged = |tally: Tally| Tally {
        unchanged: tally.added,
        ..Tally::default()
    };
    assert_eq!(tallies(&again), tallies(&first).map(unchanged));
    assert_eq!(again.taken, first.taken);
    assert!(
        service.everything().await == before,
        "something was changed"
    );
}

const NAMED: &str = "query($id: String!) { publisher(by: { publisherId: $id }) { id version } }";

#[rstest]
#[tokio::test]
async fn no_offer_of_the_sample_is_changed_by_changes_that_change_nothing(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    import(&service, SAMPLE).await;
    let before = service.everything().await;
    let mut after = Value::Null;
    loop {
        let query = "query($after: String) { offers(first: 100, after: $after) {
            nodes { id version } pageInfo { hasNextPage endCursor }
        } }";
        let page = service.data(query, json!({ "after": after })).await["offers"].take();
        for offer in page["nodes"].as_array().into_iter().flatten() {
            let input =
                json!({ "id": offer["id"], "expectedVersion": offer["version"], "changes": {} });
            service.done("changeOffer", input).await;
        }
        if page["pageInfo"]["hasNextPage"] == false {
            break;
        }
        after = page["pageInfo"]["endCursor"].clone();
    }

    assert!(
        service.everything().await == before,
        "something was changed"
    );
}

#[rstest]
#[tokio::test]
async fn a_file_may_name_an_offer_by_an_old_id_and_by_the_one_it_has(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    with_publishers(&service, &["a", "b"]).await;
    merge(&service, "a", "b").await;
    let file = [
        r#"{"publisherId":"a","publisherName":"Old A","offerId":"of-a","offerName":"First","supportEmail":"help@a.example"}"#,
        r#"{"publisherId":"b","publisherName":"New B","offerId":"of-a","offerName":"Second","supportEmail":"help@a.example"}"#,
        r#"{"publisherId":"a","offerId":"new","offerName":"New","supportEmail":"help@a.example"}"#,
        r#"{"publisherId":"b","offerId":"new","offerName":"New","supportEmail":"help@a.example"}"#,
    ];

    let imported = import(&service, file.join("\n").as_bytes()).await;

    let tally = |added, changed, unchanged| Tally {
        added,
        changed,
        unchanged,
    };
    let expected = [
        tally(0, 1, 1),
        tally(1, 1, 0),
        tally(2, 0, 0),
        tally(0, 0, 0),
    ];
    assert_eq!((imported.taken, tallies(&imported)), (4, expected));
    let query =
        "{ offers { nodes { marketplaceId title contacts { email } publisher { name } } } }";
    let listed = service.data(query, json!({})).await;
    let offer = |id: &str, title: &str, contacts: Value| {
        let publisher = json!({ "name": "New B" });
        json!({ "marketplaceId": id, "title": title, "contacts": contacts, "publisher": publisher })
    };
    let help = json!([{ "email": "help@a.example" }]);
    let expected = [
        offer("b.of-b", "b.of-b", json!([])),
        offer("b.new", "New", help.clone()),
        offer("b.of-a", "Second", help),
    ];
    assert_eq!(listed["offers"]["nodes"], json!(expected));
}

#[rstest]
#[tokio::test]
async fn a_name_that_led_to_the_id_of_a_publisher_still_does_after_it_became_one_with_another(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    let row = r#"{"publisherName":"Contoso Labs","offerId":"mail","offerName":"Mail","supportEmail":"help@labs.example"}"#;
    import(&service, row.as_bytes()).await;
    service.with_publisher("fabrikam", "Fabrikam").await;
    merge(&service, "contoso-labs", "fabrikam").await;
    let before = service.everything().await;

    let again = import(&service, row.as_bytes()).await;

    assert_eq!((again.taken, again.refused), (1, 0));
    assert_eq!(service.everything().await, before);
}

#[rstest]
#[tokio::test]
async fn publishers_that_became_one_are_no_longer_said_to_be_variants(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    service
        .with_publishers(&[("contoso", "Contoso"), ("contoso-ltd", "Contoso Ltd.")])
        .await;
    let row = r#"{"publisherId":"contoso","offerId":"mail","offerName":"Mail","supportEmail":"help@a.example"}"#;
    let before = import(&service, row.as_bytes()).await;
    merge(&service, "contoso-ltd", "contoso").await;

    let after = import(&service, row.as_bytes()).await;

    assert_eq!((before.variants.len(), after.variants.len()), (1, 0));
}

#[rstest]
#[tokio::test]
async fn the_gaps_of_a_publisher_are_found_by_the_id_of_one_that_became_one_with_it(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    let (publishers, _) = with_publishers(&service, &["a", "b"]).await;
    merge(&service, "a", "b").await;
    let gaps = async |by: String| {
        let filter = format!("publisher: {{ {by} }}, severities: [HIGH]");
        let query = format!(
            "{{ gaps(filter: {{ {filter} }}) {{ nodes {{ about {{ ... on Offer {{ title }} }} }} }} }}"
        );
        service.data(&query, json!({})).await["gaps"]["nodes"].take()
    };

    let by_name = gaps("publisherId: \"a\"".to_owned()).await;
    let by_id = gaps(format!("id: \"{}\"", publishers[0].id)).await;

    let both = json!([{ "about": { "title": "a.of-a" } }, { "about": { "title": "b.of-b" } }]);
    assert_eq!(by_name, both);
    assert_eq!(by_id, both);
}
