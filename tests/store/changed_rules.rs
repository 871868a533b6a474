//! Splits, overrides, notices and editions after they were changed or removed: what is kept reads back.

use std::collections::HashMap;

use rstest::rstest;
use support_directory::domain::Id;
use support_directory::domain::notice::{NoticeSubject, ServiceNotice, Severity};
use support_directory::domain::partner::PartnerRole;
use support_directory::domain::responsibility::{NewSplit, OverrideSubject, Split};

use crate::databases::{Backend, TestDatabase};
use crate::editions::edition;
use crate::given;
use crate::statements::in_one_statement;

#[rstest]
#[tokio::test]
async fn splits_are_found_by_id_and_by_provider_until_they_are_removed(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let Some(database) = TestDatabase::start(backend).await else {
        return;
    };
    let store = database.open().await;
    let provider = PartnerRole::IndirectProvider;
    let one = given::partner(&store, "1", "Northwind", provider).await;
    let other = given::partner(&store, "2", "Tailspin", provider).await;
    let without = given::partner(&store, "3", "Woodgrove", provider).await;
    let later = NewSplit {
        valid_from: given::day(2025, 1, 1),
        ..given::new_split(&one, None)
    };
    let (first, second, third) = given::kept(&store, async |change| {
        Ok((
            change.add_split(given::new_split(&one, None)).await?,
            change.add_split(later).await?,
            change.add_split(given::new_split(&other, None)).await?,
        ))
    })
    .await;

    let providers = [one.id, other.id, without.id];
    let mut found = in_one_statement(&store, async |store| {
        store.splits_by_provider(&providers).await
    })
    .await;
    for splits in found.values_mut() {
        splits.sort_by_key(|split| split.id);
    }
    let of_one = vec![first.clone(), second.clone()];
    let expected = HashMap::from([(one.id, of_one), (other.id, vec![third.clone()])]);
    assert_eq!(found, expected);
    assert_eq!(first.version, 1);
    let read = store.split(first.id).await.expect("readable");
    assert_eq!(read, Some(first.clone()));
    let ids: Vec<Id<Split>> = vec![third.id];
    let read = store.splits_by_id(&ids).await.expect("readable");
    assert_eq!(read, [third]);

    given::kept(&store, async |change| change.remove_split(&first).await).await;

    assert_eq!(store.split(first.id).await.expect("readable"), None);
    let left = store.splits_by_provider(&[one.id]).await.expect("readable");
    assert_eq!(left, HashMap::from([(one.id, vec![second])]));
}

#[rstest]
#[tokio::test]
async fn overrides_are_found_by_id_and_by_subject_until_they_are_removed(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let Some(database) = TestDatabase::start(backend).await else {
        return;
    };
    let store = database.open().await;
    let contoso = given::publisher(&store, "contoso", "Contoso").await;
    let offer = given::offer(&store, &contoso, "backup", given::facts("Backup")).await;
    let partner = given::partner(&store, "1", "Northwind", PartnerRole::DirectBillPartner).await;
    let subjects = [
        OverrideSubject::Offer(offer.id),
        OverrideSubject::Publisher(contoso.id),
        OverrideSubject::Partner(partner.id),
    ];
    let mut expected = HashMap::new();
    for subject in subjects {
        let new = given::new_override(subject);
        let made = given::kept(&store, async |change| change.add_override(new).await).await;
        let read = store.override_by_id(made.id).await.expect("readable");
        assert_eq!(read.as_ref(), Some(&made));
        assert_eq!(made.version, 1);
        expected.insert(subject, vec![made]);
    }

    let found = in_one_statement(&store, async |store| store.overrides_for(&subjects).await);
    assert_eq!(found.await, expected);

    let removed = expected
        .remove(&subjects[0])
        .expect("it was made")
        .remove(0);
    given::kept(&store, async |change| {
        change.remove_override(&removed).await
    })
    .await;

    let read = store.override_by_id(removed.id).await.expect("readable");
    assert_eq!(read, None);
    let left = store.overrides_for(&subjects).await.expect("readable");
    assert_eq!(left, expected);
}

#[rstest]
#[tokio::test]
async fn a_changed_notice_reads_back_in_its_next_version(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let Some(database) = TestDatabase::start(backend).await else {
        return;
    };
    let store = database.open().await;
    let contoso = given::publisher(&store, "contoso", "Contoso").await;
    let subject = NoticeSubject::Publisher(contoso.id);
    let new = given::new_notice(subject, given::time("2024-03-01T10:00:00Z"));
    let kept = given::kept(&store, async |change| change.add_notice(new).await).await;
    for ends_at in [Some(given::time("2024-03-01T10:00:00.001Z")), None] {
        let read = store.notice(kept.id).await.expect("readable");
        let wanted = ServiceNotice {
            severity: Severity::Information,
            text: "Yedekleme yavaş.".to_owned(),
            begins_at: given::time("2024-03-01T09:59:59.999Z"),
            ends_at,
            ..read.expect("it is there")
        };

        let changed = given::kept(&store, async |change| change.change_notice(&wanted).await).await;

        let expected = ServiceNotice {
            version: wanted.version + 1,
            updated_at: changed.updated_at,
            ..wanted
        };
        assert_eq!(changed, expected);
        let read = store.notice(kept.id).await.expect("readable");
        assert_eq!(read, Some(expected));
    }
}

#[rstest]
#[tokio::test]
async fn editions_tell_their_names_and_first_days_in_order(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let Some(database) = TestDatabase::start(backend).await else {
        return;
    };
    let store = database.open().await;
    let days = [given::day(2024, 5, 1), given::day(2019, 11, 20)];
    for day in days {
        let new = edition(day);
        given::kept(&store, async |change| change.add_edition(&new).await).await;
    }

    let begins = store.edition_begins().await.expect("readable");

    let expected = [days[1], days[0]].map(|day| (day.to_string(), day));
    assert_eq!(begins, expected);
}
