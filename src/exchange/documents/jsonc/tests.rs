use std::io::{BufReader, Cursor};

use proptest::prelude::*;

use super::*;

fn read_in(portion: usize, text: &[u8], bounds: Bounds) -> (String, Option<String>) {
    let text = BufReader::with_capacity(portion, Cursor::new(text));
    let mut json = Vec::new();
    let end = Jsonc::of(text, Rc::new(bounds)).read_to_end(&mut json);
    let json = String::from_utf8(json).expect("what was text stays text");
    (json, end.err().map(|error| error.to_string()))
}

fn read(text: &str) -> String {
    let (json, error) = read_in(1 << 16, text.as_bytes(), Bounds::of_document());
    assert_eq!(error, None, "{text}");
    json
}

#[test]
fn comments_become_blanks() {
    for (text, json) in [
        ("[1] // one\n", "[1]       \n"),
        ("[1] // one", "[1]       "),
        ("/* a\nb */[1]", "    \n    [1]"),
        ("[/**/1,/* * ** / */2]", "[    1,            2]"),
        ("[1]/* never ends", "[1]             "),
        ("[1 // ü\r\n]", "[1       \n]"),
    ] {
        assert_eq!(read(text), json, "{text}");
    }
}

#[test]
fn trailing_commas_become_blanks() {
    for (text, json) in [
        ("[1,]", "[1 ]"),
        ("{\"a\":1,}", "{\"a\":1 }"),
        ("[1, // last\n]", "[1         \n]"),
        ("[[1,],]", "[[1 ] ]"),
        ("[1,2,3]", "[1,2,3]"),
    ] {
        assert_eq!(read(text), json, "{text}");
    }
}

#[test]
fn a_comma_that_parts_nothing_is_left_to_be_found_wrong() {
    for text in ["[,]", "{,}", "[1,,]", "[1,,2]", "{\"a\":,}", ","] {
        assert!(
            serde_json::from_str::<serde_json::Value>(&read(text)).is_err(),
            "{text}"
        );
    }
}

#[test]
fn texts_are_left_as_they_are() {
    for text in [
        r#"["// no comment", "/* nor this */", "a,]", "\",]", "\\"]"#,
        r#"{"http://contoso.example/,}": "\\\""}"#,
        r#"["never ends, // "#,
        "[1 / 2]",
        "[1] /",
    ] {
        assert_eq!(read(text), text);
    }
}

#[test]
fn marks_between_documents_become_blanks() {
    assert_eq!(read("\u{FEFF}{}\n\u{FEFF}{}"), "   {}\n   {}");
}

#[test]
fn a_comma_before_a_very_long_comment_is_taken_as_it_stands() {
    let text = format!("[1,/*{}*/]", " ".repeat(LONGEST_GAP));
    assert_eq!(read(&text).trim_end_matches(']').trim_end(), "[1,");
}

#[test]
fn what_is_too_much_is_refused_behind_what_is_not() {
    let bounds = |most_bytes| Bounds::of("the document", most_bytes);
    let deep = format!("{}{}", "[".repeat(DEEPEST), "]".repeat(DEEPEST));
    assert_eq!(read(&deep), deep);
    let (json, error) = read_in(4096, "[".repeat(DEEPEST + 1).as_bytes(), bounds(1 << 20));
    assert_eq!(json, "[".repeat(DEEPEST));
    let said = "lists and objects are nested deeper than 100 levels";
    assert_eq!(error.as_deref(), Some(said));

    let long = format!("\"{}\"", "x".repeat(LONGEST_TEXT - 1));
    assert_eq!(read(&long).len(), long.len());
    let longer = format!("\"x{}\"", "x".repeat(LONGEST_TEXT));
    let (_, error) = read_in(4096, longer.as_bytes(), bounds(1 << 30));
    assert_eq!(error.as_deref(), Some("a single text is longer than 1 MiB"));

    let (_, error) = read_in(4096, " ".repeat(2 << 20).as_bytes(), bounds(1 << 20));
    assert_eq!(
        error.as_deref(),
        Some("the document is longer than 1 MiB: split it")
    );

    let (_, error) = read_in(4096, "0,".repeat(4_000_001).as_bytes(), bounds(1 << 30));
    let said = "the document holds more than 4000000 values: split it";
    assert_eq!(error.as_deref(), Some(said));
}

proptest! {
    #[test]
    fn places_stay_where_they_are(
        text in r#"([\[\]{},:/*"\\1 a\n]|//|/\*|\*/|ü){0,60}"#,
        portion in 1_usize..9,
    ) {
        let (json, _) = read_in(1 << 16, text.as_bytes(), Bounds::of_document());
        prop_assert_eq!(json.len(), text.len());
        let ends = |text: &str| -> Vec<usize> { text.match_indices('\n').map(|(at, _)| at).collect() };
        prop_assert_eq!(ends(&json), ends(&text));
        let in_portions = read_in(portion, text.as_bytes(), Bounds::of_document());
        prop_assert_eq!(in_portions, (json, None));
    }

    #[test]
    fn json_is_left_as_it_is(value in value()) {
        for text in [value.to_string(), format!("{value:#}")] {
            prop_assert_eq!(read(&text), text);
        }
    }
}

/// JSON with everything in its texts that means something outside of them.
fn value() -> impl Strategy<Value = serde_json::Value> {
    let text = r#"([/*,:{}\[\]"\\ü ]|//){0,6}"#;
    let leaf = prop_oneof![
        text.prop_map(serde_json::Value::from),
        any::<i32>().prop_map(serde_json::Value::from),
    ];
    leaf.prop_recursive(4, 24, 4, move |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..4).prop_map(serde_json::Value::from),
            proptest::collection::btree_map(text, inner, 0..4)
                .prop_map(serde_json::Value::from_iter),
        ]
    })
}
