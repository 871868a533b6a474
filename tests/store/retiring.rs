//! Publishers and offers that leave the lists and come back.

use rstest::rstest;
use support_directory::domain::listing::ListOrder;
use support_directory::domain::offer::{Offer, OfferFilter, OfferKey};
use support_directory::domain::page::Page;
use support_directory::domain::publisher::{Publisher, PublisherKey};
use support_directory::store::Store;

use crate::databases::{Backend, TestDatabase};
use crate::given;
use crate::statements::in_one_statement;

/// The titles of the offers in the list, the count, and how many each publisher has.
async fn listed(store: &Store, publishers: &[Publisher]) -> (String, u64, Vec<(u64, usize)>) {
    let filter = OfferFilter::default();
    let slice = in_one_statement(store, async |store| {
        store
            .offers(&filter, ListOrder::Title, &Page::first(100))
            .await
    })
    .await;
    let count = store.count_offers(&filter).await.expect("readable");
    let titles: Vec<&str> = slice
        .items
        .iter()
        .map(|(offer, _)| offer.facts.title.as_str())
        .collect();
    let ids: Vec<_> = publishers.iter().map(|publisher| publisher.id).collect();
    let wanted: Vec<_> = ids.iter().map(|id| (*id, 10)).collect();
    let counts = in_one_statement(store, async |store| store.count_offers_of(&ids).await).await;
    let first = in_one_statement(store, async |store| store.first_offers_of(&wanted).await).await;
    let of = ids.iter().map(|id| {
        let first = first.get(&(*id, 10)).map_or(0, Vec::len);
        (counts.get(id).copied().unwrap_or(0), first)
    });
    (titles.join(" "), count, of.collect())
}

#[rstest]
#[tokio::test]
async fn a_publisher_leaves_the_lists_with_its_offers_and_comes_back_with_them(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let Some(database) = TestDatabase::start(backend).await else {
        return;
    };
    let store = database.open().await;
    let contoso = given::publisher(&store, "contoso", "Contoso").await;
    let fabrikam = given::publisher(&store, "fabrikam", "Fabrikam").await;
    given::offers(&store, &contoso, &["A", "B"]).await;
    given::offers(&store, &fabrikam, &["C"]).await;
    let both = [contoso.clone(), fabrikam];
    let before = listed(&store, &both).await;

    let retired = given::kept(&store, async |change| {
        change.retire_publisher(&contoso).await
    })
    .await;
    let without = listed(&store, &both).await;
    let read = store.publisher(&PublisherKey::Id(contoso.id)).await;
    let restored = given::kept(&store, async |change| {
        change.restore_publisher(&retired).await
    })
    .await;

    assert_eq!(before, ("A B C".to_owned(), 3, vec![(2, 2), (1, 1)]));
    assert_eq!(without, ("C".to_owned(), 1, vec![(0, 0), (1, 1)]));
    assert_eq!(listed(&store, &both).await, before);
    assert_eq!(read.expect("readable"), Some(retired.clone()));
    assert!(retired.retired_at.is_some());
    let expected = |version, kept: &Publisher| Publisher {
        version,
        retired_at: kept.retired_at,
        updated_at: kept.updated_at,
        ..contoso.clone()
    };
    assert_eq!(retired, expected(2, &retired));
    assert_eq!(restored, expected(3, &restored));
    assert_eq!(restored.retired_at, None);
}

#[rstest]
#[tokio::test]
async fn an_offer_leaves_the_lists_and_comes_back(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let Some(database) = TestDatabase::start(backend).await else {
        return;
    };
    let store = database.open().await;
    let contoso = given::publisher(&store, "contoso", "Contoso").await;
    let offers = given::offers(&store, &contoso, &["A", "B"]).await;
    let publishers = [contoso];

    let retired = given::kept(&store, async |change| change.retire_offer(&offers[0]).await).await;
    let without = listed(&store, &publishers).await;
    let read = store.offer(&OfferKey::Id(retired.id)).await;
    let restored = given::kept(&store, async |change| change.restore_offer(&retired).await).await;

    assert_eq!(without, ("B".to_owned(), 1, vec![(1, 1)]));
    assert_eq!(listed(&store, &publishers).await.0, "A B");
    assert_eq!(read.expect("readable"), Some(retired));
    let expected = Offer {
        version: 3,
        updated_at: restored.updated_at,
        ..offers[0].clone()
    };
    assert_eq!(restored, expected);
}
