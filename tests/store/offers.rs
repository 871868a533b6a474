//! Offers: what is kept reads back.

use std::collections::{BTreeMap, HashMap};

use rstest::rstest;
use support_directory::domain::Id;
use support_directory::domain::offer::{
    ListingState, MarketplaceId, NewOffer, Offer, OfferFacts, OfferKey, OfferType, ResaleState,
    Wording,
};
use support_directory::domain::publisher::Publisher;
use uuid::Uuid;

use crate::databases::{Backend, TestDatabase};
use crate::given;

/// Everything that can be known of an offer.
fn rich_facts() -> OfferFacts {
    let wording = |title: &str, summary: Option<&str>| Wording {
        title: title.to_owned(),
        summary: summary.map(str::to_owned),
    };
    OfferFacts {
        title: "Contoso Backup".to_owned(),
        summary: Some("Backs up what you\nwould miss.".to_owned()),
        translations: BTreeMap::from([
            (
                given::language("tr"),
                wording(
                    "Contoso Yedekleme",
                    Some("Özlediğiniz her şeyi yedekler: ışık, ığdır, İnşaat."),
                ),
            ),
            (given::language("pt-BR"), wording("Contoso Cópia", None)),
            (
                given::language("zh-Hans"),
                wording("备份 𠮷野家 \"&\" \\", Some("")),
            ),
        ]),
        offer_type: OfferType::ManagedApplication,
        resale: ResaleState::Some,
        listing: ListingState::NotPublished,
        website: Some("https://contoso.example/backup?a=1&b=%20".to_owned()),
        categories: vec![
            "Storage".to_owned(),
            "İş sürekliliği".to_owned(),
            String::new(),
        ],
    }
}

/// Offers that differ in everything that an offer can differ in.
fn every_kind_of_offer(of: &Publisher) -> Vec<(NewOffer, Publisher)> {
    let mut all = vec![rich_facts()];
    for &offer_type in OfferType::ALL {
        all.push(OfferFacts {
            offer_type,
            ..given::facts("Typed")
        });
    }
    for &resale in ResaleState::ALL {
        all.push(OfferFacts {
            resale,
            ..given::facts("Resold")
        });
    }
    for &listing in ListingState::ALL {
        all.push(OfferFacts {
            listing,
            ..given::facts("Listed")
        });
    }
    // The first two fold to nothing and to much more than was written.
    let titles = ["🚀", "㌖", "한", "Ω", "字", "𝕏", "İ", "ﷺ"];
    all.extend(titles.map(|letter| given::facts(&letter.repeat(300))));
    let hangul: String = ('가'..).step_by(37).take(300).collect();
    all.push(given::facts(&hangul));
    let numbered = (0..).zip(all);
    numbered
        .map(|(number, facts)| given::new_offer(of, &format!("a.b_c-{number}"), facts))
        .collect()
}

#[rstest]
#[tokio::test]
async fn offers_read_back_as_they_were_added(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let Some(database) = TestDatabase::start(backend).await else {
        return;
    };
    let store = database.open().await;
    let contoso = given::publisher(&store, "contoso", "Contoso").await;
    let new = every_kind_of_offer(&contoso);

    let added = given::kept(&store, async |change| change.add_offers(new.clone()).await).await;

    for (kept, (new, publisher)) in added.iter().zip(&new) {
        let expected = Offer {
            id: kept.id,
            publisher: publisher.clone(),
            offer_id: new.offer_id.clone(),
            facts: new.facts.clone(),
            retired_at: None,
            version: 1,
            created_at: kept.updated_at,
            updated_at: kept.updated_at,
        };
        assert_eq!(kept, &expected);
        let marketplace_id = MarketplaceId {
            publisher_id: publisher.publisher_id.clone(),
            offer_id: kept.offer_id.clone(),
        };
        for key in [OfferKey::Id(kept.id), OfferKey::Marketplace(marketplace_id)] {
            let read = store.offer(&key).await.expect("readable");
            assert_eq!(read.as_ref(), Some(kept));
        }
    }
    assert_eq!(added.len(), new.len());
}

#[rstest]
#[tokio::test]
async fn several_offers_are_found_by_id_and_by_marketplace_id(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let Some(database) = TestDatabase::start(backend).await else {
        return;
    };
    let store = database.open().await;
    let contoso = given::publisher(&store, "contoso", "Contoso").await;
    let fabrikam = given::publisher(&store, "fabrikam", "Fabrikam").await;
    let same_id = "backup";
    let one = given::offer(&store, &contoso, same_id, given::facts("One")).await;
    let other = given::offer(&store, &fabrikam, same_id, given::facts("Other")).await;
    given::offer(&store, &contoso, "archive", given::facts("Third")).await;

    let named = |text: &str| MarketplaceId::parse(text).expect("a marketplace id");
    let strangers = [named("contoso.nothing"), named("nobody.backup")];
    let wanted = [
        named("contoso.backup"),
        named("fabrikam.backup"),
        strangers[0].clone(),
    ];
    let by_id = store
        .offers_by_id(&[other.id, one.id, Id::new(Uuid::now_v7())])
        .await;
    let by_name = store.offers_by_marketplace_id(&wanted).await;
    let unknown = store.offers_by_marketplace_id(&strangers).await;

    let mut by_id = by_id.expect("readable");
    by_id.sort_by_key(|offer| offer.id);
    assert_eq!(by_id, [one.clone(), other.clone()]);
    let [contoso, fabrikam, _] = wanted;
    let expected = HashMap::from([(contoso, one), (fabrikam, other)]);
    assert_eq!(by_name.expect("readable"), expected);
    assert_eq!(unknown.expect("readable"), HashMap::new());
    assert_eq!(store.offers_by_id(&[]).await.expect("readable"), []);
}

#[rstest]
#[tokio::test]
async fn no_offers_are_found_under_no_marketplace_ids(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let Some(database) = TestDatabase::start(backend).await else {
        return;
    };
    let store = database.open().await;
    let contoso = given::publisher(&store, "contoso", "Contoso").await;
    given::offers(&store, &contoso, &["Contoso Backup"]).await;

    let read = store.offers_by_marketplace_id(&[]).await;

    assert_eq!(read.expect("readable"), HashMap::new());
}

#[rstest]
#[tokio::test]
async fn a_changed_offer_reads_back_with_its_publisher_as_it_is_now(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let Some(database) = TestDatabase::start(backend).await else {
        return;
    };
    let store = database.open().await;
    let contoso = given::publisher(&store, "contoso", "Contoso").await;
    let offer = given::offer(&store, &contoso, "backup", given::facts("Backup")).await;

    let (renamed, changed) = given::kept(&store, async |change| {
        let renamed = change
            .rename_publisher(&contoso, "Contoso Europe", false)
            .await?;
        let changed = change.change_offer(&offer, rich_facts()).await?;
        Ok((renamed, changed))
    })
    .await;

    let expected = Offer {
        publisher: renamed,
        facts: rich_facts(),
        version: 2,
        updated_at: changed.updated_at,
        ..offer.clone()
    };
    let read = store
        .offer(&OfferKey::Id(offer.id))
        .await
        .expect("readable");
    assert_eq!(read, Some(expected));
    assert!(changed.updated_at >= offer.updated_at);
}
