//! Overrides of the rules, as administrators keep them.

use rstest::rstest;
use serde_json::{Value, json};
use support_directory::domain::actor::Actor;
use support_directory::domain::offer::Offer;
use support_directory::domain::partner::PartnerRole;

use crate::databases::Backend;
use crate::support::{
    TestService, admin, agent_of, assert_one_snapshot, editor_of, facts, nobody, reader,
    service_on, tidy, verdict,
};

const OVERRIDE: &str = "mutation($input: OverrideResponsibilityInput!) { overrideResponsibility(input: $input) {
    override { id subject { ... on Offer { marketplaceId } ... on Publisher { name } ... on Partner { name } }
               inquiry partnerModel askedBy responsible basis reason validFrom validThrough version }
    userErrors { code field message } } }";
const REMOVE: &str = "mutation($input: RemoveOverrideInput!) { removeOverride(input: $input) {
    override { id version } userErrors { code field message } } }";
const RETIRE: &str = "mutation($input: RetirePartnerInput!) { retirePartner(input: $input) {
    partner { id } userErrors { code field } } }";

const ASK: &str = r#"query($on: Date) {
  responsibleParty(inquiry: BREAK_FIX, partnerModel: DIRECT_BILL, offer: { marketplaceId: "contoso.backup" }, on: $on) {
    responsible { party } basis explanation
  }
}"#;

/// `contoso.backup`, and Fabrikam (1001), which bills directly.
async fn furnish(service: &TestService) -> Offer {
    let offer = service.with_contoso_backup().await;
    service
        .with_partner("1001", "Fabrikam", PartnerRole::DirectBillPartner)
        .await;
    offer
}

/// An override of break-fix for `contoso.backup`, otherwise as given.
fn but(different: Value) -> Value {
    let mut input = json!({
        "subject": { "offer": { "marketplaceId": "contoso.backup" } }, "inquiry": "BREAK_FIX",
        "partnerModel": "DIRECT_BILL", "responsible": ["DIRECT_BILL_PARTNER"], "basis": "OPTIONAL",
        "reason": "The partner repairs it itself.", "validFrom": "2020-01-01",
    });
    let (Value::Object(input_fields), Value::Object(different)) = (&mut input, different) else {
        panic!("an input has fields");
    };
    input_fields.extend(different);
    json!({ "input": input })
}

fn seen(id: &Value, version: i32) -> Value {
    json!({ "input": { "id": id, "expectedVersion": version } })
}

#[rstest]
#[tokio::test]
async fn an_override_is_answered_until_it_is_removed(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    furnish(&service).await;
    let before = service.data(ASK, json!({})).await;

    let made = service
        .run_as(admin(), OVERRIDE, but(json!({ "note": "contract 7" })))
        .await;
    let meanwhile = service.data(ASK, json!({})).await;
    let id = made["data"]["overrideResponsibility"]["override"]["id"].clone();
    let node = "query($id: ID!) { node(id: $id) { id ... on ResponsibilityOverride { reason } } }";
    let found = service.data(node, json!({ "id": id })).await;
    let removed = service.run_as(admin(), REMOVE, seen(&id, 1)).await;

    assert_one_snapshot!(tidy(json!({
        "made": made,
        "meanwhile": meanwhile,
        "found by its id": found,
        "removed": removed,
        "history": service.history().await,
    })));
    assert_eq!(service.data(ASK, json!({})).await, before);
}

#[rstest]
#[tokio::test]
async fn an_override_without_a_first_day_holds_from_today(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    furnish(&service).await;

    let answer = service
        .run_as(admin(), OVERRIDE, but(json!({ "validFrom": null })))
        .await;

    let today = chrono::Utc::now().date_naive();
    let made = &answer["data"]["overrideResponsibility"]["override"];
    assert_eq!(made["validFrom"], today.to_string(), "{answer}");
    let basis = async |on: chrono::NaiveDate| {
        let answer = service.data(ASK, json!({ "on": on.to_string() })).await;
        answer["responsibleParty"]["basis"].clone()
    };
    assert_eq!(basis(today).await, "OPTIONAL");
    assert_eq!(basis(today.pred_opt().expect("a day")).await, "STATED");
}

#[rstest]
#[tokio::test]
async fn overrides_are_listed_at_what_they_are_made_for(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    let offer = furnish(&service).await;
    service
        .with_offer(&offer.publisher, "mail", facts("Contoso Mail"))
        .await;
    for different in [
        json!({}),
        json!({ "validFrom": "2024-01-01", "reason": "A later one." }),
        json!({ "inquiry": "TRAINING", "askedBy": "CUSTOMER" }),
        json!({ "subject": { "publisher": { "publisherId": "contoso" } }, "partnerModel": null,
                "responsible": ["MICROSOFT", "ISV_PUBLISHER"] }),
        json!({ "subject": { "partner": { "partnerId": "1001" } } }),
    ] {
        let answer = service.run_as(admin(), OVERRIDE, but(different)).await;
        assert_eq!(verdict(&answer), [""; 0]);
    }

    let listed = "{
      offers { nodes { marketplaceId overrides { inquiry askedBy reason validFrom } } }
      publishers { nodes { name overrides { responsible partnerModel } } }
      partners { nodes { name overrides { responsible partnerModel } } }
    }";
    assert_one_snapshot!(service.data(listed, json!({})).await);
    let level = "{ offers { nodes { overrides { reason } } } }";
    assert_eq!(service.cost(level, json!({})).await, 2);
}

#[rstest]
#[tokio::test]
async fn what_would_leave_a_question_without_one_answer_is_told_at_once_and_nothing_is_done(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    furnish(&service).await;
    let retired = service
        .with_partner("1002", "Woodgrove", PartnerRole::DirectBillPartner)
        .await;
    let input = json!({ "input": { "id": retired.id.to_string(), "expectedVersion": 1 } });
    service.run_as(admin(), RETIRE, input).await;
    service.run_as(admin(), OVERRIDE, but(json!({}))).await;
    let before = service.everything().await;
    let make = async |different: Value| service.run_as(admin(), OVERRIDE, but(different)).await;

    let answers = json!({
        "all at once": make(json!({
            "subject": { "publisher": { "publisherId": "nobody" } }, "askedBy": "INDIRECT_RESELLER",
            "responsible": [], "reason": " ", "validThrough": "2019-12-31",
            "note": "x".repeat(1_001),
        })).await,
        "three parties": make(json!({
            "responsible": ["MICROSOFT", "ISV_PUBLISHER", "DIRECT_BILL_PARTNER"],
            "reason": "x".repeat(1_001),
        })).await,
        "the customer": make(json!({ "responsible": ["CUSTOMER"] })).await,
        "one party twice": make(json!({ "responsible": ["MICROSOFT", "MICROSOFT"] })).await,
        "a party of one model for both": make(json!({ "partnerModel": null })).await,
        "a partner of the other model": make(json!({
            "subject": { "partner": { "partnerId": "1001" } }, "partnerModel": "INDIRECT",
            "responsible": ["MICROSOFT"] })).await,
        "retired": make(json!({ "subject": { "partner": { "partnerId": "1002" } } })).await,
        "again": make(json!({ "responsible": ["MICROSOFT"] })).await,
    });

    assert_one_snapshot!(answers);
    assert_eq!(service.everything().await, before);
}

#[rstest]
#[tokio::test]
async fn a_subject_has_as_many_overrides_as_its_list_shows(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    furnish(&service).await;
    let first = chrono::NaiveDate::from_ymd_opt(2020, 1, 1).expect("a day");
    for day in first.iter_days().take(100) {
        let input = but(json!({ "validFrom": day.to_string() }));
        let answer = service.run_as(admin(), OVERRIDE, input).await;
        assert_eq!(verdict(&answer), [""; 0]);
    }

    let one_more = but(json!({ "validFrom": "2024-01-01" }));
    let answer = service.run_as(admin(), OVERRIDE, one_more).await;

    assert_eq!(verdict(&answer), ["TOO_MANY_OVERRIDES input.subject"]);
}

#[rstest]
#[tokio::test]
async fn an_override_that_somebody_else_removed_or_that_is_seen_otherwise_stays_as_it_is(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    furnish(&service).await;
    let made = service.run_as(admin(), OVERRIDE, but(json!({}))).await;
    let id = &made["data"]["overrideResponsibility"]["override"]["id"];
    let before = service.everything().await;

    let overtaken = service.run_as(admin(), REMOVE, seen(id, 3)).await;
    let mut noted = seen(id, 1);
    noted["input"]["note"] = "x".repeat(1_001).into();
    let noted = service.run_as(admin(), REMOVE, noted).await;
    assert_eq!(service.everything().await, before);
    service.run_as(admin(), REMOVE, seen(id, 1)).await;
    let gone = service.run_as(admin(), REMOVE, seen(id, 1)).await;

    assert_one_snapshot!(tidy(
        json!({ "overtaken": overtaken, "noted": noted, "gone": gone })
    ));
}

#[rstest]
#[tokio::test]
async fn only_administrators_keep_overrides(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    furnish(&service).await;
    let made = service.run_as(admin(), OVERRIDE, but(json!({}))).await;
    let id = &made["data"]["overrideResponsibility"]["override"]["id"];
    let before = service.everything().await;

    for (actor, code) in [
        (Actor::Anonymous, "UNAUTHENTICATED"),
        (nobody(), "FORBIDDEN"),
        (reader(), "FORBIDDEN"),
        (editor_of("contoso"), "FORBIDDEN"),
        (agent_of("1001"), "FORBIDDEN"),
    ] {
        let another = but(json!({ "validFrom": "2024-01-01" }));
        for (deed, input) in [(OVERRIDE, another), (REMOVE, seen(id, 1))] {
            let answer = service.run_as(actor.clone(), deed, input).await;
            assert_eq!(verdict(&answer), [code], "{} {deed}", actor.name());
        }
    }

    assert_eq!(service.everything().await, before);
}
