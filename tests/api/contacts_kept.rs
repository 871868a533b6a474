//! Contacts as their owners keep them.

use rstest::rstest;
use serde_json::{Value, json};
use support_directory::domain::contact::{
    Contact, ContactDetails, ContactOwner, ContactType, MOST_CONTACTS, VerificationState,
};
use support_directory::domain::offer::Offer;

use crate::databases::Backend;
use crate::support::{
    TestService, admin, assert_one_snapshot, details, editor_of, reader, service_on, tidy, verdict,
};

const ADD: &str = "mutation($input: AddContactInput!) { addContact(input: $input) {
    contact { id type name email phone url languages hours timeZone verification { state reason }
              owner { ... on Offer { marketplaceId } ... on Publisher { publisherId } ... on Partner { partnerId } }
              version }
    userErrors { code field message } } }";

const CHANGE: &str = "mutation($input: ChangeContactInput!) { changeContact(input: $input) {
    contact { id name email phone url languages hours timeZone verification { state reason } version }
    userErrors { code field message } } }";

/// A mutation of a contact that takes nothing but id, version and perhaps a reason.
fn deed(name: &str) -> String {
    let input = name[..1].to_uppercase() + &name[1..];
    format!(
        "mutation($input: {input}Input!) {{ {name}(input: $input) {{
            contact {{ id verification {{ state reason }} version }} userErrors {{ code field message }} }} }}"
    )
}

async fn with_support(service: &TestService) -> (Offer, Contact) {
    let offer = service.with_contoso_backup().await;
    let owner = ContactOwner::Offer(offer.id);
    let contact = service.with_support(owner, "support").await;
    (offer, contact)
}

fn seen(contact: &Contact) -> Value {
    json!({ "id": contact.id.to_string(), "expectedVersion": contact.version })
}

fn seen_with(contact: &Contact, more: &Value) -> Value {
    let mut input = seen(contact);
    for (name, value) in more.as_object().expect("members of an input") {
        input[name] = value.clone();
    }
    json!({ "input": input })
}

#[rstest]
#[tokio::test]
async fn a_contact_is_added_as_it_is_typed(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    service.with_contoso_backup().await;
    let input = json!({ "input": {
        "owner": { "offer": { "marketplaceId": "Contoso.Backup" } },
        "type": "CUSTOMER_SUPPORT",
        "name": " Destek  masası ",
        "email": "destek@örnek.example",
        "phone": "+90 (212) 555 01 00",
        "url": "HTTPS://contoso.example/destek",
        "languages": ["TR", "en-gb"],
        "hours": "Pzt-Cum 9.00-18.00",
        "timeZone": "Europe/Istanbul",
        "note": "asked for by the ISV",
    } });

    let answer = service.run_as(editor_of("contoso"), ADD, input).await;

    assert_one_snapshot!(tidy(answer));
}

#[rstest]
#[tokio::test]
async fn everything_that_is_wrong_with_a_contact_is_told_at_once(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    service.with_contoso_backup().await;
    let input = json!({ "input": {
        "owner": { "offer": { "marketplaceId": "contoso.nothing" } },
        "type": "ENGINEERING",
        "name": " ",
        "email": "help at contoso.example",
        "phone": "NA",
        "url": "javascript:alert(1)",
        "languages": ["en", "not a tag"],
        "hours": "9".repeat(501),
        "timeZone": "Europe/Contoso",
        "note": "x".repeat(1_001),
    } });

    let answer = service.run_as(admin(), ADD, input).await;

    assert_one_snapshot!(answer);
}

#[rstest]
#[tokio::test]
async fn two_hundred_bad_fields_are_two_hundred_problems(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    service.with_contoso_backup().await;
    let input = |bad: usize| {
        json!({ "input": {
        "owner": { "publisher": { "publisherId": "contoso" } },
        "type": "CUSTOMER_SUPPORT",
        "name": "Support desk",
        "email": "help@contoso.example",
        "languages": vec!["?"; bad],
    } })
    };

    let many = service.run_as(admin(), ADD, input(200)).await;
    let too_many = service.run_as(admin(), ADD, input(10_000)).await;

    assert_eq!(verdict(&many).len(), 200);
    assert_eq!(verdict(&many)[199], "LANGUAGE_INVALID input.languages.199");
    assert_eq!(verdict(&too_many).len(), 250);
}

#[rstest]
#[tokio::test]
async fn limits_are_told_with_what_they_are(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    service.with_contoso_backup().await;
    let input = json!({ "input": {
        "owner": { "publisher": { "publisherId": "contoso" } },
        "type": "CUSTOMER_SUPPORT",
        "name": "x".repeat(501),
        "url": format!("https://contoso.example/{}", "x".repeat(2_000)),
        "languages": (0..21).map(|n| format!("en-{n:03}")).collect::<Vec<_>>(),
    } });
    let with_user = json!({ "input": {
        "owner": { "publisher": { "publisherId": "contoso" } },
        "type": "CUSTOMER_SUPPORT",
        "name": "Support desk",
        "url": "https://user:secret@contoso.example",
    } });

    let long = service.run_as(admin(), ADD, input).await;
    let user = service.run_as(admin(), ADD, with_user).await;

    assert_one_snapshot!([long, user]);
}

#[rstest]
#[tokio::test]
async fn problems_are_told_in_the_language_of_the_reader(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    let input = json!({ "input": {
        "owner": { "partner": { "partnerId": "not digits" } },
        "type": "CUSTOMER_SUPPORT",
        "name": "",
    } });

    let answer = service
        .run_reading(admin(), "tr-TR, en;q=0.5", ADD, input)
        .await;

    assert_one_snapshot!(answer);
}

#[rstest]
#[tokio::test]
async fn an_owner_lists_a_contact_once_and_twenty_at_most(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    let (offer, _) = with_support(&service).await;
    let owner = ContactOwner::Offer(offer.id);
    let input = |email: &str| {
        json!({ "input": {
        "owner": { "offer": { "id": offer.id.to_string() } },
        "type": "CUSTOMER_SUPPORT",
        "name": "Another name",
        "email": email,
    } })
    };

    let again = service
        .run_as(admin(), ADD, input("SUPPORT@help.example"))
        .await;
    for number in 1..MOST_CONTACTS {
        service.with_support(owner, &format!("desk{number}")).await;
    }
    let one_more = service
        .run_as(admin(), ADD, input("more@help.example"))
        .await;

    assert_eq!(verdict(&again), ["ALREADY_LISTED input.owner"]);
    assert_eq!(verdict(&one_more), ["TOO_MANY_CONTACTS input.owner"]);
}

#[rstest]
#[tokio::test]
async fn what_is_left_out_stays_and_null_empties(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    let offer = service.with_contoso_backup().await;
    let known = ContactDetails {
        phone: Some("+1 425-555-0100".to_owned()),
        hours: Some("always".to_owned()),
        ..details("Support desk", "help@contoso.example")
    };
    let owner = ContactOwner::Offer(offer.id);
    let contact = service
        .with_contact(owner, ContactType::CustomerSupport, known)
        .await;
    let changes = json!({ "changes": { "hours": null, "languages": ["en"], "name": "Help desk" } });

    let answer = service
        .run_as(admin(), CHANGE, seen_with(&contact, &changes))
        .await;

    assert_one_snapshot!(tidy(answer));
}

#[rstest]
#[tokio::test]
async fn a_contact_with_other_channels_has_to_be_verified_anew(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    let (_, contact) = with_support(&service).await;
    let verify = deed("verifyContact");
    let renamed = json!({ "changes": { "name": "Help desk" } });
    let moved = json!({ "changes": { "email": "new@help.example" } });

    let verified = service
        .run_as(admin(), &verify, json!({ "input": seen(&contact) }))
        .await;
    let mut now = contact.clone();
    now.version = 2;
    let after_name = service
        .run_as(admin(), CHANGE, seen_with(&now, &renamed))
        .await;
    now.version = 3;
    let after_email = service
        .run_as(admin(), CHANGE, seen_with(&now, &moved))
        .await;

    let state = |answer: &Value, deed: &str| {
        answer["data"][deed]["contact"]["verification"]["state"].clone()
    };
    assert_eq!(state(&verified, "verifyContact"), "VERIFIED");
    assert_eq!(state(&after_name, "changeContact"), "VERIFIED");
    assert_eq!(state(&after_email, "changeContact"), "NEVER");
}

#[rstest]
#[tokio::test]
async fn changes_that_change_nothing_leave_the_version(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    let (_, contact) = with_support(&service).await;
    let same = json!({ "changes": { "name": " support desk ", "email": "support@help.example" } });

    let answer = service
        .run_as(admin(), CHANGE, seen_with(&contact, &same))
        .await;

    assert_eq!(answer["data"]["changeContact"]["contact"]["version"], 1);
    assert_eq!(verdict(&answer), Vec::<String>::new());
}

#[rstest]
#[tokio::test]
async fn a_contact_cannot_become_another_that_is_listed(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    let (offer, contact) = with_support(&service).await;
    service
        .with_support(ContactOwner::Offer(offer.id), "other")
        .await;
    let same = json!({ "changes": { "email": "Other@help.example" } });
    let nothing_left = json!({ "changes": { "email": null, "name": null } });

    let doubled = service
        .run_as(admin(), CHANGE, seen_with(&contact, &same))
        .await;
    let emptied = service
        .run_as(admin(), CHANGE, seen_with(&contact, &nothing_left))
        .await;

    assert_eq!(verdict(&doubled), ["ALREADY_LISTED input.changes"]);
    assert_eq!(
        verdict(&emptied),
        [
            "NAME_MISSING input.changes.name",
            "NO_CHANNEL input.changes.email"
        ]
    );
}

#[rstest]
#[tokio::test]
async fn the_loser_of_a_race_is_told_and_sees_what_the_winner_made_of_it(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    let (_, contact) = with_support(&service).await;
    let one = seen_with(&contact, &json!({ "changes": { "name": "First" } }));
    let other = seen_with(&contact, &json!({ "changes": { "name": "Second" } }));

    let (one, other) = tokio::join!(
        service.run_as(admin(), CHANGE, one),
        service.run_as(editor_of("contoso"), CHANGE, other),
    );

    let (winner, loser) = if verdict(&one).is_empty() {
        (one, other)
    } else {
        (other, one)
    };
    assert_eq!(verdict(&winner), Vec::<String>::new());
    assert_eq!(verdict(&loser), ["VERSION_CONFLICT input.expectedVersion"]);
    assert_eq!(
        loser["data"]["changeContact"]["contact"],
        winner["data"]["changeContact"]["contact"]
    );
}

#[rstest]
#[tokio::test]
async fn a_contact_is_reported_looked_after_and_found_dead(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    let (_, mut contact) = with_support(&service).await;
    let bounces = json!({ "reason": "Mail\nbounces." });

    let mut answers = Vec::new();
    for (actor, name, more) in [
        (reader(), "reportContact", bounces.clone()),
        (editor_of("contoso"), "verifyContact", json!({})),
        (
            editor_of("contoso"),
            "markContactDead",
            json!({ "reason": "The desk was closed." }),
        ),
        (reader(), "reportContact", bounces),
        (editor_of("contoso"), "removeContact", json!({})),
        (editor_of("contoso"), "removeContact", json!({})),
    ] {
        let answer = service
            .run_as(actor, &deed(name), seen_with(&contact, &more))
            .await;
        if verdict(&answer).is_empty() {
            contact.version += 1;
        }
        answers.push(tidy(answer));
    }

    assert_one_snapshot!(answers);
    let look_up = format!("{{ node(id: \"{}\") {{ id }} }}", contact.id);
    let kept = service.data(&look_up, json!({})).await;
    assert_eq!(kept["node"], Value::Null);
}

#[rstest]
#[tokio::test]
async fn a_report_says_what_is_wrong(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    let (_, contact) = with_support(&service).await;
    let report = deed("reportContact");

    for (reason, code) in [
        (" \n".to_owned(), "REASON_MISSING"),
        ("x".repeat(1_001), "REASON_TOO_LONG"),
    ] {
        let input = seen_with(&contact, &json!({ "reason": reason }));
        let answer = service.run_as(reader(), &report, input).await;
        assert_eq!(verdict(&answer), [format!("{code} input.reason")]);
    }
}

#[rstest]
#[tokio::test]
async fn a_contact_that_one_may_not_see_reads_like_one_that_is_not_there(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    let offer = service.with_contoso_backup().await;
    let owner = ContactOwner::Offer(offer.id);
    let engineers = service
        .with_contact(
            owner,
            ContactType::Engineering,
            details("Engineers", "eng@contoso.example"),
        )
        .await;
    let mut nowhere = engineers.clone();
    nowhere.id = support_directory::domain::Id::new(uuid::Uuid::now_v7());

    let mut answers = Vec::new();
    for contact in [&engineers, &nowhere] {
        let input = seen_with(contact, &json!({ "reason": "It bounces." }));
        let reported = service
            .run_as(reader(), &deed("reportContact"), input)
            .await;
        let input = json!({ "input": seen(contact) });
        let removed = service
            .run_as(editor_of("fabrikam"), &deed("removeContact"), input)
            .await;
        answers.push((reported, removed));
    }

    assert_eq!(answers[0], answers[1]);
    assert_eq!(verdict(&answers[0].0), ["NOT_FOUND input.id"]);
    assert_eq!(verdict(&answers[0].1), ["NOT_FOUND input.id"]);
}

#[rstest]
#[tokio::test]
async fn a_retired_owner_gets_no_new_contacts(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    let offer = service.with_contoso_backup().await;
    service
        .harm("UPDATE publisher SET retired_at = '2026-01-01 00:00:00.000 +00:00'")
        .await;
    let input = json!({ "input": {
        "owner": { "offer": { "id": offer.id.to_string() } },
        "type": "CUSTOMER_SUPPORT",
        "name": "Support desk",
        "email": "help@contoso.example",
    } });

    let answer = service.run_as(admin(), ADD, input).await;

    assert_eq!(verdict(&answer), ["OWNER_RETIRED input.owner"]);
}

#[rstest]
#[tokio::test]
async fn contacts_of_a_retired_owner_are_judged_and_removed_but_not_changed(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    let (_, contact) = with_support(&service).await;
    service
        .harm("UPDATE offer SET retired_at = '2026-01-01 00:00:00.000 +00:00'")
        .await;
    let of = |version: i32, more: Value| {
        let contact = Contact {
            version,
            ..contact.clone()
        };
        seen_with(&contact, &more)
    };
    let bounces = || json!({ "reason": "It bounces." });
    let rename = of(1, json!({ "changes": { "name": "Help desk" } }));

    let renamed = service.run_as(admin(), CHANGE, rename).await;

    assert_eq!(verdict(&renamed), ["OWNER_RETIRED input.id"]);
    for (name, input) in [
        ("verifyContact", of(1, json!({}))),
        ("reportContact", of(2, bounces())),
        ("markContactDead", of(3, bounces())),
        ("removeContact", of(4, json!({}))),
    ] {
        let answer = service.run_as(admin(), &deed(name), input).await;
        assert_eq!(verdict(&answer), [""; 0], "{name}");
    }
}

#[rstest]
#[tokio::test]
async fn what_an_earlier_mutation_of_the_document_showed_is_not_shown_again(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    let (offer, _) = with_support(&service).await;
    let document = format!(
        "mutation {{ a: {} b: {} }}",
        adding(&offer, "a"),
        adding(&offer, "b")
    );

    let answer = service.run_as(admin(), &document, json!({})).await;

    let contacts = |alias: &str| {
        answer["data"][alias]["contact"]["owner"]["contacts"]
            .as_array()
            .map(Vec::len)
    };
    assert_eq!((contacts("a"), contacts("b")), (Some(2), Some(3)));
}

/// A mutation that adds a contact to an offer, and asks for all contacts of the offer.
fn adding(offer: &Offer, word: &str) -> String {
    format!(
        "addContact(input: {{ owner: {{ offer: {{ id: \"{}\" }} }}, type: CUSTOMER_SUPPORT, name: \"{word}\", \
         email: \"{word}@contoso.example\" }}) {{ contact {{ owner {{ ... on Offer {{ contacts {{ id }} }} }} }} }}",
        offer.id
    )
}

#[rstest]
#[tokio::test]
async fn every_change_of_a_contact_is_recorded_with_who_what_and_why(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    let (_, contact) = with_support(&service).await;
    let input = seen_with(
        &contact,
        &json!({ "reason": "It bounces.", "note": "a customer said so" }),
    );

    service
        .run_as(reader(), &deed("reportContact"), input)
        .await;

    let history = service.history().await;
    assert_one_snapshot!(tidy(json!(history)));
    assert_eq!(contact.verification.state, VerificationState::Never);
}
