//! An answer to a request of the graph, before it is known in which media type it is sent.

use axum::http::header::{
    ACCEPT, ACCEPT_ENCODING, ACCEPT_LANGUAGE, AUTHORIZATION, CONTENT_TYPE, IntoHeaderName, VARY,
};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use serde_json::Value;

use super::media_type::MediaType;

/// Asks what the document weighs, with `1`.
pub(super) const COST: HeaderName = HeaderName::from_static("graphql-cost");

/// An answer.
#[derive(Debug)]
pub(super) struct Answer {
    pub(super) status: StatusCode,
    /// JSON.
    pub(super) body: String,
    pub(super) head: HeaderMap,
    /// Whether it is what was asked for, and nothing of it failed.
    pub(super) is_whole: bool,
}

/// What a request is answered with.
pub(super) enum Answered {
    /// One answer.
    Once(Answer),
    /// Events, while the client listens.
    Events(Response),
}

impl Answer {
    /// An answer that is written already.
    pub(super) fn written(status: StatusCode, body: String) -> Self {
        Self {
            status,
            body,
            head: HeaderMap::new(),
            is_whole: false,
        }
    }

    /// What was asked for.
    pub(super) fn whole(body: String) -> Self {
        Self {
            is_whole: true,
            ..Self::written(StatusCode::OK, body)
        }
    }

    /// An answer.
    pub(super) fn new(status: StatusCode, body: &Value) -> Self {
        Self::written(status, body.to_string())
    }

    /// The same with this in its head.
    pub(super) fn with(mut self, name: impl IntoHeaderName, value: impl Into<HeaderValue>) -> Self {
        self.head.insert(name, value.into());
        self
    }

    /// What it is sent as.
    pub(super) fn sent_as(self, media_type: MediaType) -> Response {
        let mut response = (self.status, self.head, self.body).into_response();
        let is_empty = response.status() == StatusCode::NOT_MODIFIED;
        let head = response.headers_mut();
        if is_empty {
            head.remove(CONTENT_TYPE);
            // Said of what is packed, and there is nothing to pack.
            head.append(VARY, HeaderValue::from_name(ACCEPT_ENCODING));
        } else {
            head.insert(CONTENT_TYPE, media_type.header());
        }
        for name in [ACCEPT, ACCEPT_LANGUAGE, AUTHORIZATION, COST] {
            head.append(VARY, HeaderValue::from_name(name));
        }
        response
    }
}
