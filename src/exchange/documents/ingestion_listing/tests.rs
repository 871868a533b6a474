use insta::assert_snapshot;

use crate::domain::format::ImportFormat;
use crate::exchange::documents::told_in_tests::told;

const SNAKE: &[u8] =
    include_bytes!("../../../../tests/formats/partner-center-ingestion/listing-snake.json");
const CAMEL: &[u8] =
    include_bytes!("../../../../tests/formats/partner-center-ingestion/listings-camel.json");
const DIRTY: &[u8] =
    include_bytes!("../../../../tests/formats/partner-center-ingestion/dirty.json");

#[test]
fn a_listing_in_snake_case_is_read() {
    assert_snapshot!(told(None, None, SNAKE));
}

#[test]
fn listings_in_camel_case_are_read_and_those_of_one_offer_become_one() {
    assert_snapshot!(told(None, None, CAMEL));
}

#[test]
fn what_can_be_taken_is_taken_and_all_else_is_said() {
    assert_snapshot!(told(None, None, DIRTY));
}

#[test]
fn what_nobody_publishes_is_taken_for_whom_it_is_said_to_be() {
    assert_snapshot!(told(None, Some("fabrikam"), DIRTY));
}

#[test]
fn the_publisher_that_is_said_counts_more_than_a_name() {
    let text = br#"{"offerId": "backup", "listing": {"title": "Backup", "publisherName": "Contoso", "listingContacts": []}}"#;

    assert_snapshot!(told(None, Some("fabrikam"), text));
}

#[test]
fn case_and_underscores_do_not_matter() {
    let text = String::from_utf8_lossy(SNAKE);
    let names = [
        "offer_setup",
        "property_settings",
        "offer_listing",
        "publisher_name",
        "short_description",
        "listing_contacts",
        "listing_uris",
        "plan_overview",
        "plan_listing",
    ];
    let camel = |name: &str| {
        let mut parts = name.split('_');
        let first = parts.next().unwrap_or_default().to_owned();
        parts.fold(first, |name, part| {
            name + &part[..1].to_uppercase() + &part[1..]
        })
    };
    let respelt = |text: &str| {
        names.iter().fold(text.to_owned(), |text, name| {
            text.replace(name, &camel(name))
        })
    };

    let said = told(None, None, respelt(&text).as_bytes());

    assert_eq!(said, respelt(&told(None, None, SNAKE)));
}

#[test]
fn one_that_is_cut_off_anywhere_tells_nothing() {
    let length = SNAKE.trim_ascii_end().len();
    for end in 1..length {
        let said = told(ImportFormat::PartnerCenterIngestion, None, &SNAKE[..end]);
        assert!(said.starts_with("REFUSED: it is cut off"), "{end}: {said}");
    }
}
