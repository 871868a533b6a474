//! The door of the graph: `/graphql`, by POST and, for queries, by GET.

use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::Duration;

use axum::Json;
use axum::body::Bytes;
use axum::extract::rejection::{BytesRejection, QueryRejection};
use axum::extract::{Extension, Query, State};
use axum::http::header::{ACCEPT_LANGUAGE, ALLOW};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use futures_util::FutureExt;
use tokio::time::{Instant, timeout_at};

use super::Service;
use super::caller::{self, NOT_TO_BE_KEPT};
use super::fault::{self, refusal};
use super::outcome::{self, written};
use super::request_id::RequestId;
use super::speech::{self, MediaType, Parameters, Unread, expect_json, read_body, request_key};
use crate::graphql::{Asked, Caller, Languages, Repeat};

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
    let deadline = Instant::now() + service.bounds.time;
    let identified = caller::identify(&service.identity, headers);
    let actor = match timeout_at(deadline, identified).await {
        Ok(Ok(actor)) => actor,
        Ok(Err(turned_away)) => {
            let (status, body, head) = turned_away.answer();
            let mut response = written(media_type, status, body);
            response.headers_mut().extend(head);
            return response;
        }
        Err(_) => return too_slow(media_type),
    };
    let is_signed_in = actor.is_signed_in();
    let languages = headers
        .get(ACCEPT_LANGUAGE)
        .and_then(|value| value.to_str().ok())
        .map(str::to_owned);
    let caller = Caller {
        actor,
        languages: Languages(languages),
        request_id,
    };
    let mut response = match asked {
        Ok(asked) => run(service, media_type, deadline, asked, caller).await,
        Err((status, why)) => written(media_type, status, refusal(why, "BAD_REQUEST")),
    };
    if is_signed_in {
        response.headers_mut().extend([NOT_TO_BE_KEPT]);
    }
    response
}

async fn run(
    service: &Service,
    media_type: MediaType,
    deadline: Instant,
    asked: Asked,
    caller: Caller,
) -> Response {
    let request_id = caller.request_id.clone();
    let run = AssertUnwindSafe(service.engine.answer(asked, caller)).catch_unwind();
    match timeout_at(deadline, run).await {
        Ok(Ok(outcome)) => outcome::answer(outcome, media_type, &request_id),
        Ok(Err(panic)) => fault::panicked_in(&request_id, &*panic),
        Err(_) => too_slow(media_type),
    }
}

fn too_slow(media_type: MediaType) -> Response {
    let body = refusal("The request took longer than it may.", "TIMEOUT");
    written(media_type, StatusCode::GATEWAY_TIMEOUT, body)
}
