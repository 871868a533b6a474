//! What came of a document, as HTTP tells it: a status, a body, and what stands in its head.

use async_graphql_axum::GraphQLResponse;
use axum::Json;
use axum::http::header::{
    ACCEPT, ACCEPT_LANGUAGE, ALLOW, AUTHORIZATION, CONTENT_TYPE, RETRY_AFTER, VARY,
};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use super::fault::{self, refusal};
use super::speech::MediaType;
use crate::graphql::{BUSY_MESSAGE, NotRepeated, Outcome, code};

/// Says that an answer was given before.
static REPLAYED: HeaderName = HeaderName::from_static("idempotency-replayed");

/// The answer to a document.
pub(super) fn answer(outcome: Outcome, media_type: MediaType, request_id: &str) -> Response {
    match outcome {
        Outcome::Run(response) => {
            described(media_type, GraphQLResponse::from(response).into_response())
        }
        Outcome::NotRun(errors) => {
            let errors = serde_json::to_value(errors).unwrap_or(Value::Null);
            let body = json!({ "errors": errors });
            written(media_type, media_type.not_run(), body)
        }
        Outcome::Unsafe => {
            let body = refusal("Send mutations by POST.", "METHOD_NOT_ALLOWED");
            let mut response = written(media_type, StatusCode::METHOD_NOT_ALLOWED, body);
            let head = response.headers_mut();
            head.insert(ALLOW, HeaderValue::from_static("POST"));
            response
        }
        Outcome::Again(answer) => {
            let mut response = described(media_type, (StatusCode::OK, answer).into_response());
            let head = response.headers_mut();
            head.insert(REPLAYED.clone(), HeaderValue::from_static("true"));
            response
        }
        Outcome::NotRepeated(why) => not_repeated(why, media_type),
        Outcome::Busy => {
            let body = refusal(BUSY_MESSAGE, code::UNAVAILABLE);
            let mut response = written(media_type, StatusCode::SERVICE_UNAVAILABLE, body);
            let head = response.headers_mut();
            head.insert(RETRY_AFTER, HeaderValue::from_static("1"));
            response
        }
        Outcome::Broken => {
            let status = StatusCode::INTERNAL_SERVER_ERROR;
            written(media_type, status, fault::ours(request_id))
        }
    }
}

fn not_repeated(why: NotRepeated, media_type: MediaType) -> Response {
    let status = match why {
        NotRepeated::KeyReused => StatusCode::UNPROCESSABLE_ENTITY,
        NotRepeated::StillRunning | NotRepeated::AnswerLost => StatusCode::CONFLICT,
    };
    let mut response = written(media_type, status, refusal(why.message(), why.code()));
    if why == NotRepeated::StillRunning {
        let head = response.headers_mut();
        head.insert(RETRY_AFTER, HeaderValue::from_static("1"));
    }
    response
}

/// A body with its status, in the media type that the client accepts.
pub(super) fn written(media_type: MediaType, status: StatusCode, body: Value) -> Response {
    described(media_type, (status, Json(body)).into_response())
}

fn described(media_type: MediaType, mut response: Response) -> Response {
    let head: &mut HeaderMap = response.headers_mut();
    head.insert(CONTENT_TYPE, media_type.header());
    for name in [ACCEPT, ACCEPT_LANGUAGE, AUTHORIZATION] {
        head.append(VARY, HeaderValue::from_name(name));
    }
    response
}
