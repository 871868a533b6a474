//! Splits of indirect providers: what is kept reads back, and what the database refuses.

use entity::indirect_split;
use rstest::rstest;
use sea_orm::{ActiveModelTrait, IntoActiveModel};
use support_directory::domain::inquiry::{InquiryArea, InquiryCategory};
use support_directory::domain::partner::PartnerRole;
use support_directory::domain::responsibility::{NewSplit, SplitParty};
use uuid::Uuid;

use crate::databases::{Backend, TestDatabase};
use crate::raw::{Refusal, refused};
use crate::{given, raw};

#[rstest]
#[tokio::test]
async fn splits_read_back_for_their_provider_and_duty_only(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let Some(database) = TestDatabase::start(backend).await else {
        return;
    };
    let store = database.open().await;
    let provider = given::partner(&store, "1", "Northwind", PartnerRole::IndirectProvider).await;
    let other = given::partner(&store, "2", "Southwind", PartnerRole::IndirectProvider).await;
    let reseller = given::partner(&store, "3", "Fabrikam", PartnerRole::IndirectReseller).await;
    given::tie(&store, &provider, &reseller).await;
    let general = given::new_split(&provider, None);
    let wanted = [
        general.clone(),
        NewSplit {
            valid_from: given::day(2025, 2, 28),
            party: SplitParty::Both,
            ..general.clone()
        },
        NewSplit {
            party: SplitParty::Provider,
            valid_through: Some(general.valid_from),
            ..given::new_split(&provider, Some(&reseller))
        },
    ];
    let unwanted = [
        given::new_split(&other, None),
        NewSplit {
            category: InquiryCategory::Payment,
            ..general
        },
    ];

    let kept = given::kept(&store, async |change| {
        let mut kept = Vec::new();
        for new in wanted.iter().chain(&unwanted) {
            kept.push(change.add_split(new.clone()).await?);
        }
        Ok(kept)
    })
    .await;

    let mut read = store
        .splits_of(provider.id, InquiryCategory::Billing)
        .await
        .expect("readable");
    read.sort_by_key(|split| split.id);
    assert_eq!(read, kept[..wanted.len()]);
    let terms: Vec<NewSplit> = read.into_iter().map(|split| split.terms).collect();
    assert_eq!(terms, wanted);
}

#[rstest]
#[tokio::test]
async fn only_duties_of_the_customers_account_can_be_split(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let Some(database) = TestDatabase::start(backend).await else {
        return;
    };
    let store = database.open().await;
    let provider = given::partner(&store, "1", "Northwind", PartnerRole::IndirectProvider).await;

    let mut split = Vec::new();
    for &category in InquiryCategory::ALL {
        let change = store.change().await.expect("a change");
        let new = NewSplit {
            category,
            ..given::new_split(&provider, None)
        };
        if change.add_split(new).await.is_ok() {
            split.push(category);
        }
    }

    let expected: Vec<InquiryCategory> = InquiryCategory::ALL
        .iter()
        .copied()
        .filter(|category| category.area() == InquiryArea::CustomerAccount)
        .collect();
    assert_eq!(split, expected);
}

#[rstest]
#[tokio::test]
async fn a_duty_is_split_once_a_day_in_general_and_for_each_reseller(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let Some(database) = TestDatabase::start(backend).await else {
        return;
    };
    let store = database.open().await;
    let provider = given::partner(&store, "1", "Northwind", PartnerRole::IndirectProvider).await;
    let reseller = given::partner(&store, "3", "Fabrikam", PartnerRole::IndirectReseller).await;
    given::tie(&store, &provider, &reseller).await;

    for reseller in [None, Some(&reseller)] {
        let new = given::new_split(&provider, reseller);
        given::kept(&store, async |change| change.add_split(new.clone()).await).await;

        let change = store.change().await.expect("a change");
        let again = NewSplit {
            party: SplitParty::Provider,
            ..new
        };
        let failure = change.add_split(again).await.expect_err("a duplicate");

        assert!(failure.is_duplicate(), "{failure:?}");
    }
}

#[rstest]
#[tokio::test]
async fn rows_that_are_no_splits_are_refused(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let Some(database) = TestDatabase::start(backend).await else {
        return;
    };
    let store = database.open().await;
    let provider = given::partner(&store, "1", "Northwind", PartnerRole::IndirectProvider).await;
    let reseller = given::partner(&store, "3", "Fabrikam", PartnerRole::IndirectReseller).await;
    let untied = given::partner(&store, "4", "Woodgrove", PartnerRole::IndirectReseller).await;
    given::tie(&store, &provider, &reseller).await;
    let new = given::new_split(&provider, Some(&reseller));
    given::kept(&store, async |change| change.add_split(new.clone()).await).await;
    let connection = raw::connection(&database).await;
    let row = raw::row::<indirect_split::Entity>(&connection).await;
    let sound = || indirect_split::Model {
        id: Uuid::now_v7(),
        valid_from: given::day(2025, 1, 1),
        ..row.clone()
    };
    let untied = Some(untied.id.key());
    let a_reseller = reseller.id.key();

    for (unsound, why) in [
        (
            indirect_split::Model {
                reseller_id: untied,
                ..sound()
            },
            Refusal::ForeignKey,
        ),
        (
            indirect_split::Model {
                provider_id: a_reseller,
                reseller_id: None,
                ..sound()
            },
            Refusal::ForeignKey,
        ),
        (
            indirect_split::Model {
                valid_through: Some(given::day(2024, 12, 31)),
                ..sound()
            },
            Refusal::Check,
        ),
        (
            indirect_split::Model {
                version: 0,
                ..sound()
            },
            Refusal::Check,
        ),
        (
            indirect_split::Model {
                valid_from: row.valid_from,
                ..sound()
            },
            Refusal::Unique,
        ),
    ] {
        assert_eq!(
            refused(&connection, unsound.clone()).await,
            why,
            "{unsound:?}"
        );
    }
    let accepted = sound().into_active_model().insert(&connection).await;
    accepted.expect("what all of them were made from is sound");
}
