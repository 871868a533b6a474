//! How far requests may go besides their documents, one bound at a time.

use std::time::Duration;

use serde_json::{Value, json};

use crate::graphql::told;

/// A bound that somebody goes beyond. Programs read which one it is, how far it goes, and what was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Beyond {
    /// Its name, as clients match on it.
    bound: &'static str,
    limit: u64,
    found: u64,
}

impl Beyond {
    pub(super) fn new(bound: &'static str, limit: usize, found: u64) -> Self {
        Self {
            bound,
            limit: limit as u64,
            found,
        }
    }

    /// By the one that is too many; nobody counts any further.
    pub(super) fn by_one(bound: &'static str, limit: usize) -> Self {
        Self::new(bound, limit, limit as u64 + 1)
    }

    /// A time that is over. What takes longer is cut off, so that is how long it took.
    pub(super) fn time(limit: Duration) -> Self {
        let milliseconds = u64::try_from(limit.as_millis()).unwrap_or(u64::MAX);
        Self {
            bound: "milliseconds",
            limit: milliseconds,
            found: milliseconds,
        }
    }

    /// A well-formed GraphQL answer that says so, with no data.
    pub(super) fn refusal(self, message: &str, code: &str) -> Value {
        let Self {
            bound,
            limit,
            found,
        } = self;
        let extensions =
            json!({ "code": code, "bound": bound, "limit": told(limit), "found": told(found) });
        json!({ "errors": [{ "message": message, "extensions": extensions }] })
    }
}
