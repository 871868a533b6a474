//! Imports: what a file describes becomes what the directory holds, every row accounted for.

use std::fmt::Write;

use insta::assert_snapshot;
use sea_orm::{EntityTrait, PaginatorTrait};
use serde_json::json;
use support_directory::actions::import_offers::{Commits, Imported, Tally, import_offers};
use support_directory::domain::actor::Actor;
use support_directory::exchange::plain_rows;

use crate::support::TestService;

/// Offers of two sources, with their provenance beside them in `data/sample`.
const SAMPLE: &[u8] = include_bytes!("../../data/sample/offers.jsonl");

async fn import(service: &TestService, bytes: &[u8]) -> Imported {
    let reading = plain_rows::read(bytes);
    import_offers(
        &service.store,
        Actor::Operator,
        reading,
        "test",
        Commits::Often,
        |_| {},
    )
    .await
    .expect("the store works")
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
fn remarks(imported: &Imported) -> String {
    let mut said = String::new();
    for refusal in &imported.refused {
        let _ = writeln!(said, "{}: refused: {}", refusal.line, refusal.reason);
    }
    for warning in &imported.warnings {
        let line = warning
            .line
            .map_or("file".to_owned(), |line| line.to_string());
        let (column, value) = (warning.column, &warning.value);
        let _ = writeln!(said, "{line}: {column} `{value}`: {}", warning.remark);
    }
    for variant in &imported.variants {
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
        (imported.rows, imported.taken, imported.refused.len()),
        (922, 863, 59)
    );
    assert_eq!(imported.repeated, 2);
    assert_eq!(
        tallies(&imported),
        [added(503), added(861), added(848), added(374)]
    );
    assert_eq!(imported.ids_made, 318);
    assert_eq!((imported.not_published, imported.without_contact), (53, 13));
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
async fn an_id_made_from_a_name_that_belongs_to_another_publisher_is_refused() {
    let service = TestService::start().await;
    service
        .with_publisher("contoso", "Contoso Holding of Elsewhere")
        .await;
    let file = [
        r#"{"publisherName":"Contoso","offerId":"backup","offerName":"Backup"}"#,
        r#"{"publisherName":"Fabrikam, Inc.","offerId":"mail","offerName":"Mail"}"#,
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
async fn publishers_that_differ_in_spelling_only_are_reported() {
    let service = TestService::start().await;
    service
        .with_publishers(&[
            ("contoso", "Contoso Ltd."),
            ("litware", "Litware"),
            ("lit-ware", "Lit Ware Inc"),
        ])
        .await;
    let file = r#"{"publisherId":"contoso-inc","publisherName":"CONTOSO, Inc.","offerId":"backup","offerName":"Backup"}"#;

    let imported = import(&service, file.as_bytes()).await;

    assert_eq!(
        remarks(&imported),
        "may be one: `Contoso Ltd.` (contoso), `CONTOSO, Inc.` (contoso-inc)\n"
    );
}
