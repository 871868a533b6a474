//! The export: `GET /export` streams the directory to those who may take it out.

mod asked;
mod flow;

use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Json;
use axum::extract::{Extension, RawQuery, State};
use axum::http::header::{ALLOW, CONTENT_DISPOSITION, CONTENT_TYPE, RETRY_AFTER};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use serde_json::Value;
use tokio::time::timeout;

use super::Service;
use super::answer::Answer;
use super::arrival::Arrival;
use super::bound::Beyond;
use super::caller::{self, Identified, NOT_TO_BE_KEPT, TurnedAway};
use super::caller_key::CallerKey;
use super::fault::{ours, refusal};
use super::media_type::MediaType;
use super::run::TOO_SLOW;
use crate::actions::export_directory::{Export, NotExported};
use crate::domain::format::ExportFormat;
use crate::graphql::code;
use crate::store::{Failure, chain};

/// Answers a GET. Only until the export begins is it held to the time of a request.
pub(super) async fn by_get(
    State(service): State<Arc<Service>>,
    Extension(arrival): Extension<Arrival>,
    headers: HeaderMap,
    RawQuery(parameters): RawQuery,
) -> Response {
    let begun = timeout(
        service.bounds.time,
        begin(&service, arrival.from, &headers, parameters.as_deref()),
    );
    match begun.await {
        Ok(Ok((format, export))) => {
            let body = flow::body(export, service.store.clone());
            let head = [
                NOT_TO_BE_KEPT,
                (CONTENT_TYPE, media_type(format)),
                (CONTENT_DISPOSITION, disposition(format)),
            ];
            (head, body).into_response()
        }
        Ok(Err(refused)) => refused.answer(&arrival.id),
        Err(_) => Refused::TooSlow(service.bounds.time).answer(&arrival.id),
    }
}

/// Refuses every other method.
pub(super) async fn by_other() -> Response {
    let body = refusal("Ask for an export by GET.", "METHOD_NOT_ALLOWED");
    let allowed = [(ALLOW, HeaderValue::from_static("GET, HEAD"))];
    (StatusCode::METHOD_NOT_ALLOWED, allowed, Json(body)).into_response()
}

async fn begin(
    service: &Service,
    from: IpAddr,
    headers: &HeaderMap,
    parameters: Option<&str>,
) -> Result<(ExportFormat, Export), Refused> {
    let identified = caller::identify(&service.identity, headers).await;
    let caller = match &identified {
        Ok(who) => CallerKey::of(&who.actor, from),
        Err(_) => CallerKey::at(from),
    };
    let left = service.allowances.take_requests(&caller, 1);
    if let Some(too_much) = left.and_then(|left| left.refused()) {
        return Err(Refused::TooMuch(Box::new(too_much)));
    }
    let Identified { actor, .. } = identified?;
    let wanted = asked::read(parameters.unwrap_or_default())?;
    let format = wanted.format;
    let export = Export::begin(&service.store, &actor, wanted).await?;
    Ok((format, export))
}

fn media_type(format: ExportFormat) -> HeaderValue {
    HeaderValue::from_static(match format {
        ExportFormat::JsonLines => "application/jsonl; charset=utf-8",
        ExportFormat::Csv => "text/csv; charset=utf-8; header=present",
        ExportFormat::ProductIngestion => "application/json; charset=utf-8",
    })
}

/// Under which name a browser keeps it.
fn disposition(format: ExportFormat) -> HeaderValue {
    HeaderValue::from_static(match format {
        ExportFormat::JsonLines => r#"attachment; filename="directory.jsonl""#,
        ExportFormat::Csv => r#"attachment; filename="directory.csv""#,
        ExportFormat::ProductIngestion => r#"attachment; filename="listings.json""#,
    })
}

/// Why no export is sent.
enum Refused {
    TurnedAway(TurnedAway),
    TooMuch(Box<Answer>),
    Unread(String),
    NotExported(NotExported),
    TooSlow(Duration),
}

impl From<TurnedAway> for Refused {
    fn from(turned_away: TurnedAway) -> Self {
        Self::TurnedAway(turned_away)
    }
}

impl From<NotExported> for Refused {
    fn from(not_exported: NotExported) -> Self {
        Self::NotExported(not_exported)
    }
}

impl Refused {
    fn answer(self, request_id: &str) -> Response {
        let said = |status: StatusCode, message: &str, code: &str| {
            told(status, refusal(message, code)).into_response()
        };
        match self {
            Self::TurnedAway(turned_away) => turned(turned_away),
            Self::TooMuch(answer) => answer.sent_as(MediaType::Json),
            Self::Unread(why) => said(StatusCode::BAD_REQUEST, &why, "BAD_REQUEST"),
            Self::TooSlow(patience) => {
                let body = Beyond::time(patience).refusal(TOO_SLOW, "TIMEOUT");
                told(StatusCode::GATEWAY_TIMEOUT, body).into_response()
            }
            Self::NotExported(NotExported::NotSignedIn) => turned(TurnedAway::NotSignedIn),
            Self::NotExported(NotExported::NotAllowed) => said(
                StatusCode::FORBIDDEN,
                "Administrators may export everything, editors their own publishers: name them with `publisher`.",
                code::FORBIDDEN,
            ),
            Self::NotExported(NotExported::NoSuchPublisher(id)) => said(
                StatusCode::NOT_FOUND,
                &format!("The publisher `{id}` is not in the directory."),
                code::NOT_FOUND,
            ),
            Self::NotExported(NotExported::NotOnePublisher) => said(
                StatusCode::BAD_REQUEST,
                "This format names no publisher, so it holds the offers of exactly one: name it with `publisher`.",
                "BAD_REQUEST",
            ),
            Self::NotExported(NotExported::Broken(failure)) => broken(&failure, request_id),
        }
    }
}

fn turned(turned_away: TurnedAway) -> Response {
    let (status, body, head) = turned_away.answer();
    (status, head, Json(body)).into_response()
}

fn broken(failure: &Failure, request_id: &str) -> Response {
    if failure.is_busy() {
        tracing::warn!(error = %chain(failure), "an export could not begin");
        let message = "As many exports are under way as may be. Try again in a moment.";
        let body = refusal(message, code::UNAVAILABLE);
        let again = [(RETRY_AFTER, HeaderValue::from_static("10"))];
        return (again, told(StatusCode::SERVICE_UNAVAILABLE, body)).into_response();
    }
    tracing::error!(error = %chain(failure), "an export could not begin");
    told(StatusCode::INTERNAL_SERVER_ERROR, ours(request_id)).into_response()
}

fn told(
    status: StatusCode,
    body: Value,
) -> (StatusCode, [(HeaderName, HeaderValue); 1], Json<Value>) {
    (status, [NOT_TO_BE_KEPT], Json(body))
}
