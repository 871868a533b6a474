//! Editions: the rules that were in force on the day asked about.

use serde_json::{Value, json};
use support_directory::exchange::policy::FIRST_EDITION;

use crate::support::TestService;

const ASK: &str = "
  query($on: Date) {
    responsibleParty(inquiry: TRAINING, partnerModel: DIRECT_BILL, askedBy: DIRECT_BILL_PARTNER, on: $on) {
      responsible { party }
      basis
      sources { code edition }
      edition { name validFrom validThrough }
    }
    responsibilities(inquiry: TRAINING, partnerModel: DIRECT_BILL, askedBy: DIRECT_BILL_PARTNER, on: $on) {
      responsible
      basis
      sources { edition }
    }
  }";

/// The first edition with another date, whose ISVs owe what they were expected to give.
fn second_edition() -> String {
    FIRST_EDITION
        .replace("name = \"2019-11-20\"", "name = \"2025-02-01\"")
        .replace("valid_from = \"2019-11-20\"", "valid_from = \"2025-02-01\"")
        .replace("basis = \"RECOMMENDED\"", "basis = \"STATED\"")
}

async fn on(service: &TestService, on: Option<&str>) -> Value {
    service.data(ASK, json!({ "on": on })).await
}

fn answer(edition: &str, valid_through: Option<&str>, basis: &str) -> Value {
    json!({
        "responsibleParty": {
            "responsible": [{ "party": "ISV_PUBLISHER" }],
            "basis": basis,
            "sources": [{ "code": "publisher-role", "edition": edition }],
            "edition": { "name": edition, "validFrom": edition, "validThrough": valid_through },
        },
        "responsibilities": [{
            "responsible": ["ISV_PUBLISHER"],
            "basis": basis,
            "sources": [{ "edition": edition }],
        }],
    })
}

#[tokio::test]
async fn the_first_edition_holds_from_its_day_without_end() {
    let service = TestService::start().await;
    let first = answer("2019-11-20", None, "RECOMMENDED");

    assert_eq!(on(&service, Some("2019-11-20")).await, first);
    assert_eq!(on(&service, None).await, first);
    assert_eq!(on(&service, Some("9999-12-31")).await, first);
}

#[tokio::test]
async fn a_second_edition_holds_from_its_own_day_and_is_noticed_by_a_running_service() {
    let service = TestService::start().await;
    assert_eq!(
        on(&service, None).await,
        answer("2019-11-20", None, "RECOMMENDED"),
        "the service has read the rules"
    );

    service.with_edition(&second_edition()).await;

    let first = answer("2019-11-20", Some("2025-01-31"), "RECOMMENDED");
    let second = answer("2025-02-01", None, "STATED");
    assert_eq!(on(&service, Some("2019-11-20")).await, first);
    assert_eq!(on(&service, Some("2025-01-31")).await, first);
    assert_eq!(on(&service, Some("2025-02-01")).await, second);
    assert_eq!(on(&service, None).await, second);
    let editions = service
        .data(
            "{ policyEditions { name validFrom validThrough } }",
            json!({}),
        )
        .await;
    assert_eq!(
        editions,
        json!({ "policyEditions": [
            first["responsibleParty"]["edition"],
            second["responsibleParty"]["edition"],
        ] })
    );
}
