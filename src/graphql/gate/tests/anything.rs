//! Whatever is sent: nothing of it brings the gate down.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::json;

use super::*;

proptest! {
    #[test]
    fn whatever_is_sent_is_let_through_or_refused_with_few_words(words in vec(select(WORDS), 0..60)) {
        let document = words.join(" ");
        if let Err(refused) = admit(&document, &json!({ "a": 1 })) {
            prop_assert!(!refused.is_empty() && refused.len() <= refusal::MOST_ERRORS);
            prop_assert!(refused.iter().all(|refusal| refusal.message.len() < 500));
        }
    }

    #[test]
    fn whatever_text_is_sent_is_let_through_or_refused(text in "\\PC{0,80}", cut in 0..200_usize) {
        for document in [text.clone(), format!("{{ node(id: \"{text}\") {{ id }} }}"), format!("{{ a # {text}\n }}")] {
            let _ = admit(&document, &json!({}));
            let _ = admit(document.get(..cut).unwrap_or(&document), &json!({}));
        }
    }
}

/// What documents are made of.
const WORDS: &[&str] = &[
    "{",
    "}",
    "{",
    "}",
    "(",
    ")",
    "[",
    "]",
    ":",
    "$",
    "!",
    "=",
    "@",
    "...",
    "|",
    "&",
    "query",
    "mutation",
    "subscription",
    "fragment",
    "on",
    "a",
    "b",
    "$a",
    "$b: Int",
    "$a: [ID!]! = [\"x\"]",
    "viewer",
    "{ name }",
    "Query",
    "Viewer",
    "Offer",
    "node(id: \"x\")",
    "nodes(ids: $a)",
    "offers",
    "{ nodes { id } }",
    "first",
    "1",
    "-1.5e9",
    "\"text\"",
    "\"\\u{1F600}\"",
    "\"\"\" block \\\"\"\" \"\"\"",
    "\"",
    "true",
    "null",
    "WORD",
    "@skip(if: true)",
    "@include(if: $a)",
    "__typename",
    "__schema { types { name } }",
    "# comment\n",
    "...a",
    "... on Viewer { name }",
    "fragment a on Query { ...b }",
    "fragment b on Viewer { x: name }",
    "{ a: b }",
    "\u{0}",
    "\u{feff}",
];
