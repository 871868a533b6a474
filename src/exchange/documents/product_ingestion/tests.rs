use insta::assert_snapshot;

use crate::domain::format::ImportFormat;
use crate::exchange::documents::told_in_tests::told;

const TREE: &[u8] = include_bytes!("../../../../tests/formats/product-ingestion/tree.json");
const DIRTY: &[u8] = include_bytes!("../../../../tests/formats/product-ingestion/dirty.json");
const LIST: &[u8] = include_bytes!("../../../../tests/formats/product-ingestion/list.json");
const CONFIGURE: &[u8] =
    include_bytes!("../../../../tests/formats/product-ingestion/configure.json");
const FLAT: &[u8] =
    include_bytes!("../../../../tests/formats/product-ingestion/configure-flat.json");

fn read(text: &[u8]) -> String {
    told(None, Some("contoso"), text)
}

#[test]
fn listings_in_several_languages_become_one_offer() {
    assert_snapshot!(read(TREE));
}

#[test]
fn the_parts_of_a_product_may_stand_in_it() {
    assert_snapshot!(read(CONFIGURE));
}

#[test]
fn the_parts_of_a_product_may_stand_beside_it() {
    assert_snapshot!(read(FLAT));
}

#[test]
fn a_list_holds_several_products() {
    assert_snapshot!(read(LIST));
}

#[test]
fn what_can_be_taken_is_taken_and_all_else_is_said() {
    assert_snapshot!(read(DIRTY));
}

#[test]
fn a_bare_list_is_read_as_what_is_in_it() {
    let inner = String::from_utf8_lossy(LIST);
    let begin = inner.find('[').expect("a list");
    let end = inner.rfind(']').expect("a list");

    let bare = read(&LIST[begin..=end]);

    let list = read(LIST).replace("$.value[", "$[");
    assert_eq!(bare, list.replace("page\n", ""), "it is no page");
}

#[test]
fn whoever_imports_it_says_who_publishes() {
    assert_eq!(
        told(None, None, TREE),
        "REFUSED: this format does not name the publisher: say it with --publisher (publisher over the graph)\n"
    );
}

#[test]
fn one_that_is_cut_off_anywhere_tells_nothing() {
    let length = CONFIGURE.trim_ascii_end().len();
    for end in 1..length {
        let said = told(
            ImportFormat::ProductIngestion,
            Some("contoso"),
            &CONFIGURE[..end],
        );
        let refused =
            said.starts_with("REFUSED: it is cut off: the JSON ends in the middle, at line ");
        assert!(refused, "{end}: {said}");
    }
}

#[test]
fn documents_before_one_that_is_cut_off_stand() {
    let text = [CONFIGURE, b"\n", &FLAT[..400]].concat();

    let said = read(&text);

    let rest = "refused $#2: it is cut off: the JSON ends in the middle, at line 46, column 40\n\
        END of PRODUCT_INGESTION\n";
    let first = read(CONFIGURE).replace("END of PRODUCT_INGESTION\n", rest);
    assert_eq!(said, first);
}

#[test]
fn a_document_without_a_product_is_refused() {
    let schema = "https://schema.mp.microsoft.com/schema/resource-tree/2022-03-01-preview2";
    for resources in [
        "null",
        "[{\"$schema\": \"https://any.example/schema/plan/1\"}]",
    ] {
        let text = format!("{{\"$schema\": \"{schema}\", \"resources\": {resources}}}");

        let said = read(text.as_bytes());

        assert_eq!(
            said,
            "refused $: there is no product in it\nEND of PRODUCT_INGESTION\n"
        );
    }
}

#[test]
fn a_list_of_no_resources_tells_nothing() {
    for (text, page) in [
        (
            r#"{"$schema": "https://any.example/schema/resource-tree/1", "resources": []}"#,
            "",
        ),
        (r#"{"value": []}"#, "page\n"),
        ("[]", ""),
    ] {
        let said = told(
            ImportFormat::ProductIngestion,
            Some("contoso"),
            text.as_bytes(),
        );

        assert_eq!(said, format!("{page}END of PRODUCT_INGESTION\n"), "{text}");
    }
}

#[test]
fn what_is_no_document_is_refused() {
    let named = |text: &[u8]| told(ImportFormat::ProductIngestion, Some("contoso"), text);
    assert_eq!(named(b" \n"), "REFUSED: there is nothing in it\n");
    assert_eq!(
        named(b"{\"resources\": [}"),
        "REFUSED: it is not JSON from line 1, column 16 on\n"
    );
    let deep = format!("{{\"resources\": {}", "[".repeat(100_000));
    assert_eq!(
        named(deep.as_bytes()),
        "REFUSED: lists and objects are nested deeper than 100 levels\n"
    );
    let long = format!("{{\"resources\": \"{}\"}}", "x".repeat(2 << 20));
    assert_eq!(
        named(long.as_bytes()),
        "REFUSED: a single text is longer than 1 MiB\n"
    );
}

#[test]
fn bytes_that_are_no_letters_are_said() {
    let text = String::from_utf8_lossy(CONFIGURE).replace("Contoso VM", "Contoso #VM");
    let bytes: Vec<u8> = text
        .bytes()
        .map(|byte| if byte == b'#' { 0xFC } else { byte })
        .collect();

    assert_snapshot!(read(&bytes));
}

#[test]
fn a_list_says_whether_there_is_a_next_one() {
    let text = String::from_utf8_lossy(LIST);
    let (begin, list) = text.split_once('{').expect("an object");
    let first = format!("{begin}{{ \"@nextLink\": \"https://api.example?page=2\", {list}");

    let last = read(LIST);
    let said = read(first.as_bytes());

    assert!(last.ends_with("page\nEND of PRODUCT_INGESTION\n"), "{last}");
    let next = "page with a next one $['@nextLink']";
    assert_eq!(said, last.replace("page\nEND", &format!("{next}\nEND")));
}
