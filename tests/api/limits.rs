//! Documents that are not sound, or beyond a limit: refused with a code, not run, and soon.

use std::time::{Duration, Instant};

use insta::assert_json_snapshot;
use serde_json::{Map, Value, json};

use crate::support::TestService;

/// The answer to a document that is not run, given soon by a service that goes on.
async fn refused(service: &TestService, document: &str) -> Value {
    let (began, statements) = (Instant::now(), service.store.statements());
    let reply = service.ask(document, json!({})).await;
    assert!(
        began.elapsed() < Duration::from_secs(5),
        "it took {:?}",
        began.elapsed()
    );
    assert_eq!(service.store.statements(), statements, "nothing was run");
    let body = reply.json();
    assert_eq!(body.get("data"), None, "{body}");
    let viewer = service.data("{ viewer { language } }", json!({})).await;
    assert_eq!(viewer, json!({ "viewer": { "language": "en" } }));
    reply.outcome()
}

/// An answer to a document that goes beyond bounds: of each its name, what it is, what was found, and the words.
fn beyond(bounds: &[(&str, u64, u64, &str)]) -> Value {
    let errors = bounds.iter().map(|(bound, limit, found, message)| {
        let extensions = json!({
            "code": "TOO_COMPLEX", "bound": bound, "limit": limit, "found": found,
        });
        json!({ "message": message, "extensions": extensions })
    });
    json!({ "status": 200, "body": { "errors": errors.collect::<Vec<_>>() } })
}

#[tokio::test]
async fn a_document_that_is_not_sound_is_refused_with_what_is_wrong() {
    let service = TestService::start().await;
    let mut outcomes = Map::new();
    for document in [
        "",
        "{",
        "{ viewer { language }",
        "query { viewer { language } } }",
        "{ viewer }",
        "{ viewer { nothing } }",
        "{ offer { id } }",
        "query($a: Int) { viewer { language } }",
        "{ viewer { ...nothing } }",
        "{ viewer { ...a } } fragment a on Viewer { ...b } fragment b on Viewer { ...a }",
        "mutation { addContact { id } }",
        "subscription { directoryChanged { __typename } }",
        "type Query { viewer: String }",
    ] {
        outcomes.insert(document.to_owned(), refused(&service, document).await);
    }

    assert_json_snapshot!(outcomes);
}

#[tokio::test]
async fn a_document_that_nests_too_deep_is_refused() {
    let service = TestService::start().await;
    let nested = |levels: usize| {
        format!(
            "{{ publishers(first: 1) {{ nodes {{ {} name {} }} }} }}",
            "offers(first: 1) { publisher { ".repeat(levels),
            "} }".repeat(levels)
        )
    };

    let deepest = service.ask(&nested(8), json!({})).await;

    assert_eq!(deepest.data(), json!({ "publishers": { "nodes": [] } }));
    assert_eq!(
        refused(&service, &nested(9)).await,
        beyond(&[(
            "depth",
            20,
            21,
            "The fields of the operation nest 21 levels deep; they may nest 20."
        )])
    );
    assert_eq!(
        refused(&service, &nested(30)).await,
        beyond(&[(
            "nesting",
            50,
            63,
            "The document nests 63 levels deep; it may nest 50."
        )])
    );
}

#[tokio::test]
async fn a_document_that_costs_too_much_is_refused() {
    let service = TestService::start().await;
    let costly = "{ publishers(first: 100) { nodes { offers(first: 100) { id title type contacts { name } } } } }";
    let page = "{ offers(first: 100) { nodes { id title publisher { name } contacts { id name email } links { url } } } }";

    assert_eq!(
        refused(&service, costly).await,
        beyond(&[(
            "complexity",
            50_000,
            240_102,
            "The operation costs 240102; it may cost 50000."
        )])
    );
    assert_eq!(
        service.data(page, json!({})).await,
        json!({ "offers": { "nodes": [] } })
    );
}

#[tokio::test]
async fn a_document_with_too_many_aliases_or_directives_is_refused() {
    let service = TestService::start().await;
    let aliases = |number: usize| {
        let fields: String = (0..number)
            .map(|alias| format!("a{alias}: language "))
            .collect();
        format!("{{ viewer {{ {fields} }} }}")
    };
    let directives = |number: usize| {
        format!(
            "{{ viewer {{ language {} }} }}",
            "@include(if: true) ".repeat(number)
        )
    };

    let most = service.data(&aliases(50), json!({})).await;

    assert_eq!(most["viewer"].as_object().map(Map::len), Some(50));
    let message = "The operation has 51 aliases; it may have 50.";
    assert_eq!(
        refused(&service, &aliases(51)).await,
        beyond(&[("aliases", 50, 51, message)])
    );
    let message = "There are 6 directives in one place; there may be 5.";
    assert_eq!(
        refused(&service, &directives(6)).await,
        beyond(&[("directivesPerPlace", 5, 6, message)])
    );
}

#[tokio::test]
async fn values_nested_two_thousand_deep_are_refused_at_once() {
    let service = TestService::start().await;
    let message = "The document nests 2002 levels deep; it may nest 50.";
    let deep = beyond(&[("nesting", 50, 2_002, message)]);

    for (open, close) in [("[", "]"), ("{a:", "}")] {
        let document = format!(
            "{{ nodes(ids: {}{}) {{ id }} }}",
            open.repeat(2_000),
            close.repeat(2_000)
        );
        assert_eq!(refused(&service, &document).await, deep);
        let half = refused(&service, &document[..document.len() / 2]).await;
        assert_eq!(half["body"]["errors"][0]["extensions"]["bound"], "nesting");
    }
}

#[tokio::test]
async fn fragments_that_double_at_every_level_are_refused_at_once() {
    let service = TestService::start().await;
    let levels: String = (0..40)
        .map(|level| {
            let next = level + 1;
            format!("fragment f{level} on Viewer {{ ...f{next} ...f{next} }}\n")
        })
        .collect();
    let document =
        format!("{{ viewer {{ ...f0 }} }}\n{levels}fragment f40 on Viewer {{ language }}");

    let (doubled, all) = (1_u64 << 40, 3_u64 << 40);
    let (cost, selections) = (
        format!("The operation costs {}; it may cost 50000.", doubled + 1),
        format!("The document unfolds to {all} selections; it may come to 10000."),
    );
    assert_eq!(
        refused(&service, &document).await,
        beyond(&[
            ("complexity", 50_000, doubled + 1, &cost),
            ("selections", 10_000, all, &selections),
        ])
    );
}

#[tokio::test]
async fn a_document_of_many_errors_lists_some_of_them_and_repeats_little() {
    let service = TestService::start().await;
    let many: String = (0..2_000).map(|field| format!("nothing{field} ")).collect();
    let service = service.within(|limits| limits.root_fields = 2_000);

    let of_many = refused(&service, &format!("{{ {many} }}")).await;

    let errors = of_many["body"]["errors"].as_array().map_or(0, Vec::len);
    assert_eq!(errors, 20);
}

#[tokio::test]
async fn variables_may_nest_deep_without_harm() {
    let service = TestService::start().await;
    let deep = format!("{}{}", "[".repeat(100), "]".repeat(100));
    let deep: Value = serde_json::from_str(&deep).expect("it is JSON");

    let reply = service
        .ask(
            "query($ids: [ID!]!) { nodes(ids: $ids) { id } }",
            json!({ "ids": deep }),
        )
        .await;

    assert_json_snapshot!(reply.outcome());
}

#[tokio::test]
async fn a_request_that_takes_too_long_is_told_so() {
    let service = TestService::start().await.with_patience(Duration::ZERO);

    let reply = service.ask("{ offers { totalCount } }", json!({})).await;

    let message = "The request took longer than it may.";
    let body = crate::http::beyond(message, "TIMEOUT", ("milliseconds", 0, 0));
    assert_eq!(reply.outcome(), json!({ "status": 504, "body": body }));
}
