//! Search: what is found by which words.

use rstest::rstest;
use support_directory::domain::listing::ListOrder;
use support_directory::domain::offer::{OfferFacts, OfferFilter, Wording};
use support_directory::domain::page::Page;
use support_directory::domain::publisher::PublisherFilter;
use support_directory::store::Store;

use crate::databases::{Backend, TestDatabase};
use crate::given;

/// The titles of the offers that are found, best first; the count has to agree.
async fn found(store: &Store, text: &str) -> Vec<String> {
    let filter = OfferFilter {
        search: Some(text.to_owned()),
        ..OfferFilter::default()
    };
    let slice = store
        .offers(&filter, ListOrder::Relevance, &Page::first(100))
        .await;
    let items = slice.expect("readable").items;
    let count = store.count_offers(&filter).await.expect("readable");
    assert_eq!(count, items.len() as u64, "{text:?}");
    items
        .into_iter()
        .map(|(offer, _)| offer.facts.title)
        .collect()
}

/// The names of the publishers that are found, best first; the count has to agree.
async fn found_publishers(store: &Store, text: &str) -> Vec<String> {
    let filter = PublisherFilter {
        search: Some(text.to_owned()),
        ..PublisherFilter::default()
    };
    let slice = store
        .publishers(&filter, ListOrder::Relevance, &Page::first(100))
        .await;
    let items = slice.expect("readable").items;
    let count = store.count_publishers(&filter).await.expect("readable");
    assert_eq!(count, items.len() as u64, "{text:?}");
    items
        .into_iter()
        .map(|(publisher, _)| publisher.name)
        .collect()
}

#[rstest]
#[tokio::test]
async fn words_are_found_by_their_beginnings_in_any_order(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let Some(database) = TestDatabase::start(backend).await else {
        return;
    };
    let store = database.open().await;
    let contoso = given::publisher(&store, "contoso", "Fabrikam").await;
    given::offers(&store, &contoso, &["Contoso Backup for SQL Server"]).await;

    for text in [
        "contoso",
        "CONTOSO",
        "c",
        "con",
        "backup contoso",
        "Serv sql FOR",
        "sql,server;backup",
        "  contoso  ",
        "contoso contoso",
        "cöntösó",
        "ｃｏｎｔｏｓｏ",
        "backup\tcontoso\n",
        "fabrikam contoso",
    ] {
        assert_eq!(
            found(&store, text).await,
            ["Contoso Backup for SQL Server"],
            "{text:?}"
        );
    }
    for text in [
        "ontoso",
        "contosobackup",
        "contoso restore",
        "contosos",
        "backup-contoso x",
        "mysql",
    ] {
        assert_eq!(found(&store, text).await, [""; 0], "{text:?}");
    }
}

#[rstest]
#[tokio::test]
async fn case_and_accents_do_not_matter_in_what_is_kept_either(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let Some(database) = TestDatabase::start(backend).await else {
        return;
    };
    let store = database.open().await;
    let contoso = given::publisher(&store, "contoso", "Contoso").await;
    let titles = [
        "Straße Ærø",
        "Łódź Œuvre",
        "Ελληνικός",
        "Việt Nam",
        "Ёлка",
        "ﬁnance Ⅳ",
    ];
    given::offers(&store, &contoso, &titles).await;

    for (text, title) in [
        ("STRASSE", "Straße Ærø"),
        ("aero", "Straße Ærø"),
        ("lodz oeuvre", "Łódź Œuvre"),
        ("ΕΛΛΗΝΙΚΟΣ", "Ελληνικός"),
        ("ελληνικοσ", "Ελληνικός"),
        ("VIET nam", "Việt Nam"),
        ("елка", "Ёлка"),
        ("finance iv", "ﬁnance Ⅳ"),
    ] {
        assert_eq!(found(&store, text).await, [title], "{text:?}");
    }
}

#[rstest]
#[tokio::test]
async fn dotted_and_dotless_i_find_each_other(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let Some(database) = TestDatabase::start(backend).await else {
        return;
    };
    let store = database.open().await;
    let contoso = given::publisher(&store, "contoso", "Işık Bilişim").await;
    let spellings = ["İSTANBUL", "ISTANBUL", "istanbul", "ıstanbul"];
    given::offers(&store, &contoso, &spellings).await;

    for text in
        spellings
            .into_iter()
            .chain(["ist", "IST", "ışık ist", "ISIK bilisim", "IŞIK BİLİŞİM"])
    {
        // All of them fold to the same title, so they stand in the order they came in.
        assert_eq!(found(&store, text).await, spellings, "{text:?}");
    }
    assert_eq!(found_publishers(&store, "ISIK").await, ["Işık Bilişim"]);
}

#[rstest]
#[tokio::test]
async fn an_offer_is_found_by_its_publisher_and_by_its_titles_in_other_languages(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let Some(database) = TestDatabase::start(backend).await else {
        return;
    };
    let store = database.open().await;
    let contoso = given::publisher(&store, "contoso", "Contoso Ltd").await;
    let wording = |title: &str| Wording {
        title: title.to_owned(),
        summary: Some("Özet".to_owned()),
    };
    let facts = OfferFacts {
        summary: Some("Summary".to_owned()),
        translations: [
            (given::language("tr"), wording("Yedekleme Hizmeti")),
            (given::language("de"), wording("Sicherungsdienst")),
        ]
        .into(),
        ..given::facts("Backup Service")
    };
    given::offer(&store, &contoso, "backup", facts).await;

    for text in [
        "backup",
        "yedek",
        "sicherung",
        "contoso",
        "ltd hizmeti backup sicherungsdienst",
    ] {
        assert_eq!(found(&store, text).await, ["Backup Service"], "{text:?}");
    }
    for text in ["summary", "ozet", "tr"] {
        assert_eq!(found(&store, text).await, [""; 0], "{text:?}");
    }
    assert_eq!(found_publishers(&store, "backup").await, [""; 0]);
    assert_eq!(found_publishers(&store, "ltd con").await, ["Contoso Ltd"]);
}

#[rstest]
#[tokio::test]
async fn what_was_changed_is_found_by_its_new_words_and_not_by_the_old(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let Some(database) = TestDatabase::start(backend).await else {
        return;
    };
    let store = database.open().await;
    let contoso = given::publisher(&store, "contoso", "Contoso").await;
    let other = given::publisher(&store, "other", "Contoso Other").await;
    let offer = given::offer(&store, &contoso, "backup", given::facts("Backup")).await;
    given::offers(&store, &contoso, &["Second"]).await;
    given::offers(&store, &other, &["Third"]).await;

    given::kept(&store, async |change| {
        let renamed = change.rename_publisher(&contoso, "Fabrikam", false).await?;
        let offer = support_directory::domain::offer::Offer {
            publisher: renamed,
            ..offer
        };
        change.change_offer(&offer, given::facts("Archive")).await
    })
    .await;

    assert_eq!(found(&store, "contoso").await, ["Third"]);
    assert_eq!(found(&store, "fabrikam").await, ["Archive", "Second"]);
    assert_eq!(found(&store, "backup").await, [""; 0]);
    assert_eq!(found(&store, "archive").await, ["Archive"]);
    assert_eq!(found_publishers(&store, "contoso").await, ["Contoso Other"]);
    assert_eq!(found_publishers(&store, "fabrikam").await, ["Fabrikam"]);
}

#[rstest]
#[tokio::test]
async fn an_offer_changed_with_a_stale_publisher_is_found_by_the_name_that_is_kept(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let Some(database) = TestDatabase::start(backend).await else {
        return;
    };
    let store = database.open().await;
    let contoso = given::publisher(&store, "contoso", "Contoso").await;
    let stale = given::offer(&store, &contoso, "backup", given::facts("Backup")).await;
    given::kept(&store, async |change| {
        change.rename_publisher(&contoso, "Fabrikam", false).await
    })
    .await;

    given::kept(&store, async |change| {
        change.change_offer(&stale, given::facts("Archive")).await
    })
    .await;

    assert_eq!(found(&store, "fabrikam").await, ["Archive"]);
    assert_eq!(found(&store, "contoso").await, [""; 0]);
}
