//! What is watched: subscriptions, read as event streams.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use rstest::rstest;
use serde_json::{Value, json};
use support_directory::actions::import_offers::Importing;
use support_directory::domain::contact::{Contact, ContactOwner, ContactType};
use support_directory::domain::notice::{NewNotice, NoticeSubject, Severity};

use crate::databases::Backend;
use crate::support::importing;
use crate::support::watching::{Heard, Watching};
use crate::support::{TestService, admin, details, editor_of, facts, nobody, service_on};

const CONTACTS: &str = "subscription($offer: OfferBy, $publisher: PublisherBy) {
    contactChanged(offer: $offer, publisher: $publisher) {
        deed contactId contact { name type } change { actor kind note } } }";

const NOTICES: &str = "subscription($offer: OfferBy, $publisher: PublisherBy) {
    noticePublished(offer: $offer, publisher: $publisher) {
        text endsAt about { ... on Offer { marketplaceId } ... on Publisher { publisherId } } } }";

const ALL: &str = "subscription($after: String) {
    directoryChanged(after: $after) { id cursor deed kind } }";

const LISTED: &str = "query($first: Int!, $after: String) { changes(first: $first, after: $after) {
    edges { cursor node { id cursor deed kind } } pageInfo { hasNextPage endCursor } } }";

fn contoso() -> Value {
    json!({ "publisher": { "publisherId": "contoso" } })
}

/// Adds a contact as an administrator; its id.
async fn add(service: &TestService, kind: &str, owner: Value, name: &str) -> Value {
    let document = "mutation($input: AddContactInput!) {
        addContact(input: $input) { contact { id } userErrors { message } } }";
    let input =
        json!({ "owner": owner, "type": kind, "name": name, "email": "help@contoso.example" });
    let reply = service
        .run_as(admin(), document, json!({ "input": input }))
        .await;
    assert_eq!(
        reply["data"]["addContact"]["userErrors"],
        json!([]),
        "{reply}"
    );
    reply["data"]["addContact"]["contact"]["id"].clone()
}

async fn remove(service: &TestService, contact: &Contact) {
    let document = "mutation($input: RemoveContactInput!) {
        removeContact(input: $input) { userErrors { message } } }";
    let input = json!({ "id": contact.id.to_string(), "expectedVersion": contact.version });
    let reply = service
        .run_as(admin(), document, json!({ "input": input }))
        .await;
    assert_eq!(
        reply["data"]["removeContact"]["userErrors"],
        json!([]),
        "{reply}"
    );
}

/// The names of the contacts that the next events are about.
async fn names(watching: &mut Watching, count: usize) -> Vec<String> {
    let mut names = Vec::new();
    for _ in 0..count {
        let told = watching.data().await;
        let name = told["contactChanged"]["contact"]["name"].as_str();
        names.push(name.expect("a contact has a name").to_owned());
    }
    names
}

#[rstest]
#[tokio::test]
async fn changes_of_contacts_reach_those_who_may_read_them(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    let offer = service.with_contoso_backup().await;
    let watch = |actor| service.asking(CONTACTS, contoso()).by(actor).watch();
    let (mut stranger, mut editor) = (
        service.asking(CONTACTS, contoso()).watch().await,
        watch(editor_of("contoso")).await,
    );
    let mut other = watch(editor_of("fabrikam")).await;

    let owner = json!({ "offer": { "marketplaceId": "contoso.backup" } });
    let id = add(&service, "CUSTOMER_SUPPORT", owner.clone(), "Help desk").await;
    add(&service, "ENGINEERING", owner, "Engineers").await;
    let of_publisher = json!({ "publisher": { "publisherId": "contoso" } });
    add(&service, "CUSTOMER_SUPPORT", of_publisher, "Front desk").await;

    assert_eq!(
        stranger.data().await,
        json!({ "contactChanged": {
            "deed": "ADDED",
            "contactId": id,
            "contact": { "name": "Help desk", "type": "CUSTOMER_SUPPORT" },
            "change": { "actor": "admin", "kind": "CONTACT", "note": null },
        } })
    );
    assert_eq!(names(&mut stranger, 1).await, ["Front desk"]);
    assert_eq!(names(&mut other, 2).await, ["Help desk", "Front desk"]);
    assert_eq!(
        names(&mut editor, 3).await,
        ["Help desk", "Engineers", "Front desk"]
    );
    assert!(stranger.is_silent().await);

    let owner = ContactOwner::Offer(offer.id);
    let contact = service
        .with_contact(
            owner,
            ContactType::CustomerSupport,
            details("Old desk", "old@contoso.example"),
        )
        .await;
    remove(&service, &contact).await;
    let told = stranger.data().await;
    assert_eq!(
        (
            &told["contactChanged"]["deed"],
            &told["contactChanged"]["contact"]
        ),
        (&json!("REMOVED"), &Value::Null)
    );
}

#[tokio::test]
async fn a_watcher_of_an_offer_hears_of_it_and_of_its_publisher_alone() {
    let service = TestService::start().await;
    let offer = service.with_contoso_backup().await;
    service
        .with_offer(&offer.publisher, "mail", facts("Mail"))
        .await;
    let offer = |id: &str| json!({ "offer": { "marketplaceId": id } });
    let mut watching = service
        .asking(CONTACTS, offer("contoso.backup"))
        .watch()
        .await;

    for (owner, name) in [
        (offer("contoso.mail"), "Mail desk"),
        (offer("contoso.backup"), "Backup desk"),
        (contoso(), "Front desk"),
    ] {
        add(&service, "CUSTOMER_SUPPORT", owner, name).await;
    }

    assert_eq!(names(&mut watching, 2).await, ["Backup desk", "Front desk"]);
    assert!(watching.is_silent().await);
}

#[rstest]
#[tokio::test]
async fn notices_are_told_when_they_are_published_and_when_they_end(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    let offer = service.with_contoso_backup().await;
    let variables = json!({ "offer": { "marketplaceId": "contoso.backup" } });
    let mut watching = service.asking(NOTICES, variables).watch().await;

    let publish = "mutation($input: PublishNoticeInput!) { publishNotice(input: $input) {
        notice { id version } userErrors { message } } }";
    let input = json!({ "about": { "publisher": { "publisherId": "contoso" } },
        "severity": "OUTAGE", "text": "Sign-in fails." });
    let published = service
        .run_as(admin(), publish, json!({ "input": input }))
        .await;
    let notice = &published["data"]["publishNotice"]["notice"];
    let told = json!({ "noticePublished": { "text": "Sign-in fails.", "endsAt": null,
        "about": { "publisherId": "contoso" } } });
    assert_eq!(watching.data().await, told);

    let end = "mutation($input: EndNoticeInput!) { endNotice(input: $input) {
        notice { endsAt } userErrors { message } } }";
    let input = json!({ "id": notice["id"], "expectedVersion": notice["version"] });
    let ended = service
        .run_as(admin(), end, json!({ "input": input }))
        .await;
    let ends_at = &ended["data"]["endNotice"]["notice"]["endsAt"];
    assert_eq!(&watching.data().await["noticePublished"]["endsAt"], ends_at);

    // What comes in without a record, as a test puts it, nobody is told of.
    service
        .with_notice(NewNotice {
            subject: NoticeSubject::Offer(offer.id),
            severity: Severity::Outage,
            text: "Unrecorded".to_owned(),
            begins_at: chrono::Utc::now(),
            ends_at: None,
        })
        .await;
    assert!(watching.is_silent().await);
}

/// All changes as they are listed, the earliest first.
async fn listed(service: &TestService) -> Vec<Value> {
    let (mut all, mut after) = (Vec::new(), Value::Null);
    loop {
        let variables = json!({ "first": 100, "after": after });
        let page = service.run_as(admin(), LISTED, variables).await["data"]["changes"].take();
        for edge in page["edges"].as_array().expect("edges") {
            assert_eq!(edge["cursor"], edge["node"]["cursor"]);
            all.push(edge["node"].clone());
        }
        if page["pageInfo"]["hasNextPage"] == false {
            all.reverse();
            return all;
        }
        after = page["pageInfo"]["endCursor"].clone();
    }
}

#[rstest]
#[tokio::test]
async fn who_was_away_resumes_after_a_cursor_and_misses_nothing(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    let begin = listed(&service).await.len();
    let mut first = service.asking(ALL, json!({})).by(admin()).watch().await;
    // More than anybody remembers, so that a part comes out of the history.
    let rows: Vec<String> = (0..1_100)
        .map(|place| {
            format!(
                r#"{{"publisherId":"contoso","offerId":"o{place}","offerName":"O{place}","supportEmail":"help@contoso.example"}}"#
            )
        })
        .collect();
    importing::import(&service.store, rows.join("\n").as_bytes(), Importing::PLAIN).await;
    let mut heard = Vec::new();
    let expected = listed(&service).await.split_off(begin);
    while heard.len() < expected.len() {
        heard.push(first.data().await["directoryChanged"].take());
    }
    assert!(expected.len() > 2_000, "{}", expected.len());
    assert_eq!(heard, expected);

    let after = expected[99]["cursor"].clone();
    let mut resumed = service
        .asking(ALL, json!({ "after": after }))
        .by(admin())
        .watch()
        .await;
    for expected in &expected[100..] {
        assert_eq!(&resumed.data().await["directoryChanged"], expected);
    }
    service.with_publishers(&[("fabrikam", "Fabrikam")]).await;
    add(&service, "CUSTOMER_SUPPORT", contoso(), "Front desk").await;
    let told = resumed.data().await["directoryChanged"].take();
    assert_eq!(
        (&told["deed"], &told["kind"]),
        (&json!("ADDED"), &json!("CONTACT"))
    );
    assert!(resumed.is_silent().await);
}

#[tokio::test]
async fn who_makes_up_a_place_hears_what_comes_and_keeps_it_from_nobody() {
    let service = TestService::start().await;
    let after = r#"["h",{"k":"ffffffff-ffff-ffff-ffff-ffffffffffff"}]"#;
    let after = json!({ "after": URL_SAFE_NO_PAD.encode(after) });
    let mut watching = vec![
        service.asking(ALL, after.clone()).watch().await,
        service.asking(ALL, json!({})).watch().await,
    ];

    for publisher in ["contoso", "fabrikam"] {
        crate::events::add(&service, publisher).await;
        for watching in &mut watching {
            assert_eq!(watching.data().await["directoryChanged"]["deed"], "ADDED");
        }
        watching.push(service.asking(ALL, after.clone()).watch().await);
    }
}

#[rstest]
#[tokio::test]
async fn what_another_process_changes_is_told_too(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    service.with_contoso_backup().await;
    let another = service.restarted().await;
    let mut watching = service.asking(CONTACTS, json!({})).watch().await;

    add(&another, "CUSTOMER_SUPPORT", contoso(), "Front desk").await;

    assert_eq!(names(&mut watching, 1).await, ["Front desk"]);
}

#[rstest]
#[case::both(CONTACTS, json!({ "offer": { "marketplaceId": "contoso.backup" }, "publisher": { "publisherId": "contoso" } }),
    "BAD_ARGUMENTS", "Name an offer or a publisher, not both.")]
#[case::no_such_offer(CONTACTS, json!({ "offer": { "marketplaceId": "contoso.nothing" } }),
    "NOT_FOUND", "The offer that the question names is not in the directory.")]
#[case::no_such_publisher(NOTICES, json!({ "publisher": { "publisherId": "nobody" } }),
    "NOT_FOUND", "The publisher that the question names is not in the directory.")]
#[case::foreign_cursor(ALL, json!({ "after": "not a cursor" }),
    "BAD_CURSOR", "The cursor was not given by this list in this order.")]
#[tokio::test]
async fn what_cannot_be_watched_is_said_once_and_ends(
    #[case] document: &str,
    #[case] variables: Value,
    #[case] code: &str,
    #[case] message: &str,
) {
    let service = TestService::start().await;
    service.with_contoso_backup().await;

    let mut watching = service.asking(document, variables).watch().await;

    let Heard::Next(told) = watching.heard().await else {
        panic!("the error is told");
    };
    let error = &told["errors"][0];
    assert_eq!(
        (&error["message"], &error["extensions"]["code"]),
        (&json!(message), &json!(code))
    );
    assert_eq!(told["errors"].as_array().map(Vec::len), Some(1));
    assert_eq!(watching.heard().await, Heard::Complete);
    assert_eq!(watching.heard().await, Heard::End);
}

#[tokio::test]
async fn who_may_not_read_may_not_watch() {
    let service = TestService::start().await;

    let mut watching = service.asking(ALL, json!({})).by(nobody()).watch().await;

    let Heard::Next(told) = watching.heard().await else {
        panic!("the error is told");
    };
    assert_eq!(told["errors"][0]["extensions"]["code"], "FORBIDDEN");
    assert_eq!(watching.heard().await, Heard::Complete);
}
