//! What the specification says and the engine does otherwise: each is as the specification says.

use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::support::{TestService, admin, facts};

/// A directory of two publishers, the first with two offers.
async fn with_offers() -> TestService {
    let service = TestService::start().await;
    let contoso = service.with_publisher("contoso", "Contoso").await;
    let offers = vec![("a", facts("A")), ("b", facts("B"))];
    service.with_offers(&contoso, offers).await;
    service.with_publisher("fabrikam", "Fabrikam").await;
    service
}

/// An answer with one error: its data, and the path of what failed.
async fn failed(service: &TestService, query: &str) -> (Value, Value) {
    let mut body = service.ask(query, json!({})).await.json();
    let errors = body["errors"].as_array().map_or(0, Vec::len);
    assert_eq!(errors, 1, "{body}");
    (body["data"].take(), body["errors"][0]["path"].take())
}

#[tokio::test]
async fn what_may_not_be_null_and_fails_nulls_what_it_is_in_and_no_more() {
    let service = with_offers().await;
    let contoso = r#"publisher(by: { publisherId: "contoso" })"#;

    for (query, data, path) in [
        (
            format!("{{ a: {contoso} {{ name changes(first: 0) {{ totalCount }} }} viewer {{ language }} }}"),
            json!({ "a": null, "viewer": { "language": "en" } }),
            json!(["a", "changes"]),
        ),
        (
            "{ viewer { language } publishers { nodes { name offers(first: 0) { id } } } }".to_owned(),
            Value::Null,
            json!(["publishers", "nodes", 0, "offers"]),
        ),
        (
            format!("{{ a: {contoso} {{ b: offers {{ ... {{ c: changes(first: 0) {{ totalCount }} }} }} }} }}"),
            json!({ "a": null }),
            json!(["a", "b", 0, "c"]),
        ),
        (
            format!("{{ {contoso} {{ ...a }} }} fragment a on Publisher {{ offers {{ ...b }} }}
                fragment b on Offer {{ publisher {{ offers {{ x: changes(first: 101) {{ totalCount }} }} }} }}"),
            json!({ "publisher": null }),
            json!(["publisher", "offers", 0, "publisher", "offers", 0, "x"]),
        ),
        (
            "{ publishers { edges { node { offers(first: 0) { id } } } } }".to_owned(),
            Value::Null,
            json!(["publishers", "edges", 0, "node", "offers"]),
        ),
    ] {
        assert_eq!(failed(&service, &query).await, (data, path), "{query}");
    }
}

#[tokio::test]
async fn of_a_list_whose_items_may_be_null_only_those_that_fail_are() {
    let service = with_offers().await;
    let found = service
        .data(
            "{ publishers { nodes { id } } offers { nodes { id } } }",
            json!({}),
        )
        .await;
    let (publisher, offer) = (
        &found["publishers"]["nodes"][0]["id"],
        &found["offers"]["nodes"][0]["id"],
    );
    let query = format!(
        "{{ nodes(ids: [{offer}, {publisher}]) {{ __typename ... on Publisher {{ offers(first: 0) {{ id }} }} }} }}"
    );

    let failed = failed(&service, &query).await;

    let data = json!({ "nodes": [{ "__typename": "Offer" }, null] });
    assert_eq!(failed, (data, json!(["nodes", 1, "offers"])));
}

#[tokio::test]
async fn a_field_that_may_be_null_and_fails_is_null_by_itself() {
    let service = with_offers().await;

    let failed = failed(&service, r#"{ node(id: "x") { id } viewer { language } }"#).await;

    let data = json!({ "node": null, "viewer": { "language": "en" } });
    assert_eq!(failed, (data, json!(["node"])));
}

#[tokio::test]
async fn an_answer_has_the_order_of_its_document() {
    let service = with_offers().await;
    let query = "{ z: offers { totalCount } b: __typename viewer { language isSignedIn } ...a z: offers { nodes { offerId } }
        a: __typename } fragment a on Query { c: publishers { totalCount } b: __typename }";

    let reply = service.ask(query, json!({})).await;

    assert_eq!(
        reply.body,
        r#"{"data":{"z":{"totalCount":2,"nodes":[{"offerId":"a"},{"offerId":"b"}]},"b":"Query","viewer":{"language":"en","isSignedIn":false},"c":{"totalCount":2},"a":"Query"}}"#
    );
}

#[tokio::test]
async fn an_object_of_which_everything_is_skipped_is_empty() {
    let service = TestService::start().await;
    let query = "query($no: Boolean!) { viewer { language @include(if: $no) ... @skip(if: true) { name } } }";

    let reply = service.ask(query, json!({ "no": false })).await;

    assert_eq!(reply.json(), json!({ "data": { "viewer": {} } }));
}

#[tokio::test]
async fn what_is_skipped_by_default_is_skipped() {
    let service = TestService::start().await;
    let query = "query($yes: Boolean! = true, $no: Boolean = false) {
        a: viewer @skip(if: $yes) { language }
        b: viewer @include(if: $no) { language }
        c: viewer { language isSignedIn @skip(if: $yes) ...name @include(if: $no) }
    } fragment name on Viewer { name ... @include(if: $no) { mayRead } }";

    let by_default = service.data(query, json!({})).await;
    let otherwise = service
        .data(query, json!({ "yes": false, "no": true }))
        .await;

    assert_eq!(by_default, json!({ "c": { "language": "en" } }));
    let en = json!({ "language": "en" });
    let all = json!({ "language": "en", "isSignedIn": false, "name": null, "mayRead": true });
    assert_eq!(otherwise, json!({ "a": en, "b": en, "c": all }));
}

#[tokio::test]
async fn an_argument_whose_variable_is_not_given_has_its_default() {
    let service = TestService::start().await;
    let query = "query($askedBy: Inquirer, $first: Int, $search: String) {
        responsibleParty(inquiry: BILLING, partnerModel: DIRECT_BILL, askedBy: $askedBy) { askedBy }
        offers(first: $first, filter: { search: $search }) { totalCount }
    }";
    let asked_by = async |variables: Value| {
        let data = service.data(query, variables).await;
        data["responsibleParty"]["askedBy"].clone()
    };

    assert_eq!(asked_by(json!({})).await, "CUSTOMER");
    let partner = json!({ "askedBy": "DIRECT_BILL_PARTNER" });
    assert_eq!(asked_by(partner).await, "DIRECT_BILL_PARTNER");
    // Null is given, and no default stands in for it.
    let reply = service.ask(query, json!({ "askedBy": null })).await;
    let body = reply.json();
    assert_eq!(body["data"]["responsibleParty"], Value::Null);
    assert_eq!(body["errors"][0]["path"], json!(["responsibleParty"]));
    assert_eq!(
        body["errors"][0]["extensions"]["code"],
        "GRAPHQL_VALIDATION_FAILED"
    );
}

const CHANGE: &str = "mutation($id: ID!, $seen: Int!, $name: String, $isFirstParty: Boolean) {
    changePublisher(input: { id: $id, expectedVersion: $seen, changes: { name: $name, isFirstParty: $isFirstParty } }) {
        publisher { name isFirstParty } userErrors { code }
    }
}";

#[tokio::test]
async fn a_field_of_an_input_whose_variable_is_not_given_is_left_as_it_is() {
    let service = TestService::start().await;
    let id = service
        .with_publisher("contoso", "Contoso")
        .await
        .id
        .to_string();
    let id = format!("publisher:{}", id.trim_start_matches("publisher:"));
    let change = async |variables: Value| {
        let answer = service.run_as(admin(), CHANGE, variables).await;
        answer["data"]["changePublisher"]["publisher"].clone()
    };

    let set = change(json!({ "id": id, "seen": 1, "isFirstParty": true })).await;
    let kept = change(json!({ "id": id, "seen": 2, "name": "Contoso Ltd" })).await;
    let emptied = change(json!({ "id": id, "seen": 3, "isFirstParty": null })).await;

    assert_eq!(set, json!({ "name": "Contoso", "isFirstParty": true }));
    assert_eq!(kept, json!({ "name": "Contoso Ltd", "isFirstParty": true }));
    assert_eq!(
        emptied,
        json!({ "name": "Contoso Ltd", "isFirstParty": false })
    );
}

#[tokio::test]
async fn variables_are_found_wrong_before_the_first_mutation_is_carried_out() {
    let service = TestService::start().await;
    let query = "mutation($input: AddContactInput!, $note: String) {
        addPublisher(input: { publisherId: \"contoso\", name: \"Contoso\", note: $note }) { publisher { name } }
        addContact(input: $input) { contact { name } }
    }";
    let sound = json!({ "name": "Desk", "type": "ENGINEERING", "owner": { "publisher": { "publisherId": "contoso" } } });
    let with = |name: &str, value: Value| {
        let mut input = sound.clone();
        input[name] = value;
        json!({ "input": input })
    };
    for (variables, way, message) in [
        (
            json!({}),
            "$input",
            "The variable `$input` is needed, and was not given.",
        ),
        (
            json!({ "input": null }),
            "$input",
            "`$input` may not be null.",
        ),
        (
            json!({ "input": "x" }),
            "$input",
            "`$input` is to be of type `AddContactInput`, and is `\"x\"`.",
        ),
        (
            json!({ "input": [] }),
            "$input",
            "`$input` is to be of type `AddContactInput`, and is a list.",
        ),
        (
            with("name", json!(null)),
            "$input.name",
            "`$input.name` may not be null.",
        ),
        (
            with("name", json!(7)),
            "$input.name",
            "`$input.name` is to be of type `String`, and is `7`.",
        ),
        (
            with("email", json!({})),
            "$input.email",
            "`$input.email` is to be of type `String`, and is an object.",
        ),
        (
            with("type", json!("ENGINERING")),
            "$input.type",
            "`$input.type` is to be one of `ContactType`, and is `ENGINERING`. Did you mean `ENGINEERING`?",
        ),
        (
            with("languages", json!(["en", null])),
            "$input.languages[1]",
            "`$input.languages[1]` may not be null.",
        ),
        (
            with("emial", json!("x")),
            "$input",
            "`AddContactInput` has no field `emial`, as `$input` has it. Did you mean `email`?",
        ),
        (
            with("owner", json!({ "publisher": { "publisherId": true } })),
            "$input.owner.publisher.publisherId",
            "`$input.owner.publisher.publisherId` is to be of type `String`, and is `true`.",
        ),
        (
            with("owner", json!({ "publisher": {} })),
            "$input.owner.publisher",
            "`$input.owner.publisher` is to have exactly one field of `PublisherBy`, and has 0.",
        ),
        (
            with("owner", json!({ "publisher": null })),
            "$input.owner.publisher",
            "`$input.owner.publisher` may not be null.",
        ),
    ] {
        let asking = service.asking(query, variables).by(admin());
        let reply = asking
            .with("accept", "application/graphql-response+json")
            .send()
            .await;

        assert_eq!(reply.status, StatusCode::BAD_REQUEST, "{message}");
        let extensions = json!({ "code": "BAD_USER_INPUT", "variable": way });
        let error = json!({ "message": message, "extensions": extensions });
        assert_eq!(reply.outcome()["body"], json!({ "errors": [error] }));
    }
    let published = service
        .data("{ publishers { totalCount } }", json!({}))
        .await;
    assert_eq!(published, json!({ "publishers": { "totalCount": 0 } }));
}

#[tokio::test]
async fn what_is_written_wrong_in_a_document_is_found_before_the_first_mutation_is_carried_out() {
    let service = TestService::start().await;
    let query = r#"mutation {
        addPublisher(input: { publisherId: "contoso", name: "Contoso" }) { publisher { name } }
        publishNotice(input: { about: { publisher: { publisherId: "contoso" } }, beginsAt: "tomorrow", severity: "X" }) { notice { id } }
    }"#;

    let answer = service.run_as(admin(), query, json!({})).await;

    assert_eq!(answer.get("data"), None, "{answer}");
    let published = service
        .data("{ publishers { totalCount } }", json!({}))
        .await;
    assert_eq!(published, json!({ "publishers": { "totalCount": 0 } }));
}

#[tokio::test]
async fn a_mutation_that_is_written_twice_under_one_name_is_carried_out_once() {
    let service = TestService::start().await;
    let add = r#"a: addPublisher(input: { publisherId: "contoso", name: "Contoso" })"#;
    let query = format!(
        "mutation {{ {add} {{ publisher {{ name }} }} ...b }} fragment b on Mutation {{ {add} {{ userErrors {{ code }} }} }}"
    );

    let answer = service.run_as(admin(), &query, json!({})).await;

    let added = json!({ "publisher": { "name": "Contoso" }, "userErrors": [] });
    assert_eq!(answer, json!({ "data": { "a": added } }));
}

#[tokio::test]
async fn texts_may_hold_every_escape_of_the_specification() {
    let service = TestService::start().await;
    for (written, read) in [
        (r#""\u{1F600}""#, "\u{1F600}"),
        (r#""\uD83D\uDE00 \u00e9\u{e9}""#, "\u{1F600} éé"),
        (r#""\"\\\/\t\u{22}\u{5c}\u{A}""#, "\"\\/\t\"\\\n"),
        (r#""""a \""" \u{1F600} " b""""#, r#"a """ \u{1F600} " b"#),
    ] {
        let query = format!("{{ node(id: {written}) {{ id }} }}");
        let body = service.ask(&query, json!({})).await.json();
        let message = body["errors"][0]["message"].as_str().unwrap_or_default();
        let beginning = format!("`{read}` is not an id of the kind wanted here");
        assert!(message.starts_with(&beginning), "{written}: {body}");
    }
}

#[tokio::test]
async fn blanks_and_comments_may_stand_between_any_two_tokens() {
    let service = with_offers().await;
    let tokens = "query A ( $ first : Int ! = 1 $ types : [ OfferType ! ] ! = [ SAAS ] ) { offers ( first : $ first
        filter : { types : $ types } ) @ include ( if : true ) { nodes { ... f ... on Offer { offerId } } } }
        fragment f on Offer { a : title }";
    let tokens: Vec<&str> = tokens.split_whitespace().collect();

    for between in [
        " ",
        "\n",
        "\t,",
        "\r\n",
        "\u{feff}",
        "#\n",
        " # ] ! \u{e4}\r\n ",
    ] {
        let document = tokens.join(between);
        let data = service.data(&document, json!({})).await;
        let node = json!({ "a": "A", "offerId": "a" });
        assert_eq!(data, json!({ "offers": { "nodes": [node] } }), "{document}");
    }

    let misspelt = "query($a: [ OfferType # b\n ! ] !\n$b: Int) { viewer { nome } }";
    let reply = service.ask(misspelt, json!({ "a": [] })).await.json();
    let places: Vec<&Value> = reply["errors"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|error| &error["locations"][0])
        .collect();
    assert_eq!(
        places,
        [
            &json!({ "line": 1, "column": 7 }),
            &json!({ "line": 3, "column": 1 }),
            &json!({ "line": 3, "column": 21 })
        ]
    );
}

#[tokio::test]
async fn a_number_that_is_too_large_for_any_type_is_of_none() {
    let service = TestService::start().await;

    for number in ["1e400", "-1.5e+999"] {
        let query = format!("{{ offers(first: {number}) {{ totalCount }} }}");
        let reply = service.ask(&query, json!({})).await;
        let error = json!({
            "message": format!("No number is as large as `{number}`."),
            "locations": [{ "line": 1, "column": 17 }],
            "extensions": { "code": "GRAPHQL_VALIDATION_FAILED" },
        });
        assert_eq!(reply.json(), json!({ "errors": [error] }));
    }
}
