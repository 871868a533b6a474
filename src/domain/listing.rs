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
