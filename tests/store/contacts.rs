//! Contacts: what is kept reads back.

use entity::contact;
use rstest::rstest;
use sea_orm::ActiveModelTrait;
use support_directory::domain::actor::ContactScope;
use support_directory::domain::contact::{
    Contact, ContactDetails, ContactOwner, ContactType, NewContact, Verification,
    VerificationState, WrittenBy,
};
use support_directory::domain::partner::PartnerRole;

use crate::databases::{Backend, TestDatabase};
use crate::{given, raw};

fn rich_details() -> ContactDetails {
    ContactDetails {
        name: "Müşteri desteği 🛟".to_owned(),
        email: Some("Help@Contoso.example".to_owned()),
        phone: Some("+90 (212) 555 00 00 dahili 1".to_owned()),
        url: Some("https://contoso.example/destek?dil=tr".to_owned()),
        languages: vec![
            given::language("tr"),
            given::language("pt-BR"),
            given::language("en"),
        ],
        hours: Some("Pzt-Cum 9.00-18.00".to_owned()),
        time_zone: Some("Europe/Istanbul".to_owned()),
    }
}

const NEVER: Verification = Verification::NEVER;

#[rstest]
#[tokio::test]
async fn contacts_of_every_owner_and_type_read_back_as_they_were_added(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let Some(database) = TestDatabase::start(backend).await else {
        return;
    };
    let store = database.open().await;
    let contoso = given::publisher(&store, "contoso", "Contoso").await;
    let offer = given::offer(&store, &contoso, "backup", given::facts("Backup")).await;
    let partner = given::partner(&store, "1", "Northwind", PartnerRole::IndirectProvider).await;
    let owners = [
        ContactOwner::Offer(offer.id),
        ContactOwner::Publisher(contoso.id),
        ContactOwner::Partner(partner.id),
    ];
    let mut new = Vec::new();
    for owner in owners {
        for &contact_type in ContactType::ALL {
            new.push(given::new_contact(owner, contact_type, "a@b.example"));
            let details = rich_details();
            new.push(NewContact {
                owner,
                contact_type,
                details,
                written_by: WrittenBy::Person,
                verification: Verification::NEVER,
            });
        }
    }

    let added = given::kept(&store, async |change| {
        change.add_contacts(new.clone()).await
    })
    .await;

    for (kept, new) in added.iter().zip(&new) {
        let expected = Contact {
            id: kept.id,
            owner: new.owner,
            contact_type: new.contact_type,
            details: new.details.clone(),
            phone_e164: new.details.phone_e164(),
            written_by: new.written_by,
            verification: NEVER,
            version: 1,
            updated_at: kept.updated_at,
        };
        assert_eq!(kept, &expected);
        let read = store.contact(kept.id, &ContactScope::everything()).await;
        assert_eq!(read.expect("readable").as_ref(), Some(kept));
    }
    assert_eq!(added.len(), new.len());
}

#[rstest]
#[tokio::test]
async fn a_contact_of_a_type_that_is_not_asked_for_is_absent(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let Some(database) = TestDatabase::start(backend).await else {
        return;
    };
    let store = database.open().await;
    let contoso = given::publisher(&store, "contoso", "Contoso").await;
    let owner = ContactOwner::Publisher(contoso.id);
    let new = vec![given::new_contact(
        owner,
        ContactType::Engineering,
        "a@b.example",
    )];
    let added = given::kept(&store, async |change| change.add_contacts(new).await).await;

    let types = [ContactType::CustomerSupport, ContactType::CspProgram];
    let unseen = store.contact(added[0].id, &given::of_types(&types)).await;
    let untyped = store.contact(added[0].id, &given::of_types(&[])).await;
    let seen = store
        .contact(added[0].id, &given::of_types(&[ContactType::Engineering]))
        .await;

    assert_eq!(unseen.expect("readable"), None);
    assert_eq!(untyped.expect("readable"), None);
    assert_eq!(seen.expect("readable"), Some(added[0].clone()));
}

#[rstest]
#[tokio::test]
async fn another_channel_has_to_be_tried_anew_and_another_name_has_not(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let Some(database) = TestDatabase::start(backend).await else {
        return;
    };
    let store = database.open().await;
    let contoso = given::publisher(&store, "contoso", "Contoso").await;
    let owner = ContactOwner::Publisher(contoso.id);
    let new = given::new_contact(owner, ContactType::CustomerSupport, "a@b.example");
    let added = given::kept(&store, async |change| change.add_contacts(vec![new]).await).await;
    let row = contact::ActiveModel {
        id: sea_orm::Set(added[0].id.key()),
        verification: sea_orm::Set("REPORTED_BAD".to_owned()),
        verification_at: sea_orm::Set(Some(given::time("2024-05-06T07:08:09.010Z"))),
        verification_by: sea_orm::Set(Some("somebody".to_owned())),
        verification_reason: sea_orm::Set(Some("It bounces.".to_owned())),
        ..Default::default()
    };
    let connection = raw::connection(&database).await;
    row.update(&connection).await.expect("a sound verification");
    let bad = Contact {
        verification: Verification {
            state: VerificationState::ReportedBad,
            at: Some(given::time("2024-05-06T07:08:09.010Z")),
            by: Some("somebody".to_owned()),
            reason: Some("It bounces.".to_owned()),
        },
        ..added[0].clone()
    };

    let read = store
        .contact(bad.id, &ContactScope::everything())
        .await
        .expect("readable");
    let details = ContactDetails {
        name: "Desk".to_owned(),
        ..bad.details.clone()
    };
    let renamed = given::kept(&store, async |change| {
        change
            .change_contact(&bad, details.clone(), WrittenBy::Person)
            .await
    })
    .await;
    let moved = given::kept(&store, async |change| {
        change
            .change_contact(&renamed, rich_details(), WrittenBy::Import)
            .await
    })
    .await;

    assert_eq!(read.as_ref(), Some(&bad));
    let expected = Contact {
        details,
        written_by: WrittenBy::Person,
        version: 2,
        updated_at: renamed.updated_at,
        ..bad.clone()
    };
    assert_eq!(renamed, expected);
    let expected = Contact {
        details: rich_details(),
        phone_e164: rich_details().phone_e164(),
        verification: NEVER,
        version: 3,
        updated_at: moved.updated_at,
        ..bad.clone()
    };
    assert_eq!(moved, expected);
    let read = store.contact(bad.id, &ContactScope::everything()).await;
    assert_eq!(read.expect("readable"), Some(expected));
}
