//! The words of the field and who is asking, as people read them.

use insta::assert_json_snapshot;
use serde_json::{Value, json};

use crate::support::TestService;

/// What a document gives in English and in Turkish.
async fn in_both(query: &str) -> Value {
    let service = TestService::start().await;
    let english = service.data(query, json!({ "language": "en" })).await;
    let turkish = service.data(query, json!({ "language": "tr" })).await;
    json!({ "en": english, "tr": turkish })
}

#[tokio::test]
async fn contact_types_say_for_whom_they_are_and_who_may_read_them() {
    let both = in_both(
        "query($language: String) { contactTypes(language: $language) {
            type label audience audienceLabel readableBy readableByLabel } }",
    )
    .await;

    assert_json_snapshot!(both);
}

#[tokio::test]
async fn inquiry_categories_say_what_falls_under_them() {
    let both = in_both(
        "query($language: String) { inquiryCategories(language: $language) {
            category label area areaLabel scope } }",
    )
    .await;

    assert_json_snapshot!(both);
}

#[tokio::test]
async fn policy_editions_say_where_their_rules_come_from() {
    let both = in_both(
        "query($language: String) { policyEditions(language: $language) {
            name title url validFrom validThrough supportPage note clauses { code edition heading url gist } } }",
    )
    .await;

    assert_json_snapshot!(both);
}

#[tokio::test]
async fn a_viewer_who_did_not_sign_in_reads_customer_support_in_the_language_of_the_header() {
    let service = TestService::start().await;
    let query = "{ viewer { isSignedIn readableContactTypes language } }";
    let viewer = |language: &str| {
        json!({ "viewer": {
            "isSignedIn": false,
            "readableContactTypes": ["CUSTOMER_SUPPORT"],
            "language": language,
        } })
    };

    let unsaid = service.data(query, json!({})).await;
    let turkish = service
        .ask_in(Some("tr-TR, en;q=0.5"), query, json!({}))
        .await;

    assert_eq!(unsaid, viewer("en"));
    assert_eq!(turkish.data(), viewer("tr"));
}
