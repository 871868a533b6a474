//! An arm of the list of gaps: the SELECT that finds those of one kind in one kind of things.

use sea_orm::prelude::*;
use sea_orm::sea_query::{Alias, Expr, Query, SelectStatement, UnionType};

use crate::domain::contact::ContactType;
use crate::domain::gap::{GapKind, GapPosition, GapSeverity};
use crate::domain::page::Page;
use crate::store::keyset::Keyset;

/// What a gap of an arm is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum About {
    Offer,
    Publisher,
}

/// The gaps of one kind and severity in one kind of things.
pub(super) struct Arm {
    pub(super) severity: GapSeverity,
    pub(super) kind: GapKind,
    pub(super) about: About,
    /// The folded title or name of what a gap is about.
    pub(super) name: Expr,
    /// The key of what a gap is about.
    pub(super) subject: Expr,
    /// The rank of the contact type; see [`type_rank`].
    pub(super) contact_type: Expr,
    /// The key of the doubtful contact, else that of the subject once more: an absent key has no place in an order.
    pub(super) item: Expr,
    /// Where the gaps are and what makes them gaps, without columns.
    pub(super) rows: SelectStatement,
}

/// The columns of a page, in the order of the list but for the last.
#[derive(Clone, Copy, DeriveIden)]
enum Column {
    Severity,
    Kind,
    SubjectName,
    Subject,
    TypeRank,
    Item,
    AboutOffer,
}

/// What all arms are ordered by together.
const ORDER: [Column; 6] = [
    Column::Severity,
    Column::Kind,
    Column::SubjectName,
    Column::Subject,
    Column::TypeRank,
    Column::Item,
];

/// What an arm is ordered by: its severity and kind are always the same.
const ORDER_WITHIN: [Column; 4] = [
    Column::SubjectName,
    Column::Subject,
    Column::TypeRank,
    Column::Item,
];

/// The place of a contact type in the order of the list, as a number; 0 when a gap is about none.
pub(super) fn type_rank(contact_type: Option<ContactType>) -> usize {
    contact_type.map_or(0, |contact_type| 1 + rank(ContactType::ALL, contact_type))
}

fn rank<T: Copy + PartialEq>(all: &[T], value: T) -> usize {
    all.iter()
        .position(|known| *known == value)
        .expect("a closed set lists all its values")
}

/// A number that stands in the statement itself: a parameter would have no type there on PostgreSQL.
pub(super) fn number(number: usize) -> Expr {
    Expr::cust(number.to_string())
}

impl Arm {
    /// A page of the arm; `None` when all of it lies outside the page.
    fn page(&self, page: &Page<GapPosition>) -> Option<SelectStatement> {
        let own = (self.severity, self.kind);
        let of = |position: &GapPosition| (position.severity, position.kind);
        let is_passed = page.after.as_ref().is_some_and(|after| own < of(after));
        let is_beyond = page.before.as_ref().is_some_and(|before| own > of(before));
        if is_passed || is_beyond {
            return None;
        }
        // A position cuts the arms of its own kind only.
        let page = Page {
            after: page.after.clone().filter(|after| of(after) == own),
            before: page.before.clone().filter(|before| of(before) == own),
            ..*page
        };
        let keys = Keyset {
            keys: vec![
                self.name.clone(),
                self.subject.clone(),
                self.contact_type.clone(),
                self.item.clone(),
            ],
            descending: false,
        };
        let mut rows = self.rows.clone();
        for bound in keys.bounds(&page, values) {
            rows.and_where(bound);
        }
        rows.expr_as(
            number(rank(GapSeverity::ALL, self.severity)),
            Column::Severity,
        )
        .expr_as(number(rank(GapKind::ALL, self.kind)), Column::Kind)
        .expr_as(self.name.clone(), Column::SubjectName)
        .expr_as(self.subject.clone(), Column::Subject)
        .expr_as(self.contact_type.clone(), Column::TypeRank)
        .expr_as(self.item.clone(), Column::Item)
        .expr_as(
            number(usize::from(self.about == About::Offer)),
            Column::AboutOffer,
        );
        order(&mut rows, &ORDER_WITHIN, &page);
        // SQLite orders no part of a union, unless it stands in brackets.
        let whole = Query::select()
            .expr(Expr::cust("*"))
            .from_subquery(rows, Alias::new("arm"))
            .to_owned();
        Some(whole)
    }

    fn count(&self) -> SelectStatement {
        self.rows
            .clone()
            .expr_as(
                number(rank(GapSeverity::ALL, self.severity)),
                Column::Severity,
            )
            .expr_as(number(rank(GapKind::ALL, self.kind)), Column::Kind)
            .expr_as(Expr::cust("COUNT(*)"), Alias::new("gaps"))
            .to_owned()
    }
}

/// A page of all arms together; `None` when there is nothing to read.
pub(super) fn page(arms: &[Arm], page: &Page<GapPosition>) -> Option<SelectStatement> {
    let mut all = union(arms.iter().filter_map(|arm| arm.page(page)))?;
    order(&mut all, &ORDER, page);
    Some(all)
}

/// How many gaps each arm holds; `None` when there is nothing to count.
pub(super) fn counts(arms: &[Arm]) -> Option<SelectStatement> {
    union(arms.iter().map(Arm::count))
}

fn union(selects: impl Iterator<Item = SelectStatement>) -> Option<SelectStatement> {
    selects.reduce(|mut all, select| {
        all.union(UnionType::All, select);
        all
    })
}

/// Orders and cuts a page: one row more than it holds tells whether the list goes on.
fn order(select: &mut SelectStatement, columns: &[Column], page: &Page<GapPosition>) {
    let keys = Keyset {
        keys: columns.iter().map(|&column| Expr::col(column)).collect(),
        descending: false,
    };
    for (key, direction) in keys.order(page.direction) {
        select.order_by_expr(key, direction);
    }
    select.limit(u64::from(page.size) + 1);
}

fn values(position: &GapPosition) -> Vec<Expr> {
    vec![
        Expr::value(position.name.as_str()),
        Expr::value(position.subject),
        number(type_rank(position.contact_type)),
        Expr::value(position.item),
    ]
}
