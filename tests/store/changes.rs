//! Changes: kept whole or not at all, unseen while they are open, one after the other.

use std::time::Duration;

use rstest::rstest;
use support_directory::domain::publisher::{Publisher, PublisherId, PublisherKey};

use crate::databases::{Backend, TestDatabase};
use crate::{given, raw};

#[rstest]
#[tokio::test]
async fn a_dropped_change_leaves_nothing(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let Some(database) = TestDatabase::start(backend).await else {
        return;
    };
    let store = database.open().await;

    let change = store.change().await.expect("a change");
    let new = vec![given::new_publisher("contoso", "Contoso")];
    let contoso = change.add_publishers(new).await.expect("sound").remove(0);
    let new = vec![given::new_offer(&contoso, "backup", given::facts("Backup"))];
    change.add_offers(new).await.expect("sound");
    drop(change);

    // The next change begins when the dropped one is undone.
    store.change().await.expect("a change");
    let connection = raw::connection(&database).await;
    let left = raw::texts(
        &connection,
        "SELECT name FROM publisher UNION ALL SELECT title FROM offer UNION ALL \
         SELECT name FROM publisher_search UNION ALL SELECT title FROM offer_search",
    );
    assert_eq!(left.await, [""; 0]);
}

#[rstest]
#[tokio::test]
async fn readers_do_not_see_an_open_change_and_the_change_sees_itself(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let Some(database) = TestDatabase::start(backend).await else {
        return;
    };
    let store = database.open().await;
    let other = database.open().await;
    let contoso = given::publisher(&store, "contoso", "Contoso").await;
    let key = PublisherKey::Id(contoso.id);

    let change = store.change().await.expect("a change");
    let renamed = change
        .rename_publisher(&contoso, "Contoso Europe", false)
        .await
        .expect("sound");
    let seen_within = change.publisher(&key).await.expect("readable");
    let seen_beside = store.publisher(&key).await.expect("readable");
    let seen_elsewhere = other.publisher(&key).await.expect("readable");
    change.keep().await.expect("a sound change is kept");
    let seen_after = other.publisher(&key).await.expect("readable");

    assert_eq!(seen_within, Some(renamed.clone()));
    assert_eq!(seen_beside, Some(contoso.clone()));
    assert_eq!(seen_elsewhere, Some(contoso));
    assert_eq!(seen_after, Some(renamed));
}

/// Sixteen writers at once, each of which reads before it writes, on two stores of one database.
#[rstest]
#[tokio::test]
async fn writers_at_once_wait_for_each_other_instead_of_failing(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let Some(database) = TestDatabase::start(backend).await else {
        return;
    };
    let stores = [database.open().await, database.open().await];
    let writers = (0..16).map(|number| {
        let store = stores[number % 2].clone();
        tokio::spawn(async move {
            let change = store.change().await.expect("a change");
            change.all_publishers().await.expect("readable");
            let new = vec![given::new_publisher(&format!("p{number}"), "Contoso")];
            let added = change.add_publishers(new).await.expect("no writer fails");
            change.keep().await.expect("a sound change is kept");
            added
        })
    });

    let mut added: Vec<Publisher> = Vec::new();
    for writer in writers.collect::<Vec<_>>() {
        added.extend(writer.await.expect("no writer fails"));
    }

    let mut read = stores[0].all_publishers().await.expect("readable");
    read.sort_by_key(|publisher| publisher.id);
    added.sort_by_key(|publisher| publisher.id);
    assert_eq!(added.len(), 16);
    assert_eq!(read, added);
}

#[rstest]
#[tokio::test]
async fn of_two_that_add_the_same_at_once_one_is_told_that_it_is_a_duplicate(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let Some(database) = TestDatabase::start(backend).await else {
        return;
    };
    let store = database.open().await;
    let add = async || {
        let change = store.change().await.expect("a change");
        let new = vec![given::new_publisher("contoso", "Contoso")];
        let added = change.add_publishers(new).await?;
        change.keep().await?;
        Ok::<_, support_directory::store::Failure>(added)
    };

    let (one, other) = tokio::join!(add(), add());

    let (added, failure) = match (one, other) {
        (Ok(added), Err(failure)) | (Err(failure), Ok(added)) => (added, failure),
        both => panic!("{both:?}"),
    };
    assert!(failure.is_duplicate(), "{failure:?}");
    assert_eq!(store.all_publishers().await.expect("readable"), added);
}

#[rstest]
#[tokio::test]
async fn of_changes_at_once_the_second_sees_what_the_first_kept(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let Some(database) = TestDatabase::start(backend).await else {
        return;
    };
    let store = database.open().await;
    let id = PublisherId::parse("contoso").expect("an id");
    let add_unless_there = async || {
        let change = store.change().await.expect("it opens");
        let there = change
            .publishers_by_marketplace_id(std::slice::from_ref(&id))
            .await;
        let is_new = there.expect("readable").is_empty();
        if is_new {
            let new = vec![given::new_publisher("contoso", "Contoso")];
            change.add_publishers(new).await.expect("it is added");
        }
        change.keep().await.expect("it is kept");
        usize::from(is_new)
    };

    let (a, b, c) = tokio::join!(add_unless_there(), add_unless_there(), add_unless_there());

    assert_eq!(a + b + c, 1);
}

#[rstest]
#[tokio::test]
async fn a_process_that_makes_one_change_after_the_other_lets_others_in(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let Some(database) = TestDatabase::start(backend).await else {
        return;
    };
    let store = database.open().await;
    let other = database.open().await;

    let without_end = async {
        loop {
            let change = store.change().await.expect("a change");
            tokio::time::sleep(Duration::from_millis(50)).await;
            change.keep().await.expect("a sound change is kept");
            store.let_others_in().await;
        }
    };
    let turn = tokio::select! {
        turn = other.change() => turn,
        () = without_end => unreachable!("it has no end"),
    };

    turn.expect("its turn comes");
}
