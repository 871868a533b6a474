//! Offers that the database refuses.

use entity::offer;
use rstest::rstest;
use sea_orm::{ActiveModelTrait, IntoActiveModel};
use support_directory::domain::Id;
use support_directory::domain::offer::OfferKey;
use support_directory::domain::publisher::Publisher;
use uuid::Uuid;

use crate::databases::{Backend, TestDatabase};
use crate::raw::{Refusal, refused};
use crate::{given, raw};

#[rstest]
#[tokio::test]
async fn a_publisher_has_an_offer_id_once_and_another_may_have_it_too(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let Some(database) = TestDatabase::start(backend).await else {
        return;
    };
    let store = database.open().await;
    let contoso = given::publisher(&store, "contoso", "Contoso").await;
    let fabrikam = given::publisher(&store, "fabrikam", "Fabrikam").await;
    given::offer(&store, &contoso, "backup", given::facts("Backup")).await;

    let change = store.change().await.expect("a change");
    let again = given::new_offer(&contoso, "backup", given::facts("Another"));
    let failure = change
        .add_offers(vec![again])
        .await
        .expect_err("a duplicate");
    drop(change);
    let elsewhere = given::offer(&store, &fabrikam, "backup", given::facts("Backup")).await;

    assert!(failure.is_duplicate(), "{failure:?}");
    let read = store
        .offer(&OfferKey::Id(elsewhere.id))
        .await
        .expect("readable");
    assert_eq!(read, Some(elsewhere));
}

#[rstest]
#[tokio::test]
async fn an_offer_of_no_publisher_is_refused_and_is_no_duplicate(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let Some(database) = TestDatabase::start(backend).await else {
        return;
    };
    let store = database.open().await;
    let contoso = given::publisher(&store, "contoso", "Contoso").await;
    let stranger = Publisher {
        id: Id::new(Uuid::now_v7()),
        ..contoso
    };

    let change = store.change().await.expect("a change");
    let orphan = given::new_offer(&stranger, "backup", given::facts("Backup"));
    let failure = change
        .add_offers(vec![orphan])
        .await
        .expect_err("an orphan");

    assert!(!failure.is_duplicate(), "{failure:?}");
    assert_eq!(failure.to_string(), "could not add offers");
}

#[rstest]
#[tokio::test]
async fn rows_that_are_no_offers_are_refused(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let Some(database) = TestDatabase::start(backend).await else {
        return;
    };
    let store = database.open().await;
    let contoso = given::publisher(&store, "contoso", "Contoso").await;
    given::offer(&store, &contoso, "backup", given::facts("Backup")).await;
    let connection = raw::connection(&database).await;
    let row = raw::row::<offer::Entity>(&connection).await;
    let sound = || offer::Model {
        id: Uuid::now_v7(),
        offer_id: "archive".to_owned(),
        ..row.clone()
    };

    for offer_id in ["", "Archive"] {
        let unsound = offer::Model {
            offer_id: offer_id.to_owned(),
            ..sound()
        };
        assert_eq!(
            refused(&connection, unsound).await,
            Refusal::Check,
            "{offer_id:?}"
        );
    }
    let untitled = offer::Model {
        title: String::new(),
        ..sound()
    };
    assert_eq!(refused(&connection, untitled).await, Refusal::Check);
    let unborn = offer::Model {
        version: 0,
        ..sound()
    };
    assert_eq!(refused(&connection, unborn).await, Refusal::Check);
    let duplicate = offer::Model {
        offer_id: row.offer_id.clone(),
        ..sound()
    };
    assert_eq!(refused(&connection, duplicate).await, Refusal::Unique);
    let orphan = offer::Model {
        publisher_id: Uuid::now_v7(),
        ..sound()
    };
    assert_eq!(refused(&connection, orphan).await, Refusal::ForeignKey);
    let accepted = sound().into_active_model().insert(&connection).await;
    accepted.expect("what all of them were made from is sound");
}
