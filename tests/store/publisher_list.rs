//! Filters of the list of publishers, one by one and together.

use rstest::rstest;
use sea_orm::ActiveModelTrait;
use support_directory::domain::contact::{ContactOwner, ContactType};
use support_directory::domain::listing::ListOrder;
use support_directory::domain::offer::{Offer, OfferFacts, OfferType, ResaleState};
use support_directory::domain::page::Page;
use support_directory::domain::publisher::{Publisher, PublisherFilter, PublisherKey};
use support_directory::store::Store;

use crate::databases::{Backend, TestDatabase};
use crate::{given, raw};

/// The ids that a filter lets through, by name; the count has to agree.
async fn ids(store: &Store, filter: &PublisherFilter) -> String {
    let slice = store
        .publishers(filter, ListOrder::Title, &Page::first(100))
        .await;
    let slice = slice.expect("readable");
    let count = store.count_publishers(filter).await.expect("readable");
    assert_eq!(count, slice.items.len() as u64, "{filter:?}");
    slice
        .items
        .iter()
        .map(|(publisher, _)| publisher.publisher_id.as_str())
        .collect()
}

/// Publishers a to d: a sells two kinds of offers, b one, c has contacts only, d nothing.
async fn directory(store: &Store) -> (Vec<Publisher>, Vec<Offer>) {
    let mut publishers = Vec::new();
    for (id, name) in [
        ("a", "Adatum İstanbul"),
        ("b", "Best for You"),
        ("c", "Contoso"),
        ("d", "Datum"),
    ] {
        publishers.push(given::publisher(store, id, name).await);
    }
    let mut offers = Vec::new();
    for (of, id, offer_type, resale) in [
        (0, "x", OfferType::Saas, ResaleState::All),
        (0, "y", OfferType::Container, ResaleState::None),
        (1, "x", OfferType::Saas, ResaleState::None),
    ] {
        let facts = OfferFacts {
            offer_type,
            resale,
            ..given::facts("Contoso")
        };
        offers.push(given::offer(store, &publishers[of], id, facts).await);
    }
    let contacts = [
        (
            ContactOwner::Publisher(publishers[2].id),
            ContactType::CustomerSupport,
        ),
        (
            ContactOwner::Publisher(publishers[2].id),
            ContactType::Engineering,
        ),
        (
            ContactOwner::Publisher(publishers[0].id),
            ContactType::Engineering,
        ),
        (ContactOwner::Offer(offers[2].id), ContactType::CspProgram),
    ];
    let new = contacts.map(|(owner, kind)| given::new_contact(owner, kind, "a@b.example"));
    given::kept(store, async |change| {
        change.add_contacts(new.to_vec()).await
    })
    .await;
    (publishers, offers)
}

fn narrowed(
    types: Option<&[OfferType]>,
    resale: Option<&[ResaleState]>,
    contact: Option<&[ContactType]>,
    search: Option<&str>,
) -> PublisherFilter {
    PublisherFilter {
        offer_types: types.map(<[_]>::to_vec),
        resale: resale.map(<[_]>::to_vec),
        has_contact: contact.and_then(given::contacts_wanted),
        search: search.map(str::to_owned),
    }
}

#[rstest]
#[tokio::test]
async fn filters_narrow_by_themselves_and_together(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    use ContactType::{CspProgram, CustomerSupport, Engineering};
    use OfferType::{Container, Saas};

    let Some(database) = TestDatabase::start(backend).await else {
        return;
    };
    let store = database.open().await;
    directory(&store).await;
    let (all, none) = (ResaleState::All, ResaleState::None);

    for (filter, expected) in [
        (PublisherFilter::default(), "abcd"),
        (narrowed(Some(&[Saas]), None, None, None), "ab"),
        (narrowed(Some(&[Container]), None, None, None), "a"),
        (narrowed(Some(&[]), None, None, None), ""),
        (narrowed(None, Some(&[all]), None, None), "a"),
        (narrowed(None, Some(&[none, all]), None, None), "ab"),
        (narrowed(None, Some(&[]), None, None), ""),
        // Type and resale are of one and the same offer.
        (narrowed(Some(&[Container]), Some(&[all]), None, None), ""),
        (narrowed(Some(&[Saas]), Some(&[none]), None, None), "b"),
        (narrowed(None, None, Some(&[Engineering]), None), "ac"),
        (narrowed(None, None, Some(&[CustomerSupport]), None), "c"),
        // A contact of one of its offers counts too.
        (narrowed(None, None, Some(&[CspProgram]), None), "b"),
        (narrowed(None, None, Some(&[]), None), ""),
        (narrowed(None, None, None, Some("ISTANBUL")), "a"),
        (narrowed(None, None, None, Some("you best")), "b"),
        (narrowed(None, None, None, Some("datum")), "d"),
        (narrowed(None, None, None, Some("contoso")), "c"),
        (narrowed(None, None, None, Some("...")), ""),
        (
            narrowed(
                Some(&[Saas]),
                Some(&[all]),
                Some(&[Engineering]),
                Some("ada"),
            ),
            "a",
        ),
        (
            narrowed(
                Some(&[Saas]),
                Some(&[all]),
                Some(&[Engineering]),
                Some("best"),
            ),
            "",
        ),
    ] {
        assert_eq!(ids(&store, &filter).await, expected, "{filter:?}");
    }
}

#[rstest]
#[tokio::test]
async fn what_is_retired_counts_for_nothing_and_can_still_be_looked_up(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let Some(database) = TestDatabase::start(backend).await else {
        return;
    };
    let store = database.open().await;
    let (publishers, offers) = directory(&store).await;
    let connection = raw::connection(&database).await;
    let retired = Publisher {
        retired_at: Some(given::time("2024-05-06T07:08:09Z")),
        ..publishers[2].clone()
    };
    let row = entity::offer::ActiveModel {
        id: sea_orm::Set(offers[0].id.key()),
        retired_at: sea_orm::Set(retired.retired_at),
        ..Default::default()
    };
    row.update(&connection).await.expect("a sound time");
    let row = entity::publisher::ActiveModel {
        id: sea_orm::Set(retired.id.key()),
        retired_at: sea_orm::Set(retired.retired_at),
        ..Default::default()
    };
    row.update(&connection).await.expect("a sound time");

    let listed = ids(&store, &PublisherFilter::default()).await;
    let selling = ids(
        &store,
        &narrowed(Some(&[OfferType::Saas]), None, None, None),
    )
    .await;
    let found = ids(&store, &narrowed(None, None, None, Some("contoso"))).await;
    let looked_up = store.publisher(&PublisherKey::Id(retired.id)).await;

    assert_eq!(
        (listed.as_str(), selling.as_str(), found.as_str()),
        ("abd", "b", "")
    );
    assert_eq!(looked_up.expect("readable"), Some(retired));
}
