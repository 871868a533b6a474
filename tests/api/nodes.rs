//! Things found by their ids, whatever kind they are of.

use insta::assert_json_snapshot;
use serde_json::{Value, json};
use support_directory::domain::actor::ContactScope;
use support_directory::domain::change::{Cause, ChangeFilter, ChangeNote};
use support_directory::domain::contact::{ContactOwner, ContactType};
use support_directory::domain::notice::{NewNotice, NoticeSubject, Severity};
use support_directory::domain::page::Page;
use support_directory::domain::partner::PartnerRole;

use crate::support::{TestService, details, tidy};

const NODES: &str = "query($ids: [ID!]!) { nodes(ids: $ids) {
    __typename id
    ... on Offer { title }
    ... on Publisher { name }
    ... on Partner { name }
    ... on Contact { name type }
    ... on ServiceNotice { text }
    ... on Change { deed kind }
} }";

/// One thing of each kind: their ids.
async fn one_of_each(service: &TestService) -> Vec<String> {
    let offer = service.with_contoso_backup().await;
    let partner = service
        .with_partner("1001", "Fabrikam", PartnerRole::DirectBillPartner)
        .await;
    let contact = service
        .with_support(ContactOwner::Offer(offer.id), "desk")
        .await;
    let notice = service
        .with_notice(NewNotice {
            subject: NoticeSubject::Offer(offer.id),
            severity: Severity::Maintenance,
            text: "Moving house.".to_owned(),
            begins_at: chrono::Utc::now(),
            ends_at: None,
        })
        .await;
    let change = service.store.change().await.expect("a change begins");
    let note = ChangeNote::added(&notice);
    let recorded = change.record(&Cause::operator(None), vec![note]).await;
    recorded.expect("it is recorded");
    change.keep().await.expect("the change is kept");
    let everything = ChangeFilter::everything(ContactScope::everything());
    let change = service.store.changes(&everything, &Page::first(1)).await;
    let change = change.expect("it is there");
    vec![
        offer.id.to_string(),
        offer.publisher.id.to_string(),
        partner.id.to_string(),
        contact.id.to_string(),
        notice.id.to_string(),
        change.items[0].id.to_string(),
    ]
}

#[tokio::test]
async fn things_of_every_kind_are_found_by_their_ids_in_the_order_asked_for() {
    let service = TestService::start().await;
    let mut ids = one_of_each(&service).await;
    ids.push("offer:00000000-0000-7000-8000-000000000000".to_owned());
    ids.push(ids[0].clone());

    let found = service.data(NODES, json!({ "ids": ids })).await;
    ids.reverse();
    let reversed = service.data(NODES, json!({ "ids": ids })).await;

    let mut backward = reversed["nodes"].as_array().cloned().unwrap_or_default();
    backward.reverse();
    assert_eq!(found["nodes"], Value::from(backward));
    assert_json_snapshot!(tidy(found));
}

#[tokio::test]
async fn one_thing_is_found_as_it_is_among_many() {
    let service = TestService::start().await;
    let ids = one_of_each(&service).await;
    let many = service.data(NODES, json!({ "ids": ids })).await;
    let node = NODES
        .replace("$ids: [ID!]!", "$id: ID!")
        .replace("nodes(ids: $ids)", "node(id: $id)");

    for (place, id) in ids.iter().enumerate() {
        let one = service.data(&node, json!({ "id": id })).await;
        assert_eq!(one["node"], many["nodes"][place], "{id}");
        assert_eq!(one["node"]["id"], *id);
    }
    let nothing = service.data(NODES, json!({ "ids": [] })).await;
    assert_eq!(nothing, json!({ "nodes": [] }));
}

#[tokio::test]
async fn a_contact_that_one_may_not_read_is_null_like_one_that_is_not_there() {
    let service = TestService::start().await;
    let offer = service.with_contoso_backup().await;
    let owner = ContactOwner::Offer(offer.id);
    let mut ids = Vec::new();
    for contact_type in [
        ContactType::Engineering,
        ContactType::CspProgram,
        ContactType::CustomerSupport,
    ] {
        let desk = details("Desk", "desk@contoso.example");
        ids.push(
            service
                .with_contact(owner, contact_type, desk)
                .await
                .id
                .to_string(),
        );
    }
    let found = service.data(NODES, json!({ "ids": ids })).await;
    let one = service
        .data(
            "query($id: ID!) { node(id: $id) { id } }",
            json!({ "id": ids[0] }),
        )
        .await;
    let seen = service
        .data_for_operator(&format!(
            r#"{{ node(id: "{}") {{ ... on Contact {{ type }} }} }}"#,
            ids[0]
        ))
        .await;

    assert_eq!(
        found,
        json!({ "nodes": [null, null, {
            "__typename": "Contact", "id": ids[2], "name": "Desk", "type": "CUSTOMER_SUPPORT",
        }] })
    );
    assert_eq!(one, json!({ "node": null }));
    assert_eq!(
        seen,
        json!({ "node": { "type": "ENGINEERING" } }),
        "it is there"
    );
}
