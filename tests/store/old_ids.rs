//! Look-ups by ids that publishers and offers had: one statement each, and always the right one.

use std::collections::HashMap;

use rstest::rstest;
use support_directory::domain::listing::ListOrder;
use support_directory::domain::offer::{MarketplaceId, Offer, OfferFilter, OfferKey};
use support_directory::domain::page::Page;
use support_directory::domain::publisher::{Publisher, PublisherId, PublisherKey};
use support_directory::store::Store;

use crate::databases::{Backend, TestDatabase};
use crate::given;
use crate::statements::in_one_statement;

fn id(text: &str) -> MarketplaceId {
    MarketplaceId::parse(text).expect("a marketplace id")
}

async fn merge(store: &Store, goes: &Publisher, into: &Publisher) {
    given::kept(store, async |change| {
        let offers = change.offers_of(goes.id).await?;
        change.move_offers(offers, into).await?;
        let mut merging = change.publishers_merged_into(goes.id).await?;
        merging.push(goes.clone());
        change.merge_publishers(merging, into.id).await
    })
    .await;
}

async fn relocate(store: &Store, offer: &Offer, to: &Publisher) {
    given::kept(store, async |change| {
        change.remember_former_id(offer).await?;
        change.move_offers(vec![offer.clone()], to).await
    })
    .await;
}

/// Publishers a to d, each with an offer of its own.
async fn directory(store: &Store) -> (Vec<Publisher>, Vec<Offer>) {
    let (mut publishers, mut offers) = (Vec::new(), Vec::new());
    for name in ["a", "b", "c", "d"] {
        let publisher = given::publisher(store, name, name).await;
        let (own, facts) = (
            format!("of-{name}"),
            given::facts(&format!("{name}.of-{name}")),
        );
        offers.push(given::offer(store, &publisher, &own, facts).await);
        publishers.push(publisher);
    }
    (publishers, offers)
}

/// The titles of the offers that these ids find, by the ids, one by one and all at once.
async fn found(store: &Store, ids: &[&str]) -> Vec<String> {
    let ids: Vec<MarketplaceId> = ids.iter().map(|text| id(text)).collect();
    let together = in_one_statement(store, async |store| {
        store.offers_by_marketplace_id(&ids).await
    })
    .await;
    let (mut alone, mut titles) = (HashMap::new(), Vec::new());
    for id in ids {
        let key = OfferKey::Marketplace(id.clone());
        let offer = in_one_statement(store, async |store| store.offer(&key).await).await;
        let asked =
            in_one_statement(store, async |store| store.offer_in_question(&key).await).await;
        assert_eq!(asked.map(|(offer, _)| offer), offer);
        let title = offer.as_ref().map_or("nothing", |offer| &offer.facts.title);
        titles.push(format!("{id} is {title}"));
        alone.extend(offer.map(|offer| (id, offer)));
    }
    assert_eq!(together, alone);
    titles
}

#[rstest]
#[tokio::test]
async fn an_old_publisher_id_finds_whom_it_became_one_with(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let Some(database) = TestDatabase::start(backend).await else {
        return;
    };
    let store = database.open().await;
    let (publishers, _) = directory(&store).await;
    merge(&store, &publishers[0], &publishers[1]).await;
    merge(&store, &publishers[1], &publishers[2]).await;

    for old in &publishers[..2] {
        for key in [
            PublisherKey::Id(old.id),
            PublisherKey::Marketplace(old.publisher_id.clone()),
        ] {
            let read = in_one_statement(&store, async |store| store.publisher(&key).await).await;
            assert_eq!(read.as_ref(), Some(&publishers[2]));
            let filter = OfferFilter {
                publisher: Some(key),
                ..OfferFilter::default()
            };
            let page = Page::first(10);
            let slice = in_one_statement(&store, async |store| {
                store.offers(&filter, ListOrder::Title, &page).await
            })
            .await;
            let titles: Vec<&str> = slice
                .items
                .iter()
                .map(|(offer, _)| offer.facts.title.as_str())
                .collect();
            assert_eq!(titles, ["a.of-a", "b.of-b", "c.of-c"]);
            assert_eq!(store.count_offers(&filter).await.expect("readable"), 3);
        }
    }
    let itself = store.publishers_by_id(&[publishers[0].id]).await;
    let itself = itself.expect("readable").remove(0);
    assert_eq!(itself.merged_into, Some(publishers[2].id));
    let a = PublisherId::parse("a").expect("a publisher id");
    let by_name = store.publishers_by_marketplace_id(&[a]).await;
    assert_eq!(by_name.expect("readable"), [itself]);
}

#[rstest]
#[tokio::test]
async fn an_old_marketplace_id_finds_the_offer_through_mergers_and_moves(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let Some(database) = TestDatabase::start(backend).await else {
        return;
    };
    let store = database.open().await;
    let (publishers, offers) = directory(&store).await;
    let [a, b, c, d] = &publishers[..] else {
        panic!("there are four");
    };
    merge(&store, a, b).await;
    let key = OfferKey::Id(offers[0].id);
    let of_a = store
        .offer(&key)
        .await
        .expect("readable")
        .expect("it is there");
    relocate(&store, &of_a, c).await;
    merge(&store, b, d).await;

    let ids = [
        "a.of-a", "b.of-a", "c.of-a", "d.of-a", "a.of-b", "b.of-b", "d.of-b", "a.of-c",
    ];
    assert_eq!(
        found(&store, &ids).await,
        [
            "a.of-a is a.of-a",
            "b.of-a is a.of-a",
            "c.of-a is a.of-a",
            "d.of-a is nothing",
            "a.of-b is b.of-b",
            "b.of-b is b.of-b",
            "d.of-b is b.of-b",
            "a.of-c is nothing",
        ]
    );
}

#[rstest]
#[tokio::test]
async fn an_id_that_was_given_anew_finds_the_offer_that_has_it(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let Some(database) = TestDatabase::start(backend).await else {
        return;
    };
    let store = database.open().await;
    let (publishers, offers) = directory(&store).await;
    let [a, b, c, _] = &publishers[..] else {
        panic!("there are four");
    };
    relocate(&store, &offers[0], c).await;
    relocate(&store, &offers[1], c).await;
    let new = vec![given::new_offer(a, "of-a", given::facts("new"))];
    given::kept(&store, async |change| change.add_offers(new).await).await;
    // b gets an offer of the id that one of a had, and then one of the id that its own had.
    given::offer(&store, b, "of-a", given::facts("b.of-a")).await;
    let key = OfferKey::Id(offers[3].id);
    let of_d = store
        .offer(&key)
        .await
        .expect("readable")
        .expect("it is there");
    relocate(&store, &of_d, b).await;

    let ids = [
        "a.of-a", "b.of-a", "c.of-a", "b.of-b", "c.of-b", "b.of-d", "d.of-d",
    ];
    assert_eq!(
        found(&store, &ids).await,
        [
            "a.of-a is new",
            "b.of-a is b.of-a",
            "c.of-a is a.of-a",
            "b.of-b is b.of-b",
            "c.of-b is b.of-b",
            "b.of-d is d.of-d",
            "d.of-d is d.of-d",
        ]
    );
}
