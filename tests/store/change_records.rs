//! Change records: written with the change they tell of, and kept for good.

use entity::change_record;
use rstest::rstest;
use sea_orm::{ActiveModelTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryOrder};
use serde_json::json;
use support_directory::domain::Id;
use support_directory::domain::change::{Cause, ChangeNote, Deed, ThingKind};
use support_directory::store::Store;
use uuid::Uuid;

use crate::databases::{Backend, TestDatabase};
use crate::raw::{Refusal, refusal};
use crate::{given, raw};

/// Two notes for each kind of thing there is: added and changed.
async fn recorded(store: &Store) -> Vec<ChangeNote> {
    let mut notes = Vec::new();
    for &kind in ThingKind::ALL {
        let key = Uuid::now_v7();
        let (old, new) = (
            json!({"name": "Çağrı", "n": [1, null]}),
            json!({"name": "ışık \"x\""}),
        );
        notes.push(ChangeNote {
            deed: Deed::Added,
            kind,
            key,
            owner: key,
            contact_type: None,
            before: None,
            after: Some(old.clone()),
        });
        notes.push(ChangeNote {
            deed: Deed::Changed,
            kind,
            key,
            owner: key,
            contact_type: None,
            before: Some(old),
            after: Some(new),
        });
    }
    given::kept(store, async |change| {
        change
            .record(&Cause::operator(Some("a yearly review")), notes.clone())
            .await
    })
    .await;
    notes
}

#[rstest]
#[tokio::test]
async fn records_say_who_did_what_to_which_thing_and_why(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let Some(database) = TestDatabase::start(backend).await else {
        return;
    };
    let store = database.open().await;

    let notes = recorded(&store).await;

    let connection = raw::connection(&database).await;
    let rows = change_record::Entity::find()
        .order_by_asc(change_record::Column::Id)
        .all(&connection)
        .await
        .expect("readable");
    let expected: Vec<change_record::Model> = rows
        .iter()
        .zip(notes)
        .map(|(row, note)| change_record::Model {
            id: row.id,
            at: rows[0].at,
            actor: "operator".to_owned(),
            deed: note.deed.code().to_owned(),
            thing_kind: note.kind.code().to_owned(),
            thing_id: note.key,
            owner_id: note.owner,
            contact_type: None,
            request_id: None,
            before: note.before,
            after: note.after,
            note: Some("a yearly review".to_owned()),
        })
        .collect();
    assert_eq!(rows, expected);
    assert_eq!(rows.len(), 2 * ThingKind::ALL.len());
}

#[rstest]
#[tokio::test]
async fn records_stand_in_the_order_of_their_changes_though_a_clock_was_ahead(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let Some(database) = TestDatabase::start(backend).await else {
        return;
    };
    let store = database.open().await;
    recorded(&store).await;
    let connection = raw::connection(&database).await;
    let last = change_record::Entity::find().one(&connection).await;
    let last = last.expect("readable").expect("it is there");
    let an_hour_ahead = Uuid::from_u128(Uuid::now_v7().as_u128() + (3_600_000 << 80));
    let ahead = change_record::Model {
        id: an_hour_ahead,
        ..last
    };
    let inserted = change_record::Entity::insert(ahead.into_active_model());
    let inserted = inserted.exec_without_returning(&connection).await;
    inserted.expect("it is sound");

    let before = store.statements();
    let notes = recorded(&store).await;

    // To begin, to ask for the newest, to insert in few lengths, and to end.
    assert!(store.statements() - before < 12);
    let after = store.changes_after(Id::new(an_hour_ahead), 1_000).await;
    let told = after.expect("readable").into_iter();
    let told: Vec<_> = told
        .map(|told| (told.record.thing.key, told.record.deed))
        .collect();
    let expected: Vec<_> = notes.iter().map(|note| (note.key, note.deed)).collect();
    assert_eq!(told, expected);
}

#[rstest]
#[tokio::test]
async fn records_of_a_dropped_change_are_dropped_with_it(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let Some(database) = TestDatabase::start(backend).await else {
        return;
    };
    let store = database.open().await;
    let note = ChangeNote {
        deed: Deed::Added,
        kind: ThingKind::Offer,
        key: Uuid::now_v7(),
        owner: Uuid::now_v7(),
        contact_type: None,
        before: None,
        after: None,
    };

    let change = store.change().await.expect("a change");
    change
        .record(&Cause::operator(None), vec![note])
        .await
        .expect("sound");
    drop(change);

    store.change().await.expect("a change");
    let connection = raw::connection(&database).await;
    let rows = change_record::Entity::find().all(&connection).await;
    assert_eq!(rows.expect("readable"), []);
}

#[rstest]
#[tokio::test]
async fn records_can_be_neither_changed_nor_deleted_nor_replaced(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let Some(database) = TestDatabase::start(backend).await else {
        return;
    };
    let store = database.open().await;
    recorded(&store).await;
    let connection = raw::connection(&database).await;
    let read = async || {
        let rows = change_record::Entity::find().all(&connection).await;
        rows.expect("readable")
    };
    let before = read().await;

    let mut row = before[0].clone().into_active_model();
    row.actor = sea_orm::Set("nobody".to_owned());
    let changed = row.update(&connection).await;
    let deleted = change_record::Entity::delete_by_id(before[0].id)
        .exec(&connection)
        .await;
    let wiped = connection
        .execute_unprepared(match backend {
            Backend::Sqlite => "REPLACE INTO change_record SELECT * FROM change_record",
            Backend::Postgres => "TRUNCATE change_record",
        })
        .await;

    assert_eq!(refusal(changed), Refusal::Guard);
    assert_eq!(refusal(deleted), Refusal::Guard);
    assert_eq!(refusal(wiped), Refusal::Guard);
    assert_eq!(read().await, before);
}
