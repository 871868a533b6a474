//! What is written down of each operation: it is counted, and named in the log when it was slow.
//!
//! Neither its text nor its variables are: both hold what people wrote.

use std::sync::Arc;
use std::time::{Duration, Instant};

use super::Service;
use super::answer::{Answer, Verdict};
use crate::graphql::{Admission, OperationKind};

/// An operation on its way, from when it is taken up until it is answered.
pub(super) struct Record {
    service: Arc<Service>,
    began: Instant,
    kind: Option<OperationKind>,
    name: Option<String>,
    cost: Option<u64>,
    is_closed: bool,
}

impl Record {
    /// Begins with an operation of which nothing is known yet.
    pub(super) fn begin(service: Arc<Service>) -> Self {
        Self {
            service,
            began: Instant::now(),
            kind: None,
            name: None,
            cost: None,
            is_closed: false,
        }
    }

    /// Notes what operation it turned out to be.
    pub(super) fn is_of(&mut self, admission: &Admission) {
        self.kind = Some(admission.kind());
        self.name = admission.name().map(str::to_owned);
        self.cost = Some(admission.cost());
        self.service.metrics.cost(admission.cost());
    }

    /// Ends with what the operation is answered.
    pub(super) fn answered(self, answer: &Answer) {
        self.service.metrics.errors(&answer.codes);
        self.ended(answer.verdict);
    }

    /// Ends with a stream that has begun.
    pub(super) fn streams(self) {
        self.ended(Verdict::Whole);
    }

    fn ended(mut self, verdict: Verdict) {
        self.close(verdict);
    }

    fn close(&mut self, verdict: Verdict) {
        self.is_closed = true;
        let took = self.began.elapsed();
        let name = self.name.as_deref();
        self.service.metrics.ended(self.kind, name, verdict, took);
        let slow = self.service.bounds.slow;
        if slow.is_some_and(|slow| took >= slow) {
            self.name_slow(verdict, took);
        }
    }

    fn name_slow(&self, verdict: Verdict, took: Duration) {
        tracing::warn!(
            kind = self.kind.map_or("unknown", OperationKind::word),
            name = self.name.as_deref().unwrap_or("unnamed"),
            cost = self.cost,
            outcome = verdict.word(),
            milliseconds = u64::try_from(took.as_millis()).unwrap_or(u64::MAX),
            "a slow operation"
        );
    }
}

impl Drop for Record {
    /// Whoever asked is gone before there was an answer.
    fn drop(&mut self) {
        if !self.is_closed {
            self.close(Verdict::Abandoned);
        }
    }
}
