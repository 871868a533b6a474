//! History: reading change records, the latest first.

mod after;
mod below;

use entity::change_record::{self, Column};
use sea_orm::prelude::*;
use sea_orm::sea_query::{Expr, ExprTrait, IntoColumnRef};
use sea_orm::{Condition, QueryOrder, QuerySelect};

use crate::domain::Id;
use crate::domain::actor::ContactScope;
use crate::domain::change::{ChangeFilter, ChangeRecord, Deed, Thing, ThingKind};
use crate::domain::contact::ContactType;
use crate::domain::page::{Page, Slice};
use crate::store::contacts::{own_offers, own_publishers};
use crate::store::keyset::Keyset;
use crate::store::reading::{Row, codes};
use crate::store::{Doing, Result, Session};

/// Reads a row back.
fn record(row: change_record::Model) -> Result<ChangeRecord> {
    let at = Row {
        table: "change_record",
        key: row.id,
    };
    Ok(ChangeRecord {
        id: Id::new(row.id),
        at: row.at,
        actor: row.actor,
        deed: at.read("deed", Deed::from_code(&row.deed))?,
        thing: Thing {
            kind: at.read("thing_kind", ThingKind::from_code(&row.thing_kind))?,
            key: row.thing_id,
        },
        before: row.before,
        after: row.after,
        note: row.note,
    })
}

/// What makes a record one that may be read: it is of no contact, or of one that may be read.
fn within(readable: &ContactScope) -> Condition {
    if readable.is_everything() {
        return Condition::all();
    }
    let of_types = Column::ContactType.is_in(codes(&readable.types, ContactType::code));
    let either = Condition::any()
        .add(Column::ThingKind.ne(ThingKind::Contact.code()))
        .add(of_types);
    if readable.publishers.is_empty() {
        return either;
    }
    either
        .add(Column::OwnerId.in_subquery(own_publishers(readable)))
        .add(Column::OwnerId.in_subquery(own_offers(readable)))
}

/// Records that stand in the histories of things of one kind.
struct Part {
    /// The kind of those things.
    of: ThingKind,
    /// The column by which a record names the thing in whose history it stands.
    by: Column,
    /// Which records they are.
    those: Condition,
}

/// The parts that make up the histories of some things. No record stands twice in one history.
fn parts(things: &[Thing]) -> Vec<Part> {
    let mut parts = Vec::new();
    for &of in ThingKind::ALL {
        let of_kind = things.iter().filter(|thing| thing.kind == of);
        let keys: Vec<Uuid> = of_kind.map(|thing| thing.key).collect();
        if keys.is_empty() {
            continue;
        }
        let done_to = |kind: ThingKind| Part {
            of,
            by: Column::ThingId,
            those: Condition::all()
                .add(Column::ThingId.is_in(keys.clone()))
                .add(Column::ThingKind.eq(kind.code())),
        };
        if of == ThingKind::Partner {
            // A tie belongs to the provider, and is kept under the reseller.
            parts.push(done_to(ThingKind::PartnerTie));
        }
        if of == ThingKind::Publisher {
            // What made it one with another is kept under that one.
            let Part { of, by, those } = done_to(of);
            let elsewhere = Expr::col(Column::OwnerId).not_equals(Column::ThingId);
            let those = those.add(elsewhere);
            parts.push(Part { of, by, those });
        }
        parts.push(if of.is_owner() {
            Part {
                of,
                by: Column::OwnerId,
                those: Condition::all().add(Column::OwnerId.is_in(keys)),
            }
        } else {
            done_to(of)
        });
    }
    parts
}

fn listed(filter: &ChangeFilter) -> Select<change_record::Entity> {
    let mut select = change_record::Entity::find().filter(within(&filter.scope));
    if let Some(thing) = filter.of {
        let parts = parts(&[thing]).into_iter();
        select = select.filter(parts.fold(Condition::any(), |any, part| any.add(part.those)));
    }
    if let Some(kinds) = &filter.kinds {
        select = select.filter(Column::ThingKind.is_in(codes(kinds, ThingKind::code)));
    }
    if let Some(deeds) = &filter.deeds {
        select = select.filter(Column::Deed.is_in(codes(deeds, Deed::code)));
    }
    if let Some(actor) = &filter.actor {
        // Nobody's name holds a NUL, and PostgreSQL refuses a text that does.
        select = if actor.contains('\0') {
            select.filter(Expr::value(false))
        } else {
            select.filter(Column::Actor.eq(actor.as_str()))
        };
    }
    if let Some(since) = filter.since {
        select = select.filter(Column::At.gte(since));
    }
    if let Some(until) = filter.until {
        select = select.filter(Column::At.lt(until));
    }
    select
}

impl<C: ConnectionTrait> Session<C> {
    /// A page of the changes that a filter lets through, the latest first.
    pub async fn changes(
        &self,
        filter: &ChangeFilter,
        page: &Page<Id<ChangeRecord>>,
    ) -> Result<Slice<ChangeRecord>> {
        let keys = Keyset {
            keys: vec![Expr::col(
                (change_record::Entity, Column::Id).into_column_ref(),
            )],
            descending: true,
        };
        let mut select = listed(filter);
        for bound in keys.bounds(page, |id| vec![Expr::value(id.key())]) {
            select = select.filter(bound);
        }
        for (key, direction) in keys.order(page.direction) {
            select = select.order_by(key, direction);
        }
        let rows = select
            .limit(u64::from(page.size) + 1)
            .all(self.connection())
            .await
            .doing("list changes")?;
        let changes: Result<Vec<_>> = rows.into_iter().map(record).collect();
        Ok(page.slice(changes?))
    }

    /// How many changes a filter lets through.
    pub async fn count_changes(&self, filter: &ChangeFilter) -> Result<u64> {
        listed(filter)
            .count(self.connection())
            .await
            .doing("count changes")
    }

    /// The changes with these ids that may be read, in no order.
    pub async fn changes_by_id(
        &self,
        ids: &[Id<ChangeRecord>],
        readable: &ContactScope,
    ) -> Result<Vec<ChangeRecord>> {
        let rows = change_record::Entity::find()
            .filter(Column::Id.is_in(ids.iter().map(|id| id.key())))
            .filter(within(readable))
            .all(self.connection())
            .await;
        rows.doing("read changes")?
            .into_iter()
            .map(record)
            .collect()
    }
}
