//! Partners and their ties: what is kept reads back, and what the database refuses.

use entity::{partner, partner_tie};
use rstest::rstest;
use sea_orm::{ActiveModelTrait, IntoActiveModel};
use support_directory::domain::Id;
use support_directory::domain::partner::{Partner, PartnerId, PartnerKey, PartnerRole};
use uuid::Uuid;

use crate::databases::{Backend, TestDatabase};
use crate::raw::{Refusal, refused};
use crate::{given, raw};

#[rstest]
#[tokio::test]
async fn partners_of_every_role_read_back_as_they_were_added(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let Some(database) = TestDatabase::start(backend).await else {
        return;
    };
    let store = database.open().await;
    let mut all = Vec::new();
    let names = ["Northwind", "Kuzey Rüzgârı Dağıtım", "北风"];
    let ids = ["1", "00012345", "99999999999999999999"];
    for ((&role, name), id) in PartnerRole::ALL.iter().zip(names).zip(ids) {
        let new = given::new_partner(id, &name.repeat(300 / name.chars().count()), role);

        let kept = given::kept(&store, async |change| change.add_partner(new.clone()).await).await;

        let expected = Partner {
            id: kept.id,
            partner_id: new.partner_id.clone(),
            name: new.name,
            role,
            retired_at: None,
            version: 1,
            created_at: kept.updated_at,
            updated_at: kept.updated_at,
        };
        assert_eq!(kept, expected);
        for key in [PartnerKey::Id(kept.id), PartnerKey::Partner(new.partner_id)] {
            let read = store.partner(&key).await.expect("readable");
            assert_eq!(read.as_ref(), Some(&expected));
        }
        all.push(kept);
    }
    let ids: Vec<Id<Partner>> = all.iter().map(|kept| kept.id).collect();
    let mut read = store.partners_by_id(&ids[1..]).await.expect("readable");
    read.sort_by_key(|partner| partner.id);
    assert_eq!(read, all[1..]);
}

#[rstest]
#[tokio::test]
async fn a_partner_id_is_taken_once_and_leading_zeros_make_another(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let Some(database) = TestDatabase::start(backend).await else {
        return;
    };
    let store = database.open().await;
    given::partner(&store, "123", "Northwind", PartnerRole::IndirectProvider).await;

    let change = store.change().await.expect("a change");
    let again = given::new_partner("123", "Southwind", PartnerRole::IndirectReseller);
    let failure = change.add_partner(again).await.expect_err("a duplicate");
    drop(change);
    let other = given::partner(&store, "0123", "Westwind", PartnerRole::IndirectReseller).await;

    assert!(failure.is_duplicate(), "{failure:?}");
    let key = PartnerKey::Partner(PartnerId::parse("0123").expect("a partner id"));
    assert_eq!(store.partner(&key).await.expect("readable"), Some(other));
}

#[rstest]
#[tokio::test]
async fn only_a_provider_and_a_reseller_can_be_tied_and_only_once(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let Some(database) = TestDatabase::start(backend).await else {
        return;
    };
    let store = database.open().await;
    let mut partners = Vec::new();
    for (id, &role) in ["1", "2", "3"].iter().zip(PartnerRole::ALL) {
        partners.push(given::partner(&store, id, role.code(), role).await);
    }

    let mut tied = Vec::new();
    for near in &partners {
        for far in &partners {
            let change = store.change().await.expect("a change");
            if change.tie_reseller(near.id, far.id).await.is_ok() {
                change.keep().await.expect("a sound change is kept");
                tied.push((near.role, far.role));
            }
        }
    }
    let change = store.change().await.expect("a change");
    let again = change.tie_reseller(partners[1].id, partners[2].id).await;

    assert_eq!(
        tied,
        [(PartnerRole::IndirectProvider, PartnerRole::IndirectReseller)]
    );
    assert!(again.expect_err("a duplicate").is_duplicate());
}

#[rstest]
#[tokio::test]
async fn a_tied_partner_keeps_its_role(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let Some(database) = TestDatabase::start(backend).await else {
        return;
    };
    let store = database.open().await;
    let provider = given::partner(&store, "1", "Northwind", PartnerRole::IndirectProvider).await;
    let reseller = given::partner(&store, "2", "Fabrikam", PartnerRole::IndirectReseller).await;
    given::tie(&store, &provider, &reseller).await;
    let connection = raw::connection(&database).await;

    for tied in [&provider, &reseller] {
        let row = partner::ActiveModel {
            id: sea_orm::Set(tied.id.key()),
            role: sea_orm::Set("DIRECT_BILL_PARTNER".to_owned()),
            ..Default::default()
        };
        let changed = row.update(&connection).await;
        assert_eq!(raw::refusal(changed), Refusal::ForeignKey);
    }
}

#[rstest]
#[tokio::test]
async fn rows_that_are_no_partners_are_refused(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let Some(database) = TestDatabase::start(backend).await else {
        return;
    };
    let store = database.open().await;
    given::partner(&store, "1", "Northwind", PartnerRole::IndirectProvider).await;
    let connection = raw::connection(&database).await;
    let row = raw::row::<partner::Entity>(&connection).await;
    let sound = || partner::Model {
        id: Uuid::now_v7(),
        partner_id: "2".to_owned(),
        ..row.clone()
    };

    for (unsound, why) in [
        (
            partner::Model {
                partner_id: String::new(),
                ..sound()
            },
            Refusal::Check,
        ),
        (
            partner::Model {
                name: String::new(),
                ..sound()
            },
            Refusal::Check,
        ),
        (
            partner::Model {
                version: 0,
                ..sound()
            },
            Refusal::Check,
        ),
        (
            partner::Model {
                partner_id: row.partner_id.clone(),
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

#[rstest]
#[tokio::test]
async fn rows_that_are_no_ties_are_refused(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let Some(database) = TestDatabase::start(backend).await else {
        return;
    };
    let store = database.open().await;
    let provider = given::partner(&store, "1", "Northwind", PartnerRole::IndirectProvider).await;
    let reseller = given::partner(&store, "2", "Fabrikam", PartnerRole::IndirectReseller).await;
    let other = given::partner(&store, "3", "Woodgrove", PartnerRole::IndirectReseller).await;
    given::tie(&store, &provider, &reseller).await;
    let connection = raw::connection(&database).await;
    let row = raw::row::<partner_tie::Entity>(&connection).await;
    let (provider, reseller, other) = (provider.id.key(), reseller.id.key(), other.id.key());
    let sound = || partner_tie::Model {
        reseller_id: other,
        ..row.clone()
    };
    let reseller_role = "INDIRECT_RESELLER".to_owned();

    for (unsound, why) in [
        (
            partner_tie::Model {
                provider_id: reseller,
                ..sound()
            },
            Refusal::ForeignKey,
        ),
        (
            partner_tie::Model {
                reseller_id: provider,
                ..sound()
            },
            Refusal::ForeignKey,
        ),
        (
            partner_tie::Model {
                reseller_id: Uuid::now_v7(),
                ..sound()
            },
            Refusal::ForeignKey,
        ),
        (
            partner_tie::Model {
                reseller_id: reseller,
                ..sound()
            },
            Refusal::Unique,
        ),
        // Lying about the role does not help either.
        (
            partner_tie::Model {
                provider_id: reseller,
                provider_role: reseller_role,
                ..sound()
            },
            Refusal::Check,
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
