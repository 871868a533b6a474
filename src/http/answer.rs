//! An answer to a request of the graph, before it is known in which media type it is sent.

use axum::http::header::{
    ACCEPT, ACCEPT_ENCODING, ACCEPT_LANGUAGE, AUTHORIZATION, CONTENT_TYPE, IntoHeaderName, VARY,
};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use serde_json::Value;

use super::allowance::Left;
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
    pub(super) verdict: Verdict,
    /// The codes of its errors.
    pub(super) codes: Vec<String>,
    /// What is left to who asked.
    pub(super) left: Vec<Left>,
}

/// What came of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Verdict {
    /// It is answered with what was asked for, and nothing of it failed.
    Whole,
    /// Something of it failed.
    Partial,
    /// It was not run.
    Refused,
    /// It took too long.
    TimedOut,
    /// The fault is ours.
    Broken,
    /// Whoever asked was gone before there was an answer.
    Abandoned,
}

impl Verdict {
    /// As it is counted and logged.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Whole => "whole",
            Self::Partial => "partial",
            Self::Refused => "refused",
            Self::TimedOut => "timed_out",
            Self::Broken => "broken",
            Self::Abandoned => "abandoned",
        }
    }

    /// That of a request of which nothing is answered but errors.
    fn of(status: StatusCode) -> Self {
        match status {
            StatusCode::GATEWAY_TIMEOUT => Self::TimedOut,
            StatusCode::INTERNAL_SERVER_ERROR => Self::Broken,
            _ => Self::Refused,
        }
    }
}

/// What a request is answered with.
pub(super) enum Answered {
    /// One answer.
    Once(Answer),
    /// Events, while the client listens.
    Events(Response),
}

impl Answered {
    /// The same, telling also what is left to who asked.
    pub(super) fn telling(mut self, left: Option<Left>) -> Self {
        match (&mut self, left) {
            (Self::Once(answer), left) => answer.left.extend(left),
            (Self::Events(response), Some(left)) => left.tell(response.headers_mut()),
            (Self::Events(_), None) => {}
        }
        self
    }
}

impl Answer {
    /// What was asked for.
    pub(super) fn whole(body: String) -> Self {
        Self {
            status: StatusCode::OK,
            body,
            head: HeaderMap::new(),
            verdict: Verdict::Whole,
            codes: Vec::new(),
            left: Vec::new(),
        }
    }

    /// What was asked for, where some of it failed, with these codes.
    pub(super) fn partial(status: StatusCode, body: String, codes: Vec<String>) -> Self {
        Self {
            status,
            verdict: Verdict::Partial,
            codes,
            ..Self::whole(body)
        }
    }

    /// Errors, and nothing that was asked for.
    pub(super) fn new(status: StatusCode, body: &Value) -> Self {
        Self {
            status,
            verdict: Verdict::of(status),
            codes: codes(body),
            ..Self::whole(body.to_string())
        }
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
        for left in self.left {
            left.tell(head);
        }
        for name in [ACCEPT, ACCEPT_LANGUAGE, AUTHORIZATION, COST] {
            head.append(VARY, HeaderValue::from_name(name));
        }
        response
    }
}

fn codes(body: &Value) -> Vec<String> {
    let errors = body["errors"].as_array().into_iter().flatten();
    let codes = errors.filter_map(|error| error["extensions"]["code"].as_str());
    codes.map(str::to_owned).collect()
}
