//! Arguments that are written wrong: ids, cursors, days, and exactly one of several.

use insta::assert_json_snapshot;
use serde_json::{Map, Value, json};

use crate::faults::outcomes;
use crate::support::{TestService, facts};

#[tokio::test]
async fn a_text_that_is_no_id_of_the_wanted_kind_is_refused() {
    let service = TestService::start().await;
    const KEY: &str = "0198c2f0-0000-7000-8000-00000000000a";
    let documents = [
        r#"{ offer(by: { id: "backup" }) { id } }"#.to_owned(),
        format!(r#"{{ offer(by: {{ id: "publisher:{KEY}" }}) {{ id }} }}"#),
        format!(
            r#"{{ offer(by: {{ id: "offer:{}" }}) {{ id }} }}"#,
            KEY.to_uppercase()
        ),
        format!(r#"{{ offer(by: {{ id: "{KEY}" }}) {{ id }} }}"#),
        format!(r#"{{ publisher(by: {{ id: "offer:{KEY}" }}) {{ id }} }}"#),
        format!(r#"{{ partner(by: {{ id: "contact:{KEY}" }}) {{ id }} }}"#),
        r#"{ node(id: "offer:1") { id } }"#.to_owned(),
        format!(r#"{{ node(id: "link:{KEY}") {{ id }} }}"#),
        r#"{ node(id: "") { id } }"#.to_owned(),
        format!(r#"{{ nodes(ids: ["offer:{KEY}", "nothing"]) {{ id }} }}"#),
        format!(
            r#"{{ offers(filter: {{ publisher: {{ id: "offer:{KEY}" }} }}) {{ totalCount }} }}"#
        ),
        format!(
            r#"{{ responsibleParty(inquiry: BILLING, partnerModel: INDIRECT, provider: {{ id: "offer:{KEY}" }}) {{ basis }} }}"#
        ),
    ];

    let documents: Vec<&str> = documents.iter().map(String::as_str).collect();
    assert_json_snapshot!(outcomes(&service, &documents).await);
}

#[tokio::test]
async fn a_long_text_that_is_no_id_is_repeated_only_at_its_beginning() {
    let service = TestService::start().await;
    let id = "a".repeat(5_000);

    let reply = service
        .ask(
            "query($id: ID!) { node(id: $id) { id } }",
            json!({ "id": id }),
        )
        .await;

    let message = format!(
        "`{}` is not an id of the kind wanted here: offer, publisher, partner, contact, notice, split, override, import or change.",
        &id[..60]
    );
    assert_eq!(reply.json()["errors"][0]["message"], message);
}

#[tokio::test]
async fn a_cursor_of_another_list_or_order_or_of_no_list_is_refused() {
    let service = TestService::start().await;
    let contoso = service.with_publisher("contoso", "Contoso").await;
    let offers = vec![("a", facts("A")), ("b", facts("B"))];
    service.with_offers(&contoso, offers).await;
    let cursors = service
        .data(
            r#"{
              title: offers(first: 1) { pageInfo { endCursor } }
              updated: offers(first: 1, orderBy: UPDATED) { pageInfo { endCursor } }
              found: offers(first: 1, filter: { search: "a" }) { pageInfo { endCursor } }
              publisher: publishers(first: 1) { pageInfo { endCursor } }
            }"#,
            json!({}),
        )
        .await;
    let refused = json!({
        "message": "The cursor was not given by this list in this order.",
        "extensions": { "code": "BAD_CURSOR" },
    });
    let offers = "query($cursor: String) { list: offers(after: $cursor) { nodes { offerId } } }";
    let before =
        "query($cursor: String) { list: offers(last: 1, before: $cursor) { nodes { offerId } } }";
    let updated = "query($cursor: String) { list: offers(orderBy: UPDATED, after: $cursor) { nodes { offerId } } }";
    let found = r#"query($cursor: String) { list: offers(filter: { search: "a" }, after: $cursor) { nodes { offerId } } }"#;
    let publishers = "query($cursor: String) { list: publishers(after: $cursor) { nodes { id } } }";
    let partners = "query($cursor: String) { list: partners(after: $cursor) { nodes { id } } }";

    for (document, of) in [
        (offers, "updated"),
        (offers, "found"),
        (offers, "publisher"),
        (before, "updated"),
        (updated, "title"),
        (updated, "found"),
        (found, "title"),
        (publishers, "title"),
        (partners, "title"),
        (partners, "publisher"),
    ] {
        let cursor = cursors[of]["pageInfo"]["endCursor"].clone();
        assert!(cursor.is_string(), "{of} has a cursor");
        let reply = service.ask(document, json!({ "cursor": cursor })).await;
        assert_eq!(refusal(&reply.outcome()), refused, "{document} {of}");
    }
    for garbage in ["", "x", "%%%", "bm8", &"A".repeat(10_000)] {
        for document in [offers, before, publishers, partners] {
            let reply = service.ask(document, json!({ "cursor": garbage })).await;
            assert_eq!(refusal(&reply.outcome()), refused, "{document} {garbage}");
        }
    }
}

/// The one error of an answer without data, apart from its path.
fn refusal(outcome: &Value) -> Value {
    assert_eq!(outcome["body"]["data"], Value::Null);
    let errors = outcome["body"]["errors"].as_array().cloned();
    let [mut error] = <[Value; 1]>::try_from(errors.unwrap_or_default()).expect("one error");
    let path = error.as_object_mut().and_then(|error| error.remove("path"));
    assert_eq!(path, Some(json!(["list"])));
    error
}

#[tokio::test]
async fn what_is_written_wrong_is_refused_with_a_code() {
    let service = TestService::start().await;
    let documents = [
        r#"{ responsibleParty(inquiry: BILLING, partnerModel: INDIRECT, on: "20 November 2019") { basis } }"#,
        r#"{ responsibleParty(inquiry: BILLING, partnerModel: INDIRECT, on: "2023-02-29") { basis } }"#,
        "{ responsibleParty(inquiry: BILLING, partnerModel: INDIRECT, on: 20191120) { basis } }",
        "{ responsibleParty(inquiry: INVOICE, partnerModel: INDIRECT) { basis } }",
        "{ responsibleParty(partnerModel: INDIRECT) { basis } }",
        "{ offer(by: {}) { id } }",
        r#"{ offer(by: { id: "offer:1", marketplaceId: "contoso.backup" }) { id } }"#,
        "{ offer(by: { id: null }) { id } }",
        r#"{ publisher(by: { name: "Contoso" }) { id } }"#,
    ];

    assert_json_snapshot!(outcomes(&service, &documents).await);
}

#[tokio::test]
async fn variables_that_are_written_wrong_are_refused_with_a_code() {
    let service = TestService::start().await;
    let ask = "query($by: OfferBy!, $on: Date) {
      offer(by: $by) { id }
      responsibleParty(inquiry: BILLING, partnerModel: INDIRECT, on: $on) { basis }
    }";
    let mut outcomes = Map::new();
    for variables in [
        json!({}),
        json!({ "by": {} }),
        json!({ "by": { "id": "offer:1", "marketplaceId": "contoso.backup" } }),
        json!({ "by": { "marketplaceId": null } }),
        json!({ "by": { "marketplaceId": "contoso.backup" }, "on": "yesterday" }),
        json!({ "by": { "marketplaceId": "contoso.backup" }, "on": 7 }),
    ] {
        let reply = service.ask(ask, variables.clone()).await;
        outcomes.insert(variables.to_string(), reply.outcome());
    }

    assert_json_snapshot!(outcomes);
}
