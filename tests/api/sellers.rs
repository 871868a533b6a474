//! Questions that name partners: who of them is responsible, and whom to reach there.

use insta::assert_json_snapshot;
use serde_json::{Value, json};
use support_directory::domain::contact::{ContactOwner, VerificationState};
use support_directory::domain::partner::{Partner, PartnerRole};

use crate::support::{TestService, tidy};

const ASK: &str = "
  query($inquiry: InquiryCategory!, $model: PartnerModel!, $askedBy: Inquirer!, $partner: PartnerBy, $provider: PartnerBy) {
    responsibleParty(inquiry: $inquiry, partnerModel: $model, askedBy: $askedBy, partner: $partner, provider: $provider) {
      responsible { party organisation { ... on Partner { partnerId name role } } }
      isShared firstPointOfContact basis
      route { from to strength isAlternative }
      contacts { name }
      gaps { kind party }
      partner { partnerId }
      explanation
      sources { code }
    }
  }";

const DIRECT: &str = "1001";
const PROVIDER: &str = "2001";
const OTHER_PROVIDER: &str = "2002";
const RESELLER: &str = "3001";

/// A partner with a support desk that works.
async fn with_staffed(service: &TestService, id: &str, name: &str, role: PartnerRole) -> Partner {
    let partner = service.with_partner(id, name, role).await;
    let word = name.to_lowercase().replace(' ', "-");
    let contact = service
        .with_support(ContactOwner::Partner(partner.id), &word)
        .await;
    service
        .judge(&contact, VerificationState::Verified, "")
        .await;
    partner
}

/// A direct-bill partner, two providers, and a reseller that is tied to none of them yet.
async fn with_partners(service: &TestService) -> [Partner; 4] {
    [
        with_staffed(service, DIRECT, "Fabrikam", PartnerRole::DirectBillPartner).await,
        with_staffed(
            service,
            PROVIDER,
            "Northwind",
            PartnerRole::IndirectProvider,
        )
        .await,
        with_staffed(
            service,
            OTHER_PROVIDER,
            "Tailspin",
            PartnerRole::IndirectProvider,
        )
        .await,
        with_staffed(
            service,
            RESELLER,
            "Proseware",
            PartnerRole::IndirectReseller,
        )
        .await,
    ]
}

/// What is answered about the customer's bill.
async fn billing(
    service: &TestService,
    model: &str,
    asked_by: &str,
    partner: Option<&str>,
    provider: Option<&str>,
) -> Value {
    about(service, "BILLING", model, asked_by, partner, provider).await
}

async fn about(
    service: &TestService,
    inquiry: &str,
    model: &str,
    asked_by: &str,
    partner: Option<&str>,
    provider: Option<&str>,
) -> Value {
    let by = |id: Option<&str>| id.map(|id| json!({ "partnerId": id }));
    let variables = json!({
        "inquiry": inquiry, "model": model, "askedBy": asked_by,
        "partner": by(partner), "provider": by(provider),
    });
    tidy(service.data(ASK, variables).await["responsibleParty"].take())
}

#[tokio::test]
async fn a_direct_bill_partner_that_is_named_is_the_responsible_organisation() {
    let service = TestService::start().await;
    with_partners(&service).await;

    let customer = billing(&service, "DIRECT_BILL", "CUSTOMER", Some(DIRECT), None).await;
    let commerce = about(
        &service,
        "TRANSACTION",
        "DIRECT_BILL",
        "CUSTOMER",
        Some(DIRECT),
        None,
    )
    .await;

    assert_json_snapshot!(json!({ "about its bill": customer, "about a transaction": commerce }));
}

#[tokio::test]
async fn a_provider_that_is_named_is_one_of_the_two_responsible() {
    let service = TestService::start().await;
    with_partners(&service).await;

    let customer = billing(&service, "INDIRECT", "CUSTOMER", Some(PROVIDER), None).await;
    let itself = billing(
        &service,
        "INDIRECT",
        "INDIRECT_PROVIDER",
        Some(PROVIDER),
        None,
    )
    .await;

    assert_json_snapshot!(json!({ "the customer asks": customer, "the provider asks": itself }));
}

#[tokio::test]
async fn a_reseller_with_one_provider_needs_none_named() {
    let service = TestService::start().await;
    let [_, northwind, _, proseware] = with_partners(&service).await;
    service.tie(&northwind, &proseware).await;

    let customer = billing(&service, "INDIRECT", "CUSTOMER", Some(RESELLER), None).await;
    let itself = billing(
        &service,
        "INDIRECT",
        "INDIRECT_RESELLER",
        Some(RESELLER),
        None,
    )
    .await;
    let named = billing(
        &service,
        "INDIRECT",
        "CUSTOMER",
        Some(RESELLER),
        Some(PROVIDER),
    )
    .await;

    assert_eq!(named, customer);
    assert_json_snapshot!(json!({ "the customer asks": customer, "the reseller asks": itself }));
}

#[tokio::test]
async fn a_reseller_with_several_providers_is_asked_to_name_one() {
    let service = TestService::start().await;
    let [_, northwind, tailspin, proseware] = with_partners(&service).await;
    service.tie(&northwind, &proseware).await;
    service.tie(&tailspin, &proseware).await;

    let open = billing(
        &service,
        "INDIRECT",
        "INDIRECT_RESELLER",
        Some(RESELLER),
        None,
    )
    .await;
    let named = billing(
        &service,
        "INDIRECT",
        "INDIRECT_RESELLER",
        Some(RESELLER),
        Some(OTHER_PROVIDER),
    )
    .await;

    assert_json_snapshot!(json!({ "none named": open, "one named": named }));
}

#[tokio::test]
async fn a_reseller_of_no_provider_on_record_is_answered_with_gaps() {
    let service = TestService::start().await;
    with_partners(&service).await;

    let answer = billing(&service, "INDIRECT", "CUSTOMER", Some(RESELLER), None).await;

    assert_json_snapshot!(answer);
}

#[tokio::test]
async fn a_provider_that_the_reseller_is_not_tied_to_is_taken_with_a_gap() {
    let service = TestService::start().await;
    let [_, northwind, _, proseware] = with_partners(&service).await;
    service.tie(&northwind, &proseware).await;

    let answer = billing(
        &service,
        "INDIRECT",
        "CUSTOMER",
        Some(RESELLER),
        Some(OTHER_PROVIDER),
    )
    .await;

    assert_json_snapshot!(answer);
}

#[tokio::test]
async fn a_provider_may_be_named_without_a_reseller() {
    let service = TestService::start().await;
    with_partners(&service).await;

    let alone = billing(&service, "INDIRECT", "CUSTOMER", None, Some(PROVIDER)).await;
    let mut as_partner = billing(&service, "INDIRECT", "CUSTOMER", Some(PROVIDER), None).await;
    let twice = billing(
        &service,
        "INDIRECT",
        "CUSTOMER",
        Some(PROVIDER),
        Some(PROVIDER),
    )
    .await;

    assert_eq!(twice, as_partner);
    assert_eq!(
        as_partner["partner"].take(),
        json!({ "partnerId": PROVIDER })
    );
    assert_eq!(alone, as_partner);
}

#[tokio::test]
async fn a_reseller_takes_commerce_questions_to_its_provider() {
    let service = TestService::start().await;
    let [_, northwind, _, proseware] = with_partners(&service).await;
    service.tie(&northwind, &proseware).await;

    let answer = about(
        &service,
        "COMMERCE_BILLING",
        "INDIRECT",
        "INDIRECT_RESELLER",
        Some(RESELLER),
        None,
    )
    .await;

    assert_json_snapshot!(answer);
}
