//! Splits: what an indirect provider put on record about the duties it shares with its resellers.

use insta::assert_json_snapshot;
use serde_json::{Value, json};
use support_directory::domain::inquiry::InquiryCategory;
use support_directory::domain::partner::{Partner, PartnerRole};
use support_directory::domain::responsibility::{NewSplit, SplitParty};

use crate::support::{TestService, day, tidy};

const ASK: &str = r#"
  query($inquiry: InquiryCategory! = BILLING, $askedBy: Inquirer! = CUSTOMER, $partner: String!, $provider: PartnerBy, $on: Date) {
    responsibleParty(inquiry: $inquiry, partnerModel: INDIRECT, askedBy: $askedBy, on: $on,
                     partner: { partnerId: $partner }, provider: $provider) {
      responsible { party organisation { ... on Partner { name } } }
      isShared firstPointOfContact basis
      route { from to strength isAlternative }
      gaps { kind party contactType }
      explanation
      sources { code }
    }
  }"#;

struct Parties {
    northwind: Partner,
    tailspin: Partner,
    proseware: Partner,
}

/// Two providers; Proseware and Litware are resellers of the first.
async fn parties(service: &TestService) -> Parties {
    let provider = PartnerRole::IndirectProvider;
    let reseller = PartnerRole::IndirectReseller;
    let parties = Parties {
        northwind: service.with_partner("2001", "Northwind", provider).await,
        tailspin: service.with_partner("2002", "Tailspin", provider).await,
        proseware: service.with_partner("3001", "Proseware", reseller).await,
    };
    let litware = service.with_partner("3002", "Litware", reseller).await;
    service.tie(&parties.northwind, &parties.proseware).await;
    service.tie(&parties.northwind, &litware).await;
    parties
}

/// A split of billing that holds since the first edition.
fn split(provider: &Partner, reseller: Option<&Partner>, party: SplitParty) -> NewSplit {
    NewSplit {
        provider: provider.id,
        reseller: reseller.map(|reseller| reseller.id),
        category: InquiryCategory::Billing,
        party,
        valid_from: day("2019-11-20"),
        valid_through: None,
    }
}

async fn ask(service: &TestService, variables: Value) -> Value {
    tidy(service.data(ASK, variables).await["responsibleParty"].take())
}

/// Who is responsible, in short.
async fn responsible(service: &TestService, variables: Value) -> Vec<String> {
    let answer = ask(service, variables).await;
    let parties = answer["responsible"]
        .as_array()
        .cloned()
        .unwrap_or_default();
    let party = |responsible: &Value| responsible["party"].as_str().map(str::to_owned);
    parties.iter().filter_map(party).collect()
}

const PROVIDER: &[&str] = &["INDIRECT_PROVIDER"];
const RESELLER: &[&str] = &["INDIRECT_RESELLER"];
const BOTH: &[&str] = &["INDIRECT_PROVIDER", "INDIRECT_RESELLER"];

#[tokio::test]
async fn a_provider_that_takes_the_duty_answers_for_it_alone() {
    let service = TestService::start().await;
    let parties = parties(&service).await;
    service
        .with_split(split(&parties.northwind, None, SplitParty::Provider))
        .await;

    let customer = ask(&service, json!({ "partner": "3001" })).await;
    let reseller = ask(
        &service,
        json!({ "partner": "3001", "askedBy": "INDIRECT_RESELLER" }),
    )
    .await;
    let provider = ask(
        &service,
        json!({ "partner": "2001", "askedBy": "INDIRECT_PROVIDER" }),
    )
    .await;
    let publisher = ask(
        &service,
        json!({ "partner": "3001", "askedBy": "ISV_PUBLISHER" }),
    )
    .await;

    assert_json_snapshot!(json!({
        "the customer asks": customer,
        "the reseller asks": reseller,
        "the provider asks": provider,
        "the publisher asks": publisher,
    }));
}

#[tokio::test]
async fn a_reseller_that_is_given_the_duty_answers_for_it_alone() {
    let service = TestService::start().await;
    let parties = parties(&service).await;
    service
        .with_split(split(&parties.northwind, None, SplitParty::Reseller))
        .await;

    let customer = ask(&service, json!({ "partner": "3001" })).await;
    let reseller = ask(
        &service,
        json!({ "partner": "3001", "askedBy": "INDIRECT_RESELLER" }),
    )
    .await;
    let provider = ask(
        &service,
        json!({ "partner": "2001", "askedBy": "INDIRECT_PROVIDER" }),
    )
    .await;

    assert_json_snapshot!(json!({
        "the customer asks": customer,
        "the reseller asks": reseller,
        "the provider asks": provider,
    }));
}

#[tokio::test]
async fn a_duty_that_both_are_recorded_to_take_is_shared_without_a_gap() {
    let service = TestService::start().await;
    let parties = parties(&service).await;
    service
        .with_split(split(&parties.northwind, None, SplitParty::Both))
        .await;

    let customer = ask(&service, json!({ "partner": "3001" })).await;
    let reseller = ask(
        &service,
        json!({ "partner": "3001", "askedBy": "INDIRECT_RESELLER" }),
    )
    .await;

    assert_json_snapshot!(json!({ "the customer asks": customer, "the reseller asks": reseller }));
}

#[tokio::test]
async fn a_split_for_one_reseller_beats_the_general_one() {
    let service = TestService::start().await;
    let parties = parties(&service).await;
    let own = split(
        &parties.northwind,
        Some(&parties.proseware),
        SplitParty::Reseller,
    );
    service.with_split(own).await;
    service
        .with_split(split(&parties.northwind, None, SplitParty::Provider))
        .await;

    let its_own = responsible(&service, json!({ "partner": "3001" })).await;
    let of_another = responsible(&service, json!({ "partner": "3002" })).await;
    let of_the_provider = responsible(&service, json!({ "partner": "2001" })).await;

    assert_eq!(its_own, RESELLER);
    assert_eq!(of_another, PROVIDER);
    assert_eq!(of_the_provider, PROVIDER);
}

#[tokio::test]
async fn a_split_holds_from_its_first_to_its_last_day() {
    let service = TestService::start().await;
    let parties = parties(&service).await;
    service
        .with_split(NewSplit {
            valid_from: day("2024-03-01"),
            valid_through: Some(day("2024-03-31")),
            ..split(&parties.northwind, None, SplitParty::Provider)
        })
        .await;
    service
        .with_split(NewSplit {
            valid_from: day("2024-03-20"),
            valid_through: Some(day("2024-03-21")),
            ..split(&parties.northwind, None, SplitParty::Reseller)
        })
        .await;
    let on = async |on: &str| responsible(&service, json!({ "partner": "3001", "on": on })).await;

    assert_eq!(on("2024-02-29").await, BOTH);
    assert_eq!(on("2024-03-01").await, PROVIDER);
    assert_eq!(on("2024-03-19").await, PROVIDER);
    assert_eq!(on("2024-03-20").await, RESELLER, "the later one wins");
    assert_eq!(on("2024-03-21").await, RESELLER);
    assert_eq!(on("2024-03-22").await, PROVIDER);
    assert_eq!(on("2024-03-31").await, PROVIDER);
    assert_eq!(on("2024-04-01").await, BOTH);
}

#[tokio::test]
async fn a_split_covers_its_own_category_and_provider_only() {
    let service = TestService::start().await;
    let parties = parties(&service).await;
    service
        .with_split(split(&parties.northwind, None, SplitParty::Provider))
        .await;
    let tied_to_both = || json!({ "partner": "3001" });

    let payment = responsible(&service, json!({ "partner": "3001", "inquiry": "PAYMENT" })).await;
    let with_another = responsible(&service, json!({ "partner": "2002" })).await;
    service.tie(&parties.tailspin, &parties.proseware).await;
    let with_several = ask(&service, tied_to_both()).await;
    let with_one_named = responsible(
        &service,
        json!({ "partner": "3001", "provider": { "partnerId": "2001" } }),
    )
    .await;

    assert_eq!(payment, BOTH);
    assert_eq!(with_another, BOTH);
    assert_eq!(with_one_named, PROVIDER);
    assert_eq!(with_several["isShared"], true);
    assert_eq!(
        with_several["gaps"][0],
        json!({ "kind": "PROVIDER_NOT_NAMED", "party": null, "contactType": null })
    );
}

#[tokio::test]
async fn a_split_leaves_the_duties_of_isv_and_microsoft_alone() {
    let service = TestService::start().await;
    let parties = parties(&service).await;
    let before = ask(
        &service,
        json!({ "partner": "3001", "inquiry": "BREAK_FIX" }),
    )
    .await;
    for category in [InquiryCategory::BreakFix, InquiryCategory::Transaction] {
        let recorded = service
            .store
            .change()
            .await
            .expect("a change begins")
            .add_split(NewSplit {
                category,
                ..split(&parties.northwind, None, SplitParty::Provider)
            })
            .await;
        assert!(recorded.is_err(), "the database takes no such split");
    }

    let after = ask(
        &service,
        json!({ "partner": "3001", "inquiry": "BREAK_FIX" }),
    )
    .await;

    assert_eq!(after, before);
    assert_eq!(
        after["responsible"],
        json!([{ "party": "ISV_PUBLISHER", "organisation": null }])
    );
}

#[tokio::test]
async fn a_provider_that_splits_by_reseller_is_answered_with_the_gap_that_none_is_named() {
    let service = TestService::start().await;
    let parties = parties(&service).await;
    service
        .with_split(split(&parties.northwind, None, SplitParty::Provider))
        .await;
    let own = split(
        &parties.northwind,
        Some(&parties.proseware),
        SplitParty::Reseller,
    );
    service.with_split(own).await;
    let gaps = async |variables: Value| {
        let answer = ask(&service, variables).await;
        let kinds = answer["gaps"].as_array().cloned().unwrap_or_default();
        (
            answer["firstPointOfContact"].clone(),
            kinds
                .iter()
                .map(|gap| gap["kind"].clone())
                .collect::<Vec<_>>(),
        )
    };

    let for_provider = gaps(json!({ "partner": "2001" })).await;
    let for_reseller = gaps(json!({ "partner": "3001" })).await;
    let before = gaps(json!({ "partner": "2001", "inquiry": "PAYMENT" })).await;

    assert_eq!(
        for_provider,
        (
            json!("INDIRECT_PROVIDER"),
            vec![json!("RESELLER_NOT_NAMED"), json!("CONTACT_MISSING")]
        )
    );
    assert_eq!(
        for_reseller,
        (json!("INDIRECT_RESELLER"), vec![json!("CONTACT_MISSING")])
    );
    assert!(
        !before.1.contains(&json!("RESELLER_NOT_NAMED")),
        "{before:?}"
    );
}
