use rstest::rstest;

use super::*;
use ImportFormat::{
    CloudPartnerPortal, Csv, JsonLines, MarketplaceCatalog, PartnerCenterIngestion,
    ProductIngestion,
};

const TREE: &str = r#"{"$schema": "https://any.example/schema/resource-tree/2022-03-01-preview2"}"#;

#[rstest]
#[case(TREE, ProductIngestion)]
#[case(
    r#"[{"$schema": "https://any.example/schema/product/1", "items": []}]"#,
    ProductIngestion
)]
#[case(r#"{"resources": [{"identity": {}}]}"#, ProductIngestion)]
#[case(r#"{"value": [{"globalSupportWebsite": ""}]}"#, ProductIngestion)]
#[case("// kept by hand\n{\"resources\": [],}", ProductIngestion)]
#[case(
    r#"{"publisherId": "contoso", "offerTypeId": "x"}"#,
    CloudPartnerPortal
)]
#[case(
    r#"{"definition": {"offer": {"microsoft-azure-marketplace.title": "a"}}}"#,
    CloudPartnerPortal
)]
#[case(r#"{"offer_listing": {}}"#, PartnerCenterIngestion)]
#[case(
    r#"{"publisherName": "Contoso", "listingContacts": []}"#,
    PartnerCenterIngestion
)]
#[case(r#"[{"title": "a", "listing_uris": []}]"#, PartnerCenterIngestion)]
#[case(r#"{"items": []}"#, MarketplaceCatalog)]
#[case(r#"[{"items": []}]"#, MarketplaceCatalog)]
#[case(
    r#"[{"offerId": "a", "publisherDisplayName": "Contoso"}]"#,
    MarketplaceCatalog
)]
#[case(
    "{\"offerId\": \"a\", \"helpLink\": \"\"}\n{\"offerId\": \"b\", \"helpLink\": \"\"}",
    MarketplaceCatalog
)]
#[case("{\"offerId\": \"a\"}\n{\"offerId\": \"b\"}\n", JsonLines)]
#[case("{\"offerId\": \"a\",} // one\n{\"offerId\": \"b\"}\n", JsonLines)]
#[case(
    "// what we sell\n/* one */ {\"offerId\": \"a\"}\n{\"offerId\": \"b\",}\n",
    JsonLines
)]
#[case(r#"{"offerName": "items", "supportUrl": "resources"}"#, JsonLines)]
#[case("{\"offerId\": \"a\", \"items\": 1, \"supportUrl\": \"\"}", JsonLines)]
#[case(
    "{\"offerId\": \n{\"offerId\": \"a\", \"offerName\": \"A\"}\n",
    JsonLines
)]
#[case("no row\n{\"offerId\": \"a\", \"offerName\": \"A\"}\n", JsonLines)]
#[case("\u{FEFF}\n\n  {\"offerName\": \"A\"}", JsonLines)]
#[case("", JsonLines)]
#[case(" \n\n", JsonLines)]
#[case("publisherId,offerId\ncontoso,backup\n", Csv)]
#[case("\u{FEFF}\"Anything\";\"OfferID\"\n", Csv)]
#[case("sep=;\n\"offerId\"", Csv)]
fn a_format_is_recognised(#[case] text: &str, #[case] format: ImportFormat) {
    let recognised = recognise(text.as_bytes()).map(|recognised| recognised.format);

    assert_eq!(recognised, Ok(format));
}

#[test]
fn a_document_is_recognised_by_its_beginning_however_it_ends() {
    let text = r#"{"total": 1, "items": [{"offerId": "a", "text": "\u00fc"}]}"#;
    let begin = text.find("items").expect("it is there") + "items\":".len();

    for end in begin..text.len() {
        let recognised = recognise(&text.as_bytes()[..end]).map(|recognised| recognised.format);
        assert_eq!(recognised, Ok(MarketplaceCatalog), "{}", &text[..end]);
    }
}

#[test]
fn a_nested_bomb_is_recognised_by_what_stands_before_it() {
    let text = format!("{{\"items\": {}", "[".repeat(60_000));

    let recognised = recognise(text.as_bytes()).map(|recognised| recognised.format);

    assert_eq!(recognised, Ok(MarketplaceCatalog));
}

const KNOWN: &str = "A format can be named: PRODUCT_INGESTION, CLOUD_PARTNER_PORTAL, \
    PARTNER_CENTER_INGESTION, MARKETPLACE_CATALOG, CSV, JSON_LINES";

#[rstest]
#[case("<html>\u{1b}[31m", "it begins with `<html>\\u{1b}[31m`.")]
#[case(
    "{\n\"terms\": 1,\n\"note\": {}\n}",
    "it is JSON that holds `terms`, `note`."
)]
#[case("[[], [1]]", "it is JSON that names nothing.")]
#[case("a,b,c\n1,2,3\n", "it begins with `a,b,c`.")]
fn what_is_of_no_known_format_is_said(#[case] text: &str, #[case] seen: &str) {
    let reason = recognise(text.as_bytes()).expect_err("no format is like it");

    assert_eq!(reason, format!("no known format: {seen} {KNOWN}"));
}

#[test]
fn a_schema_is_told_from_what_it_describes() {
    let text = r#"{"$schema": "https://json-schema.org/draft/2020-12/schema", "resources": []}"#;

    assert_eq!(
        recognise(text.as_bytes()).expect_err("it holds no offers"),
        "it is a JSON Schema (https://json-schema.org/draft/2020-12/schema): it describes offers \
         and holds none"
    );
}

#[rstest]
#[case(
    MarketplaceCatalog,
    TREE,
    "MARKETPLACE_CATALOG was named, but the schema \
     https://any.example/schema/resource-tree/2022-03-01-preview2 shows PRODUCT_INGESTION"
)]
#[case(
    JsonLines,
    r#"{"items": []}"#,
    "JSON_LINES was named, but the member `items` shows MARKETPLACE_CATALOG"
)]
#[case(
    ProductIngestion,
    "offerId,x\n",
    "PRODUCT_INGESTION was named, but the column `offerId` shows CSV"
)]
#[case(
    Csv,
    r#"{"offerName": "A"}"#,
    "CSV was named, but the column `offerName` shows JSON_LINES"
)]
fn what_is_not_the_format_it_says_is_refused(
    #[case] named: ImportFormat,
    #[case] text: &str,
    #[case] reason: &str,
) {
    let refused = format(Some(named), text.as_bytes()).expect_err("it is another");

    assert_eq!(refused, format!("not the format it says: {reason}"));
}

#[rstest]
#[case(MarketplaceCatalog, "{\"total\": 1}")]
#[case(JsonLines, "no row\n")]
#[case(Csv, "a,b\n")]
#[case(ProductIngestion, "")]
fn a_named_format_is_believed_unless_something_shows_another(
    #[case] named: ImportFormat,
    #[case] text: &str,
) {
    assert_eq!(format(Some(named), text.as_bytes()), Ok(named));
}
