//! Several requests that come at once, and are answered at once.

use axum::http::StatusCode;

use super::answer::Answer;
use super::unread::Unread;

/// Why a batch under an `Idempotency-Key` is refused.
pub(super) const NOT_REPEATABLE: Unread =
    Unread::bad("An `Idempotency-Key` is for one request, and not for a batch.");

/// Why a batch whose client takes nothing but events is refused.
pub(super) const NOT_STREAMED: Unread =
    Unread::bad("A batch is answered at once, and not as a stream of events.");

/// The answers to a batch, as one: 200, whatever came of each.
pub(super) fn joined(answers: &[Answer]) -> Answer {
    let bodies: Vec<&str> = answers.iter().map(|answer| answer.body.as_str()).collect();
    let all = format!("[{}]", bodies.join(","));
    // What became of each was counted with it.
    let mut joined = Answer::partial(StatusCode::OK, all, Vec::new());
    joined.left = answers
        .last()
        .map(|answer| answer.left.clone())
        .unwrap_or_default();
    joined
}
