//! The messages of `graphql-transport-ws`, and the codes with which it closes.

use std::borrow::Cow;

use axum::extract::ws::{CloseFrame, Message, Utf8Bytes};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

/// How the protocol is called.
pub(super) const NAME: &str = "graphql-transport-ws";

/// The most bytes of the id of an operation: it comes back with each of its messages.
const LONGEST_ID: usize = 200;

/// What a client says.
#[derive(Debug)]
pub(super) enum Said<'m> {
    /// Who it is.
    Init(Option<&'m RawValue>),
    /// Whether we are there.
    Ping(Option<&'m RawValue>),
    /// That it is there.
    Pong,
    /// What it asks, under which id.
    Subscribe(String, &'m RawValue),
    /// That it wants no more of what it asked under an id.
    Complete(String),
}

#[derive(Deserialize)]
struct Heard<'m> {
    #[serde(borrow)]
    r#type: Cow<'m, str>,
    #[serde(borrow)]
    id: Option<&'m RawValue>,
    #[serde(borrow)]
    payload: Option<&'m RawValue>,
}

/// Reads a message; nothing when it is none of the protocol.
pub(super) fn read(text: &str) -> Option<Said<'_>> {
    // An array of the right length would pass for an object.
    let text = text.trim_start();
    let Heard {
        r#type,
        id,
        payload,
    } = text
        .starts_with('{')
        .then(|| serde_json::from_str(text).ok())??;
    let payload = payload.filter(|payload| payload.get() != "null");
    let is_object = payload.is_none_or(|payload| payload.get().starts_with('{'));
    let id = || {
        let id: String = serde_json::from_str(id?.get()).ok()?;
        Some(id).filter(|id| !id.is_empty() && id.len() <= LONGEST_ID)
    };
    match r#type.as_ref() {
        "connection_init" if is_object => Some(Said::Init(payload)),
        "ping" if is_object => Some(Said::Ping(payload)),
        "pong" if is_object => Some(Said::Pong),
        "subscribe" => Some(Said::Subscribe(id()?, payload.filter(|_| is_object)?)),
        "complete" => Some(Said::Complete(id()?)),
        _ => None,
    }
}

/// What we say.
#[derive(Serialize)]
struct Telling<'t> {
    r#type: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<&'t str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    payload: Option<&'t RawValue>,
}

pub(super) fn ack() -> Message {
    message("connection_ack", None, None)
}

pub(super) fn ping() -> Message {
    message("ping", None, None)
}

/// The answer to a ping, with what came with it.
pub(super) fn pong(payload: Option<&RawValue>) -> Message {
    message("pong", None, payload)
}

/// Something that came of an operation.
pub(super) fn next(id: &str, answer: &RawValue) -> Message {
    message("next", Some(id), Some(answer))
}

/// That an operation was not run, and nothing will come of it.
pub(super) fn error(id: &str, errors: &RawValue) -> Message {
    message("error", Some(id), Some(errors))
}

/// That nothing more will come of an operation.
pub(super) fn complete(id: &str) -> Message {
    message("complete", Some(id), None)
}

fn message(r#type: &'static str, id: Option<&str>, payload: Option<&RawValue>) -> Message {
    let telling = Telling {
        r#type,
        id,
        payload,
    };
    let text = serde_json::to_string(&telling).expect("texts and JSON can be written as JSON");
    Message::Text(text.into())
}

/// Why a socket is closed: a code, and what a client reads, which has room for 123 bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Closing {
    /// The service is to stop.
    GoingAway,
    /// A message that is none of the protocol.
    BadMessage(&'static str),
    /// A message that is longer than may be.
    TooLong,
    /// Something was asked before the introduction.
    NotIntroduced,
    /// Who introduces itself is not believed, or its token has run out.
    Forbidden(&'static str),
    /// A protocol that is not spoken here.
    OtherProtocol,
    /// The introduction did not come.
    NoIntroduction,
    /// Two operations under one id.
    SameId,
    /// Two introductions.
    IntroducedTwice,
    /// The reader is gone, or not ready for too long.
    Silent(&'static str),
    /// Who it is cannot be checked right now.
    TryLater,
}

impl Closing {
    pub(super) fn message(self) -> Message {
        let (code, reason) = match self {
            Self::GoingAway => (1001, "The service is going away: connect again"),
            Self::BadMessage(reason) => (4400, reason),
            Self::TooLong => (1009, "The message is longer than this service takes"),
            Self::NotIntroduced => (4401, "Unauthorized"),
            Self::Forbidden(reason) => (4403, reason),
            Self::OtherProtocol => (4406, "Subprotocol not acceptable"),
            Self::NoIntroduction => (4408, "Connection initialisation timeout"),
            Self::SameId => (4409, "Subscriber for this id already exists"),
            Self::IntroducedTwice => (4429, "Too many initialisation requests"),
            // Registered as `Timeout`.
            Self::Silent(reason) => (3008, reason),
            Self::TryLater => (
                1013,
                "Who you are cannot be checked right now: try again later",
            ),
        };
        Message::Close(Some(CloseFrame {
            code,
            reason: Utf8Bytes::from_static(reason),
        }))
    }
}
