//! What every write has in common: keys, times, and how much goes into one statement.

use chrono::{DateTime, SubsecRound, Utc};
use uuid::Uuid;

/// A new key; later ones sort after earlier ones.
pub(super) fn new_key() -> Uuid {
    Uuid::now_v7()
}

/// The time of a change, to the millisecond: what both databases give back as it was written.
pub(super) fn now() -> DateTime<Utc> {
    Utc::now().trunc_subsecs(3)
}

/// Rows that go into one statement: SQLite takes 32,766 values, and no table here has over 20 columns.
pub(super) const ROWS_PER_STATEMENT: usize = 500;
