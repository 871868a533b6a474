//! Splits, as admin agents of providers and administrators keep them.

use rstest::rstest;
use serde_json::{Value, json};
use support_directory::domain::actor::Actor;
use support_directory::domain::inquiry::InquiryCategory;
use support_directory::domain::partner::{Partner, PartnerRole};
use support_directory::domain::responsibility::{NewSplit, SplitParty};

use crate::databases::Backend;
use crate::support::{
    TestService, admin, agent_of, assert_one_snapshot, day, editor_of, nobody, reader, service_on,
    tidy, verdict,
};

const RECORD: &str = "mutation($input: RecordSplitInput!) { recordSplit(input: $input) {
    split { id provider { name } reseller { name } inquiry party validFrom validThrough version }
    userErrors { code field message } } }";
const REMOVE: &str = "mutation($input: RemoveSplitInput!) { removeSplit(input: $input) {
    split { id version } userErrors { code field message } } }";
const RETIRE: &str = "mutation($input: RetirePartnerInput!) { retirePartner(input: $input) {
    partner { id } userErrors { code field } } }";

const ASK: &str = r#"query($partner: String! = "3001", $on: Date) {
  responsibleParty(inquiry: BILLING, partnerModel: INDIRECT, partner: { partnerId: $partner }, on: $on) {
    responsible { party } isShared basis explanation
  }
}"#;

const SPLITS: &str = "query($inquiries: [InquiryCategory!], $reseller: ID) {
  partners { nodes { name splits(inquiries: $inquiries, reseller: $reseller) {
    reseller { name } inquiry party validFrom } } } }";

struct Parties {
    northwind: Partner,
    tailspin: Partner,
    proseware: Partner,
    litware: Partner,
}

/// Northwind (2001) and Tailspin (2002) provide; Proseware (3001) resells for the first, Litware (3002) for nobody.
async fn parties(service: &TestService) -> Parties {
    let provider = PartnerRole::IndirectProvider;
    let reseller = PartnerRole::IndirectReseller;
    let parties = Parties {
        northwind: service.with_partner("2001", "Northwind", provider).await,
        tailspin: service.with_partner("2002", "Tailspin", provider).await,
        proseware: service.with_partner("3001", "Proseware", reseller).await,
        litware: service.with_partner("3002", "Litware", reseller).await,
    };
    service.tie(&parties.northwind, &parties.proseware).await;
    parties
}

/// A split of billing by Northwind, for all its resellers.
fn billing() -> Value {
    json!({ "provider": { "partnerId": "2001" }, "inquiry": "BILLING", "party": "PROVIDER",
            "validFrom": "2019-11-20" })
}

/// The same split, otherwise.
fn but(different: Value) -> Value {
    let mut input = billing();
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
async fn a_recorded_split_is_answered_until_it_is_removed(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    parties(&service).await;
    let before = service.data(ASK, json!({})).await;

    let own = but(
        json!({ "reseller": { "partnerId": "3001" }, "party": "RESELLER",
                          "validThrough": "2999-12-31", "note": "agreed in spring" }),
    );
    let recorded = service.run_as(agent_of("2001"), RECORD, own).await;
    let meanwhile = service.data(ASK, json!({})).await;
    let id = recorded["data"]["recordSplit"]["split"]["id"].clone();
    let node = "query($id: ID!) { node(id: $id) { id ... on IndirectSplit { party } } }";
    let found = service.data(node, json!({ "id": id })).await;
    let removed = service.run_as(agent_of("2001"), REMOVE, seen(&id, 1)).await;

    assert_one_snapshot!(tidy(json!({
        "recorded": recorded,
        "meanwhile": meanwhile,
        "found by its id": found,
        "removed": removed,
        "history": service.history().await,
    })));
    assert_eq!(service.data(ASK, json!({})).await, before);
}

#[rstest]
#[tokio::test]
async fn a_split_without_a_first_day_holds_from_today_for_all_resellers(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    parties(&service).await;

    let answer = service
        .run_as(admin(), RECORD, but(json!({ "validFrom": null })))
        .await;

    let today = chrono::Utc::now().date_naive();
    let split = &answer["data"]["recordSplit"]["split"];
    assert_eq!(split["reseller"], Value::Null, "{answer}");
    assert_eq!(split["validFrom"], today.to_string());
    let party = async |on: chrono::NaiveDate| {
        let answer = service.data(ASK, json!({ "on": on.to_string() })).await;
        answer["responsibleParty"]["isShared"].clone()
    };
    assert_eq!(party(today).await, false);
    assert_eq!(party(today.pred_opt().expect("a day")).await, true);
}

#[rstest]
#[tokio::test]
async fn a_provider_lists_its_splits_in_order_and_narrowed_down(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    let parties = parties(&service).await;
    for input in [
        json!({ "inquiry": "PAYMENT" }),
        json!({ "validFrom": "2024-01-01", "party": "BOTH" }),
        json!({ "reseller": { "partnerId": "3001" }, "party": "RESELLER" }),
        json!({}),
    ] {
        let answer = service.run_as(admin(), RECORD, but(input)).await;
        assert_eq!(verdict(&answer), [""; 0]);
    }

    let all = service.data(SPLITS, json!({})).await;
    let of_payment = service
        .data(SPLITS, json!({ "inquiries": ["PAYMENT"] }))
        .await;
    let of_proseware = service
        .data(
            SPLITS,
            json!({ "reseller": parties.proseware.id.to_string() }),
        )
        .await;

    assert_one_snapshot!(json!({
        "all": all,
        "of payment": of_payment["partners"]["nodes"][1],
        "of Proseware": of_proseware["partners"]["nodes"][1],
    }));
}

#[rstest]
#[tokio::test]
async fn what_is_wrong_with_a_split_is_told_at_once_and_nothing_is_done(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    let parties = parties(&service).await;
    service
        .with_split(NewSplit {
            provider: parties.northwind.id,
            reseller: None,
            category: InquiryCategory::Billing,
            party: SplitParty::Both,
            valid_from: day("2019-11-20"),
            valid_through: None,
        })
        .await;
    service.tie(&parties.tailspin, &parties.litware).await;
    for partner in [&parties.tailspin, &parties.litware] {
        let input = json!({ "input": { "id": partner.id.to_string(), "expectedVersion": 1 } });
        service.run_as(admin(), RETIRE, input).await;
    }
    let before = service.everything().await;
    let record = async |different: Value| service.run_as(admin(), RECORD, but(different)).await;

    let answers = json!({
        "nobody is there": record(json!({
            "provider": { "partnerId": "999" }, "reseller": { "partnerId": "998" },
            "inquiry": "BREAK_FIX", "validThrough": "2019-11-19", "note": "x".repeat(1_001),
        })).await,
        "no provider": record(json!({ "provider": { "partnerId": "3001" } })).await,
        "retired": record(json!({
            "provider": { "partnerId": "2002" }, "reseller": { "partnerId": "3002" } })).await,
        "not tied": record(json!({
            "provider": { "partnerId": "2001" }, "reseller": { "partnerId": "2001" } })).await,
        "again": record(json!({})).await,
    });

    assert_one_snapshot!(answers);
    assert_eq!(service.everything().await, before);
}

#[rstest]
#[tokio::test]
async fn of_two_who_record_the_same_split_at_once_one_is_told_that_it_is_on_record(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    parties(&service).await;
    let record = async || service.run_as(admin(), RECORD, but(json!({}))).await;

    let (one, other) = tokio::join!(record(), record());

    let mut verdicts = [verdict(&one), verdict(&other)];
    verdicts.sort();
    let told = vec!["ALREADY_RECORDED input.validFrom".to_owned()];
    assert_eq!(verdicts, [vec![], told]);
}

#[rstest]
#[tokio::test]
async fn a_split_that_somebody_else_removed_or_that_is_seen_otherwise_stays_as_it_is(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    parties(&service).await;
    let recorded = service.run_as(admin(), RECORD, but(json!({}))).await;
    let id = &recorded["data"]["recordSplit"]["split"]["id"];
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
async fn splits_are_kept_by_agents_of_their_provider_and_by_administrators(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    parties(&service).await;
    let recorded = service.run_as(admin(), RECORD, but(json!({}))).await;
    let id = &recorded["data"]["recordSplit"]["split"]["id"];
    let before = service.everything().await;

    for (actor, code) in [
        (Actor::Anonymous, "UNAUTHENTICATED"),
        (nobody(), "FORBIDDEN"),
        (reader(), "FORBIDDEN"),
        (editor_of("contoso"), "FORBIDDEN"),
        (agent_of("2002"), "FORBIDDEN"),
        (agent_of("3001"), "FORBIDDEN"),
    ] {
        let payment = but(json!({ "inquiry": "PAYMENT" }));
        for (deed, input) in [(RECORD, payment), (REMOVE, seen(id, 1))] {
            let answer = service.run_as(actor.clone(), deed, input).await;
            assert_eq!(verdict(&answer), [code], "{} {deed}", actor.name());
        }
    }
    assert_eq!(service.everything().await, before);

    let reseller = but(json!({ "provider": { "partnerId": "3001" } }));
    let as_reseller = service.run_as(agent_of("3001"), RECORD, reseller).await;
    assert_eq!(
        verdict(&as_reseller),
        ["FORBIDDEN"],
        "it has nothing to split"
    );
    let own = service.run_as(agent_of("2001"), REMOVE, seen(id, 1)).await;
    assert_eq!(verdict(&own), [""; 0]);
}

#[rstest]
#[tokio::test]
async fn splits_of_a_list_of_providers_cost_one_statement(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    parties(&service).await;
    let one = service
        .cost(
            "{ partners(first: 1) { nodes { splits { party } overrides { reason } } } }",
            json!({}),
        )
        .await;

    let all = service
        .cost(
            "{ partners { nodes { splits { party } overrides { reason } } } }",
            json!({}),
        )
        .await;

    assert_eq!(all, one);
    assert_eq!(all, 3, "the partners, their splits, their overrides");
}
