//! Filters of the list of partners.

use rstest::rstest;
use sea_orm::ActiveModelTrait;
use support_directory::domain::page::Page;
use support_directory::domain::partner::{
    Partner, PartnerFilter, PartnerId, PartnerKey, PartnerRole,
};
use support_directory::store::Store;

use crate::databases::{Backend, TestDatabase};
use crate::{given, raw};

/// The names that a filter lets through, in order; the count has to agree.
async fn names(
    store: &Store,
    roles: Option<&[PartnerRole]>,
    provider: Option<PartnerKey>,
) -> String {
    let filter = PartnerFilter {
        roles: roles.map(<[_]>::to_vec),
        provider,
    };
    let slice = store
        .partners(&filter, &Page::first(100))
        .await
        .expect("readable");
    let count = store.count_partners(&filter).await.expect("readable");
    assert_eq!(count, slice.items.len() as u64, "{filter:?}");
    slice
        .items
        .into_iter()
        .map(|partner| partner.name)
        .collect()
}

/// Direct-bill partner D, providers P and Q, resellers r, s and t: P provides r and s, Q provides s.
async fn program(store: &Store) -> Vec<Partner> {
    let mut partners = Vec::new();
    for (id, name, role) in [
        ("1", "t", PartnerRole::IndirectReseller),
        ("2", "s", PartnerRole::IndirectReseller),
        ("3", "r", PartnerRole::IndirectReseller),
        ("4", "Q", PartnerRole::IndirectProvider),
        ("5", "P", PartnerRole::IndirectProvider),
        ("6", "D", PartnerRole::DirectBillPartner),
    ] {
        partners.push(given::partner(store, id, name, role).await);
    }
    given::tie(store, &partners[4], &partners[2]).await;
    given::tie(store, &partners[4], &partners[1]).await;
    given::tie(store, &partners[3], &partners[1]).await;
    partners
}

#[rstest]
#[tokio::test]
async fn partners_are_listed_by_role_and_by_provider(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    use PartnerRole::{DirectBillPartner, IndirectProvider, IndirectReseller};

    let Some(database) = TestDatabase::start(backend).await else {
        return;
    };
    let store = database.open().await;
    let partners = program(&store).await;
    let by_id = |index: usize| Some(PartnerKey::Id(partners[index].id));
    let by_number = |id: &str| {
        Some(PartnerKey::Partner(
            PartnerId::parse(id).expect("a partner id"),
        ))
    };

    for (roles, provider, expected) in [
        (None, None, "DPQrst"),
        (Some(&[IndirectReseller][..]), None, "rst"),
        (
            Some(&[DirectBillPartner, IndirectProvider][..]),
            None,
            "DPQ",
        ),
        (Some(&[][..]), None, ""),
        (None, by_id(4), "rs"),
        (None, by_number("4"), "s"),
        (None, by_id(1), ""),
        (None, by_number("999"), ""),
        (Some(&[IndirectReseller][..]), by_number("5"), "rs"),
        (Some(&[IndirectProvider][..]), by_id(4), ""),
    ] {
        let listed = names(&store, roles, provider.clone()).await;
        assert_eq!(listed, expected, "{roles:?} {provider:?}");
    }
}

#[rstest]
#[tokio::test]
async fn a_retired_partner_is_in_no_list_and_can_still_be_looked_up(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let Some(database) = TestDatabase::start(backend).await else {
        return;
    };
    let store = database.open().await;
    let partners = program(&store).await;
    let retired = Partner {
        retired_at: Some(given::time("2024-05-06T07:08:09Z")),
        ..partners[1].clone()
    };
    let row = entity::partner::ActiveModel {
        id: sea_orm::Set(retired.id.key()),
        retired_at: sea_orm::Set(retired.retired_at),
        ..Default::default()
    };
    row.update(&raw::connection(&database).await)
        .await
        .expect("a sound time");
    let provider = partners[4].id;

    let listed = names(&store, None, None).await;
    let provided = names(&store, None, Some(PartnerKey::Id(provider))).await;
    let resellers = store.resellers_of(&[provider]).await.expect("readable");
    let looked_up = store.partner(&PartnerKey::Id(retired.id)).await;

    assert_eq!((listed.as_str(), provided.as_str()), ("DPQrt", "r"));
    assert_eq!(resellers[&provider], [partners[2].clone()]);
    assert_eq!(looked_up.expect("readable"), Some(retired));
}
