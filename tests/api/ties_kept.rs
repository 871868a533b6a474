//! Ties of resellers to their providers, as administrators keep them.

use rstest::rstest;
use serde_json::{Value, json};
use support_directory::domain::actor::Actor;
use support_directory::domain::inquiry::InquiryCategory;
use support_directory::domain::partner::{NewPartner, PartnerId, PartnerRole};
use support_directory::domain::responsibility::{NewSplit, SplitParty};

use crate::databases::Backend;
use crate::support::{
    TestService, admin, agent_of, assert_one_snapshot, day, editor_of, nobody, reader, service_on,
    tidy, verdict,
};

const TIE: &str = "mutation($input: TieResellerInput!) { tieReseller(input: $input) {
    partner { id name providers { id name } } userErrors { code field message } } }";
const UNTIE: &str = "mutation($input: UntieResellerInput!) { untieReseller(input: $input) {
    partner { id name providers { id name } } userErrors { code field message } } }";
const RETIRE: &str = "mutation($input: RetirePartnerInput!) { retirePartner(input: $input) {
    partner { id } userErrors { code field } } }";

/// Whom the answer to a question about a reseller names as its provider.
const ASK: &str = r#"{
  responsibleParty(inquiry: BILLING, partnerModel: INDIRECT, partner: { partnerId: "3001" }) {
    responsible { party organisation { ... on Partner { name } } }
  }
}"#;

/// A provider and a reseller by their PartnerIDs.
fn between(provider: &str, reseller: &str) -> Value {
    json!({ "input": { "provider": { "partnerId": provider }, "reseller": { "partnerId": reseller },
                       "note": "a new contract" } })
}

/// Northwind (2001) provides, Proseware (3001) resells; nobody is tied yet.
async fn furnish(service: &TestService) {
    service
        .with_partner("2001", "Northwind", PartnerRole::IndirectProvider)
        .await;
    service
        .with_partner("3001", "Proseware", PartnerRole::IndirectReseller)
        .await;
}

#[rstest]
#[tokio::test]
async fn a_reseller_is_tied_and_untied_and_the_histories_of_both_tell_so(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    furnish(&service).await;
    let before = service.data(ASK, json!({})).await;

    let tied = service.run_as(admin(), TIE, between("2001", "3001")).await;
    let while_tied = service.data(ASK, json!({})).await;
    let untied = service
        .run_as(admin(), UNTIE, between("2001", "3001"))
        .await;

    assert_one_snapshot!(tidy(json!({
        "tied": tied,
        "while tied": while_tied,
        "untied": untied,
        "history": service.history().await,
    })));
    assert_eq!(service.data(ASK, json!({})).await, before);
}

#[rstest]
#[tokio::test]
async fn what_cannot_be_tied_or_untied_is_told_and_nothing_is_done(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    furnish(&service).await;
    let retired_provider = service
        .with_partner("2002", "Tailspin", PartnerRole::IndirectProvider)
        .await;
    let retired_reseller = service
        .with_partner("3002", "Litware", PartnerRole::IndirectReseller)
        .await;
    for partner in [&retired_provider, &retired_reseller] {
        let input = json!({ "input": { "id": partner.id.to_string(), "expectedVersion": 1 } });
        service.run_as(admin(), RETIRE, input).await;
    }
    let tie = between("2001", "3001");
    let not_tied = service.run_as(admin(), UNTIE, tie.clone()).await;
    service.run_as(admin(), TIE, tie.clone()).await;
    let before = service.everything().await;

    let mut unknown = between("999", "no digits");
    unknown["input"]["note"] = "x".repeat(1_001).into();
    let answers = json!({
        "nobody is there": service.run_as(admin(), TIE, unknown).await,
        "the other way round": service.run_as(admin(), TIE, between("3001", "2001")).await,
        "retired": service.run_as(admin(), TIE, between("2002", "3002")).await,
        "again": service.run_as(admin(), TIE, tie).await,
        "nobody is there to untie": service.run_as(admin(), UNTIE, between("999", "998")).await,
        "not tied": not_tied,
    });

    assert_one_snapshot!(tidy(answers));
    assert_eq!(service.everything().await, before);
}

#[rstest]
#[tokio::test]
async fn a_reseller_that_splits_were_made_for_stays_tied(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    furnish(&service).await;
    service.run_as(admin(), TIE, between("2001", "3001")).await;
    let partners = service
        .data("{ partners { nodes { id } } }", json!({}))
        .await;
    let id = |place: usize| {
        let id = partners["partners"]["nodes"][place]["id"].as_str();
        support_directory::domain::Id::parse(id.expect("an id")).expect("an id of a partner")
    };
    service
        .with_split(NewSplit {
            provider: id(0),
            reseller: Some(id(1)),
            category: InquiryCategory::Billing,
            party: SplitParty::Reseller,
            valid_from: day("2020-01-01"),
            valid_through: Some(day("2020-01-02")),
        })
        .await;
    let before = service.everything().await;

    let answer = service
        .run_as(admin(), UNTIE, between("2001", "3001"))
        .await;

    assert_eq!(verdict(&answer), ["SPLITS_ON_RECORD input.reseller"]);
    assert_eq!(service.everything().await, before);
}

#[rstest]
#[tokio::test]
async fn a_reseller_has_as_many_providers_as_its_list_shows(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    furnish(&service).await;
    let change = service.store.change().await.expect("a change begins");
    for number in 0..50 {
        let id = (5000 + number).to_string();
        let new = NewPartner {
            partner_id: PartnerId::parse(&id).expect("digits"),
            name: format!("Provider {number}"),
            role: PartnerRole::IndirectProvider,
        };
        change.add_partner(new).await.expect("it is sound");
    }
    change.keep().await.expect("it is kept");
    for number in 0..50 {
        let id = (5000 + number).to_string();
        let answer = service.run_as(admin(), TIE, between(&id, "3001")).await;
        assert_eq!(verdict(&answer), [""; 0]);
    }

    let answer = service.run_as(admin(), TIE, between("2001", "3001")).await;

    assert_eq!(verdict(&answer), ["TOO_MANY_PROVIDERS input.reseller"]);
}

#[rstest]
#[tokio::test]
async fn a_provider_that_is_retired_is_no_longer_found_by_its_resellers(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    furnish(&service).await;
    let other = service
        .with_partner("2002", "Tailspin", PartnerRole::IndirectProvider)
        .await;
    for provider in ["2001", "2002"] {
        service
            .run_as(admin(), TIE, between(provider, "3001"))
            .await;
    }
    let named = async || {
        let answer = service.data(ASK, json!({})).await;
        answer["responsibleParty"]["responsible"][0]["organisation"]["name"].clone()
    };
    assert_eq!(
        named().await,
        Value::Null,
        "there are two, and none is guessed"
    );

    let input = json!({ "input": { "id": other.id.to_string(), "expectedVersion": 1 } });
    service.run_as(admin(), RETIRE, input).await;

    assert_eq!(named().await, "Northwind");
}

#[rstest]
#[tokio::test]
async fn only_administrators_keep_ties(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    furnish(&service).await;
    let before = service.everything().await;

    for (actor, code) in [
        (Actor::Anonymous, "UNAUTHENTICATED"),
        (nobody(), "FORBIDDEN"),
        (reader(), "FORBIDDEN"),
        (editor_of("contoso"), "FORBIDDEN"),
        (agent_of("2001"), "FORBIDDEN"),
    ] {
        for deed in [TIE, UNTIE] {
            let answer = service
                .run_as(actor.clone(), deed, between("2001", "3001"))
                .await;
            assert_eq!(verdict(&answer), [code], "{} {deed}", actor.name());
        }
    }

    assert_eq!(service.everything().await, before);
}
