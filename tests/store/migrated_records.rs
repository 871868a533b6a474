//! Change records that were written before records had an owner: what the migration makes of them.

use entity::change_record;
use rstest::rstest;
use sea_orm::sea_query::{Alias, Expr, Query};
use sea_orm::{
    ActiveModelTrait, ConnectionTrait, DatabaseConnection, EntityTrait, QueryOrder, Set,
};
use serde_json::{Value, json};
use support_directory::domain::change::ThingKind;
use uuid::Uuid;

use crate::databases::{Backend, TestDatabase};
use crate::migrations::down_to;
use crate::raw::{Refusal, refusal};
use crate::{given, raw};

/// A record as it was written before, and what it should have become.
struct Case {
    kind: ThingKind,
    before: Option<Value>,
    after: Option<Value>,
    owner: Option<Uuid>,
    contact_type: Option<&'static str>,
}

fn cases() -> Vec<Case> {
    let mut cases = Vec::new();
    for owner in ["offer", "publisher", "partner"] {
        let key = Uuid::now_v7();
        let picture = json!({ "owner": format!("{owner}:{key}"), "type": "ENGINEERING", "name": "Çağrı \"x\"" });
        let case = |before: Option<&Value>, after: Option<&Value>| Case {
            kind: ThingKind::Contact,
            before: before.cloned(),
            after: after.cloned(),
            owner: Some(key),
            contact_type: Some("ENGINEERING"),
        };
        cases.push(case(None, Some(&picture)));
        cases.push(case(Some(&picture), Some(&picture)));
        cases.push(case(Some(&picture), None));
    }
    let offer = Uuid::now_v7();
    cases.push(Case {
        kind: ThingKind::ResourceLink,
        before: None,
        after: Some(json!({ "offer": format!("offer:{offer}"), "kind": "TRAINING", "type": "x" })),
        owner: Some(offer),
        contact_type: None,
    });
    for &kind in ThingKind::ALL {
        let picture = json!({ "name": "Contoso", "type": "SAAS", "owner": null, "offer": null });
        for after in [Some(picture), None] {
            cases.push(Case {
                kind,
                before: None,
                after: after.filter(|_| kind != ThingKind::Contact),
                owner: None,
                contact_type: None,
            });
        }
    }
    cases
}

/// Writes a record with the columns that the table had then.
async fn write(connection: &DatabaseConnection, case: &Case) -> change_record::Model {
    let (key, thing) = (Uuid::now_v7(), Uuid::now_v7());
    let at = given::time("2024-05-06T07:08:09.010Z");
    let insert = Query::insert()
        .into_table(Alias::new("change_record"))
        .columns(
            [
                "id",
                "at",
                "actor",
                "deed",
                "thing_kind",
                "thing_id",
                "before",
                "after",
                "note",
            ]
            .map(Alias::new),
        )
        .values_panic([
            Expr::value(key),
            Expr::value(at),
            Expr::value("operator"),
            Expr::value("CHANGED"),
            Expr::value(case.kind.code()),
            Expr::value(thing),
            Expr::value(case.before.clone()),
            Expr::value(case.after.clone()),
            Expr::value("a yearly review"),
        ])
        .to_owned();
    let statement = connection.get_database_backend().build(&insert);
    connection.execute_raw(statement).await.expect("sound");
    change_record::Model {
        id: key,
        at,
        actor: "operator".to_owned(),
        deed: "CHANGED".to_owned(),
        thing_kind: case.kind.code().to_owned(),
        thing_id: thing,
        owner_id: case.owner.unwrap_or(thing),
        contact_type: case.contact_type.map(str::to_owned),
        request_id: None,
        before: case.before.clone(),
        after: case.after.clone(),
        note: Some("a yearly review".to_owned()),
    }
}

async fn records(connection: &DatabaseConnection) -> Vec<change_record::Model> {
    change_record::Entity::find()
        .order_by_asc(change_record::Column::Id)
        .all(connection)
        .await
        .expect("readable")
}

#[rstest]
#[tokio::test]
async fn records_written_before_belong_to_whom_their_pictures_name_and_are_kept_as_they_are(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let Some(database) = TestDatabase::start(backend).await else {
        return;
    };
    let store = database.open().await;
    down_to(&store, &database, "m20261122_000009").await;
    let connection = raw::connection(&database).await;
    let mut expected = Vec::new();
    for case in cases() {
        expected.push(write(&connection, &case).await);
    }

    store.migrate(&database.url()).await.expect("up");

    assert_eq!(records(&connection).await, expected);
    down_to(&store, &database, "m20261122_000009").await;
    store.migrate(&database.url()).await.expect("up again");
    assert_eq!(records(&connection).await, expected, "down loses nothing");
}

#[rstest]
#[tokio::test]
async fn records_are_guarded_again_after_the_migration_and_each_needs_an_owner(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let Some(database) = TestDatabase::start(backend).await else {
        return;
    };
    let store = database.open().await;
    down_to(&store, &database, "m20261122_000009").await;
    let connection = raw::connection(&database).await;
    let case = cases().remove(0);
    let record = write(&connection, &case).await;
    store.migrate(&database.url()).await.expect("up");

    let row = change_record::ActiveModel {
        id: Set(record.id),
        actor: Set("nobody".to_owned()),
        ..Default::default()
    };
    let changed = row.update(&connection).await;
    let deleted = change_record::Entity::delete_by_id(record.id)
        .exec(&connection)
        .await;
    let unowned = connection
        .execute_unprepared(&format!(
            "INSERT INTO change_record (id, at, actor, deed, thing_kind, thing_id) \
             SELECT {}, at, actor, deed, thing_kind, thing_id FROM change_record",
            match backend {
                Backend::Sqlite => "randomblob(16)",
                Backend::Postgres => "gen_random_uuid()",
            }
        ))
        .await;

    assert_eq!(refusal(changed), Refusal::Guard);
    assert_eq!(refusal(deleted), Refusal::Guard);
    let said = unowned.expect_err("a record has an owner").to_string();
    assert!(said.contains("owner"), "{said}");
    assert_eq!(records(&connection).await, [record]);
}
