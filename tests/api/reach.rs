//! Whom to reach: contacts in the order of the route, links, and gaps where either is wanting.

use insta::assert_json_snapshot;
use serde_json::{Value, json};
use support_directory::domain::contact::{
    ContactDetails, ContactOwner, ContactType, VerificationState,
};
use support_directory::domain::language::Language;
use support_directory::domain::link::{Cloud, LinkTarget, ResourceKind};
use support_directory::domain::offer::{OfferFacts, OfferType, ResaleState};
use support_directory::domain::partner::PartnerRole;

use crate::support::{TestService, details, facts, target, tidy};

/// The whole answer of a customer's partner about one category, with everything a page needs.
const WHOLE: &str = r#"{
  responsibleParty(
    inquiry: TECHNICAL_SUPPORT, partnerModel: DIRECT_BILL, askedBy: DIRECT_BILL_PARTNER,
    offer: { marketplaceId: "contoso.backup" }
  ) {
    inquiry partnerModel askedBy
    responsible {
      party
      organisation { __typename ... on Publisher { id publisherId name } ... on Partner { id partnerId name } }
    }
    isShared firstPointOfContact basis
    route { from to strength isAlternative note }
    contacts {
      id type name email phone phoneE164 url languages hours timeZone
      verification { state at by reason }
      owner { __typename ... on Offer { id } ... on Publisher { id } ... on Partner { id } }
      version updatedAt
    }
    links { id kind cloud url title version }
    explanation
    sources { code edition heading url gist }
    gaps { kind party contactType contactId message }
    edition { name validFrom validThrough title url supportPage note clauses { code } }
    offer { id marketplaceId title }
    partner { id }
  }
}"#;

#[tokio::test]
async fn with_an_offer_the_answer_names_publisher_contacts_and_links() {
    let service = TestService::start().await;
    let offer = service.with_contoso_backup().await;
    let turkish = Language::parse("tr").expect("a tag");
    let desk = ContactDetails {
        phone: Some("+90 (212) 555 01 00".to_owned()),
        url: Some("https://help.contoso.example".to_owned()),
        languages: vec![Language::english(), turkish],
        hours: Some("Monday to Friday, 9 to 18".to_owned()),
        time_zone: Some("Europe/Istanbul".to_owned()),
        ..details("Contoso support desk", "help@contoso.example")
    };
    let owner = ContactOwner::Publisher(offer.publisher.id);
    let contact = service
        .with_contact(owner, ContactType::CustomerSupport, desk)
        .await;
    service
        .judge(&contact, VerificationState::Verified, "")
        .await;
    let manual = LinkTarget {
        title: Some("Manual".to_owned()),
        ..target(
            ResourceKind::UserDocumentation,
            "https://docs.contoso.example",
        )
    };
    service.with_links(vec![(offer.id, manual)]).await;

    let answer = service.data(WHOLE, json!({})).await;

    assert_json_snapshot!(tidy(answer));
}

/// Contacts and gaps of an answer.
const REACH: &str = "
  query($inquiry: InquiryCategory!, $model: PartnerModel!, $askedBy: Inquirer!, $offer: OfferBy, $partner: PartnerBy) {
    responsibleParty(inquiry: $inquiry, partnerModel: $model, askedBy: $askedBy, offer: $offer, partner: $partner) {
      contacts { type name verification { state reason } }
      gaps { kind party contactType contactId }
    }
  }";

/// The names of the contacts and the gaps, in their order.
pub(crate) async fn reach(
    service: &TestService,
    inquiry: &str,
    asked_by: &str,
    more: Value,
) -> Value {
    let model = match asked_by {
        "INDIRECT_RESELLER" | "INDIRECT_PROVIDER" => "INDIRECT",
        _ => "DIRECT_BILL",
    };
    let mut variables = json!({ "inquiry": inquiry, "model": model, "askedBy": asked_by });
    for (name, value) in more.as_object().expect("more variables are an object") {
        variables[name] = value.clone();
    }
    tidy(service.data(REACH, variables).await["responsibleParty"].take())
}

pub(crate) fn backup() -> Value {
    json!({ "offer": { "marketplaceId": "contoso.backup" } })
}

#[tokio::test]
async fn a_contact_that_is_not_on_file_is_a_gap() {
    let service = TestService::start().await;
    service.with_contoso_backup().await;
    let partner = service
        .with_partner("1001", "Fabrikam", PartnerRole::DirectBillPartner)
        .await;

    let product = reach(&service, "TRAINING", "CUSTOMER", backup()).await;
    let account = reach(
        &service,
        "PAYMENT",
        "CUSTOMER",
        json!({ "partner": { "id": partner.id.to_string() } }),
    )
    .await;

    let missing = |party: &str| {
        json!({
            "contacts": [],
            "gaps": [{
                "kind": "CONTACT_MISSING",
                "party": party,
                "contactType": "CUSTOMER_SUPPORT",
                "contactId": null,
            }],
        })
    };
    assert_eq!(product, missing("ISV_PUBLISHER"));
    assert_eq!(account, missing("DIRECT_BILL_PARTNER"));
}

#[tokio::test]
async fn what_the_question_does_not_name_is_a_gap() {
    let service = TestService::start().await;
    let gap = |kind: &str, party: Option<&str>| {
        let gap = json!({ "kind": kind, "party": party, "contactType": null, "contactId": null });
        json!({ "contacts": [], "gaps": [gap] })
    };

    let product = reach(&service, "TRAINING", "CUSTOMER", json!({})).await;
    let account = reach(&service, "PAYMENT", "CUSTOMER", json!({})).await;
    let commerce = reach(&service, "TRANSACTION", "CUSTOMER", json!({})).await;
    let through_provider = reach(&service, "TRANSACTION", "INDIRECT_RESELLER", json!({})).await;
    let own_account = reach(&service, "PAYMENT", "DIRECT_BILL_PARTNER", json!({})).await;
    let direct = reach(&service, "TRANSACTION", "ISV_PUBLISHER", json!({})).await;

    assert_eq!(product, gap("OFFER_NOT_NAMED", None));
    assert_eq!(
        account,
        gap("PARTNER_NOT_NAMED", Some("DIRECT_BILL_PARTNER"))
    );
    assert_eq!(
        commerce,
        gap("PARTNER_NOT_NAMED", Some("DIRECT_BILL_PARTNER"))
    );
    assert_eq!(
        through_provider,
        gap("PARTNER_NOT_NAMED", Some("INDIRECT_PROVIDER"))
    );
    let nothing = json!({ "contacts": [], "gaps": [] });
    assert_eq!(own_account, nothing);
    assert_eq!(direct, nothing);
}

#[tokio::test]
async fn an_offer_that_partners_may_not_sell_is_a_gap() {
    let service = TestService::start().await;
    let contoso = service.with_publisher("contoso", "Contoso").await;
    for (id, resale) in [
        ("none", ResaleState::None),
        ("some", ResaleState::Some),
        ("unknown", ResaleState::Unknown),
    ] {
        let facts = OfferFacts {
            resale,
            ..facts("Contoso Backup")
        };
        service.with_offer(&contoso, id, facts).await;
    }
    let gaps = async |id: &str| {
        let offer = json!({ "offer": { "marketplaceId": id } });
        reach(&service, "TRANSACTION", "ISV_PUBLISHER", offer).await["gaps"].take()
    };

    let gap = json!({
        "kind": "NOT_SOLD_THROUGH_CSP", "party": null, "contactType": null, "contactId": null,
    });
    assert_eq!(gaps("contoso.none").await, json!([gap]));
    assert_eq!(gaps("contoso.some").await, json!([]));
    assert_eq!(gaps("contoso.unknown").await, json!([]));
}

#[tokio::test]
async fn an_offer_of_microsoft_itself_is_supported_by_microsoft_as_its_publisher() {
    let service = TestService::start().await;
    let sentinel = service
        .with_publisher("azuresentinel", "Microsoft Sentinel, Microsoft Corporation")
        .await;
    let facts = OfferFacts {
        offer_type: OfferType::AzureSolution,
        ..facts("Microsoft Sentinel")
    };
    service.with_offer(&sentinel, "sentinel", facts).await;

    let answer = service
        .data(
            r#"query { product: responsibleParty(inquiry: BREAK_FIX, partnerModel: DIRECT_BILL,
                  offer: { marketplaceId: "azuresentinel.sentinel" }) { ...answer }
                account: responsibleParty(inquiry: BILLING, partnerModel: DIRECT_BILL,
                  offer: { marketplaceId: "azuresentinel.sentinel" }) { ...answer } }
            fragment answer on ResponsibilityAnswer {
              responsible { party organisation { ... on Publisher { publisherId name isFirstParty } } }
              firstPointOfContact basis explanation sources { code }
              route { from to strength isAlternative }
            }"#,
            json!({}),
        )
        .await;

    assert_json_snapshot!(answer);
}

#[tokio::test]
async fn pages_that_help_come_in_the_order_of_the_inquiry() {
    let service = TestService::start().await;
    let offer = service.with_contoso_backup().await;
    for (kind, cloud) in ResourceKind::ALL
        .iter()
        .flat_map(|&kind| Cloud::ALL.iter().map(move |&cloud| (kind, cloud)))
    {
        let url = format!("https://contoso.example/{}/{}", kind.code(), cloud.code());
        let link = LinkTarget {
            cloud,
            ..target(kind, &url)
        };
        service.with_links(vec![(offer.id, link)]).await;
    }
    let mut links = serde_json::Map::new();

    for inquiry in [
        "TRAINING",
        "SERVICE_HEALTH",
        "SERVICE_LEVEL",
        "BILLING",
        "TRANSACTION",
    ] {
        let query = format!(
            r#"{{ responsibleParty(inquiry: {inquiry}, partnerModel: DIRECT_BILL,
                offer: {{ marketplaceId: "contoso.backup" }}) {{ links {{ url }} }} }}"#
        );
        let found = service.data(&query, json!({})).await;
        let urls = found["responsibleParty"]["links"].as_array().cloned();
        let urls = urls
            .unwrap_or_default()
            .into_iter()
            .map(|link| link["url"].clone());
        links.insert(inquiry.to_owned(), urls.collect());
    }

    assert_json_snapshot!(links);
}

#[tokio::test]
async fn a_link_is_changed_by_its_id_and_version_and_the_page_of_the_rules_has_neither() {
    let service = TestService::start().await;
    let offer = service.with_contoso_backup().await;
    let manual = target(
        ResourceKind::UserDocumentation,
        "https://docs.contoso.example",
    );
    let kept = service.with_links(vec![(offer.id, manual)]).await.remove(0);
    let query = r#"{
        responsibleParty(inquiry: TRANSACTION, partnerModel: DIRECT_BILL,
            offer: { marketplaceId: "contoso.backup" }) { links { id kind version } }
        offer(by: { marketplaceId: "contoso.backup" }) { links { id kind version } }
    }"#;

    let given = service.data(query, json!({})).await;

    let manual = json!({ "id": kept.id.to_string(), "kind": "USER_DOCUMENTATION", "version": 1 });
    let page = json!({ "id": null, "kind": "SUPPORT_WEBSITE", "version": null });
    assert_eq!(
        given,
        json!({
            "responsibleParty": { "links": [page, manual] },
            "offer": { "links": [manual] },
        })
    );
}
