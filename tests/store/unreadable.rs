//! Values that no writer of ours would write: the failure names table, column and row.

use rstest::rstest;
use serde_json::json;
use support_directory::domain::actor::ContactScope;
use support_directory::domain::contact::{ContactOwner, ContactType};
use support_directory::domain::listing::ListOrder;
use support_directory::domain::offer::{OfferFilter, OfferKey};
use support_directory::domain::page::Page;
use support_directory::domain::partner::{PartnerKey, PartnerRole};
use support_directory::domain::publisher::PublisherKey;
use support_directory::store::Failure;
use uuid::Uuid;

use crate::databases::{Backend, TestDatabase};
use crate::{given, raw};

/// Table, column and row that a failure names.
fn named<T: std::fmt::Debug>(
    result: support_directory::store::Result<T>,
) -> (&'static str, &'static str, Uuid) {
    match result {
        Err(Failure::Unreadable { table, column, row }) => (table, column, row),
        other => panic!("{other:?}"),
    }
}

#[rstest]
#[tokio::test]
async fn an_unreadable_offer_is_named_wherever_it_is_read(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
    #[values(
        ("translations", json!({"not a language": {"title": "x"}})),
        ("translations", json!({"tr": {"summary": "no title"}})),
        ("translations", json!([])),
        ("categories", json!({})),
        ("categories", json!([1])),
    )]
    corrupted: (&'static str, serde_json::Value),
) {
    let Some(database) = TestDatabase::start(backend).await else {
        return;
    };
    let store = database.open().await;
    let contoso = given::publisher(&store, "contoso", "Contoso").await;
    let offer = given::offer(&store, &contoso, "backup", given::facts("Backup")).await;
    let (column, value) = corrupted;
    let connection = raw::connection(&database).await;
    raw::overwrite(&connection, "offer", column, value)
        .await
        .expect("no check forbids it");

    let one = store.offer(&OfferKey::Id(offer.id)).await;
    let some = store.offers_by_id(&[offer.id]).await;
    let all = store
        .offers(&OfferFilter::default(), ListOrder::Title, &Page::first(1))
        .await;

    let expected = ("offer", column, offer.id.key());
    assert_eq!(named(one), expected);
    assert_eq!(named(some), expected);
    assert_eq!(named(all), expected);
}

#[rstest]
#[tokio::test]
async fn unreadable_languages_of_a_contact_are_named(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let Some(database) = TestDatabase::start(backend).await else {
        return;
    };
    let store = database.open().await;
    let contoso = given::publisher(&store, "contoso", "Contoso").await;
    let owner = ContactOwner::Publisher(contoso.id);
    let new = vec![given::new_contact(
        owner,
        ContactType::Engineering,
        "a@b.example",
    )];
    let added = given::kept(&store, async |change| change.add_contacts(new).await).await;
    let connection = raw::connection(&database).await;
    for value in [json!(["not a language"]), json!([null]), json!("tr")] {
        raw::overwrite(&connection, "contact", "languages", value)
            .await
            .expect("no check forbids it");

        let one = store
            .contact(added[0].id, &ContactScope::everything())
            .await;
        let all = store
            .contacts_of(&[owner], &ContactScope::everything())
            .await;

        let expected = ("contact", "languages", added[0].id.key());
        assert_eq!(named(one), expected);
        assert_eq!(named(all), expected);
    }
}

#[rstest]
#[tokio::test]
async fn ids_that_nobody_can_have_are_named(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let Some(database) = TestDatabase::start(backend).await else {
        return;
    };
    let store = database.open().await;
    let contoso = given::publisher(&store, "contoso", "Contoso").await;
    let offer = given::offer(&store, &contoso, "backup", given::facts("Backup")).await;
    let partner = given::partner(&store, "1", "Northwind", PartnerRole::IndirectProvider).await;
    let connection = raw::connection(&database).await;
    let overwrite = async |table, column, value: &str| {
        let done = raw::overwrite(&connection, table, column, value).await;
        done.expect("no check forbids it");
    };

    overwrite("offer", "offer_id", "back\tup").await;
    let of_offer = store.offer(&OfferKey::Id(offer.id)).await;
    overwrite("publisher", "publisher_id", "con\ttoso").await;
    let of_publisher = store.publisher(&PublisherKey::Id(contoso.id)).await;
    overwrite("partner", "partner_id", "MPN 1").await;
    let of_partner = store.partner(&PartnerKey::Id(partner.id)).await;

    assert_eq!(named(of_offer), ("offer", "offer_id", offer.id.key()));
    assert_eq!(
        named(of_publisher),
        ("publisher", "publisher_id", contoso.id.key())
    );
    let failure = of_partner.expect_err("unreadable");
    let expected = format!(
        "partner.partner_id of row {} cannot be read back",
        partner.id.key()
    );
    assert_eq!(failure.to_string(), expected);
    assert!(!failure.is_duplicate());
}
