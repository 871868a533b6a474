//! Every rule by which the specification tells sound documents from others (section 5, September 2025): an example or
//! more for each, refused before anything is run; and what looks like it and is sound.

use apollo_compiler::ExecutableDocument;
use insta::assert_json_snapshot;
use serde_json::{Map, Value, json};
use support_directory::graphql::sdl;

use crate::http::post_json;
use crate::support::{Reply, TestService};

/// Documents that break a rule, and no other.
#[rustfmt::skip]
const UNSOUND: &[(&str, &[&str])] = &[
    ("5.1.1 Executable Definitions", &[
        "{ viewer { language } } type Viewer { language: String }",
        "{ viewer { language } } extend type Viewer { age: Int }",
        "{ viewer { language } } schema { query: Query }",
    ]),
    ("5.2.1.1 Operation Type Existence", &[
        "subscription { nothing }",
    ]),
    ("5.2.2.1 Operation Name Uniqueness", &[
        "query A { viewer { language } } query A { viewer { name } }",
        "query A { viewer { language } } mutation A { __typename }",
    ]),
    ("5.2.3.1 Lone Anonymous Operation", &[
        "{ viewer { language } } query A { viewer { name } }",
        "{ viewer { language } } { viewer { name } }",
    ]),
    ("5.3.1 Field Selections", &[
        "{ viewer { nothing } }",
        "{ node(id: \"x\") { title } }",
        "{ offers { nodes { contacts { owner { name } } } } }",
        "{ ...a } fragment a on Query { nothing }",
        "{ viewer { __type } }",
    ]),
    ("5.3.2 Field Selection Merging", &[
        "{ viewer { a: language a: name } }",
        "{ viewer { name: language name } }",
        "{ node(id: \"x\") { id } node(id: \"y\") { id } }",
        "query($a: ID!, $b: ID!) { node(id: $a) { id } node(id: $b) { id } }",
        "query($a: ID!) { node(id: $a) { id } node(id: \"x\") { id } }",
        "{ offers { nodes { id } } offers(first: 1) { totalCount } }",
        "{ offers(filter: { search: \"a\" }) { totalCount } offers(filter: { search: \"b\" }) { totalCount } }",
        "{ viewer { language ... on Viewer { language: name } } }",
        "{ viewer { ...a ...b } } fragment a on Viewer { x: language } fragment b on Viewer { x: name }",
        "{ viewer { a: language } ...a } fragment a on Query { viewer { a: name } }",
        "{ viewer { a: language } viewer { ... { a: name } } }",
        "{ offers { nodes { a: id } } offers { nodes { a: title } } }",
        "{ node(id: \"x\") { ... on Offer { a: title } ... on Publisher { a: offerCount } } }",
        "{ node(id: \"x\") { ... on Offer { a: title } ... on Contact { a: email } } }",
        "{ node(id: \"x\") { ... on Offer { a: publisher { id } } ... on Publisher { a: name } } }",
        "{ node(id: \"x\") { ... on Offer { a: contacts { id } } ... on Contact { a: owner { __typename } } } }",
        "{ node(id: \"x\") { ... on Offer { a: contacts { b: id } } ... on Publisher { a: contacts { b: name } } } }",
        "{ node(id: \"x\") { ... on Offer { a: publisher { b: version } } ... on Contact { a: verification { b: state } } } }",
        "{ __type(name: \"a\") { name } __type(name: \"b\") { name } }",
    ]),
    ("5.3.3 Leaf Field Selections", &[
        "{ viewer }",
        "{ viewer { language { code } } }",
        "{ viewer { roles { name } } }",
        "{ offers { nodes } }",
        "{ node(id: \"x\") }",
    ]),
    ("5.4.1 Argument Names", &[
        "{ node(id: \"x\", name: \"y\") { id } }",
        "{ viewer { language(of: \"x\") } }",
        "{ viewer { language @include(if: true, unless: false) } }",
    ]),
    ("5.4.2 Argument Uniqueness", &[
        "{ node(id: \"x\", id: \"x\") { id } }",
        "{ viewer @include(if: true, if: true) { language } }",
    ]),
    ("5.4.3 Required Arguments", &[
        "{ node { id } }",
        "{ node(id: null) { id } }",
        "{ viewer { language @include } }",
        "{ responsibleParty(inquiry: BILLING, partnerModel: INDIRECT, askedBy: null) { basis } }",
    ]),
    ("5.5.1.1 Fragment Name Uniqueness", &[
        "{ ...a } fragment a on Query { viewer { name } } fragment a on Query { viewer { language } }",
    ]),
    ("5.5.1.2 Fragment Spread Type Existence", &[
        "{ ...a } fragment a on Nothing { name }",
        "{ ... on Nothing { name } }",
    ]),
    ("5.5.1.3 Fragments on Object, Interface or Union Types", &[
        "{ viewer { ...a } } fragment a on String { length }",
        "{ offers { nodes { ... on OfferType { name } } } }",
        "{ offers { nodes { ... on OfferFilter { search } } } }",
    ]),
    ("5.5.1.4 Fragments Must Be Used", &[
        "{ viewer { name } } fragment a on Viewer { name }",
        "{ viewer { name } } fragment a on Viewer { ...b } fragment b on Viewer { name }",
    ]),
    ("5.5.2.1 Fragment Spread Target Defined", &[
        "{ viewer { ...nothing } }",
    ]),
    ("5.5.2.2 Fragment Spreads Must Not Form Cycles", &[
        "{ viewer { ...a } } fragment a on Viewer { ...a }",
        "{ viewer { ...a } } fragment a on Viewer { ...b } fragment b on Viewer { name ...a }",
        "{ viewer { name } } fragment a on Viewer { ...b } fragment b on Viewer { ...a }",
    ]),
    ("5.5.2.3 Fragment Spread Is Possible", &[
        "{ viewer { ... on Offer { title } } }",
        "{ viewer { ...a } } fragment a on Offer { title }",
        "{ viewer { ... on Node { id } } }",
        "{ node(id: \"x\") { ... on Viewer { name } } }",
        "{ node(id: \"x\") { ... on UserError { message } } }",
        "{ offers { nodes { contacts { owner { ... on Contact { name } } } } } }",
    ]),
    ("5.6.1 Values of Correct Type", &[
        "{ node(id: 1.5) { id } }",
        "{ node(id: true) { id } }",
        "{ node(id: x) { id } }",
        "{ node(id: [\"x\"]) { id } }",
        "{ nodes(ids: [null]) { id } }",
        "{ nodes(ids: [[\"x\"]]) { id } }",
        "{ offers(first: 1.0) { totalCount } }",
        "{ offers(first: \"1\") { totalCount } }",
        "{ offers(first: 2147483648) { totalCount } }",
        "{ offers(first: -2147483649) { totalCount } }",
        "{ offers(first: 99999999999999999999999999) { totalCount } }",
        "{ offers(first: 1e3) { totalCount } }",
        "{ offers(after: 7) { totalCount } }",
        "{ offers(filter: \"x\") { totalCount } }",
        "{ offers(filter: [{ search: \"x\" }]) { totalCount } }",
        "{ offers(filter: { types: [NOTHING] }) { totalCount } }",
        "{ responsibleParty(inquiry: \"BILLING\", partnerModel: INDIRECT) { basis } }",
        "{ responsibleParty(inquiry: BILLING, partnerModel: INDIRECT, on: \"yesterday\") { basis } }",
        "{ responsibleParty(inquiry: BILLING, partnerModel: INDIRECT, on: 20191120) { basis } }",
        "{ viewer { language @include(if: \"true\") } }",
        "{ viewer { language @include(if: 1) } }",
        "query($a: Int = \"x\") { offers(first: $a) { totalCount } }",
        "query($a: Int = 2147483648) { offers(first: $a) { totalCount } }",
        "query($a: Int! = null) { offers(first: $a) { totalCount } }",
        "query($a: OfferFilter = { nothing: 1 }) { offers(filter: $a) { totalCount } }",
    ]),
    ("5.6.2 Input Object Field Names", &[
        "{ offers(filter: { nothing: 1 }) { totalCount } }",
        "{ offer(by: { name: \"x\" }) { id } }",
    ]),
    ("5.6.3 Input Object Field Uniqueness", &[
        "{ offers(filter: { search: \"a\", search: \"b\" }) { totalCount } }",
        "{ offer(by: { id: \"a\", id: \"a\" }) { id } }",
        "query($a: OfferFilter = { search: \"a\", search: \"b\" }) { offers(filter: $a) { totalCount } }",
    ]),
    ("5.6.4 Input Object Required Fields", &[
        "mutation { addContact(input: { name: \"a\", type: ENGINEERING }) { contact { id } } }",
        "mutation { addContact(input: { name: null, type: ENGINEERING, owner: { offer: { id: \"x\" } } }) { contact { id } } }",
    ]),
    ("3.10.1 OneOf Input Objects", &[
        "{ offer(by: {}) { id } }",
        "{ offer(by: { id: null }) { id } }",
        "{ offer(by: { id: \"a\", marketplaceId: \"b\" }) { id } }",
        "{ offer(by: { id: \"a\", marketplaceId: null }) { id } }",
        "query($a: ID!) { offer(by: { id: $a, marketplaceId: \"b\" }) { id } }",
        "query($a: ID) { offer(by: { id: $a }) { id } }",
        "query($a: OfferBy = {}) { offer(by: $a) { id } }",
    ]),
    ("5.7.1 Directives Are Defined", &[
        "{ viewer { language @nothing } }",
        "query @nothing { viewer { language } }",
        "query($a: Int @nothing) { offers(first: $a) { totalCount } }",
        "{ viewer { ...a @nothing } } fragment a on Viewer { name }",
        "{ viewer { ...a } } fragment a on Viewer @nothing { name }",
        "{ viewer { ... @nothing { name } } }",
    ]),
    ("5.7.2 Directives Are in Valid Locations", &[
        "query @include(if: true) { viewer { language } }",
        "{ viewer { ...a } } fragment a on Viewer @skip(if: true) { name }",
        "query($a: Int @skip(if: true)) { offers(first: $a) { totalCount } }",
        "{ viewer { language @deprecated } }",
        "{ viewer { language @oneOf } }",
    ]),
    ("5.7.3 Directives Are Unique per Location", &[
        "{ viewer { language @include(if: true) @include(if: true) } }",
        "{ viewer @skip(if: false) @include(if: true) @skip(if: false) { language } }",
        "{ viewer { ... @include(if: true) @include(if: true) { language } } }",
        "{ viewer { ...a @include(if: true) @include(if: true) } } fragment a on Viewer { name }",
    ]),
    ("5.8.1 Variable Uniqueness", &[
        "query($a: Int, $a: Int) { offers(first: $a) { totalCount } }",
    ]),
    ("5.8.2 Variables Are Input Types", &[
        "query($a: Viewer) { offers(first: $a) { totalCount } }",
        "query($a: [Node]) { offers(first: $a) { totalCount } }",
        "query($a: Nothing) { offers(first: $a) { totalCount } }",
    ]),
    ("5.8.3 All Variable Uses Defined", &[
        "{ offers(first: $a) { totalCount } }",
        "{ ...a } fragment a on Query { offers(first: $a) { totalCount } }",
        "{ offers(filter: { search: $a }) { totalCount } }",
        "{ nodes(ids: [$a]) { id } }",
        "{ viewer { language @include(if: $a) } }",
        "{ viewer { ... @skip(if: $a) { language } } }",
        "query($a: Int = 1, $b: Int = $a) { x: offers(first: $a) { totalCount } y: offers(first: $b) { totalCount } }",
    ]),
    ("5.8.4 All Variables Used", &[
        "query($a: Int) { viewer { language } }",
        "query A($a: Int) { ...a } query B($a: Int) { viewer { name } } fragment a on Query { offers(first: $a) { totalCount } }",
    ]),
    ("5.8.5 All Variable Usages Are Allowed", &[
        "query($a: String) { offers(first: $a) { totalCount } }",
        "query($a: ID) { node(id: $a) { id } }",
        "query($a: String!) { node(id: $a) { id } }",
        "query($a: Int!) { node(id: $a) { id } }",
        "query($a: [ID]) { nodes(ids: $a) { id } }",
        "query($a: [ID]!) { nodes(ids: $a) { id } }",
        "query($a: ID) { nodes(ids: [$a]) { id } }",
        "query($a: ID = null) { node(id: $a) { id } }",
        "query($a: Boolean) { viewer { language @include(if: $a) } }",
        "query($a: [Int]) { offers(first: $a) { totalCount } }",
        "query($a: Int) { offers(filter: { search: $a }) { totalCount } }",
        "query($a: Int) { ...a } fragment a on Query { offers(after: $a) { totalCount } }",
        "query($a: ID!) { nodes(ids: $a) { id } }",
    ]),
];

/// Documents that look like one that breaks a rule, and break none.
#[rustfmt::skip]
const SOUND: &[&str] = &[
    "{ viewer { language language } }",
    "{ viewer { language } viewer { name language } }",
    "{ viewer { ... on Viewer { language } ...a } } fragment a on Viewer { language }",
    "query($a: ID!) { node(id: $a) { id } node(id: $a) { __typename } }",
    "{ offers(first: 1, after: null) { totalCount } offers(after: null, first: 1) { totalCount } }",
    "{ offers(filter: { search: \"a\", types: [] }) { totalCount } offers(filter: { types: [], search: \"a\" }) { totalCount } }",
    "{ node(id: \"offer:00000000-0000-7000-8000-000000000000\") { ... on Offer { a: title } ... on Publisher { a: name } } }",
    "{ node(id: \"offer:00000000-0000-7000-8000-000000000000\") { ... on Offer { contacts(types: [ENGINEERING]) { id } } ... on Publisher { contacts { id } } } }",
    "{ node(id: \"offer:00000000-0000-7000-8000-000000000000\") { ...a } } fragment a on Node { ... on Offer { title } ... on Node { id } }",
    "{ offers(filter: { types: null, search: null }) { totalCount } }",
    "{ offers(filter: { types: SAAS }) { totalCount } }",
    "{ nodes(ids: \"offer:00000000-0000-7000-8000-000000000000\") { id } }",
    "{ nodes(ids: []) { id } }",
    "query($first: Int = 3) { offers(first: $first) { totalCount } }",
    "query($first: Int!) { offers(first: $first) { totalCount } }",
    "query($a: ID = \"offer:00000000-0000-7000-8000-000000000000\") { node(id: $a) { id } }",
    "query($a: ID!) { nodes(ids: [$a]) { id } }",
    "query($ids: [ID!]!) { nodes(ids: $ids) { id } }",
    "query($askedBy: Inquirer) { responsibleParty(inquiry: BILLING, partnerModel: INDIRECT, askedBy: $askedBy) { basis } }",
    "query($a: ID!) { offer(by: { id: $a }) { id } }",
    "query($by: OfferBy!) { offer(by: $by) { id } }",
    "query($if: Boolean! = true, $not: Boolean = false) { viewer { language @include(if: $if) @skip(if: $not) } }",
    "query($a: String) { ...a } fragment a on Query { offers(filter: { search: $a }) { totalCount } }",
    "query A { viewer { language } } query B($first: Int) { offers(first: $first) { totalCount } }",
    "{ viewer { __typename } __typename }",
    "{ __type(name: \"Viewer\") { fields { name } } __schema { queryType { name } } }",
    "query($a: ID = \"offer:00000000-0000-7000-8000-000000000000\") { offer(by: { id: $a }) { id } }",
    "query($types: [OfferType!]!) { offers(filter: { types: $types }) { totalCount } }",
];

/// Documents that break a rule which the other reader does not have.
#[rustfmt::skip]
const KNOWN_HERE_ONLY: &[&str] = &[
    "{ responsibleParty(inquiry: BILLING, partnerModel: INDIRECT, on: \"yesterday\") { basis } }",
    "{ responsibleParty(inquiry: BILLING, partnerModel: INDIRECT, on: 20191120) { basis } }",
    "query($a: ID) { nodes(ids: [$a]) { id } }",
    "query($a: ID = null) { node(id: $a) { id } }",
];

/// The rules that the other reader does not have at all.
const RULES_KNOWN_HERE_ONLY: &[&str] = &[
    "5.6.3 Input Object Field Uniqueness",
    "3.10.1 OneOf Input Objects",
];

/// Asks for the operation `A`, where a document has one.
async fn ask(service: &TestService, document: &str, variables: Value) -> Reply {
    let name = document.contains("query A").then_some("A");
    let body = json!({ "query": document, "operationName": name, "variables": variables });
    post_json(service, &body.to_string()).await
}

#[tokio::test]
async fn a_document_that_breaks_a_rule_is_refused_and_nothing_is_run() {
    let service = TestService::start().await;
    let mut refused = Map::new();
    for (rule, documents) in UNSOUND {
        for document in *documents {
            let before = service.store.statements();
            let reply = ask(&service, document, json!({ "a": "x" })).await;
            assert_eq!(service.store.statements(), before, "{document}");
            let body = reply.json();
            assert_eq!(body.get("data"), None, "{rule}: {document}");
            let errors = body["errors"].as_array().cloned().unwrap_or_default();
            let told = errors.iter().map(|error| {
                let code = error["extensions"]["code"].as_str().unwrap_or_default();
                let code = code
                    .trim_start_matches("GRAPHQL_")
                    .trim_end_matches("_FAILED");
                let places = error["locations"].as_array().cloned().unwrap_or_default();
                let places: Vec<String> = places
                    .iter()
                    .map(|place| place["column"].to_string())
                    .collect();
                let message = error["message"].as_str().unwrap_or_default();
                format!("{code} {} {message}", places.join(",")).into()
            });
            let told = Value::Array(told.collect());
            let of_rule = refused.entry(*rule).or_insert(json!({}));
            of_rule[*document] = told;
        }
    }

    assert_json_snapshot!(refused);
}

#[tokio::test]
async fn a_document_that_breaks_no_rule_is_run() {
    let service = TestService::start().await;
    let id = "offer:00000000-0000-7000-8000-000000000000";
    let variables = json!({
        "a": id, "ids": [id], "by": { "id": id }, "first": 1, "types": ["SAAS"], "askedBy": "CUSTOMER",
    });
    for document in SOUND {
        let reply = ask(&service, document, variables.clone()).await;
        let body = reply.json();
        assert_eq!(body.get("errors"), None, "{document}");
    }
}

#[test]
fn another_reader_of_the_specification_agrees() {
    let schema = apollo_compiler::Schema::parse_and_validate(sdl(), "schema.graphql");
    let schema = schema.expect("the schema is valid");
    let is_sound = |document: &str| {
        ExecutableDocument::parse_and_validate(&schema, document, "document.graphql").is_ok()
    };
    for (rule, documents) in UNSOUND {
        for document in *documents {
            let is_known_here_only =
                KNOWN_HERE_ONLY.contains(document) || RULES_KNOWN_HERE_ONLY.contains(rule);
            if !is_known_here_only {
                assert!(!is_sound(document), "{rule}: {document}");
            }
        }
    }
    for document in SOUND {
        assert!(is_sound(document), "{document}");
    }
}
