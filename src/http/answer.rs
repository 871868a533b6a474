//! An answer to a request of the graph, before it is known in which media type it is sent.

use axum::http::header::{
    ACCEPT, ACCEPT_LANGUAGE, AUTHORIZATION, CONTENT_TYPE, IntoHeaderName, VARY,
};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use serde_json::Value;

use super::fault::refusal;
use super::media_type::MediaType;
use super::speech::Unread;

/// An answer.
#[derive(Debug)]
pub(super) struct Answer {
    pub(super) status: StatusCode,
    /// JSON.
    pub(super) body: String,
    pub(super) head: HeaderMap,
}

impl Answer {
    /// An answer that is written already.
    pub(super) fn written(status: StatusCode, body: String) -> Self {
        Self {
            status,
            body,
            head: HeaderMap::new(),
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
        let head = response.headers_mut();
        head.insert(CONTENT_TYPE, media_type.header());
        for name in [ACCEPT, ACCEPT_LANGUAGE, AUTHORIZATION] {
            head.append(VARY, HeaderValue::from_name(name));
        }
        response
    }
}

impl From<Unread> for Answer {
    fn from((status, why): Unread) -> Self {
        Self::new(status, &refusal(why, "BAD_REQUEST"))
    }
}
