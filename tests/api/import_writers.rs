//! Who wrote a contact: a deed of a person makes it that person's, an import makes it the file's.

use rstest::rstest;
use serde_json::json;
use support_directory::actions::import_offers::{Importing, Vouched};
use support_directory::domain::contact::{ContactOwner, VerificationState, WrittenBy};
use support_directory::exchange::Told;

use crate::databases::Backend;
use crate::support::importing::take_in;
use crate::support::telling::{contact, offer};
use crate::support::{TestService, admin, reader, service_on};

async fn written(
    service: &TestService,
    owner: ContactOwner,
) -> Vec<(WrittenBy, VerificationState)> {
    let contacts = service.contacts_of(owner).await.into_iter();
    contacts
        .map(|contact| (contact.written_by, contact.verification.state))
        .collect()
}

#[rstest]
#[tokio::test]
async fn a_contact_that_a_person_adds_is_that_persons(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    let backup = service.with_contoso_backup().await;
    let input = json!({ "input": {
        "owner": { "offer": { "id": backup.id.to_string() } }, "type": "CUSTOMER_SUPPORT",
        "name": "Support desk", "email": "help@contoso.example",
    } });
    let add =
        "mutation($input: AddContactInput!) { addContact(input: $input) { userErrors { code } } }";

    let answer = service.run_as(admin(), add, input).await;

    assert_eq!(
        answer["data"]["addContact"]["userErrors"],
        json!([]),
        "{answer}"
    );
    assert_eq!(
        written(&service, ContactOwner::Offer(backup.id)).await,
        [(WrittenBy::Person, VerificationState::Never)]
    );
}

#[rstest]
#[tokio::test]
async fn what_a_person_changes_is_that_persons_until_an_import_overwrites_it(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    let backup = service.with_contoso_backup().await;
    let owner = ContactOwner::Offer(backup.id);
    let kept = service.with_support(owner, "support").await;
    let input = json!({ "input": {
        "id": kept.id.to_string(), "expectedVersion": 1, "changes": { "hours": "Around the clock" },
    } });
    let change = "mutation($input: ChangeContactInput!) { changeContact(input: $input) { userErrors { code } } }";

    let answer = service.run_as(admin(), change, input).await;
    let by_person = written(&service, owner).await;
    let mut told = offer(1, "contoso.backup");
    told.contacts = vec![contact("new@contoso.example")];
    let overwriting = Importing {
        vouched: Vouched::Overwritten,
        ..Importing::PLAIN
    };
    take_in(&service, &[Told::Offer(told)], overwriting).await;

    assert_eq!(
        answer["data"]["changeContact"]["userErrors"],
        json!([]),
        "{answer}"
    );
    assert_eq!(by_person, [(WrittenBy::Person, VerificationState::Never)]);
    assert_eq!(
        written(&service, owner).await,
        [(WrittenBy::Import, VerificationState::Never)]
    );
}

#[rstest]
#[tokio::test]
async fn who_reports_a_contact_does_not_write_it(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    let backup = service.with_contoso_backup().await;
    let owner = ContactOwner::Offer(backup.id);
    let kept = service.with_support(owner, "support").await;
    let input = json!({ "input": { "id": kept.id.to_string(), "expectedVersion": 1, "reason": "It bounces." } });
    let report = "mutation($input: ReportContactInput!) { reportContact(input: $input) { userErrors { code } } }";

    let answer = service.run_as(reader(), report, input).await;

    assert_eq!(
        answer["data"]["reportContact"]["userErrors"],
        json!([]),
        "{answer}"
    );
    assert_eq!(
        written(&service, owner).await,
        [(WrittenBy::Import, VerificationState::ReportedBad)]
    );
}

#[rstest]
#[tokio::test]
async fn a_contact_that_a_file_says_a_person_wrote_is_a_persons(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    let backup = service.with_contoso_backup().await;
    let mut told = offer(1, "contoso.backup");
    told.contacts = vec![contact("help@contoso.example")];
    told.contacts[0].is_typed = true;

    take_in(&service, &[Told::Offer(told)], Importing::PLAIN).await;

    assert_eq!(
        written(&service, ContactOwner::Offer(backup.id)).await,
        [(WrittenBy::Person, VerificationState::Never)]
    );
}
