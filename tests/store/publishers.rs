//! Publishers: what is kept reads back, and what the database refuses.

use entity::publisher;
use rstest::rstest;
use sea_orm::{ActiveModelTrait, EntityTrait, IntoActiveModel};
use support_directory::domain::Id;
use support_directory::domain::publisher::{NewPublisher, Publisher, PublisherId, PublisherKey};
use uuid::Uuid;

use crate::databases::{Backend, TestDatabase};
use crate::raw::{Refusal, refusal, refused};
use crate::{given, raw};

#[rstest]
#[tokio::test]
async fn publishers_read_back_as_they_were_added(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let Some(database) = TestDatabase::start(backend).await else {
        return;
    };
    let store = database.open().await;
    let long = "Ş".repeat(300);
    let names = [
        "Contoso, Ltd.",
        "مايكروسوفت",
        "株式会社コントソ",
        "Contoso 🚀",
        "O'Neil \"&\" <b>",
        &long,
    ];
    let new: Vec<NewPublisher> = (0..)
        .zip(names)
        .map(|(number, name)| NewPublisher {
            is_first_party: number % 2 == 0,
            ..given::new_publisher(&format!("publisher-{number}"), name)
        })
        .collect();

    let added = given::kept(&store, async |change| {
        change.add_publishers(new.clone()).await
    })
    .await;

    let as_new = |kept: &Publisher| NewPublisher {
        publisher_id: kept.publisher_id.clone(),
        name: kept.name.clone(),
        is_first_party: kept.is_first_party,
    };
    assert_eq!(added.iter().map(as_new).collect::<Vec<_>>(), new);
    for kept in &added {
        assert_eq!((kept.version, kept.created_at), (1, kept.updated_at));
        for key in [
            PublisherKey::Id(kept.id),
            PublisherKey::Marketplace(kept.publisher_id.clone()),
        ] {
            let read = store.publisher(&key).await.expect("readable");
            assert_eq!(read.as_ref(), Some(kept));
        }
    }
    let ids: Vec<Id<Publisher>> = added.iter().map(|kept| kept.id).collect();
    let names: Vec<PublisherId> = added.iter().map(|kept| kept.publisher_id.clone()).collect();
    let by_name = store.publishers_by_marketplace_id(&names[1..]).await;
    for (read, expected) in [
        (store.publishers_by_id(&ids[1..]).await, &added[1..]),
        (by_name, &added[1..]),
        (store.all_publishers().await, &added[..]),
    ] {
        let mut read = read.expect("readable");
        read.sort_by_key(|publisher| publisher.id);
        assert_eq!(read, expected);
    }
}

#[rstest]
#[tokio::test]
async fn nobody_is_found_under_a_key_that_nobody_has(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let Some(database) = TestDatabase::start(backend).await else {
        return;
    };
    let store = database.open().await;
    given::publisher(&store, "contoso", "Contoso").await;
    let stranger = PublisherId::parse("fabrikam").expect("a publisher id");

    let by_id = store
        .publisher(&PublisherKey::Id(Id::new(Uuid::now_v7())))
        .await;
    let by_name = store.publisher(&PublisherKey::Marketplace(stranger)).await;
    let by_none = store.publishers_by_id(&[]).await;

    assert_eq!(by_id.expect("readable"), None);
    assert_eq!(by_name.expect("readable"), None);
    assert_eq!(by_none.expect("readable"), []);
}

#[rstest]
#[tokio::test]
async fn a_renamed_publisher_reads_back_and_keeps_its_id_and_origin(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let Some(database) = TestDatabase::start(backend).await else {
        return;
    };
    let store = database.open().await;
    let contoso = given::publisher(&store, "contoso", "Contoso").await;

    let renamed = given::kept(&store, async |change| {
        change
            .rename_publisher(&contoso, "Contoso Europe", true)
            .await
    })
    .await;

    let read = store.publisher(&PublisherKey::Id(contoso.id)).await;
    assert_eq!(read.expect("readable"), Some(renamed.clone()));
    assert!(renamed.updated_at >= contoso.updated_at);
    let expected = Publisher {
        name: "Contoso Europe".to_owned(),
        is_first_party: true,
        version: 2,
        updated_at: renamed.updated_at,
        ..contoso
    };
    assert_eq!(renamed, expected);
}

#[rstest]
#[tokio::test]
async fn a_publisher_id_is_taken_once(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let Some(database) = TestDatabase::start(backend).await else {
        return;
    };
    let store = database.open().await;
    let contoso = given::publisher(&store, "contoso", "Contoso").await;

    let change = store.change().await.expect("a change");
    let again = vec![given::new_publisher("contoso", "Another Contoso")];
    let failure = change.add_publishers(again).await.expect_err("a duplicate");
    drop(change);

    assert!(failure.is_duplicate(), "{failure:?}");
    assert_eq!(store.all_publishers().await.expect("readable"), [contoso]);
}

#[rstest]
#[tokio::test]
async fn rows_that_are_no_publishers_are_refused(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let Some(database) = TestDatabase::start(backend).await else {
        return;
    };
    let store = database.open().await;
    given::publisher(&store, "contoso", "Contoso").await;
    let connection = raw::connection(&database).await;
    let row = raw::row::<publisher::Entity>(&connection).await;
    let sound = || publisher::Model {
        id: Uuid::now_v7(),
        publisher_id: "fabrikam".to_owned(),
        ..row.clone()
    };

    for publisher_id in ["", "Contoso", "con.toso", "con toso"] {
        let unsound = publisher::Model {
            publisher_id: publisher_id.to_owned(),
            ..sound()
        };
        assert_eq!(
            refused(&connection, unsound).await,
            Refusal::Check,
            "{publisher_id:?}"
        );
    }
    let nameless = publisher::Model {
        name: String::new(),
        ..sound()
    };
    assert_eq!(refused(&connection, nameless).await, Refusal::Check);
    let unborn = publisher::Model {
        version: 0,
        ..sound()
    };
    assert_eq!(refused(&connection, unborn).await, Refusal::Check);
    let duplicate = publisher::Model {
        publisher_id: row.publisher_id.clone(),
        ..sound()
    };
    assert_eq!(refused(&connection, duplicate).await, Refusal::Unique);
    let same_key = publisher::Model {
        id: row.id,
        ..sound()
    };
    assert_eq!(refused(&connection, same_key).await, Refusal::Unique);
    let accepted = sound().into_active_model().insert(&connection).await;
    accepted.expect("what all of them were made from is sound");
}

#[rstest]
#[tokio::test]
async fn a_publisher_with_offers_cannot_be_deleted(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let Some(database) = TestDatabase::start(backend).await else {
        return;
    };
    let store = database.open().await;
    let contoso = given::publisher(&store, "contoso", "Contoso").await;
    given::offers(&store, &contoso, &["Contoso Backup"]).await;
    let connection = raw::connection(&database).await;

    let delete = publisher::Entity::delete_by_id(contoso.id.key());
    let deleted = delete.exec(&connection).await;

    assert_eq!(refusal(deleted), Refusal::ForeignKey);
}
