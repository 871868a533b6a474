//! Runs what a request holds, within its time, and lets no panic out.

use std::panic::AssertUnwindSafe;
use std::time::Duration;

use axum::http::{HeaderMap, StatusCode};
use futures_util::FutureExt;
use tokio::time::{Instant, timeout_at};

use super::answer::Answer;
use super::fault::{self, refusal};
use super::media_type::MediaType;
use super::outcome;
use super::speech::{Unread, request_key};
use super::written::{Body, Written};
use super::{Service, batch};
use crate::domain::repeat::RequestKey;
use crate::graphql::{Asked, Caller, Repeat, Weighing};

/// What runs documents: for whom, how long, and how it is told what came of them.
pub(super) struct Run<'r> {
    pub(super) service: &'r Service,
    pub(super) media_type: MediaType,
    pub(super) deadline: Instant,
    pub(super) weight: Weighing,
    pub(super) caller: Caller,
}

impl Run<'_> {
    /// Runs what a body holds: the requests of a batch one after the other, so that each finds what those
    /// before it changed.
    pub(super) async fn body(&self, headers: &HeaderMap, body: Body) -> Result<Answer, Unread> {
        let key = request_key(headers)?;
        match body {
            Body::One(written) => Ok(self.one(written, key).await),
            Body::Batch(_) if key.is_some() => Err(batch::NOT_REPEATABLE),
            Body::Batch(entries) => {
                let mut answers = Vec::with_capacity(entries.len());
                for entry in entries {
                    answers.push(match entry {
                        Ok(written) => self.one(written, None).await,
                        Err(unread) => unread.into(),
                    });
                }
                Ok(batch::joined(&answers))
            }
        }
    }

    async fn one(&self, written: Written, key: Option<RequestKey>) -> Answer {
        let known = &self.service.known;
        let found = match known.find(written.document, written.operation_name.as_deref()) {
            Ok(found) => found,
            Err(unknown) => return unknown.answer(self.media_type),
        };
        let patience = self.service.bounds.time + SETTLING;
        let asked = Asked {
            query: found.text,
            operation_name: written.operation_name,
            variables: written.variables,
            upload: written.upload,
            safety: written.safety,
            weight: self.weight,
            repeat: key.map(|key| Repeat { key, patience }),
        };
        let request_id = &self.caller.request_id;
        let run = self.service.engine.answer(asked, self.caller.clone());
        match timeout_at(self.deadline, AssertUnwindSafe(run).catch_unwind()).await {
            Ok(Ok(outcome)) => {
                if outcome::is_of_a_sound_document(&outcome) {
                    known.remember(found.to_remember);
                }
                outcome::answer(outcome, self.media_type, request_id)
            }
            Ok(Err(panic)) => fault::panicked_in(request_id, &*panic),
            Err(_) => too_slow(),
        }
    }
}

/// How long a request that was cut off may take to let go of what it holds.
const SETTLING: Duration = Duration::from_secs(2);

pub(super) fn too_slow() -> Answer {
    let body = refusal("The request took longer than it may.", "TIMEOUT");
    Answer::new(StatusCode::GATEWAY_TIMEOUT, &body)
}
