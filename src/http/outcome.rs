//! What came of a document, as HTTP tells it: a status, a body, and what stands in its head.

use axum::http::header::{ALLOW, RETRY_AFTER};
use axum::http::{HeaderName, HeaderValue, StatusCode};
use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::{Value, json};

use super::answer::Answer;
use super::fault::{self, refusal};
use super::media_type::MediaType;
use crate::graphql::{BUSY_MESSAGE, NotRepeated, Outcome, code, codes};

/// Says that an answer was given before.
static REPLAYED: HeaderName = HeaderName::from_static("idempotency-replayed");

/// Whether the document was found to be sound.
pub(super) fn is_of_a_sound_document(outcome: &Outcome) -> bool {
    matches!(outcome, Outcome::Run(_) | Outcome::Again(_))
}

/// The answer to a document.
pub(super) fn answer(outcome: Outcome, media_type: MediaType, request_id: &str) -> Answer {
    match outcome {
        Outcome::Run(response) => match serde_json::to_string(&response) {
            Ok(body) if response.errors.is_empty() => Answer::whole(body),
            Ok(body) => Answer::partial(media_type.failed_in_part(), body, codes(&response.errors)),
            Err(error) => {
                tracing::error!(%error, "an answer could not be written");
                broken(request_id)
            }
        },
        Outcome::NotRun(errors) => {
            let errors = serde_json::to_value(errors).unwrap_or(Value::Null);
            Answer::new(media_type.not_run(), &json!({ "errors": errors }))
        }
        Outcome::Unsafe => {
            let body = refusal("Send mutations by POST.", "METHOD_NOT_ALLOWED");
            Answer::new(StatusCode::METHOD_NOT_ALLOWED, &body)
                .with(ALLOW, HeaderValue::from_static("POST"))
        }
        Outcome::Again(answer) => {
            let answer = if failed_in_part(&answer) {
                // The errors were counted when they were made.
                Answer::partial(media_type.failed_in_part(), answer, Vec::new())
            } else {
                Answer::whole(answer)
            };
            answer.with(&REPLAYED, HeaderValue::from_static("true"))
        }
        Outcome::NotRepeated(why) => not_repeated(why),
        Outcome::Busy => {
            let body = refusal(BUSY_MESSAGE, code::UNAVAILABLE);
            Answer::new(StatusCode::SERVICE_UNAVAILABLE, &body).with(RETRY_AFTER, 1)
        }
        Outcome::Broken => broken(request_id),
    }
}

fn broken(request_id: &str) -> Answer {
    let status = StatusCode::INTERNAL_SERVER_ERROR;
    Answer::new(status, &fault::ours(request_id))
}

/// Whether an answer that was given before tells of errors.
fn failed_in_part(answer: &str) -> bool {
    #[derive(Deserialize)]
    struct Told {
        errors: Option<IgnoredAny>,
    }
    serde_json::from_str(answer).is_ok_and(|told: Told| told.errors.is_some())
}

fn not_repeated(why: NotRepeated) -> Answer {
    let status = match why {
        NotRepeated::KeyReused => StatusCode::UNPROCESSABLE_ENTITY,
        NotRepeated::StillRunning | NotRepeated::AnswerLost => StatusCode::CONFLICT,
    };
    let answer = Answer::new(status, &refusal(why.message(), why.code()));
    if why == NotRepeated::StillRunning {
        answer.with(RETRY_AFTER, 1)
    } else {
        answer
    }
}
