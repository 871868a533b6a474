use insta::assert_snapshot;

use super::*;
use crate::domain::format::ImportFormat;
use crate::domain::language::Language;
use crate::exchange::documents::told_in_tests::told;
use crate::exchange::gathering::{Gathering, Heap};
use crate::exchange::told::{Page, Said, Told};

const PAGE: &[u8] = include_bytes!("../../../../tests/formats/marketplace-catalog/page.json");
const PAGES: &[u8] = include_bytes!("../../../../tests/formats/marketplace-catalog/pages.json");
const DIRTY: &[u8] = include_bytes!("../../../../tests/formats/marketplace-catalog/dirty.json");

#[test]
fn the_items_of_a_page_are_read() {
    assert_snapshot!(told(None, None, PAGE));
}

#[test]
fn pages_stand_in_a_list_or_one_after_the_other() {
    assert_snapshot!(told(None, None, PAGES));
}

#[test]
fn what_can_be_taken_is_taken_and_all_else_is_said() {
    assert_snapshot!(told(None, None, DIRTY));
}

/// What is said in a line: an offer by its place.
fn brief(text: &[u8]) -> Vec<String> {
    let mut said = Vec::new();
    let end = read_within(
        Bounds::of("one item", 1 << 20),
        text,
        &HowToRead::default(),
        &mut |what| {
            said.push(match what {
                Said::Told(told) => format!("told {}", told.place()),
                Said::Refused(refusal) => format!("refused {}: {}", refusal.at, refusal.reason),
                Said::Warned(warning) => format!("warned {} {}", warning.at, warning.remark),
                Said::Page(Page::Last) => "page".to_owned(),
                Said::Page(Page::HasNext(at)) => format!("page with a next one {at}"),
            });
            Ok(())
        },
    );
    if let Err(unread) = end {
        said.push(format!("REFUSED: {unread}"));
    }
    said
}

fn item(id: &str) -> String {
    format!("{{\"publisherId\": \"contoso\", \"offerId\": \"{id}\"}}")
}

#[test]
fn the_items_before_a_break_stand_and_the_rest_is_refused_once() {
    let text = format!(
        "{{\"items\": [{}, {}, {}]}}",
        item("a"),
        item("b"),
        item("c")
    );
    let begin_of = |id| text.find(&item(id)).expect("it is there");
    let cut = |end: usize| brief(&text.as_bytes()[..end]);
    let cut_at = |column: usize| {
        format!("it is cut off: the JSON ends in the middle, at line 1, column {column}")
    };

    let end = begin_of("c") + 20;
    assert_eq!(
        cut(end),
        [
            "told $.items[0]".to_owned(),
            "told $.items[1]".to_owned(),
            format!("refused $.items[2]: {}", cut_at(end)),
        ]
    );
    let end = begin_of("b") + item("b").len();
    assert_eq!(cut(end)[2], format!("refused $.items[2]: {}", cut_at(end)));
    let end = begin_of("a") + 5;
    assert_eq!(cut(end), [format!("REFUSED: {}", cut_at(end))]);
    assert_eq!(
        cut(text.len() - 1)[3],
        format!("refused $: {}", cut_at(text.len() - 1))
    );
}

#[test]
fn no_offer_is_ever_told_by_half() {
    let text = PAGE.trim_ascii_end();
    let whole = told(ImportFormat::MarketplaceCatalog, None, text);
    for end in 1..text.len() {
        let said = told(ImportFormat::MarketplaceCatalog, None, &text[..end]);
        let told = said.split("refused ").next().unwrap_or_default();
        assert!(
            whole.starts_with(told) || said.starts_with("REFUSED: it is cut off"),
            "{end}: {said}"
        );
    }
}

#[test]
fn a_bomb_behind_items_is_refused_and_they_stand() {
    let refused = |bomb: String| {
        let text = format!("[{}, {bomb}", item("a"));
        let said = brief(text.as_bytes());
        assert_eq!(said[0], "told $[0]");
        said[1..].to_vec()
    };
    assert_eq!(
        refused("[".repeat(100_000))
            .last()
            .expect("it is refused")
            .split(": ")
            .last(),
        Some("lists and objects are nested deeper than 100 levels")
    );
    assert_eq!(
        refused(format!("{{\"x\": [{}", "\"x\", ".repeat(1 << 18))),
        ["refused $[1]: one item is longer than 1 MiB: split it"]
    );
    assert_eq!(
        refused(format!("\"{}\"", "x".repeat(2 << 20))),
        ["refused $[1]: a single text is longer than 1 MiB"]
    );
}

#[test]
fn a_list_may_be_longer_than_an_item() {
    let items = vec![item("a"); 60_000].join(",\n");
    assert!(items.len() > 2 << 20);

    let said = brief(format!("{{\"items\": [{items}]}}").as_bytes());

    assert_eq!(said.len(), 60_001);
    assert_eq!(said[59_999..], ["told $.items[59999]", "page"]);
}

#[test]
fn a_listener_that_fails_ends_the_reading() {
    let mut heard = 0;
    let end = read(PAGES, &HowToRead::default(), &mut |_| {
        heard += 1;
        Err(std::io::ErrorKind::StorageFull.into())
    });

    let Err(Unread::Broken(error)) = end else {
        panic!("nobody listens: {end:?}");
    };
    assert_eq!((heard, error.kind()), (1, std::io::ErrorKind::StorageFull));
}

#[test]
fn an_offer_in_several_languages_is_one_with_titles_in_them() {
    let item = |language: &str, title: &str| {
        format!(
            "{{\"publisherId\": \"contoso\", \"offerId\": \"a\", \"language\": \"{language}\", \"displayName\": \"{title}\"}}"
        )
    };
    let (german, english) = (item("de", "Sicherung"), item("en-us", "Backup"));
    for text in [format!("{german}{english}"), format!("{english}{german}")] {
        let mut gathering = Gathering::onto(Heap::default());
        let end = read(
            text.as_bytes(),
            &HowToRead::default(),
            &mut |said| match said {
                Said::Told(told) => gathering.put(&told),
                other => panic!("all is well: {other:?}"),
            },
        );
        end.expect("it can be read");
        let (mut refused, mut warnings) = (Vec::new(), Vec::new());
        let offer = gathering
            .settle(&mut warnings)
            .next(&mut refused, &mut warnings);

        let Ok(Some(Told::Offer(offer))) = offer else {
            panic!("one offer was told of: {offer:?}");
        };
        let german = Language::parse("de").expect("a tag");
        assert_eq!(offer.facts.title.as_deref(), Some("Backup"));
        assert_eq!(offer.facts.translations[&german].title, "Sicherung");
        assert_eq!((refused, warnings), (vec![], vec![]));
    }
}

#[test]
fn a_line_may_hold_an_item() {
    let text = [item("a"), item("b"), String::new(), item("c")].join("\n");

    assert_eq!(brief(text.as_bytes()), ["told $", "told $#2", "told $#3"]);
}

#[rstest::rstest]
#[case::last("", "page")]
#[case::last_as_the_api_says_it(", \"nextPageLink\": null", "page")]
#[case::without_an_address(", \"nextPageLink\": \" \"", "page")]
#[case::one_of_several(
    ", \"nextPageLink\": \"https://catalog.example?skip=1\"",
    "page with a next one $.nextPageLink"
)]
#[case::in_snake_case(", \"next_page_link\": \"x\"", "page with a next one $.next_page_link")]
#[case::in_short(", \"nextLink\": \"x\"", "page with a next one $.nextLink")]
#[case::as_odata_has_it(
    ", \"@odata.nextLink\": \"x\"",
    "page with a next one $['@odata.nextLink']"
)]
fn a_page_says_whether_there_is_a_next_one(#[case] members: &str, #[case] said: &str) {
    let begin = format!("{{\"items\": [{}]{members}}}", item("a"));
    assert_eq!(brief(begin.as_bytes()), ["told $.items[0]", said]);
    let members = members.trim_start_matches([',', ' ']);
    if !members.is_empty() {
        let end = format!("{{{members}, \"items\": [{}]}}", item("a"));
        assert_eq!(brief(end.as_bytes()), ["told $.items[0]", said]);
    }
}
