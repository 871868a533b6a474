//! Imports: what a file describes becomes what the directory holds, every row accounted for.

use std::fmt::Write;
use std::ops::Deref;

use insta::assert_snapshot;
use rstest::rstest;
use sea_orm::{EntityTrait, PaginatorTrait};
use serde_json::json;
use support_directory::actions::import_offers::{Entry, Imported, Importing, Tally};
use support_directory::exchange::Place;
use support_directory::store::Store;

use crate::databases::{Backend, TestDatabase};
use crate::support::importing::{self, Heard};
use crate::support::{TestService, admin};

/// Offers of two sources, with their provenance beside them in `data/sample`.
const SAMPLE: &[u8] = include_bytes!("../../data/sample/offers.jsonl");

async fn import(service: &TestService, bytes: &[u8]) -> Import {
    import_into(&service.store, bytes).await
}

async fn import_into(store: &Store, bytes: &[u8]) -> Import {
    let (imported, heard) = importing::import(store, bytes, Importing::PLAIN).await;
    Import { imported, heard }
}

/// An import, and what was heard of it.
struct Import {
    imported: Imported,
    heard: Heard,
}

impl Deref for Import {
    type Target = Imported;

    fn deref(&self) -> &Imported {
        &self.imported
    }
}

/// How many change records there are.
async fn records(service: &TestService) -> u64 {
    let database = service.database().await;
    let count = entity::change_record::Entity::find().count(&database).await;
    database.close().await.expect("the database closes");
    count.expect("records are counted")
}

fn added(added: usize) -> Tally {
    Tally {
        added,
        ..Tally::default()
    }
}

fn unchanged(unchanged: usize) -> Tally {
    Tally {
        unchanged,
        ..Tally::default()
    }
}

/// What became of publishers, offers, contacts and links.
fn tallies(imported: &Imported) -> [Tally; 4] {
    let Imported {
        publishers,
        offers,
        contacts,
        links,
        ..
    } = imported;
    [*publishers, *offers, *contacts, *links]
}

/// Everything that was said about the rows.
fn remarks(import: &Import) -> String {
    let mut said = import.heard.remarks();
    for variant in &import.variants {
        let names = variant.publishers.iter();
        let names: Vec<String> = names.map(|(id, name)| format!("`{name}` ({id})")).collect();
        let _ = writeln!(said, "may be one: {}", names.join(", "));
    }
    said
}

#[tokio::test]
async fn the_sample_is_imported_to_the_last_row() {
    let service = TestService::start().await;

    let imported = import(&service, SAMPLE).await;

    assert_eq!(
        (imported.rows, imported.taken, imported.refused),
        (922, 863, 59)
    );
    assert_eq!(imported.repeated, 2);
    assert_eq!(
        tallies(&imported),
        [added(503), added(861), added(848), added(374)]
    );
    assert_eq!(imported.ids_made, 318);
    assert_eq!((imported.not_published, imported.without_contact), (53, 13));
    assert_eq!(imported.warned, 65);
    assert_snapshot!(remarks(&imported));
    let counted = service
        .data(
            "{ offers { totalCount } publishers { totalCount }
               hidden: offers(filter: { listing: [NOT_PUBLISHED] }) { totalCount } }",
            json!({}),
        )
        .await;
    assert_eq!(
        counted,
        json!({
            "offers": { "totalCount": 861 },
            "publishers": { "totalCount": 503 },
            "hidden": { "totalCount": 53 },
        })
    );
}

#[tokio::test]
async fn importing_the_same_file_again_changes_nothing() {
    let service = TestService::start().await;
    let first = import(&service, SAMPLE).await;
    let kept = records(&service).await;

    let second = import(&service, SAMPLE).await;

    assert_eq!(
        tallies(&second),
        tallies(&first).map(|tally| unchanged(tally.added))
    );
    assert_eq!(records(&service).await, kept);
    assert_eq!(remarks(&second), remarks(&first));
    assert_eq!(second.rows, first.rows);
    assert_eq!(second.taken, first.taken);
}

/// A row of `contoso.backup` with these further columns.
fn row(more: &str) -> String {
    format!(
        r#"{{"publisherId":"contoso","publisherName":"Contoso","offerId":"backup","offerName":"Contoso Backup"{more}}}"#
    )
}

const OFFER: &str = r#"{ offer(by: { marketplaceId: "contoso.backup" }) {
    title type listing website categories version
    publisher { name version }
    contacts { name email url version verification { state } }
    links { kind url }
} }"#;

#[tokio::test]
async fn changed_facts_change_what_is_kept_and_are_recorded() {
    let service = TestService::start().await;
    let before = row(
        r#","offerType":"saas","published":"false","supportName":"Desk","supportEmail":"old@contoso.example","privacyUrl":"https://contoso.example/p","categories":"A,B""#,
    );
    let first = import(&service, before.as_bytes()).await;
    let records_before = records(&service).await;
    let after = r#"{"publisherId":"contoso","publisherName":"Contoso Ltd","offerId":"backup","offerName":"Contoso Copies","offerType":"container","published":"true","supportName":"New desk","supportEmail":"new@contoso.example","privacyUrl":"https://contoso.example/privacy","website":"https://contoso.example","categories":"B;C"}"#;

    let second = import(&service, after.as_bytes()).await;

    assert_eq!(tallies(&first), [added(1); 4]);
    let changed = Tally {
        changed: 1,
        ..Tally::default()
    };
    assert_eq!(tallies(&second), [changed; 4]);
    assert_eq!(records(&service).await - records_before, 4);
    assert_eq!(
        service.data(OFFER, json!({})).await["offer"],
        json!({
            "title": "Contoso Copies", "type": "CONTAINER", "listing": "PUBLISHED",
            "website": "https://contoso.example", "categories": ["B", "C"], "version": 2,
            "publisher": { "name": "Contoso Ltd", "version": 2 },
            "contacts": [{
                "name": "New desk", "email": "new@contoso.example", "url": null, "version": 2,
                "verification": { "state": "NEVER" },
            }],
            "links": [{ "kind": "PRIVACY_POLICY", "url": "https://contoso.example/privacy" }],
        })
    );
    let found = service
        .data(
            r#"{ old: offers(filter: { search: "backup" }) { totalCount }
                 new: offers(filter: { search: "ltd copies" }) { totalCount } }"#,
            json!({}),
        )
        .await;
    assert_eq!(
        found,
        json!({ "old": { "totalCount": 0 }, "new": { "totalCount": 1 } })
    );
}

#[tokio::test]
async fn what_a_file_is_silent_about_is_left_as_it_is() {
    let service = TestService::start().await;
    let full = row(
        r#","offerType":"saas","published":"true","supportName":"Desk","supportEmail":"help@contoso.example","supportUrl":"https://help.contoso.example","privacyUrl":"https://contoso.example/p","website":"https://contoso.example","categories":"A,B""#,
    );
    import(&service, full.as_bytes()).await;
    let before = service.data(OFFER, json!({})).await;

    let silent = r#"{"publisherId":"contoso","offerId":"backup","offerName":"Contoso Backup","offerType":"saas","published":null,"supportUrl":"","website":"  "}"#;
    let imported = import(&service, silent.as_bytes()).await;

    assert_eq!(service.data(OFFER, json!({})).await, before);
    assert_eq!(
        tallies(&imported),
        [
            unchanged(1),
            unchanged(1),
            Tally::default(),
            Tally::default()
        ]
    );
}

#[tokio::test]
async fn a_sparse_row_erases_nothing() {
    let service = TestService::start().await;
    let full =
        row(r#","offerType":"saas","supportName":"Desk","supportEmail":"old@contoso.example""#);
    import(&service, full.as_bytes()).await;

    let sparse =
        r#"{"publisherId":"contoso","offerId":"backup","supportEmail":"help@contoso.example"}"#;
    let imported = import(&service, sparse.as_bytes()).await;

    assert_eq!(
        remarks(&imported),
        "",
        "the directory knows title and publisher: nothing stands in"
    );
    assert_eq!(
        service.data(OFFER, json!({})).await["offer"],
        json!({
            "title": "Contoso Backup", "type": "SAAS", "listing": "UNKNOWN",
            "website": null, "categories": [], "version": 1,
            "publisher": { "name": "Contoso", "version": 1 },
            "contacts": [{
                "name": "Desk", "email": "help@contoso.example", "url": null, "version": 2,
                "verification": { "state": "NEVER" },
            }],
            "links": [],
        })
    );
}

#[tokio::test]
async fn what_nobody_knows_is_stood_in_for_and_said_to_be() {
    let service = TestService::start().await;
    let sparse =
        r#"{"publisherId":"contoso","offerId":"backup","supportEmail":"help@contoso.example"}"#;

    let first = import(&service, sparse.as_bytes()).await;
    let second = import(&service, sparse.as_bytes()).await;

    assert_eq!(
        remarks(&first),
        "1: publisherName `contoso`: no name for this publisher: its id stands in for one\n\
         1: offerName ``: no name: the offer id stands in\n"
    );
    assert_eq!(remarks(&second), remarks(&first));
    let offer = &service.data(OFFER, json!({})).await["offer"];
    assert_eq!(
        [
            &offer["title"],
            &offer["type"],
            &offer["contacts"][0]["name"]
        ],
        ["backup", "OTHER", "contoso"]
    );
}

#[tokio::test]
async fn every_row_of_an_offer_that_is_refused_is_refused() {
    let service = TestService::start().await;
    service
        .with_publisher("contoso", "Contoso Holding of Elsewhere")
        .await;
    let file = [
        r#"{"publisherName":"Contoso","offerId":"backup","offerName":"Backup"}"#,
        r#"{"publisherName":"Fabrikam","offerId":"mail","offerName":"Mail","supportUrl":"https://fabrikam.example"}"#,
        r#"{"publisherName":"Contoso","offerId":"backup","offerName":"Backup"}"#,
    ]
    .join("\n");

    let imported = import(&service, file.as_bytes()).await;

    assert_eq!(
        (imported.rows, imported.taken, imported.repeated),
        (3, 1, 0)
    );
    let refused = imported
        .heard
        .entries
        .iter()
        .filter_map(|entry| match entry {
            Entry::Refused(refusal) => Some(refusal.at.clone()),
            _ => None,
        });
    assert_eq!(refused.collect::<Vec<_>>(), [1, 3].map(Place::line));
}

#[tokio::test]
async fn a_dirty_row_is_cleaned_and_taken() {
    let service = TestService::start().await;
    let dirty = row(
        r#","supportName":"De\u0000sk","supportEmail":"help@contoso.example","categories":"A\u0000,B","website":"HTTPS://Contoso.example","privacyUrl":"HTTP://Up.example/privacy""#,
    );

    let imported = import(&service, dirty.as_bytes()).await;

    assert_eq!(tallies(&imported), [added(1); 4]);
    let offer = &service.data(OFFER, json!({})).await["offer"];
    assert_eq!(offer["contacts"][0]["name"], "Desk");
    assert_eq!(offer["categories"], json!(["A", "B"]));
    assert_eq!(offer["website"], "https://Contoso.example");
    assert_eq!(offer["links"][0]["url"], "http://Up.example/privacy");
}

/// Rows at the edge of what is taken, each by itself enough to make a database refuse them all.
fn rows_at_the_edge() -> String {
    let column = |name: &str, value: &str| format!(r#","{name}":"{value}""#);
    // Letters that differ, so that nothing is won by compressing them.
    let scattered = |first: u32, among: u32, count: u32| -> String {
        (0..count)
            .filter_map(|place| char::from_u32(first + place * 7919 % among))
            .collect()
    };
    let nul = "\\u0000\\u001b\\uffff\\ufffe";
    let dirty = [
        "publisherName",
        "offerName",
        "offerType",
        "supportName",
        "supportUrl",
        "privacyUrl",
        "website",
        "categories",
    ]
    .map(|name| column(name, &format!("x{nul}y")))
    .concat();
    let page = |letters: usize| format!("https://p.example/{}", "x".repeat(letters - 18));
    let rows = [
        dirty,
        column("offerName", &"t".repeat(300)),
        column("offerName", &scattered(0xAC00, 11_172, 500)),
        column("offerName", &"\u{FDFA}".repeat(500)),
        column("publisherName", &scattered(0xAC00, 11_172, 500)),
        column("offerName", &scattered(0x2_0000, 40_000, 600)),
        column("publisherName", &scattered(0x2_0000, 40_000, 600)),
        ["supportUrl", "privacyUrl", "website"]
            .map(|name| column(name, &page(2_000)))
            .concat(),
        ["supportUrl", "privacyUrl", "website"]
            .map(|name| column(name, &page(2_001)))
            .concat(),
        column(
            "privacyUrl",
            &format!("https://p.example/{}", scattered(0x2_0000, 40_000, 700)),
        ),
        column("privacyUrl", "HTTPS://Up.example/privacy"),
        column("privacyUrl", "https:up.example"),
    ];
    let rows = rows.iter().enumerate().map(|(place, columns)| {
        format!(r#"{{"publisherId":"p{place}","offerId":"o{place}","supportEmail":"a@p.example"{columns}}}"#)
    });
    rows.collect::<Vec<_>>().join("\n")
}

#[rstest]
#[tokio::test]
async fn no_row_stops_the_others(#[values(Backend::Sqlite, Backend::Postgres)] backend: Backend) {
    let Some(database) = TestDatabase::start(backend).await else {
        return;
    };
    let store = database.open().await;

    let imported = import_into(&store, rows_at_the_edge().as_bytes()).await;

    assert_eq!((imported.taken, imported.offers), (12, added(12)));
    assert_eq!((imported.contacts, imported.links), (added(12), added(2)));
}

#[tokio::test]
async fn an_id_made_from_a_name_that_belongs_to_another_publisher_is_refused() {
    let service = TestService::start().await;
    service
        .with_publisher("contoso", "Contoso Holding of Elsewhere")
        .await;
    let file = [
        r#"{"publisherName":"Contoso","offerId":"backup","offerName":"Backup"}"#,
        r#"{"publisherName":"Fabrikam, Inc.","offerId":"mail","offerName":"Mail","supportEmail":"help@fabrikam.example"}"#,
    ]
    .join("\n");

    let imported = import(&service, file.as_bytes()).await;

    assert_eq!(
        (imported.rows, imported.taken, imported.ids_made),
        (2, 1, 1)
    );
    assert_eq!(
        remarks(&imported),
        "1: refused: the publisher id `contoso`, made from the name, belongs to `Contoso Holding of Elsewhere`: \
         give the row a publisherId\n"
    );
    let offers = service
        .data("{ offers { nodes { marketplaceId } } }", json!({}))
        .await;
    assert_eq!(
        offers,
        json!({ "offers": { "nodes": [{ "marketplaceId": "fabrikam-inc.mail" }] } })
    );
}

#[tokio::test]
async fn a_name_that_only_leads_to_an_id_renames_nobody() {
    let service = TestService::start().await;
    service.with_publisher("contoso", "CONTOSO Ltd").await;
    let file = [
        r#"{"publisherId":"contoso","offerId":"backup","offerName":"Backup","supportEmail":"help@contoso.example"}"#,
        r#"{"publisherName":"Contoso","offerId":"backup","offerName":"Backup"}"#,
        r#"{"publisherName":"Contoso","offerId":"mail","offerName":"Mail","supportEmail":"help@contoso.example"}"#,
    ]
    .join("\n");

    let imported = import(&service, file.as_bytes()).await;

    assert_eq!((imported.taken, imported.publishers), (3, unchanged(1)));
    assert_eq!(remarks(&imported), "");
}

#[tokio::test]
async fn publishers_that_differ_in_spelling_only_are_reported() {
    let service = TestService::start().await;
    service
        .with_publishers(&[
            ("contoso", "Contoso Ltd."),
            ("litware", "Litware"),
            ("lit-ware", "Lit Ware Inc"),
        ])
        .await;
    let file = r#"{"publisherId":"contoso-inc","publisherName":"CONTOSO, Inc.","offerId":"backup","offerName":"Backup","supportEmail":"help@contoso.example"}"#;

    let imported = import(&service, file.as_bytes()).await;

    assert_eq!(
        remarks(&imported),
        "may be one: `Contoso Ltd.` (contoso), `CONTOSO, Inc.` (contoso-inc)\n"
    );
}

#[tokio::test]
async fn an_import_that_renames_a_publisher_believes_who_said_that_microsoft_publishes_under_it() {
    let service = TestService::start().await;
    let named = |name: &str| {
        format!(
            r#"{{"publisherId":"contoso","publisherName":"{name}","offerId":"backup","offerName":"Backup","supportEmail":"help@contoso.example"}}"#
        )
    };
    let publisher = async || {
        let query =
            "{ publisher(by: { publisherId: \"contoso\" }) { id version name isFirstParty } }";
        service.data(query, json!({})).await["publisher"].take()
    };
    import(&service, named("Contoso").as_bytes()).await;
    let kept = publisher().await;
    let said = json!({ "input": {
        "id": kept["id"], "expectedVersion": kept["version"], "changes": { "isFirstParty": true },
    } });
    let change = "mutation($input: ChangePublisherInput!) { changePublisher(input: $input) { userErrors { code } } }";
    service.run_as(admin(), change, said).await;

    import(&service, named("Contoso Ltd").as_bytes()).await;

    let renamed = publisher().await;
    assert_eq!(
        (&renamed["name"], &renamed["isFirstParty"]),
        (&json!("Contoso Ltd"), &json!(true))
    );
}
