//! Faults: what is wrong with a question, in fixed words with a code, and nothing of our insides.

use insta::assert_json_snapshot;
use serde_json::{Map, Value, json};
use support_directory::domain::partner::PartnerRole;

use crate::support::TestService;

/// The outcome of each of these documents, under the document.
pub(crate) async fn outcomes(service: &TestService, documents: &[&str]) -> Value {
    let mut outcomes = Map::new();
    for document in documents {
        let reply = service.ask(document, json!({})).await;
        outcomes.insert((*document).to_owned(), reply.outcome());
    }
    outcomes.into()
}

#[tokio::test]
async fn what_the_question_names_and_is_not_there_is_named() {
    let service = TestService::start().await;
    service
        .with_partner("3001", "Proseware", PartnerRole::IndirectReseller)
        .await;
    const NOBODY: &str = "00000000-0000-7000-8000-000000000000";
    let ask = |arguments: &str| {
        format!(
            "{{ responsibleParty(inquiry: BILLING, partnerModel: INDIRECT, {arguments}) {{ basis }} }}"
        )
    };
    let documents = [
        ask(r#"offer: { marketplaceId: "contoso.backup" }"#),
        ask(r#"offer: { marketplaceId: "no dot" }"#),
        ask(&format!(r#"offer: {{ id: "offer:{NOBODY}" }}"#)),
        ask(r#"partner: { partnerId: "1001" }"#),
        ask(r#"partner: { partnerId: "no digits" }"#),
        ask(&format!(r#"partner: {{ id: "partner:{NOBODY}" }}"#)),
        ask(r#"provider: { partnerId: "2001" }"#),
        ask(r#"partner: { partnerId: "3001" }, provider: { partnerId: "2001" }"#),
        ask(r#"partner: { partnerId: "3001" }, provider: { partnerId: "" }"#),
    ];

    let documents: Vec<&str> = documents.iter().map(String::as_str).collect();
    assert_json_snapshot!(outcomes(&service, &documents).await);
}

#[tokio::test]
async fn a_question_that_fails_leaves_the_others_of_its_document_alone() {
    let service = TestService::start().await;

    let reply = service
        .ask(
            r#"{
              asked: responsibleParty(inquiry: BILLING, partnerModel: INDIRECT, partner: { partnerId: "1001" }) { basis }
              offer(by: { id: "x" }) { id }
              publisher(by: { id: "x" }) { id }
              partner(by: { id: "x" }) { id }
              node(id: "x") { id }
              answered: responsibleParty(inquiry: BILLING, partnerModel: INDIRECT) { basis }
            }"#,
            json!({}),
        )
        .await;

    assert_json_snapshot!(reply.outcome());
}

#[tokio::test]
async fn what_is_looked_up_and_is_not_there_is_null_without_an_error() {
    let service = TestService::start().await;
    let nothing = service
        .data(
            r#"{
              a: offer(by: { marketplaceId: "contoso.backup" }) { id }
              b: offer(by: { marketplaceId: "..." }) { id }
              c: publisher(by: { publisherId: "contoso" }) { id }
              d: publisher(by: { publisherId: "con toso" }) { id }
              e: partner(by: { partnerId: "1001" }) { id }
              f: partner(by: { partnerId: "x" }) { id }
              g: node(id: "offer:00000000-0000-7000-8000-000000000000") { id }
              h: nodes(ids: ["contact:00000000-0000-7000-8000-000000000000", "notice:00000000-0000-7000-8000-000000000000"]) { id }
              i: offers(filter: { publisher: { publisherId: "contoso" } }) { nodes { id } totalCount }
              j: offers(filter: { publisher: { publisherId: "con toso" } }) { nodes { id } totalCount }
              k: partners(filter: { provider: { partnerId: "x" } }) { nodes { id } totalCount }
            }"#,
            json!({}),
        )
        .await;

    let empty = json!({ "nodes": [], "totalCount": 0 });
    assert_eq!(
        nothing,
        json!({
            "a": null, "b": null, "c": null, "d": null, "e": null, "f": null, "g": null,
            "h": [null, null], "i": empty, "j": empty, "k": empty,
        })
    );
}

#[tokio::test]
async fn an_inquirer_that_the_model_does_not_have_is_refused_with_those_it_has() {
    let service = TestService::start().await;
    service.with_contoso_backup().await;
    let documents = [
        "{ responsibleParty(inquiry: BILLING, partnerModel: DIRECT_BILL, askedBy: INDIRECT_RESELLER) { basis } }",
        "{ responsibleParty(inquiry: BILLING, partnerModel: DIRECT_BILL, askedBy: INDIRECT_PROVIDER) { basis } }",
        "{ responsibleParty(inquiry: BILLING, partnerModel: INDIRECT, askedBy: DIRECT_BILL_PARTNER) { basis } }",
        "{ responsibilities(partnerModel: INDIRECT, askedBy: DIRECT_BILL_PARTNER) { basis } }",
        r#"{ offer(by: { marketplaceId: "contoso.backup" }) {
             responsibilities(partnerModel: DIRECT_BILL, askedBy: INDIRECT_RESELLER) { basis } } }"#,
    ];

    assert_json_snapshot!(outcomes(&service, &documents).await);
}

#[tokio::test]
async fn a_partner_that_the_model_does_not_have_is_refused() {
    let service = TestService::start().await;
    for (id, name, role) in [
        ("1001", "Fabrikam", PartnerRole::DirectBillPartner),
        ("2001", "Northwind", PartnerRole::IndirectProvider),
        ("2002", "Tailspin", PartnerRole::IndirectProvider),
        ("3001", "Proseware", PartnerRole::IndirectReseller),
    ] {
        service.with_partner(id, name, role).await;
    }
    let ask = |model: &str, partner: &str, provider: Option<&str>| {
        let provider = provider.map(|id| format!(r#", provider: {{ partnerId: "{id}" }}"#));
        format!(
            r#"{{ responsibleParty(inquiry: BILLING, partnerModel: {model}, partner: {{ partnerId: "{partner}" }}{}) {{ basis }} }}"#,
            provider.unwrap_or_default()
        )
    };
    let documents = [
        ask("INDIRECT", "1001", None),
        ask("DIRECT_BILL", "2001", None),
        ask("DIRECT_BILL", "3001", None),
        ask("DIRECT_BILL", "1001", Some("2001")),
        ask("INDIRECT", "3001", Some("3001")),
        ask("INDIRECT", "3001", Some("1001")),
        ask("INDIRECT", "2001", Some("2002")),
    ];

    let documents: Vec<&str> = documents.iter().map(String::as_str).collect();
    assert_json_snapshot!(outcomes(&service, &documents).await);
}

#[tokio::test]
async fn a_page_holds_1_to_100_and_is_asked_for_from_one_end() {
    let service = TestService::start().await;
    let documents = [
        "{ offers(first: 0) { nodes { id } } }",
        "{ offers(first: -1) { nodes { id } } }",
        "{ offers(first: 101) { nodes { id } } }",
        "{ offers(last: 0) { nodes { id } } }",
        "{ offers(first: 1, last: 1) { nodes { id } } }",
        "{ publishers(last: 101) { nodes { id } } }",
        "{ publishers(first: 1, last: 1) { nodes { id } } }",
        "{ partners(first: 101) { nodes { id } } }",
        "{ partners(first: -2147483648) { nodes { id } } }",
    ];

    assert_json_snapshot!(outcomes(&service, &documents).await);
}

#[tokio::test]
async fn a_publisher_lists_1_to_100_of_its_offers() {
    let service = TestService::start().await;
    service.with_contoso_backup().await;
    let documents = [
        r#"{ publisher(by: { publisherId: "contoso" }) { offers(first: 0) { id } } }"#,
        r#"{ publisher(by: { publisherId: "contoso" }) { offers(first: 101) { id } } }"#,
    ];

    assert_json_snapshot!(outcomes(&service, &documents).await);
}

#[tokio::test]
async fn at_most_100_things_are_found_by_their_ids_at_once() {
    let service = TestService::start().await;
    let ask = "query($ids: [ID!]!) { nodes(ids: $ids) { id } }";
    let ids = |number| vec!["offer:0198c2f0-0000-7000-8000-00000000000a"; number];

    let hundred = service.data(ask, json!({ "ids": ids(100) })).await;
    let one_more = service.ask(ask, json!({ "ids": ids(101) })).await;

    assert_eq!(hundred, json!({ "nodes": vec![Value::Null; 100] }));
    assert_eq!(
        one_more.outcome(),
        json!({
            "status": 200,
            "body": {
                "data": null,
                "errors": [{
                    "message": "At most 100 things are found at once.",
                    "path": ["nodes"],
                    "extensions": { "code": "BAD_PAGE_SIZE" },
                }],
            },
        })
    );
}

#[tokio::test]
async fn a_day_before_the_first_edition_has_no_answer() {
    let service = TestService::start().await;
    let documents = [
        r#"{ responsibleParty(inquiry: BILLING, partnerModel: INDIRECT, on: "2019-11-19") { basis } }"#,
        r#"{ responsibilities(on: "0001-01-01") { basis } }"#,
    ];

    assert_json_snapshot!(outcomes(&service, &documents).await);
}
