//! Contacts that a person stands for: an import leaves them as they are and says so, unless it is told to overwrite.

use rstest::rstest;
use serde_json::{Value, json};
use support_directory::actions::import_offers::{Importing, Vouched};
use support_directory::domain::contact::{Contact, ContactOwner, VerificationState, WrittenBy};
use support_directory::domain::offer::Offer;
use support_directory::exchange::Told;

use crate::databases::Backend;
use crate::support::importing::take_in;
use crate::support::telling::{contact, offer, partner, publisher};
use crate::support::{TestService, admin, service_on};

const OVERWRITING: Importing = Importing {
    vouched: Vouched::Overwritten,
    ..Importing::PLAIN
};

/// An offer with one contact that was imported.
async fn imported(service: &TestService) -> (Offer, Contact) {
    let offer = service.with_contoso_backup().await;
    take_in(service, &told("old@contoso.example"), Importing::PLAIN).await;
    let contact = only_contact(service, ContactOwner::Offer(offer.id)).await;
    (offer, contact)
}

fn told(email: &str) -> [Told; 1] {
    let mut told = offer(1, "contoso.backup");
    told.facts.title = None;
    told.contacts = vec![contact(email)];
    [Told::Offer(told)]
}

async fn only_contact(service: &TestService, owner: ContactOwner) -> Contact {
    let mut contacts = service.contacts_of(owner).await;
    assert_eq!(contacts.len(), 1);
    contacts.remove(0)
}

/// Does a deed to a contact as an administrator.
async fn done(service: &TestService, deed: &str, contact: &Contact, more: &Value) {
    let mut input = json!({ "id": contact.id.to_string(), "expectedVersion": contact.version });
    for (name, value) in more.as_object().expect("members of an input") {
        input[name] = value.clone();
    }
    let name = deed[..1].to_uppercase() + &deed[1..];
    let document = format!(
        "mutation($input: {name}Input!) {{ {deed}(input: $input) {{ userErrors {{ code }} }} }}"
    );
    let answer = service
        .run_as(admin(), &document, json!({ "input": input }))
        .await;
    assert_eq!(answer["data"][deed]["userErrors"], json!([]), "{answer}");
}

fn channels(contact: &Contact) -> (Option<&str>, VerificationState, WrittenBy) {
    let email = contact.details.email.as_deref();
    (email, contact.verification.state, contact.written_by)
}

#[rstest]
#[tokio::test]
async fn an_imported_contact_that_nobody_touched_is_changed(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    let (backup, contact) = imported(&service).await;

    let (imported, _) = take_in(&service, &told("new@contoso.example"), Importing::PLAIN).await;

    assert_eq!((imported.contacts.changed, imported.conflicts), (1, 0));
    assert_eq!(contact.written_by, WrittenBy::Import);
    let now = only_contact(&service, ContactOwner::Offer(backup.id)).await;
    assert_eq!(now.id, contact.id);
    assert_eq!(
        channels(&now),
        (
            Some("new@contoso.example"),
            VerificationState::Never,
            WrittenBy::Import
        )
    );
}

#[rstest]
#[tokio::test]
async fn a_contact_that_somebody_verified_is_left_and_that_is_said(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    let (backup, contact) = imported(&service).await;
    done(&service, "verifyContact", &contact, &json!({})).await;

    let (imported, heard) = take_in(&service, &told("new@contoso.example"), Importing::PLAIN).await;

    assert_eq!((imported.contacts.unchanged, imported.conflicts), (1, 1));
    assert_eq!(
        heard.remarks(),
        "1: conflict over contoso.backup: somebody verified it: email, verification\n"
    );
    let now = only_contact(&service, ContactOwner::Offer(backup.id)).await;
    assert_eq!(
        channels(&now),
        (
            Some("old@contoso.example"),
            VerificationState::Verified,
            WrittenBy::Import
        )
    );
}

#[rstest]
#[tokio::test]
async fn a_contact_that_somebody_wrote_is_left_and_that_is_said(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    let (_, contact) = imported(&service).await;
    let changes = json!({ "changes": { "name": "Help desk" } });
    done(&service, "changeContact", &contact, &changes).await;
    let before = service.everything().await;

    let (imported, heard) = take_in(&service, &told("new@contoso.example"), Importing::PLAIN).await;

    assert_eq!((imported.contacts.unchanged, imported.conflicts), (1, 1));
    assert_eq!(
        heard.remarks(),
        "1: conflict over contoso.backup: somebody edited it by hand: email, name\n"
    );
    assert_eq!(service.everything().await, before);
}

#[rstest]
#[tokio::test]
async fn an_import_that_overwrites_takes_what_the_file_tells_and_history_says_it(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    let (backup, contact) = imported(&service).await;
    done(&service, "verifyContact", &contact, &json!({})).await;

    let (imported, heard) = take_in(&service, &told("new@contoso.example"), OVERWRITING).await;

    assert_eq!((imported.contacts.changed, imported.conflicts), (1, 0));
    assert_eq!(
        heard.planned(),
        "1 CHANGED CONTACT contoso.backup\n    email \"old@contoso.example\" -> \"new@contoso.example\"\n    \
         verification \"VERIFIED\" -> \"NEVER\"\n"
    );
    let now = only_contact(&service, ContactOwner::Offer(backup.id)).await;
    assert_eq!(
        channels(&now),
        (
            Some("new@contoso.example"),
            VerificationState::Never,
            WrittenBy::Import
        )
    );
    let history = service.history().await;
    let last = history.last().expect("there is a history");
    assert_eq!(
        [
            &last["deed"],
            &last["actor"],
            &last["note"],
            &last["before"]["verification"]
        ],
        ["CHANGED CONTACT", "operator", "test", "VERIFIED"]
    );
    assert_eq!(last["after"]["email"], "new@contoso.example");
}

#[rstest]
#[tokio::test]
async fn a_contact_that_was_reported_or_is_dead_gets_other_channels_that_nobody_has_tried(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
    #[values(VerificationState::ReportedBad, VerificationState::Dead)] state: VerificationState,
) {
    let service = service_on!(backend);
    let (backup, contact) = imported(&service).await;
    service.judge(&contact, state, "It bounces.").await;
    let owner = ContactOwner::Offer(backup.id);

    let (same, _) = take_in(&service, &told("old@contoso.example"), Importing::PLAIN).await;
    let still = only_contact(&service, owner).await;
    let (other, _) = take_in(&service, &told("new@contoso.example"), Importing::PLAIN).await;

    assert_eq!((same.contacts.unchanged, other.contacts.changed), (1, 1));
    assert_eq!(still.verification.state, state);
    let now = only_contact(&service, owner).await;
    assert_eq!(
        channels(&now),
        (
            Some("new@contoso.example"),
            VerificationState::Never,
            WrittenBy::Import
        )
    );
    assert_eq!((now.verification.at, now.verification.reason), (None, None));
}

#[rstest]
#[tokio::test]
async fn contacts_of_publishers_and_partners_are_stood_for_too(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    let role = support_directory::domain::partner::PartnerRole::IndirectProvider;
    let told = |word: &str| {
        let mut contoso = publisher(1, "contoso", "Contoso");
        contoso.contacts = vec![contact(&format!("{word}@contoso.example"))];
        let mut provider = partner(2, "100", role);
        provider.contacts = vec![contact(&format!("{word}@provider.example"))];
        [Told::Publisher(contoso), Told::Partner(provider)]
    };
    take_in(&service, &told("old"), Importing::PLAIN).await;
    service
        .harm("UPDATE contact SET written_by = 'PERSON'")
        .await;

    let (left, heard) = take_in(&service, &told("new"), Importing::PLAIN).await;
    let (taken, _) = take_in(&service, &told("new"), OVERWRITING).await;

    assert_eq!((left.conflicts, taken.contacts.changed), (2, 2));
    assert_eq!(
        heard.remarks(),
        "1: conflict over contoso: somebody edited it by hand: email\n\
         2: conflict over 100: somebody edited it by hand: email\n"
    );
}
