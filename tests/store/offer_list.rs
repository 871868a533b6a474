//! Filters of the list of offers, one by one and together.

use rstest::rstest;
use sea_orm::ActiveModelTrait;
use support_directory::domain::contact::{ContactOwner, ContactType};
use support_directory::domain::listing::ListOrder;
use support_directory::domain::offer::{
    ListingState, Offer, OfferFacts, OfferFilter, OfferKey, OfferType, ResaleState,
};
use support_directory::domain::page::Page;
use support_directory::domain::partner::PartnerRole;
use support_directory::domain::publisher::{Publisher, PublisherId, PublisherKey};
use support_directory::store::Store;

use crate::databases::{Backend, TestDatabase};
use crate::{given, raw};

/// The titles that a filter lets through, by title; the count has to agree.
async fn titles(store: &Store, filter: &OfferFilter) -> Vec<String> {
    let slice = store
        .offers(filter, ListOrder::Title, &Page::first(100))
        .await;
    let slice = slice.expect("readable");
    let count = store.count_offers(filter).await.expect("readable");
    assert_eq!(count, slice.items.len() as u64, "{filter:?}");
    slice
        .items
        .into_iter()
        .map(|(offer, _)| offer.facts.title)
        .collect()
}

/// Contoso has offers A to D and a contact of its own, Fabrikam has offers E and F, E with a contact.
async fn directory(store: &Store) -> (Publisher, Publisher, Vec<Offer>) {
    let contoso = given::publisher(store, "contoso", "Contoso").await;
    let fabrikam = given::publisher(store, "fabrikam", "Fabrikam").await;
    let mut offers = Vec::new();
    for (of, title, offer_type, resale, listing) in [
        (
            &contoso,
            "A",
            OfferType::Saas,
            ResaleState::All,
            ListingState::Published,
        ),
        (
            &contoso,
            "B",
            OfferType::Saas,
            ResaleState::None,
            ListingState::Published,
        ),
        (
            &contoso,
            "C",
            OfferType::Container,
            ResaleState::All,
            ListingState::NotPublished,
        ),
        (
            &contoso,
            "D",
            OfferType::Other,
            ResaleState::Unknown,
            ListingState::Unknown,
        ),
        (
            &fabrikam,
            "E",
            OfferType::Saas,
            ResaleState::All,
            ListingState::Published,
        ),
        (
            &fabrikam,
            "F",
            OfferType::Container,
            ResaleState::Some,
            ListingState::Unknown,
        ),
    ] {
        let facts = OfferFacts {
            offer_type,
            resale,
            listing,
            ..given::facts(title)
        };
        offers.push(given::offer(store, of, &title.to_lowercase(), facts).await);
    }
    let partner = given::partner(store, "1", "Northwind", PartnerRole::DirectBillPartner).await;
    let contacts = [
        (
            ContactOwner::Publisher(contoso.id),
            ContactType::CustomerSupport,
        ),
        (ContactOwner::Offer(offers[1].id), ContactType::Engineering),
        (ContactOwner::Offer(offers[4].id), ContactType::CspProgram),
        (ContactOwner::Offer(offers[4].id), ContactType::Engineering),
        (ContactOwner::Partner(partner.id), ContactType::CspProgram),
    ];
    let new = contacts.map(|(owner, kind)| given::new_contact(owner, kind, "a@b.example"));
    given::kept(store, async |change| {
        change.add_contacts(new.to_vec()).await
    })
    .await;
    (contoso, fabrikam, offers)
}

#[rstest]
#[tokio::test]
async fn each_filter_narrows_by_itself(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let Some(database) = TestDatabase::start(backend).await else {
        return;
    };
    let store = database.open().await;
    let (contoso, fabrikam, _) = directory(&store).await;
    let types = |types: &[OfferType]| OfferFilter {
        types: Some(types.to_vec()),
        ..OfferFilter::default()
    };
    let resale = |states: &[ResaleState]| OfferFilter {
        resale: Some(states.to_vec()),
        ..OfferFilter::default()
    };
    let listing = |states: &[ListingState]| OfferFilter {
        listing: Some(states.to_vec()),
        ..OfferFilter::default()
    };
    let publisher = |key| OfferFilter {
        publisher: Some(key),
        ..OfferFilter::default()
    };
    let contact = |types: &[ContactType]| OfferFilter {
        has_contact: given::contacts_wanted(types),
        ..OfferFilter::default()
    };
    let search = |text: &str| OfferFilter {
        search: Some(text.to_owned()),
        ..OfferFilter::default()
    };
    let stranger = PublisherId::parse("nobody").expect("a publisher id");

    for (filter, expected) in [
        (OfferFilter::default(), "ABCDEF"),
        (types(&[OfferType::Saas]), "ABE"),
        (types(&[OfferType::Other, OfferType::Container]), "CDF"),
        (types(&[OfferType::VirtualMachine]), ""),
        (types(&[]), ""),
        (resale(&[ResaleState::All]), "ACE"),
        (resale(&[ResaleState::None, ResaleState::Unknown]), "BD"),
        (resale(&[]), ""),
        (listing(&[ListingState::Published]), "ABE"),
        (
            listing(&[ListingState::NotPublished, ListingState::Unknown]),
            "CDF",
        ),
        (listing(&[]), ""),
        (publisher(PublisherKey::Id(contoso.id)), "ABCD"),
        (
            publisher(PublisherKey::Marketplace(fabrikam.publisher_id)),
            "EF",
        ),
        (publisher(PublisherKey::Marketplace(stranger)), ""),
        (contact(&[ContactType::CustomerSupport]), "ABCD"),
        (contact(&[ContactType::Engineering]), "BE"),
        (contact(&[ContactType::CspProgram]), "E"),
        (
            contact(&[ContactType::CspProgram, ContactType::CustomerSupport]),
            "ABCDE",
        ),
        (contact(&[]), ""),
        (search("fabrikam"), "EF"),
        (search("  "), "ABCDEF"),
        (search("?!"), ""),
    ] {
        assert_eq!(
            titles(&store, &filter).await.concat(),
            expected,
            "{filter:?}"
        );
    }
}

#[rstest]
#[tokio::test]
async fn filters_together_let_through_what_each_of_them_does(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let Some(database) = TestDatabase::start(backend).await else {
        return;
    };
    let store = database.open().await;
    let (contoso, ..) = directory(&store).await;
    let mut filter = OfferFilter::default();
    let mut narrowed = Vec::new();

    filter.listing = Some(vec![ListingState::Published, ListingState::NotPublished]);
    narrowed.push(titles(&store, &filter).await.concat());
    filter.resale = Some(vec![ResaleState::All, ResaleState::None]);
    narrowed.push(titles(&store, &filter).await.concat());
    filter.has_contact =
        given::contacts_wanted(&[ContactType::Engineering, ContactType::CustomerSupport]);
    narrowed.push(titles(&store, &filter).await.concat());
    filter.search = Some("contoso".to_owned());
    narrowed.push(titles(&store, &filter).await.concat());
    filter.publisher = Some(PublisherKey::Marketplace(contoso.publisher_id));
    narrowed.push(titles(&store, &filter).await.concat());
    filter.types = Some(vec![OfferType::Saas]);
    narrowed.push(titles(&store, &filter).await.concat());
    filter.search = Some("contoso b".to_owned());
    narrowed.push(titles(&store, &filter).await.concat());

    assert_eq!(narrowed, ["ABCE", "ABCE", "ABCE", "ABC", "ABC", "AB", "B"]);
}

#[rstest]
#[tokio::test]
async fn a_retired_offer_is_in_no_list_and_can_still_be_looked_up(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let Some(database) = TestDatabase::start(backend).await else {
        return;
    };
    let store = database.open().await;
    let (.., offers) = directory(&store).await;
    let retired = Offer {
        retired_at: Some(given::time("2024-05-06T07:08:09Z")),
        ..offers[4].clone()
    };
    let row = entity::offer::ActiveModel {
        id: sea_orm::Set(retired.id.key()),
        retired_at: sea_orm::Set(retired.retired_at),
        ..Default::default()
    };
    row.update(&raw::connection(&database).await)
        .await
        .expect("a sound time");
    let search = |text: &str| OfferFilter {
        search: Some(text.to_owned()),
        ..OfferFilter::default()
    };

    let listed = titles(&store, &OfferFilter::default()).await.concat();
    let found = titles(&store, &search("fabrikam")).await.concat();
    let looked_up = store
        .offer(&OfferKey::Id(retired.id))
        .await
        .expect("readable");

    assert_eq!((listed.as_str(), found.as_str()), ("ABCDF", "F"));
    assert_eq!(looked_up, Some(retired));
}
