//! What came of a run, in numbers.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde_json::Value;

use crate::support::Reply;

/// The numbers.
#[derive(Default)]
pub(super) struct Tally {
    pub(super) operations: usize,
    /// Answered without errors.
    pub(super) done: usize,
    statuses: BTreeMap<u16, usize>,
    codes: BTreeMap<String, usize>,
    problems: BTreeMap<String, usize>,
    /// The fields at the root that gave something.
    reached: BTreeSet<String>,
}

impl Tally {
    /// Counts an answer.
    pub(super) fn count(&mut self, reply: &Reply) {
        self.operations += 1;
        *self.statuses.entry(reply.status.as_u16()).or_default() += 1;
        let body: Value = serde_json::from_str(&reply.body).unwrap_or_default();
        let Some(errors) = body["errors"].as_array() else {
            self.done += 1;
            return;
        };
        let codes = errors
            .iter()
            .map(|error| error["extensions"]["code"].as_str());
        for code in codes.collect::<BTreeSet<_>>() {
            let code = code.unwrap_or("none").to_owned();
            *self.codes.entry(code).or_default() += 1;
        }
    }

    /// Counts what a field at the root gave: data, or what is to be mended.
    pub(super) fn reach(&mut self, door: &str, given: &Value) {
        if !given.is_null() {
            self.reached.insert(door.to_owned());
        }
        for problem in given["userErrors"].as_array().into_iter().flatten() {
            let code = problem["code"].as_str().unwrap_or("not asked for");
            *self.problems.entry(code.to_owned()).or_default() += 1;
        }
    }

    /// Whether a field at the root ever gave something.
    pub(super) fn has_reached(&self, door: &str) -> bool {
        self.reached.contains(door)
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            operations, done, ..
        } = self;
        writeln!(f, "{operations} operations, {done} answered without errors")?;
        writeln!(f, "by status: {:?}", self.statuses)?;
        writeln!(f, "by code: {:?}", self.codes)?;
        write!(f, "by user error: {:?}", self.problems)
    }
}
