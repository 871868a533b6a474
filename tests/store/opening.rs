//! Opening: how the connections are set up, and what is said when there is nothing to connect to.

use std::time::{Duration, Instant};

use rstest::rstest;
use sea_orm::ConnectionTrait;
use support_directory::store::{Database, Failure, Opening, Reads, Store, StoreUrl, hold_alone};

use crate::databases::{Backend, TestDatabase};
use crate::{given, raw};

#[tokio::test]
async fn sqlite_keeps_a_write_ahead_log() {
    let Some(database) = TestDatabase::start(Backend::Sqlite).await else {
        return;
    };
    let _store = database.open().await;

    let connection = raw::connection(&database).await;
    let mode = raw::texts(&connection, "PRAGMA journal_mode").await;

    assert_eq!(mode, ["wal"]);
}

#[tokio::test]
async fn sqlite_waits_for_a_writer_of_another_process() {
    let Some(database) = TestDatabase::start(Backend::Sqlite).await else {
        return;
    };
    let store = database.open().await;
    let other = raw::connection(&database).await;
    let run = async |statement: &str| other.execute_unprepared(statement).await.expect(statement);
    run("BEGIN IMMEDIATE").await;

    let begun = Instant::now();
    let release = async {
        tokio::time::sleep(Duration::from_millis(300)).await;
        run("COMMIT").await;
    };
    let (contoso, ()) = tokio::join!(given::publisher(&store, "contoso", "Contoso"), release);

    assert!(begun.elapsed() >= Duration::from_millis(300));
    assert_eq!(store.all_publishers().await.expect("readable"), [contoso]);
}

#[tokio::test]
async fn a_sqlite_file_may_have_any_name() {
    let directory = tempfile::tempdir().expect("a temporary directory");
    for name in ["a b.db", "100%41.db", "çalışma #1.db", "it's.db"] {
        let path = directory.path().join(name);
        let url = StoreUrl::parse(&format!("sqlite:{}", path.display())).expect("a sound URL");

        let opened = Store::open(&url, 1).await;

        opened.expect("it opens").store.close().await;
        assert!(path.exists(), "{name}");
        assert_eq!(url.database(), &Database::Sqlite(path));
    }
}

#[tokio::test]
async fn a_file_that_cannot_be_written_is_named() {
    let directory = tempfile::tempdir().expect("a temporary directory");
    let path = directory.path().join("nowhere/directory.db");
    let url = StoreUrl::parse(&format!("sqlite:{}", path.display())).expect("a sound URL");

    let opened = Store::open(&url, 1).await;

    let Err(Opening::NotWritable { path: named, .. }) = opened else {
        panic!("{opened:?}");
    };
    assert_eq!(named, path);
}

#[tokio::test]
async fn a_postgres_that_does_not_answer_is_named_without_its_password() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a free port");
    let port = listener.local_addr().expect("a bound address").port();
    drop(listener);
    let url = format!("postgres://somebody:secret@127.0.0.1:{port}/directory");
    let url = StoreUrl::parse(&url).expect("a sound URL");

    let opened = Store::open(&url, 1).await.map(|_| ());

    let said = opened.expect_err("nobody listens").to_string();
    assert_eq!(
        said,
        format!(
            "cannot reach PostgreSQL at 127.0.0.1:{port}/directory: check that it runs, and the user, \
             password and name in --database-url"
        )
    );
}

#[rstest]
#[tokio::test]
async fn an_open_store_answers(#[values(Backend::Sqlite, Backend::Postgres)] backend: Backend) {
    let Some(database) = TestDatabase::start(backend).await else {
        return;
    };
    let store = database.open().await;

    let answers = store.ping().await.is_ok();
    let copy = store.clone();
    store.close().await;

    assert_eq!((answers, copy.ping().await.is_ok()), (true, false));
}

#[rstest]
#[tokio::test]
async fn who_only_reads_is_refused_tables_that_are_not_up_to_date_and_reads_those_that_are(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let Some(database) = TestDatabase::start(backend).await else {
        return;
    };
    // Connecting makes the file, and no tables.
    let tableless = Store::connect(&database.url(), 1).await;
    tableless.expect("it connects").close().await;

    let refused = Store::open_to_read(&database.url(), 1).await;
    database.open().await.close().await;
    let opened = Store::open_to_read(&database.url(), 1).await;

    assert!(matches!(refused, Err(Opening::NotUpToDate { .. })));
    let store = opened.expect("its tables are up to date");
    assert_eq!(store.all_publishers().await.expect("readable"), []);
}

/// As `restore` does it.
#[tokio::test]
async fn whoever_opens_a_file_while_another_takes_its_place_has_the_other() {
    let directory = tempfile::tempdir().expect("a temporary directory");
    let path = directory.path().join("directory.db");
    let url = StoreUrl::of_file(&path);
    let made = Store::open(&url, 1).await.expect("it can be made");
    made.store.close().await;
    let other = directory.path().join("other.db");
    std::fs::copy(&path, &other).expect("it can be copied");
    let theirs = Store::open(&StoreUrl::of_file(&other), 1).await;
    let theirs = theirs.expect("it can be opened").store;
    given::publisher(&theirs, "contoso", "Contoso").await;
    theirs.close().await;
    let held = hold_alone(&path).await.expect("nobody has it open");

    let replaced = async {
        tokio::time::sleep(Duration::from_millis(300)).await;
        std::fs::rename(&other, &path).expect("it can be renamed");
        held.expect("it is a database").release().await;
    };
    let (opened, ()) = tokio::join!(Store::open(&url, 1), replaced);

    let store = opened.expect("it can be opened").store;
    let names = store.all_publishers().await.expect("readable");
    let names: Vec<_> = names.into_iter().map(|publisher| publisher.name).collect();
    assert_eq!(names, ["Contoso"]);
}

/// Publishers are made something that is read for ever.
#[rstest]
#[tokio::test]
async fn a_read_that_takes_longer_than_it_may_is_broken_off_and_others_are_not(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let Some(database) = TestDatabase::start(backend).await else {
        return;
    };
    let reads = Reads {
        connections: 1,
        longest: Some(Duration::from_millis(300)),
    };
    let opened = Store::open(&database.url(), reads).await;
    let store = opened.expect("it can be opened").store;
    given::publisher(&store, "contoso", "Contoso").await;
    let connection = raw::connection(&database).await;
    for statement in [
        "ALTER TABLE publisher RENAME TO kept_publisher",
        "CREATE VIEW publisher AS SELECT kept.* FROM kept_publisher AS kept WHERE 0 = (
             WITH RECURSIVE number(value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM number)
             SELECT COUNT(*) FROM number)",
    ] {
        let done = connection.execute_unprepared(statement).await;
        done.expect("the statement is sound");
    }

    let endless = tokio::time::timeout(Duration::from_secs(60), store.all_publishers()).await;
    let others = store.ping().await;

    let broken_off = endless.expect("it ends").expect_err("it is not answered");
    assert!(matches!(broken_off, Failure::Database { .. }));
    others.expect("it answers");
}
