//! The door of the graph: `/graphql`, by POST and, for queries, by GET.

use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::Duration;

use async_graphql_axum::GraphQLResponse;
use axum::Json;
use axum::body::Bytes;
use axum::extract::rejection::{BytesRejection, QueryRejection};
use axum::extract::{Extension, Query, State};
use axum::http::header::{ACCEPT, ACCEPT_LANGUAGE, ALLOW, CONTENT_TYPE, RETRY_AFTER, VARY};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use futures_util::FutureExt;
use serde_json::{Value, json};

use super::Service;
use super::fault::{self, refusal};
use super::request_id::RequestId;
use super::speech::{self, MediaType, Parameters, Unread, expect_json, read_body, request_key};
use crate::domain::actor::Actor;
use crate::graphql::{Asked, Caller, Languages, NotRepeated, Outcome, Repeat};

/// Answers a POST.
pub(super) async fn by_post(
    State(service): State<Arc<Service>>,
    Extension(request_id): Extension<RequestId>,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Response {
    let asked = expect_json(&headers).and_then(|()| match body {
        Ok(bytes) => read_body(&bytes),
        Err(rejection) if rejection.status() == StatusCode::PAYLOAD_TOO_LARGE => Err((
            StatusCode::PAYLOAD_TOO_LARGE,
            "The body is larger than this service takes.",
        )),
        Err(_) => Err((
            StatusCode::BAD_REQUEST,
            "The body could not be read to its end.",
        )),
    });
    let asked = asked.and_then(|asked| {
        let patience = service.bounds.time + SETTLING;
        let repeat = request_key(&headers)?.map(|key| Repeat { key, patience });
        Ok(Asked { repeat, ..asked })
    });
    answer(&service, request_id, &headers, asked).await
}

/// How long a request that was cut off may take to let go of what it holds.
const SETTLING: Duration = Duration::from_secs(2);

/// Answers a GET, which changes nothing: mutations are refused. A person who opens the address in a browser
/// is led to the playground.
pub(super) async fn by_get(
    State(service): State<Arc<Service>>,
    Extension(request_id): Extension<RequestId>,
    headers: HeaderMap,
    parameters: Result<Query<Parameters>, QueryRejection>,
) -> Response {
    if speech::is_read_by_a_person(&headers)
        && matches!(&parameters, Ok(Query(asked)) if asked.ask_nothing())
    {
        return Redirect::temporary("/graphiql").into_response();
    }
    let unread = (StatusCode::BAD_REQUEST, "The parameters could not be read.");
    let asked = parameters
        .map_err(|_| unread)
        .and_then(|Query(parameters)| parameters.read());
    answer(&service, request_id, &headers, asked).await
}

/// Refuses every other method.
pub(super) async fn by_other() -> Response {
    let body = refusal("Ask by POST or GET.", "METHOD_NOT_ALLOWED");
    let allowed = [(ALLOW, HeaderValue::from_static("GET, HEAD, POST"))];
    (StatusCode::METHOD_NOT_ALLOWED, allowed, Json(body)).into_response()
}

async fn answer(
    service: &Service,
    RequestId(request_id): RequestId,
    headers: &HeaderMap,
    asked: Result<Asked, Unread>,
) -> Response {
    let media_type = MediaType::accepted(headers);
    let asked = match asked {
        Ok(asked) => asked,
        Err((status, why)) => return written(media_type, status, refusal(why, "BAD_REQUEST")),
    };
    let languages = headers
        .get(ACCEPT_LANGUAGE)
        .and_then(|value| value.to_str().ok())
        .map(str::to_owned);
    let caller = Caller {
        actor: Actor::Anonymous,
        languages: Languages(languages),
        request_id: request_id.clone(),
    };
    let run = AssertUnwindSafe(service.engine.answer(asked, caller)).catch_unwind();
    let outcome = match tokio::time::timeout(service.bounds.time, run).await {
        Ok(Ok(outcome)) => Ok(outcome),
        Ok(Err(panic)) => return fault::panicked_in(&request_id, &*panic),
        Err(elapsed) => Err(elapsed),
    };
    match outcome {
        Ok(Outcome::Run(response)) => {
            let mut response = GraphQLResponse::from(response).into_response();
            describe(media_type, response.headers_mut());
            response
        }
        Ok(Outcome::NotRun(errors)) => {
            let errors = serde_json::to_value(errors).unwrap_or(Value::Null);
            written(
                media_type,
                media_type.not_run(),
                json!({ "errors": errors }),
            )
        }
        Ok(Outcome::Again(answer)) => {
            let mut response = (StatusCode::OK, answer).into_response();
            describe(media_type, response.headers_mut());
            let headers = response.headers_mut();
            headers.insert("idempotency-replayed", HeaderValue::from_static("true"));
            response
        }
        Ok(Outcome::NotRepeated(why)) => {
            let status = match why {
                NotRepeated::KeyReused => StatusCode::UNPROCESSABLE_ENTITY,
                NotRepeated::StillRunning | NotRepeated::AnswerLost => StatusCode::CONFLICT,
            };
            let mut response = written(media_type, status, refusal(why.message(), why.code()));
            if why == NotRepeated::StillRunning {
                let headers = response.headers_mut();
                headers.insert(RETRY_AFTER, HeaderValue::from_static("1"));
            }
            response
        }
        Ok(Outcome::Broken) => {
            let status = StatusCode::INTERNAL_SERVER_ERROR;
            written(media_type, status, fault::ours(&request_id))
        }
        Ok(Outcome::Unsafe) => {
            let body = refusal("Send mutations by POST.", "METHOD_NOT_ALLOWED");
            let mut response = written(media_type, StatusCode::METHOD_NOT_ALLOWED, body);
            let headers = response.headers_mut();
            headers.insert(ALLOW, HeaderValue::from_static("POST"));
            response
        }
        Err(_) => {
            let body = refusal("The request took longer than it may.", "TIMEOUT");
            written(media_type, StatusCode::GATEWAY_TIMEOUT, body)
        }
    }
}

fn written(media_type: MediaType, status: StatusCode, body: Value) -> Response {
    let mut response = (status, Json(body)).into_response();
    describe(media_type, response.headers_mut());
    response
}

fn describe(media_type: MediaType, headers: &mut HeaderMap) {
    headers.insert(CONTENT_TYPE, media_type.header());
    headers.append(VARY, HeaderValue::from_name(ACCEPT));
    headers.append(VARY, HeaderValue::from_name(ACCEPT_LANGUAGE));
}
