//! Service notices: what is kept reads back, and what the database refuses.

use entity::service_notice;
use rstest::rstest;
use sea_orm::{ActiveModelTrait, IntoActiveModel};
use support_directory::domain::notice::{NewNotice, NoticeSubject, ServiceNotice, Severity};
use uuid::Uuid;

use crate::databases::{Backend, TestDatabase};
use crate::raw::{Refusal, refused};
use crate::{given, raw};

#[rstest]
#[tokio::test]
async fn notices_read_back_as_they_were_published(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let Some(database) = TestDatabase::start(backend).await else {
        return;
    };
    let store = database.open().await;
    let contoso = given::publisher(&store, "contoso", "Contoso").await;
    let offer = given::offer(&store, &contoso, "backup", given::facts("Backup")).await;
    let subjects = [
        NoticeSubject::Offer(offer.id),
        NoticeSubject::Publisher(contoso.id),
    ];
    for subject in subjects {
        for &severity in Severity::ALL {
            let new = NewNotice {
                subject,
                severity,
                text: "Yedekleme başlamıyor.\n\"Satır\" 2".to_owned(),
                begins_at: given::time("2024-02-29T23:59:59.999Z"),
                ends_at: Some(given::time("2024-03-01T00:00:00Z"))
                    .filter(|_| severity != Severity::Outage),
            };

            let kept =
                given::kept(&store, async |change| change.add_notice(new.clone()).await).await;

            let expected = ServiceNotice {
                id: kept.id,
                subject,
                severity,
                text: new.text,
                begins_at: new.begins_at,
                ends_at: new.ends_at,
                version: 1,
                updated_at: kept.updated_at,
            };
            assert_eq!(kept, expected);
            assert_eq!(
                store.notice(kept.id).await.expect("readable"),
                Some(expected)
            );
        }
    }
}

#[rstest]
#[tokio::test]
async fn rows_that_are_no_notices_are_refused(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let Some(database) = TestDatabase::start(backend).await else {
        return;
    };
    let store = database.open().await;
    let contoso = given::publisher(&store, "contoso", "Contoso").await;
    let offer = given::offer(&store, &contoso, "backup", given::facts("Backup")).await;
    let begins_at = given::time("2024-05-06T07:00:00Z");
    let new = given::new_notice(NoticeSubject::Offer(offer.id), begins_at);
    given::kept(&store, async |change| change.add_notice(new).await).await;
    let connection = raw::connection(&database).await;
    let row = raw::row::<service_notice::Entity>(&connection).await;
    let sound = || service_notice::Model {
        id: Uuid::now_v7(),
        ends_at: Some(given::time("2024-05-06T07:00:00.001Z")),
        ..row.clone()
    };
    let earlier = Some(given::time("2024-05-06T06:59:59.999Z"));
    let nobody = Some(Uuid::now_v7());

    for (unsound, why) in [
        (
            service_notice::Model {
                ends_at: earlier,
                ..sound()
            },
            Refusal::Check,
        ),
        (
            service_notice::Model {
                ends_at: Some(begins_at),
                ..sound()
            },
            Refusal::Check,
        ),
        (
            service_notice::Model {
                body: String::new(),
                ..sound()
            },
            Refusal::Check,
        ),
        (
            service_notice::Model {
                version: 0,
                ..sound()
            },
            Refusal::Check,
        ),
        (
            service_notice::Model {
                offer_id: None,
                ..sound()
            },
            Refusal::Check,
        ),
        (
            service_notice::Model {
                publisher_id: Some(contoso.id.key()),
                ..sound()
            },
            Refusal::Check,
        ),
        (
            service_notice::Model {
                offer_id: nobody,
                ..sound()
            },
            Refusal::ForeignKey,
        ),
        (
            service_notice::Model {
                offer_id: None,
                publisher_id: nobody,
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
