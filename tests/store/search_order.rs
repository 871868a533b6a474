//! Search: the best match first, and the same on every database.

use std::fmt::Write;

use rstest::rstest;
use support_directory::domain::listing::ListOrder;
use support_directory::domain::offer::{OfferFacts, OfferFilter, Wording};
use support_directory::domain::page::Page;
use support_directory::domain::publisher::PublisherFilter;
use support_directory::store::Store;

use crate::databases::{Backend, TestDatabase};
use crate::given;

/// Rank and title of what is found, best first.
async fn ranked(store: &Store, text: &str) -> Vec<(i32, String)> {
    let filter = OfferFilter {
        search: Some(text.to_owned()),
        ..OfferFilter::default()
    };
    let slice = store
        .offers(&filter, ListOrder::Relevance, &Page::first(100))
        .await;
    let items = slice.expect("readable").items.into_iter();
    items
        .map(|(offer, rank)| (rank.0, offer.facts.title))
        .collect()
}

fn as_text(ranked: &[(i32, String)]) -> Vec<(i32, &str)> {
    ranked
        .iter()
        .map(|(rank, title)| (*rank, title.as_str()))
        .collect()
}

#[rstest]
#[tokio::test]
async fn the_title_itself_comes_before_beginnings_whole_words_begun_words_and_the_rest(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let Some(database) = TestDatabase::start(backend).await else {
        return;
    };
    let store = database.open().await;
    let fabrikam = given::publisher(&store, "fabrikam", "Fabrikam").await;
    let databox = given::publisher(&store, "databox", "Data Box Company").await;
    let titles = [
        "Box of Databases",
        "Box of Data",
        "Boxed Data",
        "Data Boxes",
        "Data Box Gateway",
        "data-box",
        "Data Center",
    ];
    given::offers(&store, &fabrikam, &titles).await;
    given::offers(&store, &databox, &["Gateway", "A Data Gateway"]).await;

    let found = ranked(&store, "Data Box").await;

    let expected = [
        (0, "data-box"),
        (1, "Data Box Gateway"),
        (1, "Data Boxes"),
        (2, "Box of Data"),
        (3, "Box of Databases"),
        (3, "Boxed Data"),
        (4, "A Data Gateway"),
        (4, "Gateway"),
    ];
    assert_eq!(as_text(&found), expected);
}

#[rstest]
#[tokio::test]
async fn a_title_comes_first_also_when_it_is_translated(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let Some(database) = TestDatabase::start(backend).await else {
        return;
    };
    let store = database.open().await;
    let fabrikam = given::publisher(&store, "fabrikam", "Fabrikam").await;
    let facts = OfferFacts {
        translations: [(
            given::language("tr"),
            Wording {
                title: "Kutu".to_owned(),
                summary: None,
            },
        )]
        .into(),
        ..given::facts("Data Box")
    };
    given::offers(&store, &fabrikam, &["Data Box A"]).await;
    given::offer(&store, &fabrikam, "translated", facts).await;

    let by_title = ranked(&store, "data box").await;
    let by_translation = ranked(&store, "kutu").await;
    let across_both = ranked(&store, "box kutu").await;

    assert_eq!(as_text(&by_title), [(0, "Data Box"), (1, "Data Box A")]);
    assert_eq!(as_text(&by_translation), [(2, "Data Box")]);
    assert_eq!(as_text(&across_both), [(2, "Data Box")]);
}

#[rstest]
#[tokio::test]
async fn publishers_come_in_the_same_ranks(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let Some(database) = TestDatabase::start(backend).await else {
        return;
    };
    let store = database.open().await;
    let names = [
        "Box of Databases",
        "Box of Data",
        "Data Boxes",
        "Data Box",
        "Datum",
    ];
    let new = (0..)
        .zip(names)
        .map(|(number, name)| given::new_publisher(&format!("p{number}"), name));
    let new = new.collect();
    given::kept(&store, async |change| change.add_publishers(new).await).await;
    let filter = PublisherFilter {
        search: Some("DATA box".to_owned()),
        ..PublisherFilter::default()
    };

    let slice = store
        .publishers(&filter, ListOrder::Relevance, &Page::first(100))
        .await;

    let items = slice.expect("readable").items.into_iter();
    let found: Vec<(i32, String)> = items
        .map(|(publisher, rank)| (rank.0, publisher.name))
        .collect();
    let expected = [
        (0, "Data Box"),
        (1, "Data Boxes"),
        (2, "Box of Data"),
        (3, "Box of Databases"),
    ];
    assert_eq!(as_text(&found), expected);
}

/// Titles that search engines stumble over.
const TRICKY: [&str; 42] = [
    "C++",
    "C#",
    "C",
    "365",
    "Office 365",
    "3",
    "1e5",
    "1e5x",
    "42crunch",
    "42 crunch",
    "mail@contoso.example",
    "contoso.example",
    "e-mail",
    "email",
    "100%",
    "100 % sure",
    "a_b",
    "a b",
    "O'Neil",
    "\"Quoted\"",
    "'",
    "*",
    "star*",
    "AND",
    "OR",
    "NOT",
    "NEAR",
    "NEAR(a b)",
    "title: x",
    "title",
    "a AND b",
    "-b",
    "(a",
    "\\",
    "🚀",
    "🚀 Rocket",
    "株式会社",
    "株式 会社",
    "مرحبا",
    "Привет",
    "ﬀ",
    "½",
];

#[rstest]
#[tokio::test]
async fn tricky_titles_are_found_alike_on_every_database(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let Some(database) = TestDatabase::start(backend).await else {
        return;
    };
    let store = database.open().await;
    let publisher = given::publisher(&store, "publisher", "🏢").await;
    given::offers(&store, &publisher, &TRICKY).await;

    let mut answers = String::new();
    for text in TRICKY {
        let found = ranked(&store, text).await;
        writeln!(answers, "{text:?} -> {:?}", as_text(&found)).expect("a string takes every line");
    }

    // One snapshot for all of them: that is the point.
    insta::assert_snapshot!("tricky_titles", answers);
}
