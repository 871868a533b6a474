//! What does not pass, and what looks like it and does.

use serde_json::json;

use super::*;

/// What is said of a document that does not pass.
fn refused(document: &str) -> Vec<String> {
    let refused = admit(document, &json!({})).expect_err("the document does not pass");
    refused.into_iter().map(|refusal| refusal.message).collect()
}

#[test]
fn fragments_that_double_at_every_level_are_weighed_at_once() {
    let levels: String = (0..40)
        .map(|level| {
            format!(
                "fragment f{level} on Query {{ ...f{0} ...f{0} }}\n",
                level + 1
            )
        })
        .collect();
    let document = format!("{{ ...f0 }}\n{levels}fragment f40 on Query {{ viewer {{ name }} }}");

    let doubled = 1_u64 << 40;
    assert_eq!(
        refused(&document),
        [
            format!("The operation costs {}; it may cost 50000.", 2 * doubled),
            format!("The operation has {doubled} fields at its root; it may have 50."),
            format!(
                "The document unfolds to {} selections; it may come to 10000.",
                4 * doubled - 1
            ),
        ]
    );
}

#[test]
fn what_nests_in_values_is_refused_before_it_is_parsed() {
    for opening in ["[", "{a:", "("] {
        assert_eq!(
            refused(&format!("{{f(x:{}", opening.repeat(2000))),
            ["The document nests 2002 levels deep; it may nest 50."],
            "{opening}"
        );
    }
    let deep = format!(
        "{{ offers(first: {}1{}) {{ totalCount }} }}",
        "[".repeat(48),
        "]".repeat(48)
    );
    assert_eq!(
        refused(&deep),
        ["`first` is to be of type `Int`, and is a list."]
    );
}

#[test]
fn selections_and_fragments_nest_no_deeper_than_brackets() {
    let nested = |levels: usize| {
        format!(
            "{{ {} viewer {{ name }} {} }}",
            "... {".repeat(levels),
            "}".repeat(levels)
        )
    };
    let chain = |links: usize| {
        let links: String = (0..links)
            .map(|link| format!("fragment f{link} on Query {{ ...f{} }}\n", link + 1))
            .collect();
        format!("{{ ...f0 }} {links}")
    };
    let ends = |links: usize| format!("fragment f{links} on Query {{ viewer {{ name }} }}");

    assert!(admit(&nested(48), &json!({})).is_ok());
    assert_eq!(
        refused(&nested(49)),
        ["The document nests 51 levels deep; it may nest 50."]
    );
    assert!(admit(&(chain(47) + &ends(47)), &json!({})).is_ok());
    for links in [48, 1000] {
        let document = chain(links) + &ends(links);
        assert_eq!(
            refused(&document),
            ["The document nests 51 levels deep; it may nest 50."],
            "{links}"
        );
    }
}

#[test]
fn what_stands_in_texts_and_comments_does_not_count() {
    let many = "[{(".repeat(500);

    for document in [
        format!("{{ node(id: \"{many}\\\"{many}\") {{ id }} }}"),
        format!("{{ node(id: \"\"\"{many}\n\"\" \\\"\"\"{many}\"\"\") {{ id }} }}"),
        format!("# {many}\n{{ viewer {{ name # {many} \0 \"\n }} }}"),
    ] {
        let admitted = admit(&document, &json!({}));
        assert!(
            admitted.is_ok_and(|admitted| admitted.weight.tokens < 15),
            "{document}"
        );
    }
}

#[test]
fn what_is_no_token_is_said_with_its_place() {
    let place = |document: &str| {
        let refused = admit(document, &json!({})).expect_err("it does not pass");
        let [refusal] = refused.as_slice() else {
            panic!("one thing is said: {refused:?}");
        };
        let place = refusal.place().expect("it is somewhere");
        format!("{}:{} {}", place.line, place.column, refusal.message)
    };
    for (document, said) in [
        (
            "{ viewer\0 }",
            "1:9 No token of a document begins with '\\0'.",
        ),
        (
            "{\r\n viewer \u{7} }",
            "2:9 No token of a document begins with '\\u{7}'.",
        ),
        ("{ é }", "1:3 No token of a document begins with 'é'."),
        ("{ a .. b }", "1:5 No token of a document begins with '.'."),
        (
            "{ node(id: \"a\nb\") }",
            "1:12 The text that begins here does not end.",
        ),
        (
            "{ node(id: \"a\\",
            "1:12 The text that begins here does not end.",
        ),
        (
            "{ node(id: \"\"\"a\\\"\"\"",
            "1:12 The text that begins here does not end.",
        ),
        (
            "\n\n{ node(id: \"é\\u{110000}\") }",
            "3:14 No character is written like this.",
        ),
        (
            "query() { viewer { name } }",
            "1:7 Nothing stands between `()`.",
        ),
        (
            "queryA { viewer { name } }",
            "1:1 No definition begins with `queryA`.",
        ),
        (
            "{ ...a } fragmenta on Query { viewer { name } }",
            "1:10 No definition begins with `fragmenta`.",
        ),
        (
            "",
            "1:1 The document does not parse here: expected executable definition.",
        ),
        (
            "{ viewer { name }",
            "1:18 The document does not parse here: expected selection.",
        ),
        (
            "{ node(id: 1x) { id } }",
            "1:12 The document does not parse here: expected value.",
        ),
        (
            "{ node(id: \"\\x\") { id } }",
            "1:12 The document does not parse here: expected value.",
        ),
    ] {
        assert_eq!(place(document), said, "{document:?}");
    }
    assert!(admit("query queryA { viewer { name } }", &json!({})).is_ok());
}

#[test]
fn texts_are_read_as_the_specification_writes_them_and_nothing_moves() {
    let document =
        r#"query { offers(filter: { search: "\u{1F600}\uD83D\uDE00" }) { totalCount nothing } }"#;
    let refused = admit(document, &json!({})).expect_err("it does not pass");
    let column = document.find("nothing").map(|before| before + 1);
    assert_eq!(refused[0].place().map(|place| place.column), column);

    let admitted = admit(&document.replace("nothing", ""), &json!({})).expect("it passes");
    let written = format!("{:?}", admitted.document);
    assert!(written.contains("String(\"😀😀\")"), "{written}");
}

#[test]
fn a_field_at_the_root_of_a_mutation_is_run_once() {
    let document = "mutation($no: Boolean = false) {
        a: cancelImport(input: { id: \"x\" }) { job { id } }
        ...more
        skipped: cancelImport(input: { id: \"y\" }) @include(if: $no) { job { id } }
    }
    fragment more on Mutation {
        ... on Mutation { a: cancelImport(input: { id: \"x\" }) { userErrors { code } } }
        b: cancelImport(input: { id: \"y\" }) { job { id } }
    }";

    let admitted = admit(document, &json!({})).expect("it passes");

    let (_, operation) = admitted
        .document
        .operations
        .iter()
        .next()
        .expect("one operation");
    let roots = operation
        .node
        .selection_set
        .node
        .items
        .iter()
        .map(|root| match &root.node {
            async_graphql::parser::types::Selection::Field(field) => {
                let inside = field.node.selection_set.node.items.len();
                format!("{} {inside}", field.node.response_key().node)
            }
            other => panic!("{other:?} is no field"),
        });
    assert_eq!(roots.collect::<Vec<_>>(), ["a 2", "b 1"]);
}
