//! Partners and ties after they were changed: what is kept reads back, and what relies on what.

use rstest::rstest;
use support_directory::domain::page::{Direction, Page};
use support_directory::domain::partner::{Partner, PartnerFilter, PartnerKey, PartnerRole, Tie};
use support_directory::domain::responsibility::OverrideSubject;
use support_directory::store::Store;

use crate::databases::{Backend, TestDatabase};
use crate::given;
use crate::statements::in_one_statement;

async fn read(store: &Store, partner: &Partner) -> Partner {
    let found = store.partner(&PartnerKey::Id(partner.id)).await;
    found.expect("readable").expect("it stays readable")
}

async fn listed(store: &Store) -> Vec<String> {
    let page = Page {
        size: 10,
        direction: Direction::Forward,
        after: None,
        before: None,
    };
    let listed = store.partners(&PartnerFilter::default(), &page).await;
    let partners = listed.expect("readable").items;
    partners.into_iter().map(|partner| partner.name).collect()
}

#[rstest]
#[tokio::test]
async fn a_changed_partner_reads_back_and_is_listed_under_its_new_name(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let Some(database) = TestDatabase::start(backend).await else {
        return;
    };
    let store = database.open().await;
    let kept = given::partner(&store, "1", "Zeta", PartnerRole::IndirectProvider).await;
    given::partner(&store, "2", "Middle", PartnerRole::IndirectProvider).await;
    let wanted = Partner {
        name: "Ålpha".to_owned(),
        role: PartnerRole::DirectBillPartner,
        ..kept.clone()
    };

    let changed = given::kept(&store, async |change| change.change_partner(&wanted).await).await;

    let expected = Partner {
        version: 2,
        updated_at: changed.updated_at,
        ..wanted
    };
    assert_eq!(changed, expected);
    assert_eq!(read(&store, &kept).await, expected);
    assert_eq!(listed(&store).await, ["Ålpha", "Middle"]);
}

#[rstest]
#[tokio::test]
async fn a_retired_partner_leaves_the_lists_until_it_is_restored(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let Some(database) = TestDatabase::start(backend).await else {
        return;
    };
    let store = database.open().await;
    let kept = given::partner(&store, "1", "Northwind", PartnerRole::IndirectProvider).await;

    let retired = given::kept(&store, async |change| change.retire_partner(&kept).await).await;

    assert_eq!(retired.retired_at, Some(retired.updated_at));
    assert_eq!(retired.version, 2);
    assert_eq!(read(&store, &kept).await, retired);
    assert_eq!(listed(&store).await, [""; 0]);

    let restored = given::kept(&store, async |change| {
        change.restore_partner(&retired).await
    })
    .await;

    assert_eq!((restored.retired_at, restored.version), (None, 3));
    assert_eq!(listed(&store).await, ["Northwind"]);
}

#[rstest]
#[tokio::test]
async fn a_tie_is_there_until_it_is_untied_and_splits_hold_it(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let Some(database) = TestDatabase::start(backend).await else {
        return;
    };
    let store = database.open().await;
    let provider = given::partner(&store, "1", "Northwind", PartnerRole::IndirectProvider).await;
    let other = given::partner(&store, "2", "Tailspin", PartnerRole::IndirectProvider).await;
    let reseller = given::partner(&store, "3", "Fabrikam", PartnerRole::IndirectReseller).await;
    given::tie(&store, &provider, &reseller).await;
    given::tie(&store, &other, &reseller).await;
    let to = |provider: &Partner| Tie {
        provider: provider.id,
        reseller: reseller.id,
    };
    let new = given::new_split(&provider, Some(&reseller));
    let split = given::kept(&store, async |change| change.add_split(new).await).await;

    let ties = store.ties_of(reseller.id).await.expect("readable");
    assert_eq!(ties.len(), 2);
    assert!(ties.contains(&to(&provider)) && ties.contains(&to(&other)));
    assert!(store.has_splits(to(&provider)).await.expect("readable"));
    assert!(!store.has_splits(to(&other)).await.expect("readable"));
    let change = store.change().await.expect("a change");
    let held = change.untie_reseller(to(&provider)).await;
    assert!(held.is_err(), "the database holds it for the split");
    drop(change);

    given::kept(&store, async |change| {
        change.remove_split(&split).await?;
        change.untie_reseller(to(&provider)).await
    })
    .await;

    let ties = store.ties_of(reseller.id).await.expect("readable");
    assert_eq!(ties, [to(&other)]);
}

#[rstest]
#[tokio::test]
async fn ties_splits_and_overrides_rely_on_the_role_of_a_partner(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let Some(database) = TestDatabase::start(backend).await else {
        return;
    };
    let store = database.open().await;
    let provider = PartnerRole::IndirectProvider;
    let free = given::partner(&store, "1", "Free", provider).await;
    let providing = given::partner(&store, "2", "Providing", provider).await;
    let splitting = given::partner(&store, "3", "Splitting", provider).await;
    let overridden = given::partner(&store, "4", "Overridden", provider).await;
    let reseller = given::partner(&store, "5", "Tied", PartnerRole::IndirectReseller).await;
    given::tie(&store, &providing, &reseller).await;
    given::kept(&store, async |change| {
        change.add_split(given::new_split(&splitting, None)).await?;
        let subject = OverrideSubject::Partner(overridden.id);
        change.add_override(given::new_override(subject)).await
    })
    .await;

    for (partner, relied_on) in [
        (&free, false),
        (&providing, true),
        (&splitting, true),
        (&overridden, true),
        (&reseller, true),
    ] {
        let found = in_one_statement(&store, async |store| store.relies_on_role(partner.id).await);
        assert_eq!(found.await, relied_on, "{}", partner.name);
    }
}

#[rstest]
#[tokio::test]
async fn a_retired_provider_is_no_provider_in_a_question_unless_it_is_named(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    use support_directory::domain::inquiry::InquiryCategory;

    let Some(database) = TestDatabase::start(backend).await else {
        return;
    };
    let store = database.open().await;
    let provider = given::partner(&store, "1", "Northwind", PartnerRole::IndirectProvider).await;
    let reseller = given::partner(&store, "3", "Fabrikam", PartnerRole::IndirectReseller).await;
    given::tie(&store, &provider, &reseller).await;
    given::kept(&store, async |change| {
        change.retire_partner(&provider).await
    })
    .await;
    let found = async |named: Option<&PartnerKey>| {
        let partner = PartnerKey::Id(reseller.id);
        let on = given::day(2024, 1, 1);
        let found = store
            .partners_in_question(Some(&partner), named, InquiryCategory::Billing, on)
            .await;
        let partners = found.expect("readable").partners;
        let names = partners
            .into_iter()
            .map(|found| (found.partner.name, found.provides));
        names.collect::<Vec<_>>()
    };
    let fabrikam = ("Fabrikam".to_owned(), false);

    let unnamed = found(None).await;
    let named = found(Some(&PartnerKey::Id(provider.id))).await;

    assert_eq!(unnamed, std::slice::from_ref(&fabrikam));
    assert_eq!(named, [fabrikam, ("Northwind".to_owned(), true)]);
}
