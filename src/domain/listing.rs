//! Orders and places of the long lists.

use chrono::{DateTime, Utc};
use uuid::Uuid;

closed_set! {
    /// In what order things with a title are listed.
    pub enum ListOrder {
        /// By title, case and accents ignored.
        Title = "TITLE",
        /// The last changed first.
        Updated = "UPDATED",
        /// The best match first; by title when nothing is searched for.
        Relevance = "RELEVANCE",
    }
}

impl ListOrder {
    /// The order of a list: as asked; the best match first for a search, else by title, if not asked.
    /// Without a search nothing is more relevant than another.
    pub fn chosen(asked: Option<Self>, search: Option<&str>) -> Self {
        let is_searched = search.is_some_and(|text| !text.trim().is_empty());
        match asked {
            None | Some(Self::Relevance) if is_searched => Self::Relevance,
            None | Some(Self::Relevance) => Self::Title,
            Some(order) => order,
        }
    }
}

/// A place in a list of things with a title; the id makes it total.
#[derive(Clone, Debug, PartialEq)]
pub enum Position {
    /// In title order.
    Title {
        /// The folded title.
        title: String,
        /// The key of the thing.
        key: Uuid,
    },
    /// In the order of changes.
    Updated {
        /// When it was changed.
        at: DateTime<Utc>,
        /// The key of the thing.
        key: Uuid,
    },
    /// In the order of matches.
    Relevance {
        /// How good the match is; 0 is best.
        rank: i32,
        /// The folded title.
        title: String,
        /// The key of the thing.
        key: Uuid,
    },
}
