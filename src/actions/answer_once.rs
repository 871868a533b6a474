//! Answering once: a request that is repeated under its key is not carried out again, and gets its first
//! answer.
//!
//! A request is written down before it is carried out, and its answer after. In between the process may
//! end; then the change records tell whether anything was done, for they name their request.

use std::time::Duration;

use chrono::{TimeDelta, Utc};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::domain::actor::Actor;
use crate::domain::repeat::RequestKey;
use crate::store::{self, KeyedRequest, Store};

/// How long answers are given again.
const REMEMBERED: TimeDelta = TimeDelta::days(1);

/// A request that may be repeated under its key.
#[derive(Clone, Debug)]
pub struct Repeatable {
    /// Who asks; a key is theirs alone.
    pub actor: Actor,
    /// The key.
    pub key: RequestKey,
    /// What is asked, to the last letter, and with which rights.
    pub asked: Fingerprint,
    /// The request that would carry it out.
    pub request: Uuid,
    /// After how long a request that did not answer is no longer running.
    pub patience: Duration,
}

/// A digest of what is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fingerprint(String);

impl Fingerprint {
    /// The digest of the parts of a request.
    pub fn of(parts: &[&[u8]]) -> Self {
        let mut digest = Sha256::new();
        for part in parts {
            digest.update(part.len().to_be_bytes());
            digest.update(part);
        }
        let bytes = digest.finalize();
        Self(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
    }
}

/// What is to be done about a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Turn {
    /// It is the first: carry it out, and keep its answer or [`forget`] it.
    First,
    /// It was answered already, like this.
    Answered(String),
    /// The key was given to another request.
    KeyReused,
    /// The first is still running.
    StillRunning,
    /// The first was carried out, at least in part, and its answer was lost with the process.
    AnswerLost,
}

/// Finds out whether a request is the first under its key, and writes it down if it is.
pub async fn begin(store: &Store, asked: &Repeatable) -> store::Result<Turn> {
    let (actor, key) = (asked.actor.name(), &asked.key);
    let change = store.change().await?;
    change
        .forget_requests_before(Utc::now() - REMEMBERED)
        .await?;
    if let Some(earlier) = change.keyed_request(actor, key).await? {
        let (request, has_changed) = (
            earlier.request,
            change.has_changed_anything(earlier.request).await?,
        );
        if let Some(turn) = turn(earlier, asked, has_changed) {
            return Ok(turn);
        }
        change.forget_keyed_request(actor, key, request).await?;
    }
    change
        .begin_keyed_request(actor, key, &asked.asked.0, asked.request)
        .await?;
    change.keep().await?;
    Ok(Turn::First)
}

/// What an earlier request under the key makes of this one; `None` when it came to nothing.
fn turn(earlier: KeyedRequest, asked: &Repeatable, has_changed: bool) -> Option<Turn> {
    if earlier.fingerprint != asked.asked.0 {
        return Some(Turn::KeyReused);
    }
    if let Some(answer) = earlier.answer {
        return Some(Turn::Answered(answer));
    }
    let age = (Utc::now() - earlier.asked_at).to_std().unwrap_or_default();
    if age < asked.patience {
        return Some(Turn::StillRunning);
    }
    has_changed.then_some(Turn::AnswerLost)
}

/// Keeps the answer of a request that was carried out.
pub async fn keep_answer(store: &Store, asked: &Repeatable, answer: String) -> store::Result<()> {
    let change = store.change().await?;
    change
        .keep_answer(asked.actor.name(), &asked.key, asked.request, answer)
        .await?;
    change.keep().await
}

/// Keeps the answer of a request that failed, if it changed something before; otherwise forgets the request,
/// so that it can be tried again.
pub async fn keep_if_changed(
    store: &Store,
    asked: &Repeatable,
    answer: String,
) -> store::Result<()> {
    let (actor, key) = (asked.actor.name(), &asked.key);
    let change = store.change().await?;
    if change.has_changed_anything(asked.request).await? {
        change
            .keep_answer(actor, key, asked.request, answer)
            .await?;
    } else {
        change
            .forget_keyed_request(actor, key, asked.request)
            .await?;
    }
    change.keep().await
}

/// Forgets a request that was not carried out.
pub async fn forget(store: &Store, asked: &Repeatable) -> store::Result<()> {
    let change = store.change().await?;
    change
        .forget_keyed_request(asked.actor.name(), &asked.key, asked.request)
        .await?;
    change.keep().await
}
