//! What documents weigh, told to who asks; and what the schema tells of itself.

use serde_json::{Value, json};
use support_directory::http::{Introspection, Suggestions};

use crate::support::TestService;

const PAGE: &str =
    "query($first: Int) { page: offers(first: $first) { nodes { id title } totalCount } }";

#[tokio::test]
async fn an_answer_tells_what_its_document_weighs_when_asked_to() {
    let service = TestService::start().await;
    let asking = |asked: &'static str| {
        let asking = service.asking(PAGE, json!({ "first": 5 }));
        asking.with("graphql-cost", asked).send()
    };

    let told = asking("1").await;
    let untold = service.ask(PAGE, json!({ "first": 5 })).await;
    let unasked = asking("0").await;

    let weight = |found: u64, limit: u64| json!({ "found": found, "limit": limit });
    let data = json!({ "page": { "nodes": [], "totalCount": 0 } });
    assert_eq!(
        told.json(),
        json!({
            "data": data,
            "extensions": { "cost": {
                "complexity": weight(13, 50_000),
                "depth": weight(3, 20),
                "aliases": weight(1, 50),
                "rootFields": weight(1, 50),
                "directives": weight(0, 100),
                "directivesPerPlace": weight(0, 5),
                "fragments": weight(0, 200),
                "selections": weight(5, 10_000),
                "tokens": weight(26, 10_000),
            } },
        })
    );
    assert_eq!(untold.json(), json!({ "data": data }));
    assert_eq!(unasked.json(), json!({ "data": data }));
    for reply in [told, untold] {
        let varies = reply.headers.get_all("vary").iter();
        assert!(varies.into_iter().any(|name| name == "graphql-cost"));
    }
}

const SCHEMA: &str = "{ __schema { queryType { name } } }";

#[tokio::test]
async fn a_service_that_does_not_tell_its_schema_says_so() {
    let service = TestService::start().await;
    let told = service.data(SCHEMA, json!({})).await;
    let silent = service.within(|limits| limits.introspection = Introspection::Refused);

    assert_eq!(
        told,
        json!({ "__schema": { "queryType": { "name": "Query" } } })
    );
    let message = "This service does not tell its schema: ask whoever runs it for the file.";
    let refused = json!({ "message": message, "extensions": { "code": "INTROSPECTION_DISABLED" } });
    for (document, times) in [
        (SCHEMA, 1),
        (
            "{ __type(name: \"Offer\") { name } a: __type(name: \"Viewer\") { name } }",
            2,
        ),
        (
            "{ ...a } fragment a on Query { viewer { name } __schema { queryType { name } } }",
            1,
        ),
        (
            "query { viewer { name } ... @include(if: false) { __schema { queryType { name } } } }",
            1,
        ),
    ] {
        let outcome = silent.ask(document, json!({})).await.outcome();
        let errors = Value::from(vec![refused.clone(); times]);
        assert_eq!(outcome["body"], json!({ "errors": errors }), "{document}");
    }
    let named = silent
        .data("{ __typename viewer { __typename } }", json!({}))
        .await;
    assert_eq!(
        named,
        json!({ "__typename": "Query", "viewer": { "__typename": "Viewer" } })
    );
}

#[tokio::test]
async fn close_names_are_suggested_unless_that_is_switched_off() {
    let service = TestService::start().await;
    let message = async |service: &TestService, document: &str| {
        let body = service.ask(document, json!({})).await.json();
        body["errors"][0]["message"].as_str().map(str::to_owned)
    };
    let documents = [
        (
            "{ viewer { nmae } }",
            "`Viewer` has no field `nmae`.",
            " Did you mean `name`?",
        ),
        (
            "{ offers(frist: 1) { totalCount } }",
            "The field `offers` has no argument `frist`.",
            " Did you mean `first`?",
        ),
        (
            "{ viewer { name @skp(if: true) } }",
            "There is no directive `@skp`.",
            " Did you mean `skip`?",
        ),
        (
            "{ ... on Qery { viewer { name } } }",
            "There is no type `Qery`.",
            " Did you mean `Query`?",
        ),
        (
            "{ offers(filter: { serch: \"x\" }) { totalCount } }",
            "`OfferFilter` has no field `serch`, as `filter` has it.",
            " Did you mean `search`?",
        ),
        (
            "{ offers(filter: { types: [SASS] }) { totalCount } }",
            "`filter.types[0]` is to be one of `OfferType`, and is `SASS`.",
            " Did you mean `SAAS`?",
        ),
    ];
    for (document, said, meant) in documents {
        assert_eq!(
            message(&service, document).await,
            Some(format!("{said}{meant}"))
        );
    }
    let silent = service.within(|limits| limits.suggestions = Suggestions::Kept);
    for (document, said, _) in documents {
        assert_eq!(message(&silent, document).await.as_deref(), Some(said));
    }
}
