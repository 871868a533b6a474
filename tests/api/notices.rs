//! Service notices: of an offer or of all offers of a publisher, those that hold now and the others.

use chrono::{TimeDelta, Utc};
use insta::assert_json_snapshot;
use serde_json::{Value, json};
use support_directory::domain::notice::{NewNotice, NoticeSubject, Severity};

use crate::support::{TestService, facts, tidy};

/// A notice that begins and ends this many hours from now.
fn notice(subject: NoticeSubject, text: &str, begins: i64, ends: Option<i64>) -> NewNotice {
    let at = |hours| Utc::now() + TimeDelta::hours(hours);
    NewNotice {
        subject,
        severity: Severity::Degradation,
        text: text.to_owned(),
        begins_at: at(begins),
        ends_at: ends.map(at),
    }
}

/// `contoso.backup` with notices past, present and to come; its publisher with one that holds.
async fn service() -> TestService {
    let service = TestService::start().await;
    let offer = service.with_contoso_backup().await;
    service
        .with_offer(&offer.publisher, "mail", facts("Contoso Mail"))
        .await;
    let subject = NoticeSubject::Offer(offer.id);
    for new in [
        notice(subject, "over", -48, Some(-1)),
        notice(subject, "without end", -3, None),
        notice(subject, "to come", 5, Some(6)),
        notice(subject, "now", -1, Some(1)),
        notice(
            NoticeSubject::Publisher(offer.publisher.id),
            "everywhere",
            -2,
            None,
        ),
    ] {
        service.with_notice(new).await;
    }
    service
}

/// The texts of the notices that a document gives.
fn texts(notices: &Value) -> Vec<&str> {
    let notices = notices.as_array().map(Vec::as_slice).unwrap_or_default();
    notices
        .iter()
        .filter_map(|notice| notice["text"].as_str())
        .collect()
}

#[tokio::test]
async fn an_offers_notices_are_its_own_and_its_publishers_the_latest_beginning_first() {
    let service = service().await;

    let answer = service
        .data(
            r#"{
              offer(by: { marketplaceId: "contoso.backup" }) {
                all: notices { text } now: notices(active: true) { text } others: notices(active: false) { text }
              }
              other: offer(by: { marketplaceId: "contoso.mail" }) { notices { text } }
              publisher(by: { publisherId: "contoso" }) { notices { text } others: notices(active: false) { text } }
            }"#,
            json!({}),
        )
        .await;

    let offer = &answer["offer"];
    assert_eq!(
        texts(&offer["all"]),
        ["to come", "now", "everywhere", "without end", "over"]
    );
    assert_eq!(texts(&offer["now"]), ["now", "everywhere", "without end"]);
    assert_eq!(texts(&offer["others"]), ["to come", "over"]);
    assert_eq!(texts(&answer["other"]["notices"]), ["everywhere"]);
    assert_eq!(texts(&answer["publisher"]["notices"]), ["everywhere"]);
    assert_eq!(texts(&answer["publisher"]["others"]), [""; 0]);
}

#[tokio::test]
async fn a_notice_says_what_it_is_about() {
    let service = service().await;

    let answer = service
        .data(
            r#"{ offer(by: { marketplaceId: "contoso.backup" }) { notices(active: true) {
                id severity text beginsAt endsAt version updatedAt
                about { __typename ... on Offer { id marketplaceId } ... on Publisher { id publisherId } }
            } } }"#,
            json!({}),
        )
        .await;

    assert_json_snapshot!(tidy(answer));
}
