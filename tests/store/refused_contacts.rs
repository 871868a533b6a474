//! Contacts that the database refuses.

use entity::contact;
use rstest::rstest;
use sea_orm::{ActiveModelTrait, IntoActiveModel};
use support_directory::domain::contact::{ContactOwner, ContactType};
use support_directory::domain::partner::PartnerRole;
use uuid::Uuid;

use crate::databases::{Backend, TestDatabase};
use crate::raw::{Refusal, refused};
use crate::{given, raw};

#[rstest]
#[tokio::test]
async fn an_owner_lists_a_contact_once_per_type(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let Some(database) = TestDatabase::start(backend).await else {
        return;
    };
    let store = database.open().await;
    let contoso = given::publisher(&store, "contoso", "Contoso").await;
    let offer = given::offer(&store, &contoso, "backup", given::facts("Backup")).await;
    let partner = given::partner(&store, "1", "Northwind", PartnerRole::IndirectProvider).await;

    for owner in [
        ContactOwner::Offer(offer.id),
        ContactOwner::Publisher(contoso.id),
        ContactOwner::Partner(partner.id),
    ] {
        let contact = |contact_type, email| given::new_contact(owner, contact_type, email);
        let support = contact(ContactType::CustomerSupport, "help@contoso.example");
        let program = contact(ContactType::CspProgram, "help@contoso.example");
        given::kept(&store, async |change| {
            change.add_contacts(vec![support, program]).await
        })
        .await;

        let change = store.change().await.expect("a change");
        let again = contact(ContactType::CustomerSupport, "HELP@contoso.example");
        let failure = change.add_contacts(vec![again]).await;

        assert!(
            failure.expect_err("a duplicate").is_duplicate(),
            "{owner:?}"
        );
    }
}

#[rstest]
#[tokio::test]
async fn rows_that_are_no_contacts_are_refused(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let Some(database) = TestDatabase::start(backend).await else {
        return;
    };
    let store = database.open().await;
    let contoso = given::publisher(&store, "contoso", "Contoso").await;
    let offer = given::offer(&store, &contoso, "backup", given::facts("Backup")).await;
    let owner = ContactOwner::Publisher(contoso.id);
    let new = given::new_contact(owner, ContactType::CustomerSupport, "a@b.example");
    given::kept(&store, async |change| change.add_contacts(vec![new]).await).await;
    let connection = raw::connection(&database).await;
    let row = raw::row::<contact::Entity>(&connection).await;
    let sound = || contact::Model {
        id: Uuid::now_v7(),
        fingerprint: "another".to_owned(),
        ..row.clone()
    };
    let nobody = || Some(Uuid::now_v7());

    for (unsound, why) in [
        (
            contact::Model {
                publisher_id: None,
                ..sound()
            },
            Refusal::Check,
        ),
        (
            contact::Model {
                offer_id: Some(offer.id.key()),
                ..sound()
            },
            Refusal::Check,
        ),
        (
            contact::Model {
                email: None,
                ..sound()
            },
            Refusal::Check,
        ),
        (
            contact::Model {
                email: Some(String::new()),
                ..sound()
            },
            Refusal::Check,
        ),
        (
            contact::Model {
                name: String::new(),
                ..sound()
            },
            Refusal::Check,
        ),
        (
            contact::Model {
                version: 0,
                ..sound()
            },
            Refusal::Check,
        ),
        (
            contact::Model {
                verification: "DEAD".to_owned(),
                ..sound()
            },
            Refusal::Check,
        ),
        (
            contact::Model {
                fingerprint: row.fingerprint.clone(),
                ..sound()
            },
            Refusal::Unique,
        ),
        (
            contact::Model {
                publisher_id: nobody(),
                ..sound()
            },
            Refusal::ForeignKey,
        ),
        (
            contact::Model {
                publisher_id: None,
                offer_id: nobody(),
                ..sound()
            },
            Refusal::ForeignKey,
        ),
        (
            contact::Model {
                publisher_id: None,
                partner_id: nobody(),
                ..sound()
            },
            Refusal::ForeignKey,
        ),
    ] {
        assert_eq!(
            refused(&connection, unsound.clone()).await,
            why,
            "{unsound:?}"
        );
    }
    let accepted = sound().into_active_model().insert(&connection).await;
    accepted.expect("what all of them were made from is sound");
}
