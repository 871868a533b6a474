//! Contacts of an answer: whose they are, who may read them, and the best first.

use insta::assert_json_snapshot;
use serde_json::json;
use support_directory::domain::contact::{ContactOwner, ContactType, VerificationState};

use crate::reach::{backup, reach};
use crate::support::{TestService, details, tidy};

#[tokio::test]
async fn an_offers_own_contacts_replace_its_publishers_of_that_type() {
    let service = TestService::start().await;
    let offer = service.with_contoso_backup().await;
    service
        .with_support(ContactOwner::Publisher(offer.publisher.id), "publisher")
        .await;
    let before = reach(&service, "BREAK_FIX", "DIRECT_BILL_PARTNER", backup()).await;
    service
        .with_support(ContactOwner::Offer(offer.id), "offer")
        .await;
    let after = reach(&service, "BREAK_FIX", "DIRECT_BILL_PARTNER", backup()).await;

    let untried = |name: &str| {
        json!({
            "contacts": [{
                "type": "CUSTOMER_SUPPORT",
                "name": name,
                "verification": { "state": "NEVER", "reason": null },
            }],
            "gaps": [{
                "kind": "CONTACT_UNVERIFIED",
                "party": "ISV_PUBLISHER",
                "contactType": "CUSTOMER_SUPPORT",
                "contactId": "[contact 1]",
            }],
        })
    };
    assert_eq!(before, untried("publisher desk"));
    assert_eq!(after, untried("offer desk"));
}

/// An offer with a verified contact of each type at its publisher.
async fn with_a_contact_of_each_type(service: &TestService) {
    let offer = service.with_contoso_backup().await;
    let owner = ContactOwner::Publisher(offer.publisher.id);
    for (contact_type, name) in [
        (ContactType::Engineering, "Engineers"),
        (ContactType::CspProgram, "Program desk"),
        (ContactType::CustomerSupport, "Support desk"),
    ] {
        let contact = service
            .with_contact(owner, contact_type, details(name, "desk@contoso.example"))
            .await;
        service
            .judge(&contact, VerificationState::Verified, "")
            .await;
    }
}

#[tokio::test]
async fn somebody_who_did_not_sign_in_is_shown_customer_support_only() {
    let service = TestService::start().await;
    with_a_contact_of_each_type(&service).await;

    let technical = reach(&service, "BREAK_FIX", "DIRECT_BILL_PARTNER", backup()).await;
    let of_offer = service
        .data(
            r#"{ offer(by: { marketplaceId: "contoso.backup" }) {
                all: contacts { name }
                hidden: contacts(types: [CSP_PROGRAM, ENGINEERING]) { name }
                publisher { contacts { name } }
            } }"#,
            json!({}),
        )
        .await;

    let support = json!({
        "type": "CUSTOMER_SUPPORT",
        "name": "Support desk",
        "verification": { "state": "VERIFIED", "reason": null },
    });
    assert_eq!(technical, json!({ "contacts": [support], "gaps": [] }));
    let desk = json!([{ "name": "Support desk" }]);
    assert_eq!(
        of_offer,
        json!({ "offer": { "all": desk, "hidden": [], "publisher": { "contacts": desk } } })
    );
}

#[tokio::test]
async fn whoever_may_read_them_is_shown_engineers_after_support_and_the_program_desk() {
    let service = TestService::start().await;
    with_a_contact_of_each_type(&service).await;
    let names = async |arguments: &str| {
        let query = format!(
            r#"{{ responsibleParty(offer: {{ marketplaceId: "contoso.backup" }}, {arguments}) {{
                contacts {{ name }} gaps {{ kind party contactType }} }} }}"#
        );
        service.data_for_operator(&query).await["responsibleParty"].take()
    };

    let partner =
        names("inquiry: BREAK_FIX, partnerModel: DIRECT_BILL, askedBy: DIRECT_BILL_PARTNER").await;
    let customer = names("inquiry: BREAK_FIX, partnerModel: DIRECT_BILL").await;
    let reseller =
        names("inquiry: BILLING, partnerModel: INDIRECT, askedBy: INDIRECT_RESELLER").await;

    assert_eq!(
        partner,
        json!({ "contacts": [{ "name": "Support desk" }, { "name": "Engineers" }], "gaps": [] })
    );
    assert_eq!(
        customer,
        json!({ "contacts": [{ "name": "Support desk" }], "gaps": [] })
    );
    let gap = |kind: &str| json!({ "kind": kind, "party": null, "contactType": null });
    assert_eq!(
        reseller,
        json!({
            "contacts": [{ "name": "Program desk" }],
            "gaps": [
                gap("PROVIDER_NOT_NAMED"),
                gap("ASK_YOUR_PROVIDER"),
                { "kind": "PARTNER_NOT_NAMED", "party": "INDIRECT_PROVIDER", "contactType": null },
            ],
        })
    );
}

#[tokio::test]
async fn doubtful_contacts_come_last_and_are_said_to_be_doubtful() {
    let service = TestService::start().await;
    let offer = service.with_contoso_backup().await;
    let owner = ContactOwner::Offer(offer.id);
    for (word, state, reason) in [
        ("dead", VerificationState::Dead, "The mailbox is closed."),
        ("bad", VerificationState::ReportedBad, "Mail came back."),
        ("untried", VerificationState::Never, ""),
        ("sound", VerificationState::Verified, ""),
    ] {
        let contact = service.with_support(owner, word).await;
        if state != VerificationState::Never {
            service.judge(&contact, state, reason).await;
        }
    }

    let answer = service
        .data(
            r#"{ responsibleParty(inquiry: SERVICE_LEVEL, partnerModel: INDIRECT, askedBy: INDIRECT_PROVIDER,
                                  offer: { marketplaceId: "contoso.backup" }) {
                contacts { id name verification { state at reason } }
                gaps { kind party contactType contactId message }
            } }"#,
            json!({}),
        )
        .await;

    assert_json_snapshot!(tidy(answer));
}
