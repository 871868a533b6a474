//! How a deed is refused: it was not done, nothing of it, and this is why.

use crate::domain::actor::{Actor, Permission, Realm};
use crate::domain::change::Cause;
use crate::domain::flaw::{ChangeProblem, Flaws, LONGEST_NOTE, Problem};
use crate::store::{self, Failure};

/// Why a deed was not done; `T` is what it was to be done to.
#[derive(Debug)]
pub enum Refused<T, P> {
    /// Who wanted it did not sign in.
    NotSignedIn,
    /// Who wanted it may not.
    NotAllowed,
    /// Something is wrong with what was asked for: all of it.
    Flawed(Flaws<P>),
    /// Somebody else changed the thing since.
    Overtaken {
        /// What it is now.
        current: Box<T>,
        /// How that is told.
        problem: P,
        /// The field that names the version that was seen.
        field: &'static str,
    },
    /// The store failed.
    Broken(Failure),
}

/// What came of a deed.
pub type Outcome<T, P> = Result<T, Refused<T, P>>;

/// That somebody may not do something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Denied {
    NotSignedIn,
    NotAllowed,
}

impl<T, P> From<Denied> for Refused<T, P> {
    fn from(denied: Denied) -> Self {
        match denied {
            Denied::NotSignedIn => Self::NotSignedIn,
            Denied::NotAllowed => Self::NotAllowed,
        }
    }
}

impl<T, P> From<Failure> for Refused<T, P> {
    fn from(failure: Failure) -> Self {
        Self::Broken(failure)
    }
}

impl<T, P> From<Flaws<P>> for Refused<T, P> {
    fn from(flaws: Flaws<P>) -> Self {
        Self::Flawed(flaws)
    }
}

/// Lets through who may do this to something, before anything is looked up: who may do it to nothing
/// does not learn what is there.
pub(super) fn admit(actor: &Actor, permission: Permission) -> Result<(), Denied> {
    answer(actor, actor.may_somewhere(permission))
}

/// Lets through who may do this to something of this owner.
pub(super) fn allow(actor: &Actor, permission: Permission, of: Realm) -> Result<(), Denied> {
    answer(actor, actor.may(permission, of))
}

fn answer(actor: &Actor, may: bool) -> Result<(), Denied> {
    match (may, actor.is_signed_in()) {
        (true, _) => Ok(()),
        (false, true) => Err(Denied::NotAllowed),
        (false, false) => Err(Denied::NotSignedIn),
    }
}

/// What is wrong with the note on why it is done.
pub(super) fn note_flaws<P: Problem>(cause: &Cause) -> Flaws<P> {
    let mut flaws = Flaws::default();
    let is_long = |note: &String| note.chars().nth(LONGEST_NOTE).is_some();
    if cause.note.as_ref().is_some_and(is_long) {
        flaws.push("note", P::NOTE_TOO_LONG);
    }
    flaws
}

/// Refuses what is wrong with anything.
pub(super) fn sound<T, P>(flaws: Flaws<P>) -> Result<(), Refused<T, P>> {
    flaws.unless_flawed(|| ()).map_err(Refused::Flawed)
}

/// Refuses a thing that is not there, or not for who asks.
pub(super) fn not_found<T, P: ChangeProblem>(mut flaws: Flaws<P>) -> Refused<T, P> {
    flaws.push("id", P::NOT_FOUND);
    Refused::Flawed(flaws)
}

/// Refuses a version that is no longer the latest.
pub(super) fn latest<T: Clone, P: ChangeProblem>(
    kept: &T,
    version: i32,
    expected: i32,
) -> Result<(), Refused<T, P>> {
    latest_in("expected_version", kept, version, expected)
}

/// The same for a version that stands in this field.
pub(super) fn latest_in<T: Clone, P: ChangeProblem>(
    field: &'static str,
    kept: &T,
    version: i32,
    expected: i32,
) -> Result<(), Refused<T, P>> {
    if version == expected {
        Ok(())
    } else {
        Err(Refused::Overtaken {
            current: Box::new(kept.clone()),
            problem: P::VERSION_CONFLICT,
            field,
        })
    }
}

/// What was written, unless an index refused it: somebody was there first.
pub(super) fn unless_duplicate<W, T, P>(
    written: store::Result<W>,
    field: &'static str,
    problem: P,
) -> Result<W, Refused<T, P>> {
    written.map_err(|failure| {
        if failure.is_duplicate() {
            let mut flaws = Flaws::default();
            flaws.push(field, problem);
            Refused::Flawed(flaws)
        } else {
            Refused::Broken(failure)
        }
    })
}
