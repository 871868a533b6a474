//! Keyset paging: how a page of a totally ordered list becomes conditions and an order.

use sea_orm::sea_query::{Expr, ExprTrait, Order};

use crate::domain::listing::Position;
use crate::domain::page::{Direction, Page};

/// The keys of a list's order, most significant first; all of them run the same way.
pub(super) struct Keyset {
    pub(super) keys: Vec<Expr>,
    /// Whether the list itself runs downwards, as the last changed first.
    pub(super) descending: bool,
}

impl Keyset {
    /// The condition that a page puts on the keys, given the values of a position.
    pub(super) fn bounds<P>(&self, page: &Page<P>, values: impl Fn(&P) -> Vec<Expr>) -> Vec<Expr> {
        let beyond = |position: &P, upwards: bool| {
            let (keys, values) = (
                Expr::tuple(self.keys.clone()),
                Expr::tuple(values(position)),
            );
            if upwards {
                keys.gt(values)
            } else {
                keys.lt(values)
            }
        };
        let after = page
            .after
            .as_ref()
            .map(|position| beyond(position, !self.descending));
        let before = page
            .before
            .as_ref()
            .map(|position| beyond(position, self.descending));
        after.into_iter().chain(before).collect()
    }

    /// The order in which a page is read.
    pub(super) fn order(&self, direction: Direction) -> impl Iterator<Item = (Expr, Order)> + '_ {
        let upwards = (direction == Direction::Forward) != self.descending;
        let order = if upwards { Order::Asc } else { Order::Desc };
        self.keys
            .iter()
            .map(move |key| (key.clone(), order.clone()))
    }
}

/// The values of a position, in the order of the keys it belongs to.
pub(super) fn values(position: &Position) -> Vec<Expr> {
    match position {
        Position::Title { title, key } => vec![Expr::value(title.as_str()), Expr::value(*key)],
        Position::Updated { at, key } => vec![Expr::value(*at), Expr::value(*key)],
        Position::Relevance { rank, title, key } => {
            vec![
                Expr::value(*rank),
                Expr::value(title.as_str()),
                Expr::value(*key),
            ]
        }
    }
}
