//! Search: nothing that somebody types makes it fail, and every letter can be searched for.

use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use rstest::rstest;
use support_directory::domain::Id;
use support_directory::domain::folding::{fold, words};
use support_directory::domain::listing::ListOrder;
use support_directory::domain::offer::{Offer, OfferFilter};
use support_directory::domain::page::Page;
use support_directory::domain::publisher::PublisherFilter;
use support_directory::store::{Result, Store};

use crate::databases::{Backend, TestDatabase};
use crate::given;

/// How many offers and publishers are found.
async fn found(store: &Store, text: &str) -> Result<(Vec<Offer>, usize)> {
    let search = Some(text.to_owned());
    let filter = OfferFilter {
        search: search.clone(),
        ..OfferFilter::default()
    };
    let offers = store
        .offers(&filter, ListOrder::Relevance, &Page::first(100))
        .await?;
    store.count_offers(&filter).await?;
    let filter = PublisherFilter {
        search,
        ..PublisherFilter::default()
    };
    let publishers = store
        .publishers(&filter, ListOrder::Relevance, &Page::first(100))
        .await?;
    let offers = offers.items.into_iter().map(|(offer, _)| offer).collect();
    Ok((offers, publishers.items.len()))
}

/// Texts of any kind, and such as are made of what query languages give a meaning.
fn hostile() -> impl Strategy<Value = String> {
    let signs = prop::sample::select(vec![
        "AND",
        "OR",
        "NOT",
        "NEAR",
        "NEAR(",
        "title:",
        "name :",
        "publisher:",
        "{title}:",
        "rowid",
        "\"",
        "'",
        "''",
        "\\",
        "\\'",
        "*",
        ":*",
        "%",
        "_",
        "^",
        "-",
        "+",
        "(",
        ")",
        "&",
        "|",
        "!",
        "<->",
        "<2>",
        ";",
        "--",
        "/*",
        "$1",
        "?",
        "?1",
        "\0",
        "\u{feff}",
        "\u{202e}",
        "\u{301}",
        "ı",
        "ß",
        "🚀",
        " ",
        "a",
        "back",
    ]);
    prop_oneof![
        any::<String>(),
        "\\PC{0,40}",
        prop::collection::vec(signs, 0..12).prop_map(|signs| signs.concat()),
    ]
}

#[rstest]
fn whatever_is_typed_the_search_does_not_fail(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime can be made");
    let Some(database) = runtime.block_on(TestDatabase::start(backend)) else {
        return;
    };
    let store = runtime.block_on(async {
        let store = database.open().await;
        let contoso = given::publisher(&store, "contoso", "Contoso").await;
        given::offers(&store, &contoso, &["Contoso Backup", "C++ and % or 'more'"]).await;
        store
    });
    let config = ProptestConfig {
        failure_persistence: None,
        ..ProptestConfig::default()
    };

    let outcome = TestRunner::new(config).run(&hostile(), |text| {
        let found = runtime.block_on(found(&store, &text));
        // A search without words finds everything when it is blank, and nothing when it is not.
        let found = found.map_err(|failure| TestCaseError::fail(format!("{failure:?}")))?;
        if words(&text).is_empty() {
            let all = if text.trim().is_empty() {
                (2, 1)
            } else {
                (0, 0)
            };
            prop_assert_eq!((found.0.len(), found.1), all);
        }
        Ok(())
    });

    if let Err(failure) = outcome {
        panic!("{failure}");
    }
}

#[rstest]
#[tokio::test]
async fn very_long_searches_do_not_fail(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let Some(database) = TestDatabase::start(backend).await else {
        return;
    };
    let store = database.open().await;
    let contoso = given::publisher(&store, "contoso", "Contoso").await;
    given::offers(&store, &contoso, &["Backup"]).await;

    for text in [
        "a".repeat(100_000),
        "ﷺ".repeat(10_000),
        "a ".repeat(50_000),
        "\"(".repeat(50_000),
    ] {
        let (offers, publishers) = found(&store, &text).await.expect("no search fails");
        assert_eq!((offers, publishers), (vec![], 0));
    }
}

#[rstest]
#[tokio::test]
async fn a_title_of_one_very_long_word_is_found_by_itself_and_by_its_beginning(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let Some(database) = TestDatabase::start(backend).await else {
        return;
    };
    let store = database.open().await;
    let contoso = given::publisher(&store, "contoso", "Contoso").await;
    let hangul: String = ('가'..).step_by(37).take(300).collect();
    for (number, title) in (0..).zip([hangul, "w".repeat(300), "㌖".repeat(300), "𠮷".repeat(300)])
    {
        let offer = given::offer(
            &store,
            &contoso,
            &format!("o{number}"),
            given::facts(&title),
        )
        .await;
        let beginning: String = title.chars().take(20).collect();

        for text in [&title, &beginning] {
            let (offers, _) = found(&store, text).await.expect("no search fails");
            assert_eq!(offers, std::slice::from_ref(&offer), "{text}");
        }
    }
}

/// Every 401st letter and digit of Unicode in a word of its own is found as the folding says.
#[rstest]
#[tokio::test]
async fn every_letter_can_be_searched_for(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let Some(database) = TestDatabase::start(backend).await else {
        return;
    };
    let store = database.open().await;
    let contoso = given::publisher(&store, "contoso", "Contoso").await;
    let letters = ('\0'..=char::MAX).filter(|letter| letter.is_alphanumeric());
    let titles: Vec<String> = letters
        .step_by(401)
        // Letters to some and signs to others.
        .chain(['🅐', '🅑', '🅿', '\u{11f04}', '\u{11f05}'])
        .map(|letter| format!("x{letter}y"))
        .collect();
    let words: Vec<&str> = titles.iter().map(String::as_str).collect();
    let offers = given::offers(&store, &contoso, &words).await;

    for text in &titles {
        let filter = OfferFilter {
            search: Some(text.clone()),
            ..OfferFilter::default()
        };
        let page = Page::first(100);
        let found = store.offers(&filter, ListOrder::Updated, &page).await;

        let mut found: Vec<Id<Offer>> = found
            .expect("no search fails")
            .items
            .into_iter()
            .map(|(offer, _)| offer.id)
            .collect();
        found.reverse();
        let begins_so = |offer: &&Offer| fold(&offer.facts.title).starts_with(&fold(text));
        let expected: Vec<Id<Offer>> = offers
            .iter()
            .filter(begins_so)
            .map(|offer| offer.id)
            .collect();
        assert_eq!(found, expected, "{text:?} as {:?}", fold(text));
    }
}
