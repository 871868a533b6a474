//! What left the lists: found by its id, and said to be retired.

use sea_orm::{ActiveModelTrait, Set};
use serde_json::json;
use support_directory::domain::partner::PartnerRole;

use crate::support::TestService;

#[tokio::test]
async fn what_left_the_lists_is_found_by_its_id_and_says_when_and_into_what() {
    let service = TestService::start().await;
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
