//! What becomes one with another, and what moves with it: every row says so, and reads back.

use std::collections::HashMap;

use rstest::rstest;
use support_directory::domain::actor::ContactScope;
use support_directory::domain::contact::{Contact, ContactOwner, ContactType};
use support_directory::domain::notice::{NoticeSubject, ServiceNotice};
use support_directory::domain::offer::Offer;
use support_directory::domain::publisher::Publisher;
use support_directory::domain::responsibility::{Override, OverrideSubject};

use crate::databases::{Backend, TestDatabase};
use crate::{given, raw};

#[rstest]
#[tokio::test]
async fn publishers_that_become_one_with_another_are_retired_and_read_back(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let Some(database) = TestDatabase::start(backend).await else {
        return;
    };
    let store = database.open().await;
    let one = given::publisher(&store, "one", "One").await;
    let two = given::publisher(&store, "two", "Two").await;
    let three = given::publisher(&store, "three", "Three").await;
    let merge = async |kept: Vec<Publisher>, into: &Publisher| {
        given::kept(&store, async |change| {
            change.merge_publishers(kept, into.id).await
        })
        .await
    };

    let first = merge(vec![one.clone()], &two).await;
    let both = merge(vec![first[0].clone(), two.clone()], &three).await;

    let expected = |kept: Publisher, version, merged: &Publisher| Publisher {
        merged_into: Some(three.id),
        version,
        retired_at: merged.retired_at,
        updated_at: merged.updated_at,
        ..kept
    };
    assert_eq!(
        both,
        [expected(one, 3, &both[0]), expected(two, 2, &both[1])]
    );
    assert!(both.iter().all(|merged| merged.retired_at.is_some()));
    assert_eq!(both[0].retired_at, first[0].retired_at);
    let read = store.publishers_merged_into(three.id).await;
    assert_eq!(read.expect("readable"), both);
}

#[rstest]
#[tokio::test]
async fn moved_offers_read_back_under_their_publisher_and_are_found_by_its_name(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let Some(database) = TestDatabase::start(backend).await else {
        return;
    };
    let store = database.open().await;
    let contoso = given::publisher(&store, "contoso", "Contoso").await;
    let fabrikam = given::publisher(&store, "fabrikam", "Fabrikam").await;
    let offers = given::offers(&store, &contoso, &["A", "B", "C"]).await;

    let moved = given::kept(&store, async |change| {
        change.move_offers(offers[..2].to_vec(), &fabrikam).await
    })
    .await;

    let expected: Vec<Offer> = offers[..2]
        .iter()
        .map(|offer| Offer {
            publisher: fabrikam.clone(),
            version: 2,
            updated_at: moved[0].updated_at,
            ..offer.clone()
        })
        .collect();
    assert_eq!(moved, expected);
    assert_eq!(store.offers_of(fabrikam.id).await.expect("readable"), moved);
    assert_eq!(
        store.offers_of(contoso.id).await.expect("readable"),
        [offers[2].clone()]
    );
    let connection = raw::connection(&database).await;
    let words = "SELECT title || ' ' || publisher FROM offer_search ORDER BY title";
    let words = raw::texts(&connection, words).await;
    assert_eq!(words, ["a fabrikam", "b fabrikam", "c contoso"]);
}

#[rstest]
#[tokio::test]
async fn what_belongs_to_a_publisher_moves_to_another(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let Some(database) = TestDatabase::start(backend).await else {
        return;
    };
    let store = database.open().await;
    let contoso = given::publisher(&store, "contoso", "Contoso").await;
    let fabrikam = given::publisher(&store, "fabrikam", "Fabrikam").await;
    let owner = ContactOwner::Publisher(contoso.id);
    let new = given::new_contact(owner, ContactType::Engineering, "a@b.example");
    let contacts = given::kept(&store, async |change| change.add_contacts(vec![new]).await).await;
    let about = NoticeSubject::Publisher(contoso.id);
    let new = given::new_notice(about, given::time("2024-05-06T07:08:09Z"));
    let notice = given::kept(&store, async |change| change.add_notice(new).await).await;
    let new = given::new_override(OverrideSubject::Publisher(contoso.id));
    let found = given::kept(&store, async |change| change.add_override(new).await).await;

    let (moved, notices, overrides) = given::kept(&store, async |change| {
        Ok((
            change.move_contacts(contacts.clone(), fabrikam.id).await?,
            change
                .move_notices(vec![notice.clone()], fabrikam.id)
                .await?,
            change
                .move_overrides(vec![found.clone()], fabrikam.id)
                .await?,
        ))
    })
    .await;

    let expected = Contact {
        owner: ContactOwner::Publisher(fabrikam.id),
        version: 2,
        updated_at: moved[0].updated_at,
        ..contacts[0].clone()
    };
    assert_eq!(moved, [expected]);
    let all = ContactScope::everything();
    let read = store.contact(moved[0].id, &all).await.expect("readable");
    assert_eq!(read.as_ref(), moved.first());
    let expected = ServiceNotice {
        subject: NoticeSubject::Publisher(fabrikam.id),
        version: 2,
        updated_at: notices[0].updated_at,
        ..notice
    };
    assert_eq!(notices, [expected]);
    let read = store.notice(notices[0].id).await.expect("readable");
    assert_eq!(read.as_ref(), notices.first());
    let mut expected: Override = found;
    expected.terms.subject = OverrideSubject::Publisher(fabrikam.id);
    expected.version = 2;
    expected.updated_at = overrides[0].updated_at;
    assert_eq!(overrides, [expected]);
    let subjects = [contoso.id, fabrikam.id].map(OverrideSubject::Publisher);
    let read = store.overrides_for(&subjects).await.expect("readable");
    assert_eq!(read, HashMap::from([(subjects[1], overrides)]));
}
