//! In which language answers are given.

use insta::assert_json_snapshot;
use serde_json::{Value, json};
use support_directory::domain::inquiry::Question;

use crate::support::TestService;

const ASK: &str = "
  query($inquiry: InquiryCategory! = BILLING, $model: PartnerModel! = INDIRECT, $askedBy: Inquirer! = INDIRECT_RESELLER, $language: String) {
    responsibleParty(inquiry: $inquiry, partnerModel: $model, askedBy: $askedBy, language: $language) {
      explanation
      route { note }
      sources { gist }
      gaps { message }
      edition { note }
    }
  }";

async fn told(service: &TestService, header: Option<&str>, language: Option<&str>) -> Value {
    let reply = service
        .ask_in(header, ASK, json!({ "language": language }))
        .await;
    reply.data()["responsibleParty"].take()
}

#[tokio::test]
async fn the_whole_answer_speaks_the_language_that_is_asked_for() {
    let service = TestService::start().await;

    let english = told(&service, None, Some("en")).await;
    let turkish = told(&service, None, Some("tr")).await;

    assert_json_snapshot!(json!({ "en": english, "tr": turkish }));
}

#[tokio::test]
async fn the_language_asked_for_beats_the_header_and_english_is_the_last_resort() {
    let service = TestService::start().await;
    let english = told(&service, None, Some("en")).await;
    let turkish = told(&service, None, Some("tr")).await;
    assert_ne!(english, turkish);

    for (header, language, wanted) in [
        (None, None, &english),
        (Some("tr"), None, &turkish),
        (Some("tr-TR,tr;q=0.9,en;q=0.8"), None, &turkish),
        (Some("de"), None, &english),
        (Some("de, tr;q=0.1"), None, &turkish),
        (Some("tr"), Some("en"), &english),
        (Some("en"), Some("tr"), &turkish),
        (None, Some("tr-TR"), &turkish),
        (None, Some("tr-Latn-CY"), &turkish),
        (None, Some("en-GB"), &english),
        (None, Some("de"), &english),
        (None, Some("not a tag"), &english),
        (Some("tr"), Some("de"), &turkish),
    ] {
        let answer = told(&service, header, language).await;
        assert_eq!(answer, *wanted, "{header:?} {language:?}");
    }
}

#[tokio::test]
async fn everything_else_that_is_worded_follows_the_header() {
    let service = TestService::start().await;
    service.with_contoso_backup().await;
    let query = r#"{
      viewer { language }
      responsibilities(partnerModel: DIRECT_BILL, askedBy: CUSTOMER, inquiry: PAYMENT) { explanation }
      offer(by: { marketplaceId: "contoso.backup" }) {
        responsibilities(partnerModel: DIRECT_BILL) { inquiry explanation }
      }
    }"#;

    let turkish = service.ask_in(Some("tr"), query, json!({})).await;

    assert_json_snapshot!(turkish.data());
}

#[tokio::test]
async fn deployment_of_an_offer_that_is_not_based_on_azure_is_explained_with_the_other_reading() {
    let service = TestService::start().await;
    service.with_contoso_backup().await;
    let query = r#"query($language: String) { responsibleParty(inquiry: DEPLOYMENT, partnerModel: INDIRECT,
        offer: { marketplaceId: "contoso.backup" }, language: $language) { explanation } }"#;

    let english = service.data(query, json!({ "language": "en" })).await;
    let turkish = service.data(query, json!({ "language": "tr" })).await;

    assert_json_snapshot!(json!({ "en": english, "tr": turkish }));
}

#[tokio::test]
async fn every_answer_is_explained_in_both_languages() {
    let service = TestService::start().await;
    let mut explanations = serde_json::Map::new();

    for question in Question::all() {
        let mut both = Vec::new();
        for language in ["en", "tr"] {
            let variables = json!({
                "inquiry": question.category().code(),
                "model": question.model().code(),
                "askedBy": question.inquirer().code(),
                "language": language,
            });
            let mut answer = service.data(ASK, variables).await;
            both.push(answer["responsibleParty"]["explanation"].take());
        }
        explanations.insert(question.to_string(), both.into());
    }

    assert_json_snapshot!(explanations);
}
