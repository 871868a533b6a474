//! Resource links: what is kept reads back, and what the database refuses.

use entity::resource_link;
use rstest::rstest;
use sea_orm::{ActiveModelTrait, IntoActiveModel};
use support_directory::domain::link::{Cloud, LinkTarget, ResourceKind, ResourceLink};
use uuid::Uuid;

use crate::databases::{Backend, TestDatabase};
use crate::raw::{Refusal, refused};
use crate::{given, raw};

#[rstest]
#[tokio::test]
async fn links_of_every_kind_read_back_as_they_were_added(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let Some(database) = TestDatabase::start(backend).await else {
        return;
    };
    let store = database.open().await;
    let contoso = given::publisher(&store, "contoso", "Contoso").await;
    let offer = given::offer(&store, &contoso, "backup", given::facts("Backup")).await;
    let mut new = Vec::new();
    for &kind in ResourceKind::ALL {
        for &cloud in Cloud::ALL {
            let url = "https://contoso.example/yardım?q=%C4%B1#ö".to_owned();
            let title = Some("Yardım \"merkezi\"".to_owned()).filter(|_| cloud == Cloud::Global);
            new.push((
                offer.id,
                LinkTarget {
                    kind,
                    cloud,
                    url,
                    title,
                },
            ));
        }
    }

    let added = given::kept(&store, async |change| change.add_links(new.clone()).await).await;

    for (kept, (offer, target)) in added.iter().zip(&new) {
        let expected = ResourceLink {
            id: kept.id,
            offer: *offer,
            target: target.clone(),
            version: 1,
            updated_at: kept.updated_at,
        };
        assert_eq!(kept, &expected);
        assert_eq!(
            store.link(kept.id).await.expect("readable").as_ref(),
            Some(kept)
        );
    }
    assert_eq!(added.len(), new.len());
}

#[rstest]
#[tokio::test]
async fn a_changed_link_is_what_it_was_changed_to(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let Some(database) = TestDatabase::start(backend).await else {
        return;
    };
    let store = database.open().await;
    let contoso = given::publisher(&store, "contoso", "Contoso").await;
    let offer = given::offer(&store, &contoso, "backup", given::facts("Backup")).await;
    let new = given::new_link(ResourceKind::Training, "http://contoso.example/old");
    let link = given::kept(&store, async |change| {
        change.add_links(vec![(offer.id, new)]).await
    })
    .await
    .remove(0);

    let target = LinkTarget {
        title: Some("Courses".to_owned()),
        cloud: Cloud::Government,
        ..given::new_link(ResourceKind::PrivacyPolicy, "https://contoso.example/new")
    };
    let changed = given::kept(&store, async |change| {
        change.change_link(&link, target.clone()).await
    })
    .await;

    let expected = ResourceLink {
        target,
        version: 2,
        updated_at: changed.updated_at,
        ..link
    };
    assert_eq!(changed, expected);
    assert_eq!(
        store.link(expected.id).await.expect("readable"),
        Some(expected)
    );
}

#[rstest]
#[tokio::test]
async fn a_removed_link_is_gone(#[values(Backend::Sqlite, Backend::Postgres)] backend: Backend) {
    let Some(database) = TestDatabase::start(backend).await else {
        return;
    };
    let store = database.open().await;
    let contoso = given::publisher(&store, "contoso", "Contoso").await;
    let offer = given::offer(&store, &contoso, "backup", given::facts("Backup")).await;
    let new = ["https://a.example", "https://b.example"]
        .map(|url| (offer.id, given::new_link(ResourceKind::Training, url)));
    let links = given::kept(&store, async |change| change.add_links(new.to_vec()).await).await;

    given::kept(&store, async |change| change.remove_link(&links[0]).await).await;

    assert_eq!(store.link(links[0].id).await.expect("readable"), None);
    let left = store.links_of(&[offer.id]).await.expect("readable");
    assert_eq!(left, [(offer.id, vec![links[1].clone()])].into());
}

#[rstest]
#[tokio::test]
async fn an_offer_lists_a_page_once_per_kind_and_cloud(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let Some(database) = TestDatabase::start(backend).await else {
        return;
    };
    let store = database.open().await;
    let contoso = given::publisher(&store, "contoso", "Contoso").await;
    let offer = given::offer(&store, &contoso, "backup", given::facts("Backup")).await;
    let link = given::new_link(ResourceKind::Training, "https://contoso.example");
    let first = vec![(offer.id, link.clone())];
    given::kept(&store, async |change| change.add_links(first).await).await;

    let change = store.change().await.expect("a change");
    let failure = change
        .add_links(vec![(offer.id, link)])
        .await
        .expect_err("a duplicate");

    assert!(failure.is_duplicate(), "{failure:?}");
}

#[rstest]
#[tokio::test]
async fn rows_that_are_no_links_are_refused(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let Some(database) = TestDatabase::start(backend).await else {
        return;
    };
    let store = database.open().await;
    let contoso = given::publisher(&store, "contoso", "Contoso").await;
    let offer = given::offer(&store, &contoso, "backup", given::facts("Backup")).await;
    let link = given::new_link(ResourceKind::Training, "https://contoso.example");
    given::kept(&store, async |change| {
        change.add_links(vec![(offer.id, link)]).await
    })
    .await;
    let connection = raw::connection(&database).await;
    let row = raw::row::<resource_link::Entity>(&connection).await;
    let sound = || resource_link::Model {
        id: Uuid::now_v7(),
        url: "http://contoso.example".to_owned(),
        ..row.clone()
    };

    for url in [
        "",
        "contoso.example",
        "javascript:alert(1)",
        "ftp://contoso.example",
        " https://a",
    ] {
        let unsound = resource_link::Model {
            url: url.to_owned(),
            ..sound()
        };
        assert_eq!(
            refused(&connection, unsound).await,
            Refusal::Check,
            "{url:?}"
        );
    }
    let unborn = resource_link::Model {
        version: 0,
        ..sound()
    };
    assert_eq!(refused(&connection, unborn).await, Refusal::Check);
    let duplicate = resource_link::Model {
        url: row.url.clone(),
        ..sound()
    };
    assert_eq!(refused(&connection, duplicate).await, Refusal::Unique);
    let orphan = resource_link::Model {
        offer_id: Uuid::now_v7(),
        ..sound()
    };
    assert_eq!(refused(&connection, orphan).await, Refusal::ForeignKey);
    let accepted = sound().into_active_model().insert(&connection).await;
    accepted.expect("what all of them were made from is sound");
}
