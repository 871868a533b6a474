//! The door of the graph: `/graphql`, by POST and, for queries, by GET.

use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::Duration;

use axum::Json;
use axum::body::{Body, Bytes};
use axum::extract::rejection::{BytesRejection, QueryRejection};
use axum::extract::{Extension, FromRequest, Query, Request, State};
use axum::http::header::{ACCEPT_LANGUAGE, ALLOW};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use futures_util::FutureExt;
use tokio::time::{Instant, timeout_at};

use super::caller::{self, NOT_TO_BE_KEPT};
use super::fault::{self, refusal};
use super::form;
use super::outcome::{self, written};
use super::request_id::RequestId;
use super::speech::{
    self, BODY, MediaType, Parameters, TOO_LARGE, Unread, expect_json, read_request, request_key,
};
use super::{Bounds, Service};
use crate::domain::actor::{Actor, Permission};
use crate::graphql::{Asked, Caller, Languages, Repeat};

/// Answers a POST: of JSON, or of a form with a file.
pub(super) async fn by_post(
    State(service): State<Arc<Service>>,
    Extension(request_id): Extension<RequestId>,
    request: Request,
) -> Response {
    let headers = request.headers().clone();
    let brought = match form::boundary(&headers) {
        Some(boundary) => Brought::Form(boundary, request.into_body()),
        None => {
            let asked = match expect_json(&headers) {
                Ok(()) => read_json(Bytes::from_request(request, &()).await),
                Err(unread) => Err(unread),
            };
            Brought::Read(asked.and_then(|asked| repeatable(&service, &headers, asked)))
        }
    };
    answer(&service, request_id, &headers, brought).await
}

/// What a request brought.
enum Brought {
    /// What it asks, or why it could not be read.
    Read(Result<Asked, Unread>),
    /// A form that is read once it is known who sends it: not everybody may send much.
    Form(Result<String, Unread>, Body),
}

fn read_json(body: Result<Bytes, BytesRejection>) -> Result<Asked, Unread> {
    match body {
        Ok(bytes) => read_request(&bytes, &BODY),
        Err(rejection) if rejection.status() == StatusCode::PAYLOAD_TOO_LARGE => Err(TOO_LARGE),
        Err(_) => Err((
            StatusCode::BAD_REQUEST,
            "The body could not be read to its end.",
        )),
    }
}

/// The same under the key under which it may be repeated, if it has one.
fn repeatable(service: &Service, headers: &HeaderMap, asked: Asked) -> Result<Asked, Unread> {
    let patience = service.bounds.time + SETTLING;
    let repeat = request_key(headers)?.map(|key| Repeat { key, patience });
    Ok(Asked { repeat, ..asked })
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
    answer(&service, request_id, &headers, Brought::Read(asked)).await
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
    brought: Brought,
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
    let (asked, deadline) = match brought {
        Brought::Read(asked) => (asked, deadline),
        Brought::Form(boundary, body) => {
            let asked = read_form(service, headers, &actor, boundary, body).await;
            // A file takes the time that it takes.
            (asked, Instant::now() + service.bounds.time)
        }
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

/// Reads a form. The file of who may not import is not read: to be told so takes none.
async fn read_form(
    service: &Service,
    headers: &HeaderMap,
    actor: &Actor,
    boundary: Result<String, Unread>,
    body: Body,
) -> Result<Asked, Unread> {
    let Bounds {
        body: most,
        document,
        ..
    } = service.bounds;
    let largest = form::Largest {
        operations: most,
        file: actor
            .may_somewhere(Permission::Administer)
            .then_some(document.import_bytes),
    };
    let asked = form::read(boundary?, body, largest).await?;
    repeatable(service, headers, asked)
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
