//! Snapshots: one picture for many statements, while changes go on.

use std::time::{Duration, Instant};

use rstest::rstest;
use support_directory::domain::actor::ContactScope;
use support_directory::domain::contact::{ContactOwner, ContactType};
use support_directory::domain::offer::{Offer, OfferFilter};
use support_directory::domain::publisher::Publisher;
use support_directory::store::{Failure, Snapshot, Store};

use crate::databases::{Backend, TestDatabase};
use crate::given;

/// What a picture shows, read in several statements.
#[derive(Debug, PartialEq)]
struct Shown {
    publishers: Vec<Publisher>,
    offers: Vec<Offer>,
    counted: u64,
    contacts: usize,
}

async fn shown(picture: &Snapshot) -> Shown {
    let mut publishers = picture.all_publishers().await.expect("readable");
    publishers.sort_by(|one, other| one.publisher_id.cmp(&other.publisher_id));
    let mut offers = Vec::new();
    let mut contacts = 0;
    for publisher in &publishers {
        offers.extend(picture.offers_of(publisher.id).await.expect("readable"));
        let owner = [ContactOwner::Publisher(publisher.id)];
        let all = ContactScope::everything();
        let of_publisher = picture.contacts_of(&owner, &all);
        contacts += of_publisher.await.expect("readable").len();
    }
    let counted = picture.count_offers(&OfferFilter::default()).await;
    Shown {
        publishers,
        offers,
        counted: counted.expect("readable"),
        contacts,
    }
}

/// Changes something of every kind that a picture shows.
async fn change_everything(store: &Store, contoso: &Publisher) {
    let fabrikam = given::publisher(store, "fabrikam", "Fabrikam").await;
    given::offer(store, &fabrikam, "mail", given::facts("Mail")).await;
    given::kept(store, async |change| {
        let offers = change.offers_of(contoso.id).await?;
        change.retire_offer(&offers[0]).await?;
        let owner = ContactOwner::Publisher(contoso.id);
        let desk = given::new_contact(owner, ContactType::Engineering, "desk@contoso.example");
        change.add_contacts(vec![desk]).await?;
        change
            .rename_publisher(contoso, "Contoso Europe", false)
            .await
    })
    .await;
}

#[rstest]
#[tokio::test]
async fn what_changes_meanwhile_is_not_in_the_picture_and_is_not_kept_waiting(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let Some(database) = TestDatabase::start(backend).await else {
        return;
    };
    let store = database.open().await;
    let contoso = given::publisher(&store, "contoso", "Contoso").await;
    let offer = given::offer(&store, &contoso, "backup", given::facts("Backup")).await;

    let picture = store.snapshot().await.expect("a picture");
    let begun = Instant::now();
    change_everything(&store, &contoso).await;
    let took = begun.elapsed();
    let first = shown(&picture).await;
    change_everything_again(&store).await;
    let second = shown(&picture).await;
    drop(picture);
    let later = shown(&store.snapshot().await.expect("a picture")).await;

    let before = Shown {
        publishers: vec![contoso],
        offers: vec![offer],
        counted: 1,
        contacts: 0,
    };
    assert_eq!(first, before);
    assert_eq!(second, before);
    assert!(took < Duration::from_secs(2), "{took:?}");
    let names: Vec<&str> = later
        .publishers
        .iter()
        .map(|found| found.name.as_str())
        .collect();
    assert_eq!(names, ["Contoso Europe", "Fabrikam", "Northwind"]);
    assert_eq!(
        (later.offers.len(), later.counted, later.contacts),
        (2, 1, 1)
    );
}

async fn change_everything_again(store: &Store) {
    given::publisher(store, "northwind", "Northwind").await;
}

#[rstest]
#[tokio::test]
async fn readers_and_changes_have_room_beside_all_pictures_and_one_too_many_is_told_to_come_again(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let Some(database) = TestDatabase::start(backend).await else {
        return;
    };
    let store = database.open().await;
    let mut pictures = Vec::new();
    for _ in 0..4 {
        pictures.push(store.snapshot().await.expect("a picture"));
    }

    let contoso = given::publisher(&store, "contoso", "Contoso").await;
    let read = store.all_publishers().await.expect("readable");
    let one_too_many = store.snapshot().await;

    assert_eq!(read, [contoso]);
    let refused = one_too_many.expect_err("there is no room");
    assert!(matches!(refused, Failure::Busy { .. }), "{refused:?}");
    pictures.pop();
    store.snapshot().await.expect("there is room again");
}

#[rstest]
#[tokio::test]
async fn a_store_that_only_reads_takes_pictures_too(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let Some(database) = TestDatabase::start(backend).await else {
        return;
    };
    let store = database.open().await;
    let contoso = given::publisher(&store, "contoso", "Contoso").await;
    let reader = Store::open_to_read(&database.url(), 1)
        .await
        .expect("it opens");

    let picture = reader.snapshot().await.expect("a picture");
    given::publisher(&store, "fabrikam", "Fabrikam").await;

    assert_eq!(shown(&picture).await.publishers, [contoso]);
}
