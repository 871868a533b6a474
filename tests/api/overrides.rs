//! Overrides: answers that differ from the article's for an offer, a publisher or a partner.

use insta::assert_json_snapshot;
use serde_json::{Value, json};
use support_directory::domain::inquiry::{Inquirer, InquiryCategory, PartnerModel, Party};
use support_directory::domain::partner::PartnerRole;
use support_directory::domain::responsibility::{Basis, NewOverride, OverrideSubject, Responsible};

use crate::support::{TestService, day, tidy};

const ASK: &str = r#"
  query($inquiry: InquiryCategory! = BREAK_FIX, $model: PartnerModel! = DIRECT_BILL, $askedBy: Inquirer! = CUSTOMER,
        $offer: OfferBy, $partner: PartnerBy, $on: Date, $language: String) {
    responsibleParty(inquiry: $inquiry, partnerModel: $model, askedBy: $askedBy, offer: $offer,
                     partner: $partner, on: $on, language: $language) {
      responsible { party organisation { ... on Partner { name } ... on Publisher { name } } }
      isShared firstPointOfContact basis
      route { from to strength isAlternative }
      gaps { kind party contactType }
      explanation
      sources { code }
    }
  }"#;

/// An override of who mends a broken product, since the first edition.
fn override_for(subject: OverrideSubject, party: Party, reason: &str) -> NewOverride {
    NewOverride {
        subject,
        category: InquiryCategory::BreakFix,
        model: None,
        inquirer: None,
        responsible: Responsible::One(party),
        basis: Basis::Stated,
        reason: reason.to_owned(),
        valid_from: day("2019-11-20"),
        valid_through: None,
    }
}

/// An override under direct bill only, which has this partner.
fn direct_bill(subject: OverrideSubject, reason: &str) -> NewOverride {
    NewOverride {
        model: Some(PartnerModel::DirectBill),
        ..override_for(subject, Party::DirectBillPartner, reason)
    }
}

async fn ask(service: &TestService, variables: Value) -> Value {
    tidy(service.data(ASK, variables).await["responsibleParty"].take())
}

/// Why the answer is what it is.
async fn explained(service: &TestService, variables: Value) -> String {
    let answer = ask(service, variables).await;
    answer["explanation"]
        .as_str()
        .unwrap_or_default()
        .to_owned()
}

fn backup() -> Value {
    json!({ "offer": { "marketplaceId": "contoso.backup" } })
}

#[tokio::test]
async fn an_override_is_answered_with_its_reason_and_without_sources() {
    let service = TestService::start().await;
    let offer = service.with_contoso_backup().await;
    let subject = OverrideSubject::Offer(offer.id);
    service
        .with_override(NewOverride {
            basis: Basis::Optional,
            ..direct_bill(subject, "The partner runs this product itself.")
        })
        .await;
    let customer = ask(&service, backup()).await;
    let mut question = backup();
    question["askedBy"] = "ISV_PUBLISHER".into();
    question["language"] = "tr".into();
    let publisher = ask(&service, question).await;

    assert_json_snapshot!(
        json!({ "the customer asks": customer, "the publisher asks": publisher })
    );
}

#[tokio::test]
async fn an_override_may_make_two_parties_responsible() {
    let service = TestService::start().await;
    let offer = service.with_contoso_backup().await;
    service
        .with_override(NewOverride {
            responsible: Responsible::Shared(Party::IsvPublisher, Party::Microsoft),
            basis: Basis::Undetermined,
            ..override_for(
                OverrideSubject::Offer(offer.id),
                Party::Microsoft,
                "a joint product",
            )
        })
        .await;

    let answer = ask(&service, backup()).await;

    assert_json_snapshot!(answer);
}

#[tokio::test]
async fn the_most_specific_override_wins() {
    let service = TestService::start().await;
    let offer = service.with_contoso_backup().await;
    let fabrikam = service
        .with_partner("1001", "Fabrikam", PartnerRole::DirectBillPartner)
        .await;
    let mut question = backup();
    question["partner"] = json!({ "partnerId": "1001" });
    let mut explanations = Vec::new();

    for (subject, reason) in [
        (OverrideSubject::Partner(fabrikam.id), "for the partner"),
        (
            OverrideSubject::Publisher(offer.publisher.id),
            "for the publisher",
        ),
        (OverrideSubject::Offer(offer.id), "for the offer"),
    ] {
        service.with_override(direct_bill(subject, reason)).await;
        explanations.push(explained(&service, question.clone()).await);
    }
    let of_the_publisher = explained(&service, backup()).await;
    let subject = OverrideSubject::Partner(fabrikam.id);
    service
        .with_override(NewOverride {
            inquirer: Some(Inquirer::Customer),
            ..direct_bill(subject, "for the partner's customers")
        })
        .await;
    let after_one_more = explained(&service, question).await;

    let because = |reason: &str| {
        format!(
            "A rule of this directory differs from Microsoft’s article (recorded reason: “{reason}”): \
             here the direct-bill partner is responsible. Contact the direct-bill partner directly."
        )
    };
    assert_eq!(
        explanations,
        [
            because("for the partner"),
            because("for the publisher"),
            because("for the offer")
        ]
    );
    assert_eq!(of_the_publisher, because("for the offer"));
    assert_eq!(after_one_more, because("for the offer"));
}

#[tokio::test]
async fn an_override_for_the_inquirer_beats_one_for_the_model_and_both_beat_a_general_one() {
    let service = TestService::start().await;
    let offer = service.with_contoso_backup().await;
    let subject = OverrideSubject::Offer(offer.id);
    let general = override_for(subject, Party::Microsoft, "for everyone");
    let for_model = NewOverride {
        model: Some(PartnerModel::DirectBill),
        reason: "for the model".to_owned(),
        ..general.clone()
    };
    let for_customers = NewOverride {
        inquirer: Some(Inquirer::Customer),
        reason: "for customers".to_owned(),
        ..general.clone()
    };
    let reason = async |model: &str, asked_by: &str| {
        let mut question = backup();
        question["model"] = model.into();
        question["askedBy"] = asked_by.into();
        let explanation = explained(&service, question).await;
        let quoted = explanation.split(['“', '”']).nth(1);
        quoted.unwrap_or("none").to_owned()
    };
    for terms in [for_customers, general, for_model] {
        service.with_override(terms).await;
    }

    assert_eq!(reason("DIRECT_BILL", "CUSTOMER").await, "for customers");
    assert_eq!(
        reason("DIRECT_BILL", "ISV_PUBLISHER").await,
        "for the model"
    );
    assert_eq!(reason("INDIRECT", "CUSTOMER").await, "for customers");
    assert_eq!(
        reason("INDIRECT", "INDIRECT_RESELLER").await,
        "for everyone"
    );
}

#[tokio::test]
async fn an_override_holds_from_its_first_to_its_last_day() {
    let service = TestService::start().await;
    let offer = service.with_contoso_backup().await;
    service
        .with_override(NewOverride {
            valid_from: day("2024-03-01"),
            valid_through: Some(day("2024-03-31")),
            ..direct_bill(OverrideSubject::Offer(offer.id), "in March")
        })
        .await;
    let on = async |on: &str| {
        let mut question = backup();
        question["on"] = on.into();
        ask(&service, question).await["responsible"][0]["party"].take()
    };

    assert_eq!(on("2024-02-29").await, "ISV_PUBLISHER");
    assert_eq!(on("2024-03-01").await, "DIRECT_BILL_PARTNER");
    assert_eq!(on("2024-03-31").await, "DIRECT_BILL_PARTNER");
    assert_eq!(on("2024-04-01").await, "ISV_PUBLISHER");
}

#[tokio::test]
async fn an_override_is_part_of_the_offers_own_responsibilities_and_of_no_others() {
    let service = TestService::start().await;
    let offer = service.with_contoso_backup().await;
    let fabrikam = service.with_publisher("fabrikam", "Fabrikam").await;
    let other = crate::support::facts("Fabrikam Mail");
    service.with_offer(&fabrikam, "mail", other).await;
    let subject = OverrideSubject::Publisher(offer.publisher.id);
    service
        .with_override(direct_bill(subject, "by contract"))
        .await;

    let answer = service
        .data(
            "{ offers { nodes { marketplaceId responsibilities(partnerModel: DIRECT_BILL) { inquiry responsible } } }
               responsibilities(partnerModel: DIRECT_BILL, askedBy: CUSTOMER, inquiry: BREAK_FIX) { responsible } }",
            json!({}),
        )
        .await;

    assert_json_snapshot!(answer);
}

#[tokio::test]
async fn an_override_for_a_provider_that_is_not_the_seller_decides_nothing() {
    let service = TestService::start().await;
    let provider = PartnerRole::IndirectProvider;
    let northwind = service.with_partner("2001", "Northwind", provider).await;
    let tailspin = service.with_partner("2002", "Tailspin", provider).await;
    let role = PartnerRole::IndirectReseller;
    let proseware = service.with_partner("3001", "Proseware", role).await;
    service.tie(&northwind, &proseware).await;
    service.tie(&tailspin, &proseware).await;
    let subject = OverrideSubject::Partner(northwind.id);
    service
        .with_override(override_for(subject, Party::Microsoft, "Agreed."))
        .await;
    let query = "query($provider: PartnerBy) {
        responsibleParty(inquiry: BREAK_FIX, partnerModel: INDIRECT, partner: { partnerId: \"3001\" },
                         provider: $provider) { responsible { party } } }";
    let responsible = async |provider: Value| {
        let data = service.data(query, json!({ "provider": provider })).await;
        data["responsibleParty"]["responsible"].clone()
    };
    let (article, overridden) = (
        json!([{ "party": "ISV_PUBLISHER" }]),
        json!([{ "party": "MICROSOFT" }]),
    );

    assert_eq!(
        responsible(Value::Null).await,
        article,
        "several providers, none chosen"
    );
    assert_eq!(
        responsible(json!({ "partnerId": "2002" })).await,
        article,
        "the other one"
    );
    assert_eq!(
        responsible(json!({ "partnerId": "2001" })).await,
        overridden
    );
}
