//! Answers to requests that never became a question.

use std::any::Any;

use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use super::answer::Answer;
use crate::graphql::{INTERNAL_MESSAGE, code};

/// A well-formed GraphQL answer with one error, and no data.
pub(super) fn refusal(message: &str, code: &str) -> Value {
    json!({ "errors": [{ "message": message, "extensions": { "code": code } }] })
}

/// What a path that leads nowhere answers.
pub(super) async fn no_such_page() -> Response {
    let body = refusal(
        "There is nothing here; the graph is at /graphql.",
        code::NOT_FOUND,
    );
    (StatusCode::NOT_FOUND, Json(body)).into_response()
}

/// What a request answers whose handling panicked outside the graph.
#[expect(clippy::needless_pass_by_value, reason = "the layer calls it so")]
pub(super) fn panicked(panic: Box<dyn Any + Send>) -> Response {
    log_panic(&*panic);
    let body = refusal(INTERNAL_MESSAGE, code::INTERNAL);
    (StatusCode::INTERNAL_SERVER_ERROR, Json(body)).into_response()
}

/// What a document answers whose run panicked; it names the request, as every fault of ours does.
pub(super) fn panicked_in(request_id: &str, panic: &(dyn Any + Send)) -> Answer {
    log_panic(panic);
    Answer::new(StatusCode::INTERNAL_SERVER_ERROR, &ours(request_id))
}

/// What a request answers that failed through our fault; it names the request.
pub(super) fn ours(request_id: &str) -> Value {
    let extensions = json!({ "code": code::INTERNAL, "requestId": request_id });
    json!({ "errors": [{ "message": INTERNAL_MESSAGE, "extensions": extensions }] })
}

/// What a page answers that could not be made.
pub(super) fn broken_page() -> Response {
    let body = refusal(INTERNAL_MESSAGE, code::INTERNAL);
    (StatusCode::INTERNAL_SERVER_ERROR, Json(body)).into_response()
}

/// Puts into the log what somebody panicked with.
pub(super) fn log_panic(panic: &(dyn Any + Send)) {
    let said = panic.downcast_ref::<String>().map(String::as_str);
    let said = said.or_else(|| panic.downcast_ref::<&str>().copied());
    tracing::error!(said = said.unwrap_or("no words"), "a request panicked");
}
