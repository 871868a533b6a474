//! Requests that are made to do harm: each is refused for what it is, in few words, and nothing of it is run.

use std::iter::repeat_n;

use serde_json::{Map, Value, json};

use crate::support::TestService;

/// What is said of a request that is refused before anything of it is run.
async fn said(service: &TestService, document: &str, variables: Value) -> Vec<String> {
    let before = service.store.statements();
    let reply = service.ask(document, variables).await;
    assert_eq!(service.store.statements(), before, "nothing was run");
    assert!(reply.body.len() < 4_000, "much was said: {}", reply.body);
    let body = reply.json();
    assert_eq!(body.get("data"), None, "{body}");
    let errors = body["errors"].as_array().cloned().unwrap_or_default();
    let told = errors.iter().map(|error| {
        let extensions = &error["extensions"];
        let bound = extensions["bound"].as_str().unwrap_or("-");
        let code = extensions["code"].as_str().unwrap_or_default();
        let message = error["message"].as_str().unwrap_or_default();
        format!("{code} {bound} {message}")
    });
    let told = told.collect();
    let viewer = service.data("{ viewer { language } }", json!({})).await;
    assert_eq!(viewer, json!({ "viewer": { "language": "en" } }));
    told
}

#[tokio::test]
async fn a_document_of_very_many_parts_is_refused_for_their_number() {
    let service = TestService::start().await;
    let aliases: String = (0..17_000)
        .map(|number| format!("a{number}: name "))
        .collect();
    let directives = "@skip(if: false) ".repeat(10_000);
    let fragments: String = (0..1_000)
        .map(|number| format!("fragment f{number} on Query {{ ...f{} }} ", number + 1))
        .collect();

    for (document, message) in [
        (
            format!("{{ viewer {{ {aliases} }} }}"),
            "TOO_COMPLEX tokens The document has 51005 tokens; it may have 10000.",
        ),
        (
            format!("{{ viewer {{ name {directives} }} }}"),
            "TOO_COMPLEX tokens The document has 70006 tokens; it may have 10000.",
        ),
        (
            format!("{{ viewer {{ {} }} }}", "name ".repeat(50_000)),
            "TOO_COMPLEX tokens The document has 50005 tokens; it may have 10000.",
        ),
        (
            format!("{{ ...f0 }} {fragments}"),
            "TOO_COMPLEX nesting The document nests 51 levels deep; it may nest 50.",
        ),
        (
            format!(
                "{{ viewer {}name{} }}",
                "{".repeat(10_000),
                "}".repeat(10_000)
            ),
            "TOO_COMPLEX tokens The document has 20004 tokens; it may have 10000.",
        ),
    ] {
        let said = said(&service, &document, json!({})).await;
        assert_eq!(said.first().map(String::as_str), Some(message));
    }
}

#[tokio::test]
async fn what_is_bounded_is_bounded_by_itself_when_others_let_it_through() {
    let service = TestService::start().await.within(|limits| {
        limits.tokens = 1_000_000;
        limits.selections = 1_000_000;
    });
    let aliases: String = (0..17_000)
        .map(|number| format!("a{number}: name "))
        .collect();
    let roots: String = (0..5_000)
        .map(|number| format!("a{number}: __typename "))
        .collect();

    assert_eq!(
        said(
            &service,
            &format!("{{ viewer {{ {aliases} }} }}"),
            json!({})
        )
        .await,
        ["TOO_COMPLEX aliases The operation has 17000 aliases; it may have 50."]
    );
    assert_eq!(
        said(&service, &format!("{{ {roots} }}"), json!({})).await,
        [
            "TOO_COMPLEX aliases The operation has 5000 aliases; it may have 50.",
            "TOO_COMPLEX rootFields The operation has 5000 fields at its root; it may have 50.",
        ]
    );
    let directives = "@skip(if: false) ".repeat(10_000);
    assert_eq!(
        said(
            &service,
            &format!("{{ viewer {{ name {directives} }} }}"),
            json!({})
        )
        .await,
        [
            "TOO_COMPLEX directives The operation has 10000 directives; it may have 100.",
            "TOO_COMPLEX directivesPerPlace There are 10000 directives in one place; there may be 5.",
        ]
    );
    let directives: String = (0..20)
        .map(|number| format!("a{number}: name {} ", "@skip(if: false) ".repeat(6)))
        .collect();
    assert_eq!(
        said(
            &service,
            &format!("{{ viewer {{ {directives} }} }}"),
            json!({})
        )
        .await,
        [
            "TOO_COMPLEX directives The operation has 120 directives; it may have 100.",
            "TOO_COMPLEX directivesPerPlace There are 6 directives in one place; there may be 5.",
        ]
    );
    let spread: String = (0..300).map(|number| format!("...f{number} ")).collect();
    let defined: String = (0..300)
        .map(|number| format!("fragment f{number} on Viewer {{ name }} "))
        .collect();
    assert_eq!(
        said(
            &service,
            &format!("{{ viewer {{ {spread} }} }} {defined}"),
            json!({})
        )
        .await,
        ["TOO_COMPLEX fragments The document defines 300 fragments; it may define 200."]
    );
}

#[tokio::test]
async fn fragments_that_multiply_or_contain_themselves_are_refused() {
    let service = TestService::start().await;
    let doubling = |levels: usize, times: usize| -> String {
        let levels: String = (0..levels)
            .map(|level| {
                let next = format!("...f{} ", level + 1).repeat(times);
                format!("fragment f{level} on Viewer {{ {next}}} ")
            })
            .collect();
        format!("{{ viewer {{ ...f0 }} }} {levels}")
    };
    let twice = doubling(40, 2) + "fragment f40 on Viewer { name }";
    let tenfold = doubling(45, 10) + "fragment f45 on Viewer { name }";
    let cycle: String = (0..40)
        .map(|link| format!("fragment f{link} on Viewer {{ ...f{} }} ", (link + 1) % 40))
        .collect();

    assert_eq!(
        said(&service, &twice, json!({})).await,
        [
            "TOO_COMPLEX complexity The operation costs 1099511627777; it may cost 50000.",
            "TOO_COMPLEX selections The document unfolds to 3298534883328 selections; it may come to 10000.",
        ]
    );
    // A number of 45 digits is no longer counted.
    assert_eq!(
        said(&service, &tenfold, json!({})).await,
        [
            "TOO_COMPLEX complexity The operation costs 18446744073709551615; it may cost 50000.",
            "TOO_COMPLEX selections The document unfolds to 18446744073709551615 selections; it may come to 10000.",
        ]
    );
    let of_cycle = said(
        &service,
        &format!("{{ viewer {{ ...f0 }} }} {cycle}"),
        json!({}),
    )
    .await;
    assert_eq!(
        of_cycle,
        ["GRAPHQL_VALIDATION_FAILED - The fragment `f0` contains itself."]
    );
}

#[tokio::test]
async fn what_nests_ten_thousand_deep_is_refused_before_it_is_parsed() {
    let service = TestService::start()
        .await
        .within(|limits| limits.tokens = 1_000_000);
    let deep = |before: &str, open: &str, inner: &str, close: &str, after: &str| {
        let (open, close) = (open.repeat(10_000), close.repeat(10_000));
        format!("{before}{open}{inner}{close}{after}")
    };
    for (document, levels) in [
        (deep("{ viewer ", "{ viewer ", "", "}", "}"), 10_001),
        (deep("{ ", "... {", "viewer { name }", "}", "}"), 10_002),
        (deep("{ nodes(ids: ", "[", "", "]", ") { id } }"), 10_002),
        (
            deep("{ offers(filter: ", "{a: ", "1", "}", ") { totalCount } }"),
            10_002,
        ),
        (
            deep("query($a: ", "[", "Int", "]", ") { viewer { name } }"),
            10_001,
        ),
        (
            deep("query($a: Int = ", "[", "", "]", ") { viewer { name } }"),
            10_001,
        ),
        (
            deep("{ viewer ", "@include(if: {a: ", "", "})", " { name } }"),
            20_001,
        ),
        // What is never closed.
        (deep("{ nodes(ids: ", "[", "", "", ""), 10_002),
    ] {
        let message =
            format!("TOO_COMPLEX nesting The document nests {levels} levels deep; it may nest 50.");
        assert_eq!(said(&service, &document, json!({})).await, [message]);
    }
}

#[tokio::test]
async fn variables_that_nest_too_deep_are_no_json() {
    let service = TestService::start().await;
    let deep = format!("{}{}", "[".repeat(10_000), "]".repeat(10_000));
    let body = format!(r#"{{"query":"{{ viewer {{ name }} }}","variables":{{"a":{deep}}}}}"#);

    let reply = crate::http::post_json(&service, &body).await;

    let why = "The body is not JSON, or nests too deep.";
    assert_eq!(reply.json(), crate::http::refusal(why, "BAD_REQUEST"));
}

#[tokio::test]
async fn variables_are_bounded_in_bytes_and_held_against_their_types() {
    let service = TestService::start().await;
    let service = service.within(|limits| limits.variables_bytes = 131_072);
    let ids = "query($ids: [ID!]!) { nodes(ids: $ids) { id } }";
    let many: Value = repeat_n(Value::from("offer:1"), 20_000).collect();
    let nulls: Value = repeat_n(Value::Null, 20_000).collect();
    let nested = (0..100).fold(json!("x"), |inner, _| json!([inner]));

    assert_eq!(
        said(&service, ids, json!({ "ids": many })).await,
        ["TOO_COMPLEX variablesBytes The variables have 200009 bytes; they may have 131072."]
    );
    let of_nulls = said(&service, ids, json!({ "ids": nulls })).await;
    assert_eq!(of_nulls.len(), 20);
    assert_eq!(of_nulls[0], "BAD_USER_INPUT - `$ids[0]` may not be null.");
    assert_eq!(
        said(&service, ids, json!({ "ids": nested })).await,
        ["BAD_USER_INPUT - `$ids[0]` is to be of type `ID`, and is a list."]
    );
}

#[tokio::test]
async fn numbers_that_are_none_of_their_type_are_refused() {
    let service = TestService::start().await;
    let page = "query($first: Int) { offers(first: $first) { totalCount } }";
    let huge = "9".repeat(300);
    for number in [
        "2147483648",
        "-2147483649",
        "1.5",
        "1.0",
        "1e2",
        "1e300",
        &huge,
    ] {
        let written = format!("{{ offers(first: {number}) {{ totalCount }} }}");
        let given: Value = serde_json::from_str(number).expect("it is a number");
        let of_written = said(&service, &written, json!({})).await;
        let of_given = said(&service, page, json!({ "first": given })).await;
        for (said, beginning) in [
            (
                of_written,
                "GRAPHQL_VALIDATION_FAILED - `first` is to be of type `Int`, and is `",
            ),
            (
                of_given,
                "BAD_USER_INPUT - `$first` is to be of type `Int`, and is `",
            ),
        ] {
            let [message] = said.as_slice() else {
                panic!("one thing is said: {said:?}");
            };
            assert!(message.starts_with(beginning), "{message}");
        }
    }
    // A number of that type, and no size of a page.
    let reply = service
        .ask("{ offers(first: 2147483647) { totalCount } }", json!({}))
        .await;
    let error = json!({
        "message": "A page holds 1 to 100.",
        "path": ["offers"],
        "extensions": { "code": "BAD_PAGE_SIZE" },
    });
    assert_eq!(
        reply.outcome()["body"],
        json!({ "data": null, "errors": [error] })
    );
}

#[tokio::test]
async fn what_is_very_long_is_repeated_only_at_its_beginning() {
    let service = TestService::start().await;
    let name = "n".repeat(120_000);
    let short = format!("{}…", &name[..60]);
    for (document, message) in [
        (format!("{{ {name} }}"), format!("GRAPHQL_VALIDATION_FAILED - `Query` has no field `{short}`.")),
        (format!("{{ ...{name} }}"), format!("GRAPHQL_VALIDATION_FAILED - There is no fragment `{short}`.")),
        (
            format!("{{ viewer {{ name @{name} }} }}"),
            format!("GRAPHQL_VALIDATION_FAILED - There is no directive `@{short}`."),
        ),
        (
            format!("{{ offers(first: {name}) {{ totalCount }} }}"),
            format!("GRAPHQL_VALIDATION_FAILED - `first` is to be of type `Int`, and is `{short}`."),
        ),
        (
            format!("{{ node(id: \"x\", {name}: 1) {{ id }} }}"),
            format!("GRAPHQL_VALIDATION_FAILED - The field `node` has no argument `{short}`."),
        ),
        (
            format!("{{ viewer {{ name }} }} {name}"),
            "GRAPHQL_PARSE_FAILED - The document does not parse here: expected the end or executable definition."
                .to_owned(),
        ),
        (
            format!("query(${name}: Int!) {{ offers(first: ${name}) {{ totalCount }} }}"),
            format!("BAD_USER_INPUT - The variable `${short}` is needed, and was not given."),
        ),
        (
            format!("{{ offers(first: ${name}) {{ totalCount }} }}"),
            format!("GRAPHQL_VALIDATION_FAILED - The variable `${short}` is used, and not declared."),
        ),
        (
            format!("query($a: {name}) {{ offers(first: $a) {{ totalCount }} }}"),
            format!("GRAPHQL_VALIDATION_FAILED - There is no type `{short}`."),
        ),
        (
            format!("{{ ... on {name} {{ id }} }}"),
            format!("GRAPHQL_VALIDATION_FAILED - There is no type `{short}`."),
        ),
        (
            format!("{{ {name}: viewer {{ name }} {name}: offers {{ totalCount }} }}"),
            format!("GRAPHQL_VALIDATION_FAILED - The fields called `{short}` cannot be one: one is `viewer`, \
                     another `offers`. Call one of them otherwise."),
        ),
        (
            format!("{{ offers(filter: {{ {name}: 1 }}) {{ totalCount }} }}"),
            format!("GRAPHQL_VALIDATION_FAILED - `OfferFilter` has no field `{short}`, as `filter` has it."),
        ),
        (
            format!("{{ offers(orderBy: {name}) {{ totalCount }} }}"),
            format!("GRAPHQL_VALIDATION_FAILED - `orderBy` is to be one of `OfferOrder`, and is `{short}`."),
        ),
    ] {
        assert_eq!(said(&service, &document, json!({})).await, [message]);
    }
}

#[tokio::test]
async fn bytes_that_no_document_has_and_texts_without_end_are_told_with_their_place() {
    let service = TestService::start().await;
    let mut places = Map::new();
    for document in [
        "{ viewer\u{0} { name } }",
        "{ viewer {\n  name\u{1b}[31m } }",
        "{ viewer { name } } \u{7f}",
        "{ node(id: \"offer:1) { id } }",
        "{ node(id: \"\"\"offer:1) { id } }",
        "{ node(id: \"\\uD83D\") { id } }",
    ] {
        let reply = service.ask(document, json!({})).await;
        let body = reply.json();
        assert_eq!(
            body["errors"][0]["extensions"]["code"],
            "GRAPHQL_PARSE_FAILED"
        );
        let error = json!([body["errors"][0]["locations"], body["errors"][0]["message"]]);
        places.insert(document.to_owned(), error);
    }

    insta::assert_json_snapshot!(places);
}
