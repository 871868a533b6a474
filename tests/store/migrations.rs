//! Migrations: up from nothing, down to nothing, and what they leave as it is.

use entity::{former_offer_id, publisher};
use migration::{Migrator, MigratorTrait};
use rstest::rstest;
use sea_orm::{ActiveModelTrait, EntityTrait, IntoActiveModel};
use support_directory::domain::actor::ContactScope;
use support_directory::domain::contact::{ContactOwner, ContactType};
use support_directory::domain::listing::ListOrder;
use support_directory::domain::offer::{OfferFilter, OfferKey};
use support_directory::domain::page::Page;
use support_directory::domain::publisher::PublisherFilter;
use support_directory::store::{Opening, Store};

use crate::databases::{Backend, TestDatabase};
use crate::{given, raw};

/// The tables and views of the database, without those of the database itself.
async fn tables(database: &TestDatabase, backend: Backend) -> Vec<String> {
    let query = match backend {
        Backend::Sqlite => {
            "SELECT name FROM sqlite_master WHERE type IN ('table', 'view') \
             AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '%_search_index_%' ORDER BY name"
        }
        Backend::Postgres => {
            "SELECT CAST(relname AS text) FROM pg_class WHERE relnamespace = 'public'::regnamespace \
             AND relkind IN ('r', 'v', 'm') ORDER BY relname COLLATE \"C\""
        }
    };
    raw::texts(&raw::connection(database).await, query).await
}

/// Everything that the database says about its schema.
async fn schema(database: &TestDatabase, backend: Backend) -> Vec<String> {
    let query = match backend {
        Backend::Sqlite => {
            "SELECT type || ' ' || name || ': ' || coalesce(sql, '') FROM sqlite_master ORDER BY 1"
        }
        Backend::Postgres => {
            "SELECT table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable \
             FROM information_schema.columns WHERE table_schema = 'public' \
             UNION ALL SELECT conrelid::regclass || ': ' || pg_get_constraintdef(oid) FROM pg_constraint \
             WHERE connamespace = 'public'::regnamespace \
             UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' \
             UNION ALL SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal \
             UNION ALL SELECT pg_get_functiondef(oid) FROM pg_proc WHERE pronamespace = 'public'::regnamespace \
             ORDER BY 1"
        }
    };
    raw::texts(&raw::connection(database).await, query).await
}

/// Takes migrations back until the last one is the one whose name begins like this.
pub(crate) async fn down_to(store: &Store, database: &TestDatabase, last: &str) {
    let migrations = Migrator::migrations();
    let later = migrations.iter().rev();
    let steps = later
        .take_while(|known| !known.name().starts_with(last))
        .count();
    assert!(steps < migrations.len(), "{last} is there");
    let taken_back = store.unmigrate(&database.url(), steps as u32).await;
    assert_eq!(taken_back.expect("down"), steps);
}

const TABLES: [&str; 22] = [
    "change_record",
    "contact",
    "former_offer_id",
    "given_answer",
    "import_content",
    "import_job",
    "import_remark",
    "indirect_split",
    "offer",
    "offer_search",
    "partner",
    "partner_tie",
    "policy_clause",
    "policy_edition",
    "publisher",
    "publisher_search",
    "resource_link",
    "responsibility_override",
    "responsibility_rule",
    "rule_clause",
    "seaql_migrations",
    "service_notice",
];

#[rstest]
#[tokio::test]
async fn migrations_go_up_from_nothing(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let Some(database) = TestDatabase::start(backend).await else {
        return;
    };

    let opened = Store::open(&database.url(), 4).await.expect("it opens");

    assert_eq!(opened.migrated, Migrator::migrations().len());
    let mut expected: Vec<&str> = TABLES.to_vec();
    if backend == Backend::Sqlite {
        expected.extend(["offer_search_index", "publisher_search_index"]);
        expected.sort_unstable();
    }
    assert_eq!(tables(&database, backend).await, expected);
}

#[rstest]
#[tokio::test]
async fn migrations_go_down_to_nothing_and_up_again(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let Some(database) = TestDatabase::start(backend).await else {
        return;
    };
    let store = database.open().await;
    let contoso = given::publisher(&store, "contoso", "Contoso").await;
    given::offers(&store, &contoso, &["Contoso Backup"]).await;
    let before = schema(&database, backend).await;

    store
        .unmigrate(&database.url(), u32::MAX)
        .await
        .expect("down");
    let nothing = tables(&database, backend).await;
    let migrated = store.migrate(&database.url()).await.expect("up again");

    assert_eq!(nothing, ["seaql_migrations"]);
    assert_eq!(migrated, Migrator::migrations().len());
    assert_eq!(schema(&database, backend).await, before);
}

#[rstest]
#[tokio::test]
async fn migrating_what_is_up_to_date_changes_nothing(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let Some(database) = TestDatabase::start(backend).await else {
        return;
    };
    let store = database.open().await;
    let contoso = given::publisher(&store, "contoso", "Contoso").await;
    let before = schema(&database, backend).await;

    let again = Store::open(&database.url(), 4).await.expect("it opens");

    assert_eq!(again.migrated, 0);
    assert_eq!(schema(&database, backend).await, before);
    let publishers = again.store.all_publishers().await.expect("readable");
    assert_eq!(publishers, [contoso]);
}

#[rstest]
#[tokio::test]
async fn two_that_open_a_new_database_at_once_both_succeed(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    for _ in 0..4 {
        let Some(database) = TestDatabase::start(backend).await else {
            return;
        };
        let url = database.url();

        let (one, other) = tokio::join!(Store::open(&url, 4), Store::open(&url, 4));

        let one = one.expect("the first opens").migrated;
        let other = other.expect("the second opens").migrated;
        assert_eq!(one + other, Migrator::migrations().len());
        assert_eq!(one.min(other), 0, "one of them finds it done");
    }
}

#[rstest]
#[tokio::test]
async fn a_database_of_a_newer_version_is_refused(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let Some(database) = TestDatabase::start(backend).await else {
        return;
    };
    let store = database.open().await;
    let connection = raw::connection(&database).await;
    sea_orm::ConnectionTrait::execute_unprepared(
        &connection,
        "INSERT INTO seaql_migrations (version, applied_at) VALUES ('m20991231_000001_the_future', 0)",
    )
    .await
    .expect("a row");

    let opened = Store::open(&database.url(), 4).await;
    let taken_back = store.unmigrate(&database.url(), 1).await;

    for refused in [opened.map(|_| ()), taken_back.map(|_| ())] {
        let Err(Opening::Newer {
            database: at,
            migration,
        }) = refused
        else {
            panic!("{refused:?}");
        };
        assert_eq!(&at, database.url().database());
        assert_eq!(migration, "m20991231_000001_the_future");
    }
}

#[rstest]
#[tokio::test]
async fn what_is_found_by_words_is_found_again_after_their_tables_were_made_anew(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let Some(database) = TestDatabase::start(backend).await else {
        return;
    };
    let store = database.open().await;
    let publisher = given::publisher(&store, "contoso", "Contoso").await;
    let offer = given::offer(&store, &publisher, "backup", given::facts("Nightly Backup")).await;
    let (offers, publishers) = (
        OfferFilter {
            search: Some("contoso night".to_owned()),
            ..OfferFilter::default()
        },
        PublisherFilter {
            search: Some("cont".to_owned()),
            ..PublisherFilter::default()
        },
    );

    down_to(&store, &database, "m20261122_000006").await;
    store.migrate(&database.url()).await.expect("up");

    let page = Page::first(10);
    let found = store
        .offers(&offers, ListOrder::Relevance, &page)
        .await
        .expect("readable");
    assert_eq!(
        found
            .items
            .into_iter()
            .map(|(found, _)| found)
            .collect::<Vec<_>>(),
        [offer]
    );
    let found = store
        .publishers(&publishers, ListOrder::Relevance, &page)
        .await
        .expect("readable");
    assert_eq!(
        found
            .items
            .into_iter()
            .map(|(found, _)| found)
            .collect::<Vec<_>>(),
        [publisher]
    );
}

#[rstest]
#[tokio::test]
async fn no_more_migrations_are_taken_back_than_there_are(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let Some(database) = TestDatabase::start(backend).await else {
        return;
    };
    let url = database.url();
    let store = Store::connect(&url, 1).await.expect("it connects");

    let from_nothing = store.unmigrate(&url, 1).await.expect("down");
    store.migrate(&url).await.expect("up");
    let all = store.unmigrate(&url, 99).await.expect("down");

    assert_eq!((from_nothing, all), (0, Migrator::migrations().len()));
}

#[rstest]
#[tokio::test]
async fn what_was_kept_before_is_compared_and_dialled_like_what_is_kept_after(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let Some(database) = TestDatabase::start(backend).await else {
        return;
    };
    let store = database.open().await;
    let contoso = given::publisher(&store, "contoso", "Contoso Ltd.").await;
    let owner = ContactOwner::Publisher(contoso.id);
    let mut new = Vec::new();
    for (email, phone) in [
        ("a@b.example", Some("+1 425-555-0100")),
        ("b@b.example", Some("425-555-0100")),
        ("c@b.example", None),
    ] {
        let mut contact = given::new_contact(owner, ContactType::CustomerSupport, email);
        contact.details.phone = phone.map(str::to_owned);
        new.push(contact);
    }
    let contacts = given::kept(&store, async |change| change.add_contacts(new).await).await;
    let connection = raw::connection(&database).await;
    let spelling_keys = async || {
        raw::texts(
            &connection,
            "SELECT coalesce(spelling_key, '') FROM publisher",
        )
        .await
    };
    let before = spelling_keys().await;

    down_to(&store, &database, "m20261122_000007").await;
    store.migrate(&database.url()).await.expect("up");

    assert_eq!(before, ["contoso"]);
    assert_eq!(spelling_keys().await, before);
    assert_eq!(contacts[0].phone_e164.as_deref(), Some("+14255550100"));
    let read = store
        .contacts_of(&[owner], &ContactScope::everything())
        .await;
    assert_eq!(read.expect("readable")[&owner], contacts);
    let publishers = store.all_publishers().await.expect("readable");
    assert_eq!(publishers, [contoso]);
}

#[rstest]
#[tokio::test]
async fn publishers_and_offers_outlive_it_that_their_former_names_are_taken_back(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let Some(database) = TestDatabase::start(backend).await else {
        return;
    };
    let store = database.open().await;
    let contoso = given::publisher(&store, "contoso", "Contoso").await;
    let merged = given::publisher(&store, "contoso2", "Contoso").await;
    let offer = given::offer(&store, &contoso, "backup", given::facts("Backup")).await;
    let connection = raw::connection(&database).await;
    let row = publisher::ActiveModel {
        id: sea_orm::Set(merged.id.key()),
        merged_into: sea_orm::Set(Some(contoso.id.key())),
        ..Default::default()
    };
    row.update(&connection).await.expect("the other is there");
    let former = former_offer_id::Model {
        publisher_id: merged.id.key(),
        offer_id: "backup".to_owned(),
        offer: offer.id.key(),
    };
    let insert = former_offer_id::Entity::insert(former.into_active_model());
    insert
        .exec_without_returning(&connection)
        .await
        .expect("sound");

    down_to(&store, &database, "m20261122_000007").await;
    store.migrate(&database.url()).await.expect("up");

    let former = former_offer_id::Entity::find().all(&connection).await;
    assert_eq!(former.expect("readable"), []);
    let mut publishers = store.all_publishers().await.expect("readable");
    publishers.sort_by_key(|publisher| publisher.id);
    assert_eq!(
        publishers,
        [contoso, merged],
        "neither is part of the other"
    );
    let read = store.offer(&OfferKey::Id(offer.id)).await;
    assert_eq!(read.expect("readable"), Some(offer));
}
