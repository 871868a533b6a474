//! Labels: by what counts are told apart.

use std::fmt::{Error, Write};
use std::sync::Arc;

use axum::http::Method;
use prometheus_client::encoding::{EncodeLabelSet, EncodeLabelValue, LabelValueEncoder};

use crate::graphql::OperationKind;
use crate::http::answer::Verdict;

/// The route that a request took, and what came of it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
pub(super) struct Routed {
    pub(super) route: String,
    pub(super) method: &'static str,
    pub(super) status: u16,
}

/// What was run, and what came of it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
pub(super) struct Run {
    pub(super) kind: Kind,
    pub(super) name: Arc<str>,
    pub(super) outcome: Outcome,
}

/// What ended, and how.
#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
pub(super) struct Ended {
    pub(super) kind: Kind,
    pub(super) outcome: Outcome,
}

/// What is wrong.
#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
pub(super) struct Code {
    pub(super) code: String,
}

/// Connections of a pool.
#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
pub(super) struct Pooled {
    pub(super) purpose: &'static str,
    pub(super) does: &'static str,
}

/// A kind of operation; none of one that was refused before it was known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Kind(pub(super) Option<OperationKind>);

/// What came of an operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Outcome(pub(super) Verdict);

impl EncodeLabelValue for Kind {
    fn encode(&self, encoder: &mut LabelValueEncoder) -> Result<(), Error> {
        encoder.write_str(self.0.map_or("unknown", OperationKind::word))
    }
}

impl EncodeLabelValue for Outcome {
    fn encode(&self, encoder: &mut LabelValueEncoder) -> Result<(), Error> {
        encoder.write_str(self.0.word())
    }
}

/// A method as it is counted: whoever sends a request may make others up.
pub(in crate::http) fn method(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::POST => "POST",
        Method::HEAD => "HEAD",
        Method::OPTIONS => "OPTIONS",
        _ => "other",
    }
}
