//! A thing that something is to be done to, in the version that somebody saw.

use crate::domain::Id;
use crate::domain::id::Named;

/// Which thing, and the version of it that somebody saw.
#[derive(Clone, Debug)]
pub struct Seen<T: Named> {
    /// Which one.
    pub id: Id<T>,
    /// The version they saw.
    pub version: i32,
}
