//! Publishers that become one: what moves, what is dropped, what is refused.

use chrono::{Days, NaiveDate};
use rstest::rstest;
use serde_json::{Value, json};
use support_directory::domain::Id;
use support_directory::domain::contact::{ContactOwner, ContactType, VerificationState};
use support_directory::domain::inquiry::{InquiryCategory, Party};
use support_directory::domain::notice::{NewNotice, NoticeSubject, Severity};
use support_directory::domain::publisher::Publisher;
use support_directory::domain::responsibility::{Basis, NewOverride, OverrideSubject, Responsible};
use uuid::Uuid;

use crate::databases::Backend;
use crate::support::{
    TestService, admin, assert_one_snapshot, day, details, facts, service_on, tidy,
};

/// An input that makes one publisher one with another.
fn merge(goes: &Publisher, stays: &Publisher) -> Value {
    json!({
        "id": goes.id.to_string(), "expectedVersion": goes.version,
        "into": stays.id.to_string(), "intoExpectedVersion": stays.version,
    })
}

/// Who publishes bills by themselves, from a day on.
fn billing(publisher: &Publisher, valid_from: NaiveDate) -> NewOverride {
    NewOverride {
        subject: OverrideSubject::Publisher(publisher.id),
        category: InquiryCategory::Billing,
        model: None,
        inquirer: None,
        responsible: Responsible::One(Party::IsvPublisher),
        basis: Basis::Optional,
        reason: "The labs bill by themselves.".to_owned(),
        valid_from,
        valid_through: None,
    }
}

fn seen(publisher: &Publisher, version: i32) -> Value {
    json!({ "id": publisher.id.to_string(), "expectedVersion": version })
}

/// Contoso, and Contoso Labs with two offers, two contacts that Contoso has too, one that it has not, a notice
/// and an override.
async fn directory(service: &TestService) -> (Publisher, Publisher) {
    let publishers = [("contoso", "Contoso"), ("labs", "Contoso Labs")];
    let [contoso, labs] = &service.with_publishers(&publishers).await[..] else {
        panic!("there are two");
    };
    service
        .with_offer(contoso, "backup", facts("Contoso Backup"))
        .await;
    let mail = service
        .with_offer(labs, "mail", facts("Contoso Mail"))
        .await;
    service
        .with_offer(labs, "chat", facts("Contoso Chat"))
        .await;
    let input = json!({ "id": mail.id.to_string(), "expectedVersion": 1 });
    service.done("retireOffer", input).await;
    for (publisher, words) in [(contoso, ["desk", "phone"]), (labs, ["desk", "phone"])] {
        for word in words {
            let owner = ContactOwner::Publisher(publisher.id);
            let contact = service.with_support(owner, word).await;
            // Only the labs tried theirs: the desk works, the phone does not.
            let state = if word == "desk" {
                VerificationState::Verified
            } else {
                VerificationState::Dead
            };
            if publisher.id == labs.id {
                service.judge(&contact, state, "").await;
            }
        }
    }
    let owner = ContactOwner::Publisher(labs.id);
    let engineers = details("Engineers", "desk@help.example");
    service
        .with_contact(owner, ContactType::Engineering, engineers)
        .await;
    service
        .with_notice(NewNotice {
            subject: NoticeSubject::Publisher(labs.id),
            severity: Severity::Outage,
            text: "Nothing works.".to_owned(),
            begins_at: "2024-05-06T07:08:09Z".parse().expect("a time"),
            ends_at: None,
        })
        .await;
    service
        .with_override(billing(labs, day("2024-01-01")))
        .await;
    (labs.clone(), contoso.clone())
}

#[rstest]
#[tokio::test]
async fn everything_of_the_publisher_that_goes_moves_to_the_one_that_stays(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    let (labs, contoso) = directory(&service).await;
    let garage = service.with_publisher("garage", "Contoso Garage").await;
    service.done("mergePublishers", merge(&garage, &labs)).await;

    let mut input = merge(&labs, &contoso);
    input["note"] = json!("One company since May.");
    let answer = service.administer("mergePublishers", input).await;

    let query = r#"query($labs: ID!, $garage: ID!) {
        publisher(by: { publisherId: "contoso" }) {
            name version offerCount offers { marketplaceId title version }
            contacts { name type verification { state } version owner { ... on Publisher { name } } }
            notices { text about { ... on Publisher { name } } version }
        }
        retired: offer(by: { marketplaceId: "contoso.mail" }) { title version }
        search: offers(filter: { search: "labs" }) { totalCount }
        billing: responsibleParty(
            inquiry: BILLING, partnerModel: DIRECT_BILL, offer: { marketplaceId: "contoso.chat" }
        ) { responsible { party } explanation }
        nodes(ids: [$labs, $garage]) { ... on Publisher { name offerCount contacts { name } version } }
    }"#;
    let ids = json!({ "labs": labs.id.to_string(), "garage": garage.id.to_string() });
    let after = service.run_as(admin(), query, ids).await;
    let history = service.history().await;
    assert_one_snapshot!(tidy(
        json!({ "answer": answer, "after": after, "history": history })
    ));
}

#[rstest]
#[tokio::test]
async fn what_cannot_become_one_is_told_and_nothing_is_done(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    let (labs, contoso) = directory(&service).await;
    let problems = async |input| service.problems("mergePublishers", input).await;
    let unknown = |key: u128| Publisher {
        id: Id::new(Uuid::from_u128(key)),
        ..labs.clone()
    };
    let another = unknown(1);
    let mut long = merge(&labs, &labs);
    long["note"] = json!("n".repeat(1_001));

    assert_eq!(
        problems(long).await,
        ["NOTE_TOO_LONG input.note", "INTO_ITSELF input.into"]
    );
    assert_eq!(
        problems(merge(&unknown(2), &another)).await,
        ["NOT_FOUND input.id", "NOT_FOUND input.into"]
    );
    assert_eq!(
        problems(merge(&labs, &another)).await,
        ["NOT_FOUND input.into"]
    );
    assert_eq!(
        problems(merge(&another, &labs)).await,
        ["NOT_FOUND input.id"]
    );

    service.done("retirePublisher", seen(&contoso, 1)).await;
    let retired = Publisher {
        version: 2,
        ..contoso
    };
    assert_eq!(
        problems(merge(&labs, &retired)).await,
        ["RETIRED input.into"]
    );
    assert_eq!(problems(merge(&retired, &labs)).await, ["RETIRED input.id"]);
}

#[rstest]
#[tokio::test]
async fn who_saw_an_older_version_of_either_is_shown_that_one_as_it_is(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    let (labs, contoso) = directory(&service).await;
    let stale = |publisher: &Publisher| Publisher {
        version: 7,
        ..publisher.clone()
    };
    let before = service.everything().await;

    let answers = [
        service
            .administer("mergePublishers", merge(&stale(&labs), &contoso))
            .await,
        service
            .administer("mergePublishers", merge(&labs, &stale(&contoso)))
            .await,
    ];

    assert_one_snapshot!(tidy(json!(answers)));
    assert_eq!(service.everything().await, before);
}

#[rstest]
#[tokio::test]
async fn publishers_with_offers_of_one_id_and_too_many_contacts_do_not_become_one(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    let (labs, contoso) = directory(&service).await;
    service
        .with_offer(&labs, "backup", facts("Labs Backup"))
        .await;
    service
        .with_offer(&contoso, "mail", facts("Contoso Mail"))
        .await;
    // With the three that are there, and the two that both have, they are 20 and one.
    for number in 0..18 {
        let owner = ContactOwner::Publisher(contoso.id);
        service.with_support(owner, &format!("desk{number}")).await;
    }
    let before = service.everything().await;

    let answer = service
        .administer("mergePublishers", merge(&labs, &contoso))
        .await;

    assert_one_snapshot!(answer);
    assert_eq!(service.everything().await, before);
}

#[rstest]
#[tokio::test]
async fn two_publishers_may_have_twenty_contacts_in_the_end(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    let (labs, contoso) = directory(&service).await;
    for number in 0..17 {
        let owner = ContactOwner::Publisher(contoso.id);
        service.with_support(owner, &format!("desk{number}")).await;
    }

    service
        .done("mergePublishers", merge(&labs, &contoso))
        .await;

    let query = r#"{ publisher(by: { publisherId: "labs" }) { contacts { id } } }"#;
    let found = service.data_for_operator(query).await;
    let contacts = found["publisher"]["contacts"].as_array().map(Vec::len);
    assert_eq!(contacts, Some(20));
}

#[rstest]
#[tokio::test]
async fn publishers_with_overrides_that_answer_the_same_questions_do_not_become_one(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    let (labs, contoso) = directory(&service).await;
    let same = billing(&contoso, day("2024-01-01"));
    service.with_override(same).await;
    let before = service.everything().await;

    let answer = service
        .administer("mergePublishers", merge(&labs, &contoso))
        .await;

    assert_one_snapshot!(answer);
    assert_eq!(service.everything().await, before);
}

#[rstest]
#[tokio::test]
async fn two_publishers_may_have_a_hundred_overrides_in_the_end(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    let (labs, contoso) = directory(&service).await;
    let garage = service.with_publisher("garage", "Contoso Garage").await;
    let first = day("2024-01-01");
    service
        .with_override(billing(&garage, first + Days::new(1)))
        .await;
    for number in 2..=100 {
        let later = billing(&contoso, first + Days::new(number));
        service.with_override(later).await;
    }

    service
        .done("mergePublishers", merge(&labs, &contoso))
        .await;

    assert_eq!(
        service
            .problems("mergePublishers", merge(&garage, &contoso))
            .await,
        ["TOO_MANY_OVERRIDES input.id"]
    );
}

#[rstest]
#[tokio::test]
async fn a_merger_stands_once_in_the_history_of_each_whom_it_is_about(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    let garage = service.with_publisher("garage", "Contoso Garage").await;
    let labs = service.with_publisher("labs", "Contoso Labs").await;
    let contoso = service.with_publisher("contoso", "Contoso").await;
    service.done("mergePublishers", merge(&garage, &labs)).await;
    service
        .done("mergePublishers", merge(&labs, &contoso))
        .await;

    let query = "query($ids: [ID!]!, $garage: ID!, $labs: ID!, $contoso: ID!) {
        below: nodes(ids: $ids) { ... on Publisher { changes(first: 9) { ...mergers } } }
        garage: changes(filter: { thing: $garage }) { ...mergers }
        labs: changes(filter: { thing: $labs }) { ...mergers }
        contoso: changes(filter: { thing: $contoso }) { ...mergers }
    }
    fragment mergers on ChangeConnection { totalCount nodes { deed thingId after } }";
    let [garage, labs, contoso] = [garage, labs, contoso].map(|kept| kept.id.to_string());
    let variables = json!({
        "ids": [&garage, &labs, &contoso], "garage": garage, "labs": labs, "contoso": contoso,
    });
    let found = service.run_as(admin(), query, variables).await["data"].take();

    let merger = |goes: &str, stays: &str| (json!(goes), json!(stays));
    let first = merger(&garage, &labs);
    let last = [merger(&labs, &contoso), merger(&garage, &contoso)];
    for (history, below, expected) in [
        (&found["garage"], 0, vec![&last[1], &first]),
        (&found["labs"], 1, vec![&last[0], &first]),
        (&found["contoso"], 2, vec![&last[0], &last[1]]),
    ] {
        assert_eq!(history, &found["below"][below]["changes"]);
        assert_eq!(history["totalCount"], expected.len());
        let records = history["nodes"].as_array().expect("a list").iter();
        let mergers: Vec<(Value, Value)> = records
            .map(|record| {
                assert_eq!(record["deed"], "MERGED");
                let stays = record["after"]["mergedInto"].clone();
                (record["thingId"].clone(), stays)
            })
            .collect();
        assert_eq!(mergers.iter().collect::<Vec<_>>(), expected);
    }
}

#[rstest]
#[tokio::test]
async fn a_publisher_that_became_one_with_another_stays_so(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    let (labs, contoso) = directory(&service).await;
    service
        .done("mergePublishers", merge(&labs, &contoso))
        .await;
    let labs = Publisher { version: 2, ..labs };
    let fabrikam = service.with_publisher("fabrikam", "Fabrikam").await;
    let mut rename = seen(&labs, 2);
    rename["changes"] = json!({ "name": "Labs" });
    let again = json!({ "publisherId": "LABS", "name": "Other Labs" });

    for (deed, input, problem) in [
        ("restorePublisher", seen(&labs, 2), "MERGED input.id"),
        ("retirePublisher", seen(&labs, 2), "MERGED input.id"),
        ("changePublisher", rename, "MERGED input.id"),
        (
            "mergePublishers",
            merge(&labs, &fabrikam),
            "MERGED input.id",
        ),
        (
            "mergePublishers",
            merge(&fabrikam, &labs),
            "MERGED input.into",
        ),
        ("addPublisher", again, "ID_TAKEN input.publisherId"),
    ] {
        assert_eq!(service.problems(deed, input).await, [problem], "{deed}");
    }
}
