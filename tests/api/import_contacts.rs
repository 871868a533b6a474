//! Which contacts and links an import speaks of, and how many there are at most.

use rstest::rstest;
use support_directory::actions::import_offers::{Importing, Tally};
use support_directory::domain::contact::{
    ContactType, MOST_CONTACTS, Verification, VerificationState,
};
use support_directory::domain::link::{MOST_LINKS, ResourceKind};
use support_directory::exchange::{Told, ToldContact};

use crate::databases::Backend;
use crate::support::importing::{Heard, take_in, tally};
use crate::support::telling::{contact, offer};
use crate::support::{TestService, service_on, target};

async fn told(service: &TestService, contacts: Vec<ToldContact>) -> (Tally, Heard) {
    let mut told = offer(1, "contoso.backup");
    told.publisher.name = Some("Contoso".to_owned());
    told.contacts = contacts;
    let (imported, heard) = take_in(service, &[Told::Offer(told)], Importing::PLAIN).await;
    (imported.contacts, heard)
}

fn named(name: &str, email: Option<&str>, phone: Option<&str>) -> ToldContact {
    ToldContact {
        name: Some(name.to_owned()),
        email: email.map(str::to_owned),
        phone: phone.map(str::to_owned),
        ..contact("")
    }
}

const DESK: Option<&str> = Some("desk@contoso.example");
const NIGHT: Option<&str> = Some("night@contoso.example");
const PHONE: Option<&str> = Some("+1 425 555 0100");

#[rstest]
#[tokio::test]
async fn several_contacts_of_a_type_are_known_by_their_channels(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    let (first, _) = told(
        &service,
        vec![named("Desk", DESK, PHONE), named("Night desk", NIGHT, None)],
    )
    .await;

    // The other way round; the desk without its phone, and in other letters.
    let upper = Some("DESK@contoso.example");
    let (second, heard) = told(
        &service,
        vec![
            named("Night shift", NIGHT, None),
            named("Desk", upper, None),
        ],
    )
    .await;

    assert_eq!((first, second), (tally(2, 0, 0), tally(0, 2, 0)));
    assert_eq!(
        heard.planned(),
        "1 CHANGED CONTACT contoso.backup\n    name \"Night desk\" -> \"Night shift\"\n\
         1 CHANGED CONTACT contoso.backup\n    email \"desk@contoso.example\" -> \"DESK@contoso.example\"\n"
    );
}

#[rstest]
#[tokio::test]
async fn the_only_contact_of_a_type_gets_other_channels_and_of_several_none_does(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    told(&service, vec![named("Desk", DESK, None)]).await;

    let (only, _) = told(&service, vec![named("Desk", NIGHT, None)]).await;
    let (both, _) = told(
        &service,
        vec![named("Desk", DESK, None), named("Phone", None, PHONE)],
    )
    .await;
    let (another, _) = told(
        &service,
        vec![named("Mail", Some("mail@contoso.example"), None)],
    )
    .await;

    assert_eq!(
        [only, both, another],
        [tally(0, 1, 0), tally(2, 0, 0), tally(1, 0, 0)]
    );
}

#[rstest]
#[tokio::test]
async fn a_contact_that_is_listed_with_the_same_channels_is_left_out(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);

    let (contacts, heard) = told(
        &service,
        vec![named("Desk", DESK, None), named("Help desk", DESK, None)],
    )
    .await;

    assert_eq!(contacts, tally(1, 0, 0));
    assert_eq!(
        heard.remarks(),
        "1: contact `Help desk`: its owner has a contact of this type with the same channels: left out\n"
    );
}

#[rstest]
#[tokio::test]
async fn a_contact_without_a_name_gets_its_publishers(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    let mut nameless = named("", DESK, None);
    nameless.name = None;

    let (_, heard) = told(&service, vec![nameless]).await;

    let planned = heard.planned();
    let contact = planned
        .split("1 ADDED CONTACT")
        .last()
        .expect("one is added");
    assert!(contact.contains("name - -> \"Contoso\""), "{planned}");
}

#[rstest]
#[tokio::test]
async fn an_owner_has_no_more_contacts_and_links_than_lists_of_them_show(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    let mut told = offer(1, "contoso.backup");
    told.publisher.name = Some("Contoso".to_owned());
    for number in 0..=MOST_CONTACTS {
        told.contacts
            .push(contact(&format!("desk{number}@contoso.example")));
    }
    for number in 0..=MOST_LINKS {
        let page = format!("https://contoso.example/{number}");
        told.links.push(target(ResourceKind::Training, &page));
    }

    let (imported, heard) = take_in(&service, &[Told::Offer(told)], Importing::PLAIN).await;

    assert_eq!(
        (imported.contacts, imported.links),
        (tally(MOST_CONTACTS, 0, 0), tally(MOST_LINKS, 0, 0))
    );
    assert_eq!(
        heard.remarks(),
        format!(
            "1: contact `Support desk`: more than {MOST_CONTACTS}: left out\n\
             1: link `https://contoso.example/{MOST_LINKS}`: more than {MOST_LINKS}: left out\n"
        )
    );
}

#[rstest]
#[tokio::test]
async fn an_address_that_is_told_twice_is_one_link(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    let page = |title: Option<&str>| {
        let mut link = target(ResourceKind::Training, "https://contoso.example/learn");
        link.title = title.map(str::to_owned);
        link
    };
    let mut told = offer(1, "contoso.backup");
    told.publisher.name = Some("Contoso".to_owned());
    told.contacts = vec![contact("help@contoso.example")];
    told.links = vec![page(None), page(Some("Learn")), page(Some("Courses"))];

    let (imported, heard) = take_in(&service, &[Told::Offer(told)], Importing::PLAIN).await;

    assert_eq!(imported.links, tally(1, 0, 0));
    assert!(heard.planned().contains("title - -> \"Learn\""));
    assert_eq!(
        heard.remarks(),
        "1: link `Courses`: differs from what is told of it elsewhere, first in line 1: left out\n"
    );
}

fn judged(state: VerificationState, at: &str) -> Option<Verification> {
    Some(Verification {
        state,
        at: Some(at.parse().expect("a time")),
        by: Some("editor@contoso.example".to_owned()),
        reason: None,
    })
}

#[rstest]
#[tokio::test]
async fn what_was_found_about_a_contact_comes_with_it(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    // More precise than what is kept.
    let mut desk = named("Desk", DESK, None);
    desk.verification = judged(VerificationState::Dead, "2024-03-01T09:00:00.1234567Z");
    told(&service, vec![desk]).await;
    let mut night = named("Desk", NIGHT, None);
    night.verification = judged(VerificationState::Dead, "2024-03-01T09:00:00.1234567Z");
    let (contacts, heard) = told(&service, vec![night]).await;

    assert_eq!(contacts, tally(0, 1, 0));
    assert_eq!(
        heard.planned(),
        "1 CHANGED CONTACT contoso.backup\n    email \"desk@contoso.example\" -> \"night@contoso.example\"\n"
    );
}

#[rstest]
#[tokio::test]
async fn contacts_of_other_types_are_other_contacts(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    told(&service, vec![named("Desk", DESK, None)]).await;
    let mut engineers = named("Engineers", DESK, None);
    engineers.contact_type = ContactType::Engineering;

    let (contacts, _) = told(&service, vec![engineers]).await;

    assert_eq!(contacts, tally(1, 0, 0));
}
