//! Repeated mutations: a request under a key that was carried out before gets its first answer again.

use std::time::Duration;

use async_graphql::Response;

use super::engine::{Asked, Caller, Outcome};
use super::fault::code;
use super::uploads::Uploaded;
use crate::actions::answer_once::{self, Fingerprint, Repeatable, Turn};
use crate::domain::repeat::RequestKey;
use crate::store::{Store, chain};

/// The key of a request, and how long a request may run.
#[derive(Clone, Debug)]
pub struct Repeat {
    /// The key.
    pub key: RequestKey,
    /// After how long a request that did not answer is no longer running.
    pub patience: Duration,
}

/// Why a request under a key is neither carried out nor answered as before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotRepeated {
    /// The key was given to another request.
    KeyReused,
    /// The first request is still running.
    StillRunning,
    /// The first request was carried out, and its answer is lost.
    AnswerLost,
}

impl NotRepeated {
    /// The code of the refusal.
    pub fn code(self) -> &'static str {
        match self {
            Self::KeyReused => code::IDEMPOTENCY_KEY_REUSED,
            Self::StillRunning => code::IDEMPOTENCY_KEY_IN_USE,
            Self::AnswerLost => code::IDEMPOTENCY_ANSWER_LOST,
        }
    }

    /// What a client reads.
    pub fn message(self) -> &'static str {
        match self {
            Self::KeyReused => {
                "This Idempotency-Key was given to another request; a new request needs a new key."
            }
            Self::StillRunning => {
                "The request with this Idempotency-Key is still running; ask again in a moment."
            }
            Self::AnswerLost => {
                "The request with this Idempotency-Key was carried out, and its answer was lost: \
                 look at what it was to change before you send it under a new key."
            }
        }
    }
}

/// A request whose answer is kept for when it is repeated.
pub(super) struct Kept(Repeatable);

/// Finds out whether a request is to be carried out; otherwise gives what is to be answered.
pub(super) async fn begin(
    store: &Store,
    repeat: Repeat,
    asked: &Asked,
    caller: &Caller,
) -> Result<Option<Kept>, Outcome> {
    // Who did not sign in changes nothing, and shares a name with everybody else who did not.
    let request = uuid::Uuid::parse_str(&caller.request_id).ok();
    let Some(request) = request.filter(|_| caller.actor.is_signed_in()) else {
        return Ok(None);
    };
    let variables = serde_json::to_string(&asked.variables).unwrap_or_default();
    let operation = asked.operation_name.as_deref().unwrap_or_default();
    let rights = caller.actor.rights();
    // What may be read decides what is answered: with other rights it is another request.
    let texts = [asked.query.as_str(), operation, &variables, &rights];
    let mut parts = texts.map(str::as_bytes).to_vec();
    let upload = asked.upload.as_ref().map(Uploaded::parts);
    if let Some((place, name, bytes)) = &upload {
        parts.extend([place.as_bytes(), name.as_bytes(), bytes]);
    }
    let repeatable = Repeatable {
        actor: caller.actor.clone(),
        key: repeat.key,
        asked: Fingerprint::of(&parts),
        request,
        patience: repeat.patience,
    };
    match answer_once::begin(store, &repeatable).await {
        Ok(Turn::First) => Ok(Some(Kept(repeatable))),
        Ok(Turn::Answered(answer)) => Err(Outcome::Again(answer)),
        Ok(Turn::KeyReused) => Err(Outcome::NotRepeated(NotRepeated::KeyReused)),
        Ok(Turn::StillRunning) => Err(Outcome::NotRepeated(NotRepeated::StillRunning)),
        Ok(Turn::AnswerLost) => Err(Outcome::NotRepeated(NotRepeated::AnswerLost)),
        Err(failure) if failure.is_busy() => {
            tracing::warn!(error = %chain(&failure), "a request with a key could not begin");
            Err(Outcome::Busy)
        }
        Err(failure) => {
            tracing::error!(error = %chain(&failure), "a request with a key could not begin");
            Err(Outcome::Broken)
        }
    }
}

impl Kept {
    /// Keeps the answer. One that tells of a fault, of a request that changed nothing, is not worth keeping:
    /// whoever was not allowed may be when they try again.
    pub(super) async fn answered(self, store: &Store, response: &Response) {
        let answer = serde_json::to_string(response).expect("an answer was made of JSON");
        let kept = if response.errors.is_empty() {
            answer_once::keep_answer(store, &self.0, answer).await
        } else {
            answer_once::keep_if_changed(store, &self.0, answer).await
        };
        if let Err(failure) = kept {
            tracing::error!(error = %chain(&failure), "the answer of a request with a key could not be kept");
        }
    }

    /// Forgets a request that was not run.
    pub(super) async fn not_run(self, store: &Store) {
        if let Err(failure) = answer_once::forget(store, &self.0).await {
            tracing::error!(error = %chain(&failure), "a request with a key could not be forgotten");
        }
    }
}
