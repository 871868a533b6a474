//! The gaps of the directory: listed and counted, whatever they are about.

mod arm;
mod kinds;
mod variants;

use sea_orm::FromQueryResult;
use sea_orm::prelude::*;

use super::reading::Row;
use super::{Doing, Result, Session};
use crate::domain::Id;
use crate::domain::contact::ContactType;
use crate::domain::gap::{
    Gap, GapCounts, GapFilter, GapKind, GapPosition, GapSeverity, GapSubject, ListedGap,
};
use crate::domain::page::{Page, Slice};

#[derive(FromQueryResult)]
struct GapRow {
    severity: i32,
    kind: i32,
    subject_name: String,
    subject: Uuid,
    type_rank: i32,
    item: Uuid,
    about_offer: i32,
}

#[derive(FromQueryResult)]
struct CountRow {
    severity: i32,
    kind: i32,
    gaps: i64,
}

impl<C: ConnectionTrait> Session<C> {
    /// A page of the gaps that a filter lets through, the worst first: one statement.
    pub async fn gaps(
        &self,
        filter: &GapFilter,
        page: &Page<GapPosition>,
    ) -> Result<Slice<ListedGap>> {
        let Some(query) = arm::page(&kinds::arms(filter), page) else {
            return Ok(page.slice(Vec::new()));
        };
        let statement = self.connection().get_database_backend().build(&query);
        let rows = GapRow::find_by_statement(statement)
            .all(self.connection())
            .await;
        let gaps: Result<Vec<_>> = rows
            .doing("list gaps")?
            .into_iter()
            .map(GapRow::read)
            .collect();
        Ok(page.slice(gaps?))
    }

    /// How many gaps of each kind and severity a filter lets through: one statement.
    pub async fn gap_counts(&self, filter: &GapFilter) -> Result<GapCounts> {
        let mut counts = GapCounts::new();
        let Some(query) = arm::counts(&kinds::arms(filter)) else {
            return Ok(counts);
        };
        let statement = self.connection().get_database_backend().build(&query);
        let rows = CountRow::find_by_statement(statement)
            .all(self.connection())
            .await;
        for row in rows.doing("count gaps")? {
            let at = read_at(Uuid::nil());
            let severity = at.read("severity", nth(GapSeverity::ALL, row.severity))?;
            let kind = at.read("kind", nth(GapKind::ALL, row.kind))?;
            if row.gaps > 0 {
                *counts.entry((severity, kind)).or_default() += row.gaps.unsigned_abs();
            }
        }
        Ok(counts)
    }

    /// How many gaps a filter lets through.
    pub async fn count_gaps(&self, filter: &GapFilter) -> Result<u64> {
        Ok(self.gap_counts(filter).await?.values().sum())
    }
}

impl GapRow {
    fn read(self) -> Result<ListedGap> {
        let at = read_at(self.subject);
        let kind = at.read("kind", nth(GapKind::ALL, self.kind))?;
        let contact_type = match self.type_rank {
            0 => None,
            rank => Some(at.read("type_rank", nth(ContactType::ALL, rank - 1))?),
        };
        let about = match self.about_offer {
            0 => GapSubject::Publisher(Id::new(self.subject)),
            _ => GapSubject::Offer(Id::new(self.subject)),
        };
        let gap = Gap {
            contact_type,
            contact: (self.item != self.subject).then(|| Id::new(self.item)),
            about: Some(about),
            ..Gap::of(kind)
        };
        let position = GapPosition {
            severity: at.read("severity", nth(GapSeverity::ALL, self.severity))?,
            kind,
            name: self.subject_name,
            subject: self.subject,
            contact_type,
            item: self.item,
        };
        Ok(ListedGap { gap, position })
    }
}

/// The value of a closed set that a rank stands for.
fn nth<T: Copy>(all: &[T], rank: i32) -> Option<T> {
    all.get(usize::try_from(rank).ok()?).copied()
}

fn read_at(key: Uuid) -> Row {
    Row { table: "gap", key }
}
