//! What gaps are derived from: the doubts of the domain, spelling keys and dialled numbers.

use rstest::rstest;
use support_directory::domain::actor::ContactScope;
use support_directory::domain::contact::{ContactOwner, ContactType, VerificationState};
use support_directory::domain::gap::GapKind;
use support_directory::domain::page::Page;

use super::{FRESH, OLD, add, all, directory, fresh_since, gaps, retire};
use crate::databases::{Backend, TestDatabase};
use crate::{given, raw};

/// What the store says of a contact is what the domain says of it.
#[rstest]
#[tokio::test]
async fn the_list_doubts_the_contacts_that_the_domain_doubts(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let Some(database) = TestDatabase::start(backend).await else {
        return;
    };
    let store = database.open().await;
    let contoso = given::publisher(&store, "contoso", "Contoso").await;
    let owner = ContactOwner::Publisher(contoso.id);
    for (place, address) in ["a@b.example", "555 00 00", "+90 212 555 00 00"]
        .iter()
        .enumerate()
    {
        for (number, &state) in VerificationState::ALL.iter().enumerate() {
            for (turn, day) in [FRESH, OLD].iter().enumerate() {
                // The channels make the contact: each needs its own.
                let address = if address.contains('@') {
                    format!("{place}{number}{turn}{address}")
                } else {
                    format!("{address}{number}{turn}")
                };
                let verified = (state != VerificationState::Never).then_some((state, *day));
                let support = ContactType::CustomerSupport;
                add(&database, &store, owner, support, &address, verified).await;
            }
        }
    }

    let slice = store
        .gaps(&all(), &Page::first(99))
        .await
        .expect("readable");

    let contacts = store
        .contacts_of(&[owner], &ContactScope::everything())
        .await;
    let contacts = contacts
        .expect("readable")
        .remove(&owner)
        .unwrap_or_default();
    assert_eq!(contacts.len(), 24);
    let mut doubted: Vec<_> = contacts
        .iter()
        .filter_map(|contact| {
            let kind = GapKind::of_contact(contact, fresh_since())?;
            Some((kind.severity(None), kind, contact.id))
        })
        .collect();
    doubted.sort();
    let listed: Vec<_> = slice
        .items
        .iter()
        .filter_map(|listed| Some((listed.gap.severity(), listed.gap.kind, listed.gap.contact?)))
        .collect();
    assert_eq!(listed, doubted);
    assert_eq!(
        slice.items.len(),
        listed.len() + 1,
        "and the publisher has no offers"
    );
}

#[rstest]
#[tokio::test]
async fn variants_are_the_other_publishers_of_a_spelling(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let Some(database) = TestDatabase::start(backend).await else {
        return;
    };
    let store = database.open().await;
    let names = ["Contoso", "CONTOSO Ltd.", "Con Toso", "Fabrikam", "contoso"];
    let mut publishers = Vec::new();
    for (place, name) in names.iter().enumerate() {
        publishers.push(given::publisher(&store, &format!("p{place}"), name).await);
    }
    retire(&database, "publisher", "publisher_id", "p4").await;
    let ids: Vec<_> = publishers.iter().map(|publisher| publisher.id).collect();

    let variants = store.spelling_variants_of(&ids).await.expect("readable");

    let of = |place: usize| -> Vec<&str> {
        let found = variants.get(&ids[place]).into_iter().flatten();
        found
            .map(|publisher| publisher.publisher_id.as_str())
            .collect()
    };
    assert_eq!(of(0), ["p2", "p1"]);
    assert_eq!(of(1), ["p2", "p0"]);
    assert_eq!(of(2), ["p0", "p1"]);
    assert_eq!((of(3), of(4)), (vec![], vec![]));
}

#[rstest]
#[tokio::test]
async fn rows_from_before_get_what_is_derived_from_them(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let Some(database) = TestDatabase::start(backend).await else {
        return;
    };
    let store = directory(&database).await;
    let before = gaps(&store, &all()).await;
    let connection = raw::connection(&database).await;
    for (table, column) in [("publisher", "spelling_key"), ("contact", "phone_e164")] {
        raw::overwrite(&connection, table, column, None::<String>)
            .await
            .expect("the columns may be empty");
    }
    assert_ne!(gaps(&store, &all()).await, before);

    store
        .derive_what_is_lacking()
        .await
        .expect("it can be made");

    assert_eq!(gaps(&store, &all()).await, before);
}
