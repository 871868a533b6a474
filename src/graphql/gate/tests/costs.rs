//! What operations weigh.

use serde_json::{Value, json};

use super::*;

/// What an operation costs.
fn cost(document: &str, variables: &Value) -> u64 {
    let admitted = admit(document, variables).expect("the document passes");
    admitted.weight.complexity
}

#[test]
fn a_field_costs_1_and_those_of_a_list_cost_as_much_for_each_item_that_it_may_hold() {
    for (document, costs) in [
        ("{ viewer { language name } }", 3),
        ("{ viewer { roles } }", 2),
        ("{ offers { totalCount } }", 2),
        // offers, nodes, and 20 times two fields.
        ("{ offers { nodes { id title } } }", 2 + 20 * 2),
        ("{ offers(first: 3) { nodes { id title } } }", 2 + 3 * 2),
        ("{ offers(last: 3) { nodes { id title } } }", 2 + 3 * 2),
        (
            "{ offers(first: 3) { edges { cursor node { id } } } }",
            2 + 3 * 3,
        ),
        (
            "{ offers(first: 3) { totalCount pageInfo { endCursor } } }",
            4,
        ),
        (
            "{ offers(first: 3) { ...page } } fragment page on OfferConnection { totalCount nodes { id } }",
            3 + 3,
        ),
        // A list of at most 20, said in the contract; the list of a publisher is as long as it is asked for.
        (
            "{ offers(first: 3) { nodes { contacts { id } } } }",
            2 + 3 * (1 + 20),
        ),
        (
            "{ publishers(first: 3) { nodes { offers(first: 4) { id } } } }",
            2 + 3 * (1 + 4),
        ),
        (
            r#"{ nodes(ids: ["a", "b", "c"]) { id __typename } }"#,
            1 + 3 * 2,
        ),
        (
            "{ gaps(first: 100) { countsByKind { kind count } } }",
            2 + 9 * 2,
        ),
        ("{ ... { ... on Query { viewer { language } } } }", 2),
        // No page is that large: the field refuses it.
        ("{ offers(first: 2147483647) { nodes { id } } }", 2 + 100),
        ("{ offers(first: -1) { nodes { id } } }", 2 + 20),
        ("{ offers(first: null) { nodes { id } } }", 2 + 20),
    ] {
        assert_eq!(cost(document, &json!({})), costs, "{document}");
    }
}

#[test]
fn what_variables_stand_for_counts() {
    let page = "query($first: Int) { offers(first: $first) { nodes { id } } }";
    let page_of_5 = "query($first: Int = 5) { offers(first: $first) { nodes { id } } }";
    let things = "query($ids: [ID!]!) { nodes(ids: $ids) { id } }";

    assert_eq!(cost(page, &json!({ "first": 3 })), 2 + 3);
    assert_eq!(cost(page, &json!({})), 2 + 20);
    assert_eq!(cost(page, &json!({ "first": null })), 2 + 20);
    assert_eq!(cost(page_of_5, &json!({})), 2 + 5);
    assert_eq!(cost(page_of_5, &json!({ "first": 3 })), 2 + 3);
    assert_eq!(cost(things, &json!({ "ids": ["a", "b", "c"] })), 1 + 3);
    assert_eq!(cost(things, &json!({ "ids": "a" })), 1 + 1);
}

#[test]
fn a_fragment_that_is_spread_twice_weighs_twice_and_other_operations_weigh_nothing() {
    let document =
        "query A { viewer { ...a ...a @include(if: true) x: language } ...b ... on Query { ...b } }
        fragment a on Viewer { y: name roles @skip(if: false) }
        fragment b on Query { contactTypes { label @include(if: true) @skip(if: false) } }
        query B { z: offers(first: 100) { nodes { id contacts { id } } } }";

    let weight = admit(document, &json!({})).expect("it passes").weight;

    let expected = Weight {
        complexity: 6 + 2 * (1 + 3),
        depth: 2,
        aliases: 3,
        root_fields: 3,
        directives: 7,
        directives_per_place: 2,
        fragments: 2,
        selections: 20,
        tokens: 93,
    };
    assert_eq!(weight, expected);
}

#[test]
fn every_list_of_things_says_how_many_it_holds() {
    let contract = contract();
    let mut silent = Vec::new();
    for (name, kind) in &contract.kinds {
        let contract::Kind::Composite(composite) = kind else {
            continue;
        };
        for (field, known) in &composite.fields {
            let holds_things = contract.composite(contract::name_of(&known.ty)).is_some();
            if holds_things && known.items == items::Items::Unsaid {
                silent.push(format!("{name}.{field}"));
            }
        }
    }
    silent.sort();
    assert_eq!(silent, Vec::<String>::new());
}
