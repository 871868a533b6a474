use insta::assert_snapshot;

use crate::domain::format::ImportFormat;
use crate::exchange::documents::told_in_tests::told;

const OFFER: &[u8] = include_bytes!("../../../../tests/formats/cloud-partner-portal/offer.json");
const DIRTY: &[u8] = include_bytes!("../../../../tests/formats/cloud-partner-portal/dirty.json");

#[test]
fn the_flat_members_of_an_offer_are_read() {
    assert_snapshot!(told(None, None, OFFER));
}

#[test]
fn what_can_be_taken_is_taken_and_all_else_is_said() {
    assert_snapshot!(told(None, None, DIRTY));
}

#[test]
fn the_publisher_of_a_document_counts_more_than_the_one_that_is_said() {
    assert_eq!(told(None, Some("fabrikam"), OFFER), told(None, None, OFFER));
}

#[test]
fn who_publishes_may_be_said_by_whoever_imports() {
    let text = br#"{"id": "backup", "offerTypeId": "microsoft-azure-saas"}"#;

    assert_snapshot!(told(None, Some("fabrikam"), text));
}

#[test]
fn a_list_may_stand_in_an_answer() {
    let text = [b"{\"value\": [", OFFER, b"]}"].concat();

    let listed = told(None, None, &text);

    assert_eq!(
        listed,
        told(None, None, OFFER).replace("\"$\"", "\"$.value[0]\"")
    );
}

#[test]
fn one_that_is_cut_off_anywhere_tells_nothing() {
    let length = OFFER.trim_ascii_end().len();
    for end in 1..length {
        let said = told(ImportFormat::CloudPartnerPortal, None, &OFFER[..end]);
        assert!(said.starts_with("REFUSED: it is cut off"), "{end}: {said}");
    }
}
