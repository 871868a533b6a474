//! Rules: the editions of the source, and the overrides beside them.

mod editions;
mod overrides;

pub(super) use overrides::override_;

use super::Result;
use super::reading::Row;
use crate::domain::inquiry::Party;
use crate::domain::responsibility::Responsible;

/// One or two responsible parties, as they are stored.
fn responsible(at: Row, one: &str, other: Option<&str>) -> Result<Responsible> {
    let one = at.read("responsible", Party::from_code(one))?;
    match other {
        None => Ok(Responsible::One(one)),
        Some(other) => Ok(Responsible::Shared(
            one,
            at.read("also_responsible", Party::from_code(other))?,
        )),
    }
}

/// The codes of one or two responsible parties, as they are stored.
fn responsible_codes(responsible: Responsible) -> (String, Option<String>) {
    match responsible {
        Responsible::One(party) => (party.code().to_owned(), None),
        Responsible::Shared(one, other) => (one.code().to_owned(), Some(other.code().to_owned())),
    }
}
