//! Entities: things that a gateway finds by their keys.

use serde_json::{Value, json};
use support_directory::domain::partner::PartnerRole;

use crate::support::{TestService, facts, tidy};

const FIND: &str = "query($known: [_Any!]!) { _entities(representations: $known) {
    __typename
    ... on Offer { marketplaceId title publisher { name } }
    ... on Partner { partnerId name }
    ... on Publisher { publisherId name offerCount }
} }";

async fn found(service: &TestService, known: Value) -> Value {
    let mut data = service.data(FIND, json!({ "known": known })).await;
    tidy(data["_entities"].take())
}

#[tokio::test]
async fn a_gateway_finds_things_by_each_of_their_keys_in_its_order() {
    let service = TestService::start().await;
    let offer = service.with_contoso_backup().await;
    let provider = service
        .with_partner("2001", "Northwind", PartnerRole::IndirectProvider)
        .await;

    let known = json!([
        { "__typename": "Publisher", "publisherId": "Contoso" },
        { "__typename": "Offer", "marketplaceId": "contoso.backup" },
        { "__typename": "Partner", "partnerId": "2001" },
        { "__typename": "Offer", "id": offer.id.to_string(), "title": "what a gateway knows besides" },
        { "__typename": "Partner", "id": provider.id.to_string() },
        { "__typename": "Publisher", "id": offer.publisher.id.to_string() },
        { "__typename": "Offer", "marketplaceId": "contoso.nothing" },
        { "__typename": "Partner", "partnerId": "no digits" },
    ]);

    let offer = json!({
        "__typename": "Offer", "marketplaceId": "contoso.backup", "title": "Contoso Backup",
        "publisher": { "name": "Contoso" },
    });
    let partner = json!({ "__typename": "Partner", "partnerId": "2001", "name": "Northwind" });
    let publisher = json!({
        "__typename": "Publisher", "publisherId": "contoso", "name": "Contoso", "offerCount": 1,
    });
    assert_eq!(
        found(&service, known).await,
        json!([
            publisher, offer, partner, offer, partner, publisher, null, null
        ])
    );
}

#[tokio::test]
async fn what_a_thing_was_called_before_still_finds_it() {
    let service = TestService::start().await;
    let old = service.with_publisher("contoso-labs", "Contoso Labs").await;
    let new = service.with_publisher("contoso", "Contoso").await;
    service.with_offer(&old, "mail", facts("Mail")).await;
    let input = json!({
        "id": old.id.to_string(), "expectedVersion": 1,
        "into": new.id.to_string(), "intoExpectedVersion": 1,
    });
    service.done("mergePublishers", input).await;

    let known = json!([
        { "__typename": "Publisher", "publisherId": "contoso-labs" },
        { "__typename": "Publisher", "id": old.id.to_string() },
        { "__typename": "Offer", "marketplaceId": "contoso-labs.mail" },
    ]);

    let publisher = json!({
        "__typename": "Publisher", "publisherId": "contoso", "name": "Contoso", "offerCount": 1,
    });
    assert_eq!(
        found(&service, known).await,
        json!([
            publisher,
            publisher,
            {
                "__typename": "Offer", "marketplaceId": "contoso.mail", "title": "Mail",
                "publisher": { "name": "Contoso" },
            },
        ])
    );
}

#[tokio::test]
async fn many_things_of_one_kind_are_found_in_one_statement() {
    let service = TestService::start().await;
    let publisher = service.with_publisher("contoso", "Contoso").await;
    let mut known = Vec::new();
    for number in 0..50 {
        let id = format!("offer-{number}");
        service.with_offer(&publisher, &id, facts(&id)).await;
        known.push(json!({ "__typename": "Offer", "marketplaceId": format!("contoso.{id}") }));
    }

    let few = service.cost(FIND, json!({ "known": known[..2] })).await;
    let many = service.cost(FIND, json!({ "known": known })).await;

    assert_eq!((few, many), (1, 1));
}

#[tokio::test]
async fn a_representation_that_is_not_sound_is_told_and_leaves_the_others_alone() {
    let service = TestService::start().await;
    service.with_contoso_backup().await;
    let known = json!([
        { "__typename": "Contact", "id": "contact:1" },
        { "marketplaceId": "contoso.backup" },
        { "__typename": "Offer", "publisherId": "contoso" },
        { "__typename": "Offer", "marketplaceId": 7 },
        { "__typename": "Partner", "id": "offer:1" },
        { "__typename": "Offer", "marketplaceId": "contoso.backup" },
    ]);

    let reply = service
        .ask(
            "query($known: [_Any!]!) { _entities(representations: $known) { ... on Offer { title } } }",
            json!({ "known": known }),
        )
        .await;

    insta::assert_json_snapshot!(reply.outcome());
}

#[tokio::test]
async fn a_gateway_names_things_by_objects_and_not_too_many_at_once() {
    let service = TestService::start().await;
    let known = vec![json!({ "__typename": "Offer", "marketplaceId": "contoso.backup" }); 1_001];
    let asked = "query($known: [_Any!]!) { _entities(representations: $known) { __typename } }";

    let many = service.ask(asked, json!({ "known": known })).await;
    let texts = service.ask(asked, json!({ "known": ["Offer"] })).await;
    let none = service.data(asked, json!({ "known": [] })).await;

    insta::assert_json_snapshot!([many.outcome(), texts.outcome()]);
    assert_eq!(none, json!({ "_entities": [] }));
}

#[tokio::test]
async fn a_gateway_is_told_the_schema_as_the_command_line_prints_it() {
    let service = TestService::start().await;

    let told = service.data("{ _service { sdl } }", json!({})).await;

    assert_eq!(
        told["_service"]["sdl"],
        support_directory::graphql::subgraph_sdl()
    );
}
