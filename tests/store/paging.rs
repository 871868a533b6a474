//! Paging: forwards and backwards, every item once, in one total order.

use entity::{offer, publisher};
use rstest::rstest;
use sea_orm::{ActiveModelTrait, DatabaseConnection};
use support_directory::domain::folding::fold;
use support_directory::domain::listing::{ListOrder, Position};
use support_directory::domain::offer::{Offer, OfferFilter};
use support_directory::domain::page::Page;
use support_directory::domain::partner::{PartnerFilter, PartnerPosition, PartnerRole};
use support_directory::domain::publisher::{Publisher, PublisherFilter};
use support_directory::store::{MatchRank, Store};

use crate::databases::{Backend, TestDatabase};
use crate::walk::every_walk_gives;
use crate::{given, raw};

/// Titles with equals among them, also such that only fold to the same, and one that people and
/// bytes order differently.
const TITLES: [&str; 15] = [
    "Ŋoma Contoso",
    "Contoso Backup",
    "contoso backup",
    "Çontoso BACKUP!",
    "Contoso Backup Plus",
    "ContosoBackup",
    "Zoom Contoso",
    "zoom",
    "İstanbul Contoso",
    "ıstanbul contoso",
    "Éclair Contoso",
    "🚀",
    "🛟",
    "Backup of Contoso",
    "備份 Contoso",
];

/// Times with equals among them, and with whole seconds among fractions.
const TIMES: [&str; 5] = [
    "2024-05-06T07:08:09Z",
    "2024-05-06T07:08:09.001Z",
    "2024-05-06T07:08:09.010Z",
    "2024-05-06T07:08:09.100Z",
    "2024-05-06T07:08:10Z",
];

/// The five times, over and over.
fn times() -> impl Iterator<Item = chrono::DateTime<chrono::Utc>> {
    TIMES.into_iter().cycle().map(given::time)
}

async fn timed_offers(store: &Store, connection: &DatabaseConnection) -> Vec<Offer> {
    let contoso = given::publisher(store, "contoso", "Fabrikam").await;
    let mut offers = given::offers(store, &contoso, &TITLES).await;
    for (offer, at) in offers.iter_mut().zip(times()) {
        offer.updated_at = at;
        let row = offer::ActiveModel {
            id: sea_orm::Set(offer.id.key()),
            updated_at: sea_orm::Set(at),
            ..Default::default()
        };
        row.update(connection).await.expect("a sound time");
    }
    offers
}

#[rstest]
#[tokio::test]
async fn every_walk_through_offers_visits_each_once_in_the_order_asked_for(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
    #[values(ListOrder::Title, ListOrder::Updated, ListOrder::Relevance)] order: ListOrder,
    #[values(None, Some("contoso b"))] search: Option<&str>,
) {
    let order = ListOrder::chosen(Some(order), search);
    let Some(database) = TestDatabase::start(backend).await else {
        return;
    };
    let store = database.open().await;
    let offers = timed_offers(&store, &raw::connection(&database).await).await;
    let filter = OfferFilter {
        search: search.map(str::to_owned),
        ..OfferFilter::default()
    };
    let rank_of = |offer: &Offer| match search {
        None => MatchRank(0),
        Some(_) => rank(&fold(&offer.facts.title)),
    };
    let mut expected: Vec<(Offer, MatchRank)> = offers
        .iter()
        .filter(|offer| search.is_none() || is_found(&fold(&offer.facts.title)))
        .map(|offer| (offer.clone(), rank_of(offer)))
        .collect();
    let by_title = |offer: &Offer| (fold(&offer.facts.title), offer.id);
    match order {
        ListOrder::Title => expected.sort_by_key(|(offer, _)| by_title(offer)),
        ListOrder::Updated => {
            expected.sort_by_key(|(offer, _)| std::cmp::Reverse((offer.updated_at, offer.id)));
        }
        ListOrder::Relevance => {
            expected.sort_by_key(|(offer, rank)| (rank.0, by_title(offer)));
        }
    }

    let position = |(offer, rank): &(Offer, MatchRank)| {
        let (title, key) = (fold(&offer.facts.title), offer.id.key());
        match order {
            ListOrder::Updated => Position::Updated {
                at: offer.updated_at,
                key,
            },
            ListOrder::Relevance => Position::Relevance {
                rank: rank.0,
                title,
                key,
            },
            ListOrder::Title => Position::Title { title, key },
        }
    };
    every_walk_gives(&expected, position, async |page| {
        store.offers(&filter, order, page).await.expect("readable")
    })
    .await;

    let count = store.count_offers(&filter).await.expect("readable");
    assert_eq!(count, expected.len() as u64);
}

/// Whether `contoso b` finds a folded title: two words that begin so.
fn is_found(title: &str) -> bool {
    let begins = |start: &str| title.split(' ').any(|word| word.starts_with(start));
    begins("contoso") && begins("b")
}

/// How well a folded title matches `contoso b`.
fn rank(title: &str) -> MatchRank {
    match title {
        "contoso b" => MatchRank(0),
        title if title.starts_with("contoso b") => MatchRank(1),
        _ => MatchRank(3),
    }
}

#[rstest]
#[tokio::test]
async fn every_walk_through_publishers_visits_each_once_in_the_order_asked_for(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
    #[values(ListOrder::Title, ListOrder::Updated, ListOrder::Relevance)] order: ListOrder,
) {
    let order = ListOrder::chosen(Some(order), None);
    let Some(database) = TestDatabase::start(backend).await else {
        return;
    };
    let store = database.open().await;
    let connection = raw::connection(&database).await;
    let numbered = (0..).zip(TITLES);
    let new = numbered
        .map(|(number, name)| given::new_publisher(&format!("p{number}"), name))
        .collect();
    let mut publishers = given::kept(&store, async |change| change.add_publishers(new).await).await;
    for (publisher, at) in publishers.iter_mut().zip(times()) {
        publisher.updated_at = at;
        let row = publisher::ActiveModel {
            id: sea_orm::Set(publisher.id.key()),
            updated_at: sea_orm::Set(at),
            ..Default::default()
        };
        row.update(&connection).await.expect("a sound time");
    }
    let by_name = |publisher: &Publisher| (fold(&publisher.name), publisher.id);
    match order {
        ListOrder::Title | ListOrder::Relevance => publishers.sort_by_key(by_name),
        ListOrder::Updated => {
            publishers.sort_by_key(|kept| std::cmp::Reverse((kept.updated_at, kept.id)));
        }
    }
    let expected: Vec<(Publisher, MatchRank)> = publishers
        .into_iter()
        .map(|kept| (kept, MatchRank(0)))
        .collect();

    let position = |(kept, _): &(Publisher, MatchRank)| {
        let (title, key) = (fold(&kept.name), kept.id.key());
        match order {
            ListOrder::Updated => Position::Updated {
                at: kept.updated_at,
                key,
            },
            ListOrder::Title | ListOrder::Relevance => Position::Title { title, key },
        }
    };
    every_walk_gives(&expected, position, async |page| {
        let filter = PublisherFilter::default();
        store
            .publishers(&filter, order, page)
            .await
            .expect("readable")
    })
    .await;
}

#[rstest]
#[tokio::test]
async fn every_walk_through_partners_visits_each_once_by_name(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let Some(database) = TestDatabase::start(backend).await else {
        return;
    };
    let store = database.open().await;
    let mut expected = Vec::new();
    for (number, name) in (1..).zip(TITLES) {
        let role = PartnerRole::IndirectReseller;
        expected.push(given::partner(&store, &format!("{number}"), name, role).await);
    }
    expected.sort_by_key(|partner| (fold(&partner.name), partner.id));

    let position = |partner: &support_directory::domain::partner::Partner| PartnerPosition {
        name: fold(&partner.name),
        key: partner.id.key(),
    };
    every_walk_gives(&expected, position, async |page| {
        let filter = PartnerFilter::default();
        store.partners(&filter, page).await.expect("readable")
    })
    .await;
}

#[rstest]
#[tokio::test]
async fn an_empty_list_has_nothing_before_and_nothing_after(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let Some(database) = TestDatabase::start(backend).await else {
        return;
    };
    let store = database.open().await;
    let filter = OfferFilter::default();

    let slice = store
        .offers(&filter, ListOrder::Title, &Page::first(20))
        .await;
    let count = store.count_offers(&filter).await;

    let slice = slice.expect("readable");
    assert_eq!(slice.items, []);
    assert_eq!((slice.has_previous, slice.has_next), (false, false));
    assert_eq!(count.expect("readable"), 0);
}
