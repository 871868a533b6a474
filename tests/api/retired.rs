//! What left the lists: found by its id, and said to be retired.

use insta::{allow_duplicates, assert_json_snapshot};
use rstest::rstest;
use sea_orm::{ActiveModelTrait, Set};
use serde_json::{Value, json};
use support_directory::domain::partner::PartnerRole;

use crate::databases::Backend;
use crate::support::service_on;

#[rstest]
#[tokio::test]
async fn what_left_the_lists_is_found_by_its_id_and_says_when_and_into_what(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    let offer = service.with_contoso_backup().await;
    let survivor = service.with_publisher("fabrikam", "Fabrikam").await;
    let partner = service
        .with_partner("1001", "Northwind", PartnerRole::DirectBillPartner)
        .await;
    let ids = [
        offer.id.to_string(),
        offer.publisher.id.to_string(),
        survivor.id.to_string(),
        partner.id.to_string(),
    ];
    let query = "query($ids: [ID!]!) {
        nodes(ids: $ids) {
            ... on Offer { retiredAt }
            ... on Publisher { retiredAt mergedInto { publisherId mergedInto { id } } }
            ... on Partner { retiredAt }
        }
        offers { totalCount } publishers { totalCount } partners { totalCount }
    }";
    let before = service.data(query, json!({ "ids": ids })).await;
    let at: chrono::DateTime<chrono::Utc> = "2026-01-02T03:04:05.678Z".parse().expect("a time");
    let retired_at = Set(Some(at));
    let database = service.database().await;
    let row = entity::offer::ActiveModel {
        id: Set(offer.id.key()),
        retired_at: retired_at.clone(),
        ..Default::default()
    };
    row.update(&database).await.expect("the offer is there");
    let row = entity::publisher::ActiveModel {
        id: Set(offer.publisher.id.key()),
        retired_at: retired_at.clone(),
        merged_into: Set(Some(survivor.id.key())),
        ..Default::default()
    };
    row.update(&database).await.expect("the publisher is there");
    let row = entity::partner::ActiveModel {
        id: Set(partner.id.key()),
        retired_at,
        ..Default::default()
    };
    row.update(&database).await.expect("the partner is there");

    let after = service.data(query, json!({ "ids": ids })).await;

    let there = json!({ "retiredAt": null });
    let alone = json!({ "retiredAt": null, "mergedInto": null });
    let retired = json!({ "retiredAt": "2026-01-02T03:04:05.678Z" });
    assert_eq!(
        before,
        json!({
            "nodes": [there, alone, alone, there],
            "offers": { "totalCount": 1 },
            "publishers": { "totalCount": 2 },
            "partners": { "totalCount": 1 },
        })
    );
    assert_eq!(
        after,
        json!({
            "nodes": [
                retired,
                {
                    "retiredAt": "2026-01-02T03:04:05.678Z",
                    "mergedInto": { "publisherId": "fabrikam", "mergedInto": null },
                },
                alone,
                retired,
            ],
            "offers": { "totalCount": 0 },
            "publishers": { "totalCount": 1 },
            "partners": { "totalCount": 0 },
        })
    );
}

#[rstest]
#[tokio::test]
async fn an_answer_about_what_is_retired_says_so(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    service.with_contoso_backup().await;
    service
        .with_partner("1", "Fabrikam", PartnerRole::DirectBillPartner)
        .await;
    let question = "{ responsibleParty(inquiry: BILLING, partnerModel: DIRECT_BILL, askedBy: ISV_PUBLISHER,
        offer: { marketplaceId: \"contoso.backup\" }, partner: { partnerId: \"1\" }) { gaps { kind party message } } }";
    let retired = |answer: Value| {
        let gaps = answer["responsibleParty"]["gaps"].clone();
        let gaps = gaps.as_array().cloned().unwrap_or_default();
        let is_retired = |gap: &Value| {
            gap["kind"]
                .as_str()
                .is_some_and(|kind| kind.ends_with("_RETIRED"))
        };
        gaps.into_iter().filter(is_retired).collect::<Vec<Value>>()
    };

    let before = retired(service.data(question, json!({})).await);
    service
        .harm("UPDATE publisher SET retired_at = updated_at")
        .await;
    service
        .harm("UPDATE partner SET retired_at = updated_at")
        .await;
    let after = retired(service.data(question, json!({})).await);

    assert_eq!(before, Vec::<Value>::new());
    allow_duplicates! {
        assert_json_snapshot!(after);
    }
}
