//! The door of the graph: `/graphql`, by POST, by GET for what changes nothing, and by a WebSocket.

use std::sync::Arc;

use axum::Json;
use axum::body::Body;
use axum::extract::ws::WebSocketUpgrade;
use axum::extract::ws::rejection::WebSocketUpgradeRejection;
use axum::extract::{Extension, Request, State};
use axum::http::header::{ACCEPT_LANGUAGE, ALLOW};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri};
use axum::response::{IntoResponse, Redirect, Response};
use chrono::{DateTime, Utc};
use tokio::time::{Instant, timeout, timeout_at};

use super::address::Parameters;
use super::answer::{Answer, Answered};
use super::arrival::Arrival;
use super::caller;
use super::caller_key::CallerKey;
use super::fault::refusal;
use super::form;
use super::freshness::{self, Audience};
use super::media_type::MediaType;
use super::run::{Run, too_slow};
use super::speech::{self, expect_json};
use super::streams::{events, socket};
use super::taking::Taking;
use super::unread::Unread;
use super::written::{self, Written};
use super::{Bounds, Service, batch, body, cross_site};
use crate::domain::actor::{Actor, Permission};
use crate::graphql::{Caller, Languages};

/// Answers a POST: of JSON, or of a form with a file.
pub(super) async fn by_post(
    State(service): State<Arc<Service>>,
    Extension(arrival): Extension<Arrival>,
    request: Request,
) -> Response {
    let headers = request.headers().clone();
    let Some(taking) = Taking::accepted(&headers) else {
        return not_acceptable();
    };
    let brought = match form::boundary(&headers) {
        Some(boundary) => Brought::Form(boundary, request.into_body()),
        None => Brought::Read(read_json(&service, &headers, request.into_body()).await),
    };
    match answer(&service, arrival, &headers, taking, brought).await {
        (Answered::Once(answer), audience) => {
            freshness::of_post(answer, audience).sent_as(taking.media_type())
        }
        (Answered::Events(events), _) => events,
    }
}

/// Answers a GET, which changes nothing: mutations are refused. It may ask for a socket instead. A person who opens
/// the address in a browser is led to the playground.
pub(super) async fn by_get(
    State(service): State<Arc<Service>>,
    Extension(arrival): Extension<Arrival>,
    headers: HeaderMap,
    address: Uri,
    upgrade: Result<WebSocketUpgrade, WebSocketUpgradeRejection>,
) -> Response {
    if speech::asks_for_a_socket(&headers) {
        return socket::open(service, arrival, headers, &address, upgrade);
    }
    let parameters = Parameters::of(&address);
    if speech::is_read_by_a_person(&headers)
        && parameters.as_ref().is_ok_and(Parameters::ask_nothing)
    {
        return Redirect::temporary("/graphiql").into_response();
    }
    let Some(taking) = Taking::accepted(&headers) else {
        return not_acceptable();
    };
    let media_type = taking.media_type();
    if let Some(refused) = cross_site::refused(&headers, &address, &service.terms.origins) {
        return refused.sent_as(media_type);
    }
    let written = parameters.and_then(Parameters::read);
    let brought = Brought::Read(written.map(written::Body::One));
    match answer(&service, arrival, &headers, taking, brought).await {
        (Answered::Once(answer), audience) => {
            let public_for = service.terms.public_for;
            let answer = freshness::of_get(answer, audience, public_for, media_type, &headers);
            answer.sent_as(media_type)
        }
        (Answered::Events(events), _) => events,
    }
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
    let why = "Accept `application/graphql-response+json` or `application/json`, in UTF-8; or `text/event-stream`.";
    Answer::from(Unread::new(StatusCode::NOT_ACCEPTABLE, why)).sent_as(MediaType::Json)
}

/// What a request brought.
enum Brought {
    /// What it asks, or why it could not be read.
    Read(Result<written::Body, Unread>),
    /// A form that is read once it is known who sends it: not everybody may send much.
    Form(Result<String, Unread>, Body),
}

impl Brought {
    /// How many requests it is.
    fn requests(&self) -> usize {
        match self {
            Self::Read(Ok(written::Body::Batch(entries))) => entries.len(),
            Self::Read(_) | Self::Form(..) => 1,
        }
    }
}

async fn read_json(
    service: &Service,
    headers: &HeaderMap,
    body: Body,
) -> Result<written::Body, Unread> {
    expect_json(headers)?;
    let Bounds {
        body: most, time, ..
    } = service.bounds;
    let read = timeout(time, body::read(body, most)).await;
    let bytes = read.unwrap_or(Err(Unread::too_slow(time)))?;
    written::read_body(&bytes, service.terms.batch)
}

/// Answers who may ask as much as they do.
async fn answer(
    service: &Arc<Service>,
    arrival: Arrival,
    headers: &HeaderMap,
    taking: Taking,
    brought: Brought,
) -> (Answered, Audience) {
    let deadline = Instant::now() + service.bounds.time;
    let identified = caller::identify(&service.identity, headers);
    let (caller, came) = match timeout_at(deadline, identified).await {
        Ok(Ok(who)) => (CallerKey::of(&who.actor, arrival.from), Ok(who)),
        Ok(Err(turned_away)) => (CallerKey::at(arrival.from), Err(turned_away.into())),
        Err(_) => {
            let answer = too_slow(service.bounds.time);
            (CallerKey::at(arrival.from), Err(answer))
        }
    };
    let audience = match &came {
        Ok(who) if who.actor.is_signed_in() => Audience::Viewer,
        _ => Audience::Everybody,
    };
    let left = service
        .allowances
        .take_requests(&caller, brought.requests());
    let too_much = left.and_then(|left| left.refused());
    let answered = match (too_much, came) {
        (Some(too_much), _) => Err(too_much),
        (None, Err(answer)) => Err(answer),
        (None, Ok(who)) => {
            let languages = headers.get(ACCEPT_LANGUAGE);
            let languages = languages.and_then(|value| value.to_str().ok());
            let run = Run {
                service: Arc::clone(service),
                media_type: taking.media_type(),
                deadline,
                weight: speech::weighing(headers),
                caller: Caller {
                    actor: who.actor,
                    languages: Languages(languages.map(str::to_owned)),
                    request_id: arrival.id,
                },
                key: caller,
            };
            let answered = run_brought(run, who.until, headers, taking, brought).await;
            answered.map_err(Answer::from)
        }
    };
    let answered = answered.unwrap_or_else(|refused| {
        service.metrics.errors(&refused.codes);
        Answered::Once(refused)
    });
    (answered.telling(left), audience)
}

async fn run_brought(
    mut run: Run,
    until: Option<DateTime<Utc>>,
    headers: &HeaderMap,
    taking: Taking,
    brought: Brought,
) -> Result<Answered, Unread> {
    let body = match brought {
        Brought::Read(body) => body?,
        Brought::Form(boundary, body) => {
            let read = read_form(&run.service, &run.caller.actor, boundary, body).await;
            // A file takes the time that it takes.
            run.deadline = Instant::now() + run.service.bounds.time;
            written::Body::One(read?)
        }
    };
    match (body, taking) {
        (written::Body::One(written), Taking::Events | Taking::Either(_)) => {
            events::answer(run, until, headers, written, taking).await
        }
        (written::Body::Batch(_), Taking::Events) => Err(batch::NOT_STREAMED),
        (body, _) => run.body(headers, body).await.map(Answered::Once),
    }
}

/// How many times as long as another request a file may take to come.
const FILE_PATIENCE: u32 = 60;

/// Reads a form. The file of who may not import is not read: to be told so takes none.
async fn read_form(
    service: &Service,
    actor: &Actor,
    boundary: Result<String, Unread>,
    body: Body,
) -> Result<Written, Unread> {
    let Bounds {
        body: most,
        time,
        document,
        ..
    } = service.bounds;
    let file = actor
        .may_somewhere(Permission::Administer)
        .then_some(document.import_bytes);
    let patience = match file {
        Some(_) => time * FILE_PATIENCE,
        None => time,
    };
    let largest = form::Largest {
        operations: most,
        file,
    };
    let read = timeout(patience, form::read(boundary?, body, largest)).await;
    read.unwrap_or(Err(Unread::too_slow(patience)))
}
