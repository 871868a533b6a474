//! Contacts that were kept before it was known who wrote them: what the migration makes of them.

use rstest::rstest;
use support_directory::domain::Id;
use support_directory::domain::actor::ContactScope;
use support_directory::domain::change::{Cause, ChangeNote, Deed};
use support_directory::domain::contact::{Contact, ContactOwner, ContactType, WrittenBy};
use uuid::Uuid;

use crate::databases::{Backend, TestDatabase};
use crate::given;
use crate::migrations::down_to;

/// What history says was done to a contact, and whether a request asked for it.
type Past = &'static [(Deed, bool)];

/// Pasts of contacts, and who wrote them.
const PASTS: [(Past, WrittenBy); 6] = [
    (&[], WrittenBy::Import),
    (&[(Deed::Added, false)], WrittenBy::Import),
    (&[(Deed::Added, true)], WrittenBy::Person),
    (
        &[(Deed::Added, false), (Deed::Changed, false)],
        WrittenBy::Import,
    ),
    (
        &[
            (Deed::Added, false),
            (Deed::Changed, true),
            (Deed::Verified, true),
        ],
        WrittenBy::Person,
    ),
    (
        &[(Deed::Added, false), (Deed::Verified, true)],
        WrittenBy::Import,
    ),
];

#[rstest]
#[tokio::test]
async fn contacts_kept_before_are_a_persons_if_a_request_wrote_them(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let Some(database) = TestDatabase::start(backend).await else {
        return;
    };
    let store = database.open().await;
    let contoso = given::publisher(&store, "contoso", "Contoso").await;
    let owner = ContactOwner::Publisher(contoso.id);
    let new = (0..PASTS.len())
        .map(|place| {
            let email = format!("desk{place}@contoso.example");
            given::new_contact(owner, ContactType::CustomerSupport, &email)
        })
        .collect();
    let contacts = given::kept(&store, async |change| change.add_contacts(new).await).await;
    for (contact, (past, _)) in contacts.iter().zip(PASTS) {
        for &(deed, is_asked_for) in past {
            let cause = Cause {
                request: is_asked_for.then(Uuid::now_v7),
                ..Cause::operator(None)
            };
            let note = ChangeNote::of(deed, contact, contact);
            given::kept(&store, async |change| {
                change.record(&cause, vec![note]).await
            })
            .await;
        }
    }

    down_to(&store, &database, "m20261122_000012").await;
    store.migrate(&database.url()).await.expect("up");

    let read = store
        .contacts_of(&[owner], &ContactScope::everything())
        .await;
    let mut read = read
        .expect("readable")
        .remove(&owner)
        .expect("they are there");
    read.sort_by_key(|contact| contact.id);
    let writers = |contacts: &[Contact]| -> Vec<(Id<Contact>, WrittenBy)> {
        let writers = contacts.iter();
        writers
            .map(|contact| (contact.id, contact.written_by))
            .collect()
    };
    let expected = contacts.iter().zip(PASTS);
    let expected: Vec<_> = expected
        .map(|(contact, (_, written_by))| (contact.id, written_by))
        .collect();
    assert_eq!(writers(&read), expected);
}
