//! The door of the graph: `/graphql`, by POST and, for queries, by GET.

use std::sync::Arc;

use axum::Json;
use axum::body::{Body, Bytes};
use axum::extract::rejection::BytesRejection;
use axum::extract::{Extension, FromRequest, Request, State};
use axum::http::header::{ACCEPT_LANGUAGE, ALLOW};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri};
use axum::response::{IntoResponse, Redirect, Response};
use tokio::time::{Instant, timeout_at};

use super::address::Parameters;
use super::answer::Answer;
use super::caller;
use super::fault::refusal;
use super::form;
use super::freshness::{self, Audience};
use super::media_type::MediaType;
use super::request_id::RequestId;
use super::run::{Run, too_slow};
use super::speech::{self, TOO_LARGE, Unread, expect_json};
use super::written::{self, Written};
use super::{Bounds, Service, cross_site};
use crate::domain::actor::{Actor, Permission};
use crate::graphql::{Caller, Languages};

/// Answers a POST: of JSON, or of a form with a file.
pub(super) async fn by_post(
    State(service): State<Arc<Service>>,
    Extension(request_id): Extension<RequestId>,
    request: Request,
) -> Response {
    let headers = request.headers().clone();
    let Some(media_type) = MediaType::accepted(&headers) else {
        return not_acceptable();
    };
    let brought = match form::boundary(&headers) {
        Some(boundary) => Brought::Form(boundary, request.into_body()),
        None => Brought::Read(match expect_json(&headers) {
            Ok(()) => read_json(&service, Bytes::from_request(request, &()).await),
            Err(unread) => Err(unread),
        }),
    };
    let (answer, audience) = answer(&service, request_id, &headers, media_type, brought).await;
    freshness::of_post(answer, audience).sent_as(media_type)
}

/// Answers a GET, which changes nothing: mutations are refused. A person who opens the address in a browser
/// is led to the playground.
pub(super) async fn by_get(
    State(service): State<Arc<Service>>,
    Extension(request_id): Extension<RequestId>,
    headers: HeaderMap,
    address: Uri,
) -> Response {
    let parameters = Parameters::of(&address);
    if speech::is_read_by_a_person(&headers)
        && parameters.as_ref().is_ok_and(Parameters::ask_nothing)
    {
        return Redirect::temporary("/graphiql").into_response();
    }
    let Some(media_type) = MediaType::accepted(&headers) else {
        return not_acceptable();
    };
    if let Some(refused) = cross_site::refused(&headers, &address, &service.terms.origins) {
        return refused.sent_as(media_type);
    }
    let written = parameters.and_then(Parameters::read);
    let brought = Brought::Read(written.map(written::Body::One));
    let (answer, audience) = answer(&service, request_id, &headers, media_type, brought).await;
    let public_for = service.terms.public_for;
    freshness::of_get(answer, audience, public_for, media_type, &headers).sent_as(media_type)
}

/// Says which methods there are, and refuses every other.
pub(super) async fn by_other(method: Method) -> Response {
    let allowed = [(ALLOW, HeaderValue::from_static("GET, HEAD, OPTIONS, POST"))];
    if method == Method::OPTIONS {
        return (StatusCode::NO_CONTENT, allowed).into_response();
    }
    let body = refusal("Ask by POST or GET.", "METHOD_NOT_ALLOWED");
    (StatusCode::METHOD_NOT_ALLOWED, allowed, Json(body)).into_response()
}

/// Refuses to write what the client could not read. Plain JSON is what is most likely to be read all the same.
fn not_acceptable() -> Response {
    let why = "Accept `application/graphql-response+json` or `application/json`, in UTF-8.";
    Answer::from((StatusCode::NOT_ACCEPTABLE, why)).sent_as(MediaType::Json)
}

/// What a request brought.
enum Brought {
    /// What it asks, or why it could not be read.
    Read(Result<written::Body, Unread>),
    /// A form that is read once it is known who sends it: not everybody may send much.
    Form(Result<String, Unread>, Body),
}

fn read_json(
    service: &Service,
    body: Result<Bytes, BytesRejection>,
) -> Result<written::Body, Unread> {
    match body {
        Ok(bytes) => written::read_body(&bytes, service.terms.batch),
        Err(rejection) if rejection.status() == StatusCode::PAYLOAD_TOO_LARGE => Err(TOO_LARGE),
        Err(_) => Err((
            StatusCode::BAD_REQUEST,
            "The body could not be read to its end.",
        )),
    }
}

async fn answer(
    service: &Service,
    RequestId(request_id): RequestId,
    headers: &HeaderMap,
    media_type: MediaType,
    brought: Brought,
) -> (Answer, Audience) {
    let deadline = Instant::now() + service.bounds.time;
    let identified = caller::identify(&service.identity, headers);
    let actor = match timeout_at(deadline, identified).await {
        Ok(Ok(actor)) => actor,
        Ok(Err(turned_away)) => {
            let (status, body, head) = turned_away.answer();
            let mut answer = Answer::new(status, &body);
            answer.head.extend(head);
            return (answer, Audience::Everybody);
        }
        Err(_) => return (too_slow(), Audience::Everybody),
    };
    let (written, deadline) = match brought {
        Brought::Read(written) => (written, deadline),
        Brought::Form(boundary, body) => {
            let written = read_form(service, &actor, boundary, body).await;
            // A file takes the time that it takes.
            (
                written.map(written::Body::One),
                Instant::now() + service.bounds.time,
            )
        }
    };
    let audience = if actor.is_signed_in() {
        Audience::Viewer
    } else {
        Audience::Everybody
    };
    let languages = headers
        .get(ACCEPT_LANGUAGE)
        .and_then(|value| value.to_str().ok())
        .map(str::to_owned);
    let caller = Caller {
        actor,
        languages: Languages(languages),
        request_id,
    };
    let run = Run {
        service,
        media_type,
        deadline,
        weight: speech::weighing(headers),
        caller,
    };
    let answered = match written {
        Ok(body) => run.body(headers, body).await,
        Err(unread) => Err(unread),
    };
    (answered.unwrap_or_else(Answer::from), audience)
}

/// Reads a form. The file of who may not import is not read: to be told so takes none.
async fn read_form(
    service: &Service,
    actor: &Actor,
    boundary: Result<String, Unread>,
    body: Body,
) -> Result<Written, Unread> {
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
    form::read(boundary?, body, largest).await
}
