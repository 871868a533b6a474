//! Documents, and variables, that are made to do harm.

use serde_json::{Value, json};

use super::table::Table;
use super::wire::Bytes;

/// A POST of a body that says it is JSON.
pub(super) fn post(body: impl AsRef<[u8]>) -> Bytes {
    let body = body.as_ref();
    let mut bytes = head(body.len()).into_bytes();
    bytes.extend_from_slice(body);
    Bytes::of(bytes)
}

/// The head of a POST of so many bytes.
pub(super) fn head(length: usize) -> String {
    format!(
        "POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n\
         Accept: application/graphql-response+json\r\nContent-Length: {length}\r\n\r\n"
    )
}

/// A POST of a document.
pub(super) fn asked(document: &str) -> Bytes {
    post(json!({ "query": document }).to_string())
}

/// A document with variables, which are written as they are.
fn given(document: &str, variables: &str) -> Bytes {
    let document = Value::from(document);
    post(format!(r#"{{"query":{document},"variables":{variables}}}"#))
}

fn numbered(many: usize, each: impl Fn(usize) -> String) -> String {
    (0..many).map(each).collect()
}

fn deep(before: &str, open: &str, inner: &str, close: &str, after: &str) -> String {
    let (open, close) = (open.repeat(10_000), close.repeat(10_000));
    format!("{before}{open}{inner}{close}{after}")
}

/// Much of something.
pub(super) fn many(table: &mut Table) {
    let aliases = |many| {
        format!(
            "{{ viewer {{ {} }} }}",
            numbered(many, |n| format!("a{n}: name "))
        )
    };
    table.send("100,000 aliases", &asked(&aliases(100_000)));
    table.send("17,000 aliases", &asked(&aliases(17_000)));
    table.send("3,000 aliases", &asked(&aliases(3_000)));
    let directives = "@skip(if: false) ".repeat(10_000);
    table.send(
        "10,000 directives",
        &asked(&format!("{{ viewer {{ name {directives} }} }}")),
    );
    let undefined = "@a ".repeat(4_900);
    table.send(
        "4,900 directives that there are not",
        &asked(&format!("{{ viewer {{ name {undefined} }} }}")),
    );
    table.send(
        "9,000 root fields",
        &asked(&format!("{{ {} }}", "__typename ".repeat(9_000))),
    );
    table.send(
        "1,000 fields of one name and other arguments",
        &asked(&format!(
            "{{ {} }}",
            numbered(1_000, |n| format!("offers(first: {n}) {{ totalCount }} "))
        )),
    );
    table.send(
        "1,400 fragments",
        &asked(&format!(
            "{{ ...f0 }} {}",
            numbered(1_400, |n| format!(
                "fragment f{n} on Query {{ __typename }} "
            ))
        )),
    );
    table.send(
        "1,900 operations",
        &asked(&numbered(1_900, |n| {
            format!("query q{n} {{ __typename }} ")
        })),
    );
    table.send(
        "1,600 variables that are defined",
        &asked(&format!(
            "query ({}) {{ __typename }}",
            numbered(1_600, |n| format!("$v{n}: Int "))
        )),
    );
    let nulls = vec!["null"; 50_000].join(",");
    table.send(
        "50,000 nulls in a list that takes none",
        &given(
            "query($ids: [ID!]!) { nodes(ids: $ids) { id } }",
            &format!(r#"{{"ids":[{nulls}]}}"#),
        ),
    );
    let unknown = numbered(20_000, |n| format!("\"v{n}\":1,"));
    table.send(
        "20,000 variables that nobody defined",
        &given(
            "{ __typename }",
            &format!("{{{}}}", unknown.trim_end_matches(',')),
        ),
    );
    table.send(
        "a name of 250,000 letters",
        &asked(&format!("{{ {} }}", "n".repeat(250_000))),
    );
    let long = "n".repeat(120_000);
    table.send(
        "an operation name of 120,000 letters",
        &post(
            json!({ "query": format!("query {long} {{ nothing }}"), "operationName": long })
                .to_string(),
        ),
    );
    table.send(
        "a variable name of 120,000 letters",
        &given(
            &format!("query(${long}: Int!) {{ offers(first: ${long}) {{ totalCount }} }}"),
            "{}",
        ),
    );
    table.send(
        "250,000 signs that open nothing",
        &asked(&"!".repeat(250_000)),
    );
    table.send(
        "a comment of 250,000 letters",
        &asked(&format!("#{}", "x".repeat(250_000))),
    );
    let batch = vec![r#"{"query":"{__typename}"}"#; 5_000].join(",");
    table.send("a batch of 5,000", &post(format!("[{batch}]")));
}

/// What multiplies, or goes round.
pub(super) fn growing(table: &mut Table) {
    let circle: String = numbered(40, |n| {
        format!("fragment f{n} on Viewer {{ ...f{} }} ", (n + 1) % 40)
    });
    table.send(
        "a circle of 40 fragments",
        &asked(&format!("{{ viewer {{ ...f0 }} }} {circle}")),
    );
    table.send(
        "a fragment that spreads itself",
        &asked("{ viewer { ...f } } fragment f on Viewer { ...f }"),
    );
    let doubling = |times: usize| {
        let levels = numbered(40, |n| {
            format!(
                "fragment f{n} on Viewer {{ {}}} ",
                format!("...f{} ", n + 1).repeat(times)
            )
        });
        format!("{{ viewer {{ ...f0 }} }} {levels} fragment f40 on Viewer {{ name }}")
    };
    table.send(
        "fragments that spread each other twice, 40 levels",
        &asked(&doubling(2)),
    );
    table.send(
        "fragments that spread each other ten times, 40 levels",
        &asked(&doubling(10)),
    );
    let merging = |depth: usize| {
        let levels = numbered(depth, |n| {
            let next = n + 1;
            format!(
                "fragment f{n} on Change {{ a: thing {{ ...f{next} }} a: thing {{ ...f{next} }} }} "
            )
        });
        format!(
            "{{ changes {{ nodes {{ ...f0 }} }} }} {levels} fragment f{depth} on Change {{ id }}"
        )
    };
    table.send(
        "fields to be merged with themselves, 20 levels",
        &asked(&merging(20)),
    );
    let nested = |times: usize| {
        format!(
            "{}name{}",
            "fields { type { ".repeat(times),
            " } }".repeat(times)
        )
    };
    table.send(
        "an introspection that goes round 9 times",
        &asked(&format!("{{ __schema {{ types {{ {} }} }} }}", nested(9))),
    );
    table.send(
        "an introspection that goes round 4 times",
        &asked(&format!("{{ __schema {{ types {{ {} }} }} }}", nested(4))),
    );
    let pages = |times: usize| {
        format!(
            "{}id{}",
            "offers(first: 100) { nodes { publisher { ".repeat(times),
            " } } }".repeat(times)
        )
    };
    table.send(
        "pages of pages of pages",
        &asked(&format!("{{ {} }}", pages(4))),
    );
}

/// What nests ten thousand levels deep.
pub(super) fn nesting(table: &mut Table) {
    for (attack, document) in [
        (
            "selections",
            deep("{ viewer ", "{viewer", "{name}", "}", "}"),
        ),
        (
            "inline fragments",
            deep("{ ", "...{", "viewer{name}", "}", "}"),
        ),
        ("lists", deep("{ nodes(ids: ", "[", "", "]", ") { id } }")),
        (
            "objects",
            deep("{ offers(filter: ", "{a:", "1", "}", ") { totalCount } }"),
        ),
        (
            "objects in directives",
            deep("{ viewer ", "@include(if:{a:", "1", "})", " { name } }"),
        ),
        (
            "list types",
            deep("query($a: ", "[", "Int", "]", ") { viewer { name } }"),
        ),
        (
            "lists as a default",
            deep("query($a: Int = ", "[", "", "]", ") { viewer { name } }"),
        ),
        (
            "lists that are never closed",
            deep("{ nodes(ids: ", "[", "", "", ""),
        ),
        ("parentheses", deep("{ nodes", "(", "", ")", "}")),
    ] {
        table.send(&format!("{attack}, nested 10,000 deep"), &asked(&document));
    }
    let variables = |deep: String| {
        given(
            "query($ids: [ID!]!) { nodes(ids: $ids) { id } }",
            &format!(r#"{{"ids":{deep}}}"#),
        )
    };
    table.send(
        "lists in variables, nested 10,000 deep",
        &variables(deep("", "[", "", "]", "")),
    );
    table.send(
        "objects in variables, nested 10,000 deep",
        &variables(deep("", "{\"a\":", "1", "}", "")),
    );
    table.send(
        "lists in variables, nested 100 deep",
        &variables(format!("{}{}", "[".repeat(100), "]".repeat(100))),
    );
}

/// Numbers that are none of their type, in the document and in variables.
pub(super) fn numbers(table: &mut Table) {
    let huge = "9".repeat(400);
    let tiny = format!("0.{}1", "0".repeat(400));
    for (name, number) in [
        ("2147483647", "2147483647"),
        ("-1", "-1"),
        ("0", "0"),
        ("2147483648", "2147483648"),
        ("-9223372036854775809", "-9223372036854775809"),
        ("a number of 400 digits", huge.as_str()),
        ("1e400", "1e400"),
        ("1.5", "1.5"),
        ("a fraction of 400 digits", tiny.as_str()),
    ] {
        table.send(
            &format!("first: {name}"),
            &asked(&format!("{{ offers(first: {number}) {{ totalCount }} }}")),
        );
        table.send(
            &format!("$first: {name}"),
            &given(
                "query($first: Int) { offers(first: $first) { totalCount } }",
                &format!(r#"{{"first":{number}}}"#),
            ),
        );
    }
}

/// Characters that nothing is called by.
pub(super) fn characters(table: &mut Table) {
    let search = r#"query($text: String) { offers(filter: { search: $text }) { totalCount } }"#;
    table.send("a NUL in a document", &asked("{ viewer\u{0} { name } }"));
    table.send(
        "a NUL in a text of a document",
        &asked("{ offers(filter: { search: \"\u{0}\" }) { totalCount } }"),
    );
    table.send(
        "an escaped NUL in a text of a document",
        &asked(r#"{ offers(filter: { search: "\u0000" }) { totalCount } }"#),
    );
    table.send(
        "an escaped NUL in a variable",
        &given(search, r#"{"text":"a\u0000b"}"#),
    );
    table.send(
        "a NUL as it is in a variable",
        &given(search, "{\"text\":\"a\u{0}b\"}"),
    );
    table.send(
        "an escaped NUL in an id",
        &given(
            "query($id: ID!) { node(id: $id) { id } }",
            r#"{"id":"offer:\u0000"}"#,
        ),
    );
    table.send(
        "half a surrogate pair in a variable",
        &given(search, r#"{"text":"\ud83d"}"#),
    );
    table.send(
        "half a surrogate pair in a document",
        &asked(r#"{ offers(filter: { search: "\ud83d" }) { totalCount } }"#),
    );
    table.send(
        "a text that does not end",
        &asked("{ node(id: \"offer) { id } }"),
    );
}
