//! History: each filter alone and together, page by page, and nothing that its reader may not read.

use std::collections::HashMap;

use entity::change_record;
use rstest::rstest;
use sea_orm::{DatabaseConnection, EntityTrait, IntoActiveModel};
use serde_json::json;
use support_directory::domain::Id;
use support_directory::domain::actor::ContactScope;
use support_directory::domain::change::{ChangeFilter, ChangeRecord, Deed, Thing, ThingKind};
use support_directory::domain::contact::ContactType;
use support_directory::domain::page::{Page, Slice};
use support_directory::domain::partner::PartnerRole;
use support_directory::domain::publisher::PublisherId;
use support_directory::store::{Failure, Store};
use uuid::Uuid;

use crate::databases::{Backend, TestDatabase};
use crate::statements::in_one_statement;
use crate::walk::every_walk_gives;
use crate::{given, raw};

/// A record, the histories it stands in, and whose contact it is about if it is about one.
struct Entry {
    record: ChangeRecord,
    stands_in: Vec<Thing>,
    contact: Option<(Option<ContactType>, &'static str)>,
}

/// What a test knows of the directory.
struct History {
    entries: Vec<Entry>,
    contoso: Thing,
    backup: Thing,
    fabrikam: Thing,
    provider: Thing,
    reseller: Thing,
}

const TIMES: [&str; 4] = [
    "2024-05-06T07:08:09Z",
    "2024-05-06T07:08:09.001Z",
    "2024-05-06T07:08:09.010Z",
    "2024-05-06T07:08:10Z",
];
const ACTORS: [&str; 3] = ["operator", "çağrı", "Operator"];
const DEEDS: [Deed; 4] = [Deed::Added, Deed::Changed, Deed::Removed, Deed::Verified];

fn thing(kind: ThingKind) -> Thing {
    let key = Uuid::now_v7();
    Thing { kind, key }
}

impl History {
    /// Adds four records about a thing, each at another time, by another actor, of another deed.
    async fn tell(
        &mut self,
        connection: &DatabaseConnection,
        about: Thing,
        owner: Thing,
        contact: Option<(Option<ContactType>, &'static str)>,
    ) {
        for (number, (at, deed)) in TIMES.into_iter().zip(DEEDS).enumerate() {
            let record = ChangeRecord {
                id: Id::new(Uuid::now_v7()),
                at: given::time(at),
                actor: ACTORS[(self.entries.len() + number) % 3].to_owned(),
                deed,
                thing: about,
                before: (number > 0).then(|| json!({ "name": "Çağrı", "n": [1, null] })),
                after: (number != 2).then(|| json!({ "name": "ışık \"x\"" })),
                note: (number == 1).then(|| "a yearly review".to_owned()),
            };
            let row = change_record::Model {
                id: record.id.key(),
                at: record.at,
                actor: record.actor.clone(),
                deed: record.deed.code().to_owned(),
                thing_kind: record.thing.kind.code().to_owned(),
                thing_id: record.thing.key,
                owner_id: owner.key,
                contact_type: contact.and_then(|(kind, _)| Some(kind?.code().to_owned())),
                request_id: None,
                before: record.before.clone(),
                after: record.after.clone(),
                note: record.note.clone(),
            };
            let insert = change_record::Entity::insert(row.into_active_model());
            insert
                .exec_without_returning(connection)
                .await
                .expect("sound");
            let mut stands_in = vec![about, owner];
            if about.kind == ThingKind::PartnerTie {
                stands_in.push(self.reseller);
            }
            stands_in.dedup();
            self.entries.push(Entry {
                record,
                stands_in,
                contact,
            });
        }
    }

    /// The records that a condition holds for, the latest first.
    fn records(&self, wanted: impl Fn(&Entry) -> bool) -> Vec<ChangeRecord> {
        let wanted = self.entries.iter().rev().filter(|entry| wanted(entry));
        wanted.map(|entry| entry.record.clone()).collect()
    }

    /// Every thing that has a history.
    fn things(&self) -> Vec<Thing> {
        let mut things: Vec<Thing> = Vec::new();
        for thing in self.entries.iter().flat_map(|entry| &entry.stands_in) {
            if !things.contains(thing) {
                things.push(*thing);
            }
        }
        things
    }
}

/// Things of every kind, of three owners of every kind, with their histories.
async fn history(store: &Store, connection: &DatabaseConnection) -> History {
    let contoso = given::publisher(store, "contoso", "Contoso").await;
    let backup = given::offer(store, &contoso, "backup", given::facts("Backup")).await;
    let fabrikam = given::publisher(store, "fabrikam", "Fabrikam").await;
    let provider = given::partner(store, "1", "P", PartnerRole::IndirectProvider).await;
    let reseller = given::partner(store, "2", "r", PartnerRole::IndirectReseller).await;
    let mut history = History {
        entries: Vec::new(),
        contoso: contoso.id.into(),
        backup: backup.id.into(),
        fabrikam: fabrikam.id.into(),
        provider: provider.id.into(),
        reseller: reseller.id.into(),
    };
    let History {
        contoso,
        backup,
        fabrikam,
        provider,
        reseller,
        ..
    } = history;
    let tie = Thing {
        kind: ThingKind::PartnerTie,
        key: reseller.key,
    };
    let edition = thing(ThingKind::PolicyEdition);
    for (about, owner) in [
        (contoso, contoso),
        (backup, backup),
        (fabrikam, fabrikam),
        // What was said of a publisher when it became one with another.
        (fabrikam, contoso),
        (provider, provider),
        (reseller, reseller),
        (tie, provider),
        (edition, edition),
        (thing(ThingKind::ResourceLink), backup),
        (thing(ThingKind::ServiceNotice), fabrikam),
        (thing(ThingKind::ResponsibilityOverride), reseller),
        (thing(ThingKind::IndirectSplit), provider),
    ] {
        history.tell(connection, about, owner, None).await;
    }
    for (contact_type, owner, of) in [
        (Some(ContactType::CustomerSupport), fabrikam, "fabrikam"),
        (Some(ContactType::Engineering), fabrikam, "fabrikam"),
        (Some(ContactType::CspProgram), contoso, "contoso"),
        (Some(ContactType::Engineering), backup, "contoso"),
        (Some(ContactType::Engineering), provider, "a partner"),
        // A record that lost what it was about.
        (None, fabrikam, "fabrikam"),
    ] {
        let about = thing(ThingKind::Contact);
        let contact = Some((contact_type, of));
        history.tell(connection, about, owner, contact).await;
    }
    history
}

async fn listed(store: &Store, filter: &ChangeFilter) -> Vec<ChangeRecord> {
    let slice = store.changes(filter, &Page::first(100)).await;
    let slice = slice.expect("readable");
    assert_eq!((slice.has_previous, slice.has_next), (false, false));
    let count = store.count_changes(filter).await.expect("readable");
    assert_eq!(count, slice.items.len() as u64, "{filter:?}");
    slice.items
}

#[rstest]
#[tokio::test]
async fn filters_narrow_alone_and_together(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let Some(database) = TestDatabase::start(backend).await else {
        return;
    };
    let store = database.open().await;
    let history = history(&store, &raw::connection(&database).await).await;
    let everything = || ChangeFilter::everything(ContactScope::everything());
    let unknown = thing(ThingKind::Offer);
    let misnamed = Thing {
        kind: ThingKind::Contact,
        key: history.backup.key,
    };
    let mut of: Vec<Option<Thing>> = history.things().into_iter().map(Some).collect();
    of.extend([None, Some(unknown), Some(misnamed)]);
    let kinds: [Option<Vec<ThingKind>>; 3] = [
        None,
        Some(vec![]),
        Some(vec![ThingKind::Contact, ThingKind::PartnerTie]),
    ];
    let deeds = [None, Some(vec![Deed::Removed, Deed::Added])];
    let actors = [None, Some("Operator"), Some("çağr"), Some("oper\0ator")];
    let times = [
        (None, None),
        (Some(TIMES[1]), None),
        (None, Some(TIMES[1])),
        (Some("2024-05-06T07:08:09.0005Z"), Some(TIMES[3])),
    ];
    assert_eq!(listed(&store, &everything()).await.len(), 72);
    for &of in &of {
        for kinds in &kinds {
            for deeds in &deeds {
                for actor in actors {
                    for (since, until) in times {
                        let filter = ChangeFilter {
                            of,
                            kinds: kinds.clone(),
                            deeds: deeds.clone(),
                            actor: actor.map(str::to_owned),
                            since: since.map(given::time),
                            until: until.map(given::time),
                            ..everything()
                        };
                        let expected = history.records(|entry| {
                            let (record, filter) = (&entry.record, &filter);
                            of.is_none_or(|of| entry.stands_in.contains(&of))
                                && kinds
                                    .as_ref()
                                    .is_none_or(|kinds| kinds.contains(&record.thing.kind))
                                && deeds
                                    .as_ref()
                                    .is_none_or(|deeds| deeds.contains(&record.deed))
                                && actor.is_none_or(|actor| record.actor == actor)
                                && filter.since.is_none_or(|since| record.at >= since)
                                && filter.until.is_none_or(|until| record.at < until)
                        });
                        assert_eq!(listed(&store, &filter).await, expected, "{filter:?}");
                    }
                }
            }
        }
    }
}

#[rstest]
#[tokio::test]
async fn every_walk_through_history_visits_each_change_once_the_latest_first(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let Some(database) = TestDatabase::start(backend).await else {
        return;
    };
    let store = database.open().await;
    let history = history(&store, &raw::connection(&database).await).await;
    let of_everyone = given::of_types(&[ContactType::CustomerSupport]);

    for (filter, length) in [
        (ChangeFilter::everything(ContactScope::everything()), 72),
        (ChangeFilter::everything(of_everyone.clone()), 52),
        (
            ChangeFilter::history(history.provider, ContactScope::everything()),
            16,
        ),
        (ChangeFilter::history(history.fabrikam, of_everyone), 16),
    ] {
        let expected = listed(&store, &filter).await;
        assert_eq!(expected.len(), length);
        every_walk_gives(
            &expected,
            |change| change.id,
            async |page| store.changes(&filter, page).await.expect("readable"),
        )
        .await;
    }
}

#[rstest]
#[tokio::test]
async fn what_may_not_be_read_is_neither_listed_nor_counted_nor_found(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let Some(database) = TestDatabase::start(backend).await else {
        return;
    };
    let store = database.open().await;
    let history = history(&store, &raw::connection(&database).await).await;
    const SUPPORT: Option<ContactType> = Some(ContactType::CustomerSupport);
    type Sees = fn(Option<ContactType>, &str) -> bool;
    let of_contoso = ContactScope {
        publishers: PublisherId::parse("contoso").into_iter().collect(),
        ..given::of_types(&[ContactType::CustomerSupport])
    };
    let cases: [(ContactScope, Sees); 4] = [
        (ContactScope::everything(), |_, _| true),
        (
            given::of_types(&[ContactType::CustomerSupport]),
            |kind, _| kind == SUPPORT,
        ),
        (of_contoso, |kind, of| kind == SUPPORT || of == "contoso"),
        (given::of_types(&[]), |_, _| false),
    ];
    let ids: Vec<_> = history
        .entries
        .iter()
        .map(|entry| entry.record.id)
        .collect();

    for (scope, sees) in cases {
        let is_seen = |entry: &Entry| entry.contact.is_none_or(|(kind, of)| sees(kind, of));
        let filter = ChangeFilter::everything(scope.clone());
        assert_eq!(
            listed(&store, &filter).await,
            history.records(is_seen),
            "{scope:?}"
        );
        let found = store.changes_by_id(&ids, &scope).await;
        let mut found = found.expect("readable");
        found.sort_by_key(|change| std::cmp::Reverse(change.id));
        assert_eq!(found, history.records(is_seen), "{scope:?}");
        for thing in history.things() {
            let of_thing =
                history.records(|entry| is_seen(entry) && entry.stands_in.contains(&thing));
            let filter = ChangeFilter::history(thing, scope.clone());
            assert_eq!(listed(&store, &filter).await, of_thing, "{scope:?} {thing}");
            let first = store.first_changes_of(&[(thing, 100)], &scope).await;
            let first = first.expect("readable").remove(&(thing, 100));
            assert_eq!(first.map(|slice| slice.items), Some(of_thing.clone()));
            let count = store.count_changes_of(&[thing], &scope).await;
            let count = count.expect("readable").remove(&thing);
            assert_eq!(count.unwrap_or(0), of_thing.len() as u64);
        }
    }
}

#[rstest]
#[tokio::test]
async fn the_first_pages_of_many_histories_are_read_and_counted_in_one_statement_each(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let Some(database) = TestDatabase::start(backend).await else {
        return;
    };
    let store = database.open().await;
    let history = history(&store, &raw::connection(&database).await).await;
    let scope = ContactScope::everything();
    let unknown = thing(ThingKind::Publisher);
    let mut things = history.things();
    things.push(unknown);
    let wanted: Vec<(Thing, u32)> = things
        .iter()
        .flat_map(|&thing| [1, 4, 5, 100].map(|size| (thing, size)))
        .collect();

    let first = in_one_statement(&store, async |store| {
        store.first_changes_of(&wanted, &scope).await
    })
    .await;
    let counts = in_one_statement(&store, async |store| {
        store.count_changes_of(&things, &scope).await
    })
    .await;

    let mut expected = HashMap::new();
    for &(thing, size) in &wanted {
        let filter = ChangeFilter::history(thing, scope.clone());
        let page = store.changes(&filter, &Page::first(size)).await;
        expected.insert((thing, size), page.expect("readable"));
    }
    let parts =
        |slice: &Slice<ChangeRecord>| (slice.items.clone(), slice.has_previous, slice.has_next);
    for key in &wanted {
        assert_eq!(parts(&first[key]), parts(&expected[key]), "{key:?}");
    }
    assert_eq!(first.len(), wanted.len());
    for thing in &things {
        let whole = &expected[&(*thing, 100)];
        let count = counts.get(thing).copied().unwrap_or(0);
        assert_eq!(count, whole.items.len() as u64, "{thing}");
    }
    assert!(!counts.contains_key(&unknown));
    let of_nothing = store.first_changes_of(&[], &scope).await;
    assert!(of_nothing.expect("readable").is_empty());
    let of_nothing = store.count_changes_of(&[], &scope).await;
    assert!(of_nothing.expect("readable").is_empty());
}

#[rstest]
#[tokio::test]
async fn a_deed_that_nobody_knows_is_named(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let Some(database) = TestDatabase::start(backend).await else {
        return;
    };
    let store = database.open().await;
    let about = thing(ThingKind::Offer);
    let row = change_record::Model {
        id: Uuid::now_v7(),
        at: given::time(TIMES[0]),
        actor: "operator".to_owned(),
        deed: "GUESSED".to_owned(),
        thing_kind: "OFFER".to_owned(),
        thing_id: about.key,
        owner_id: about.key,
        contact_type: None,
        request_id: None,
        before: None,
        after: None,
        note: None,
    };
    let connection = raw::connection(&database).await;
    let insert = change_record::Entity::insert(row.clone().into_active_model());
    insert
        .exec_without_returning(&connection)
        .await
        .expect("no check forbids it");
    let scope = ContactScope::everything();

    let listed = store
        .changes(&ChangeFilter::everything(scope.clone()), &Page::first(1))
        .await
        .map(|slice| slice.items);
    let found = store.changes_by_id(&[Id::new(row.id)], &scope).await;
    let first = store.first_changes_of(&[(about, 1)], &scope).await;

    for failure in [listed.err(), found.err(), first.err()] {
        assert!(
            matches!(
                failure,
                Some(Failure::Unreadable { table: "change_record", column: "deed", row: at })
                    if at == row.id
            ),
            "{failure:?}"
        );
    }
}
