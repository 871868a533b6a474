//! In which media type an answer is written, and which statuses go with it.
//!
//! GraphQL over HTTP, edition of September 2026. Where it and its public audit differ the audit has it: a document
//! that is not valid and variables that do not fit are 400 like one that does not parse, where the edition suggests 422;
//! and under `application/json` they are 200, for the sake of the clients that know nothing else.

use axum::http::{HeaderValue, StatusCode};

use super::accept::{Accept, Weight};

/// In which media type an answer is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum MediaType {
    /// `application/graphql-response+json`: the status tells what came of the request.
    GraphqlResponse,
    /// `application/json`: a request that was understood is 200, whatever came of it.
    Json,
}

const GRAPHQL_RESPONSE: &str = "application/graphql-response+json";
const JSON: &str = "application/json";

impl MediaType {
    /// The one that the client wants most, and how much; `None` when it takes neither.
    ///
    /// Who wants both as much gets the first if it is named, and plain JSON if not: clients from before it was there
    /// accept anything.
    pub(super) fn accepted(accept: &Accept) -> Option<(Self, Weight)> {
        let (graphql, json) = (accept.wants(GRAPHQL_RESPONSE), accept.wants(JSON));
        let best = graphql.weight.max(json.weight);
        let is_graphql = graphql.weight == best && (graphql.by_name || json.weight < best);
        match best {
            0 => None,
            _ if is_graphql => Some((Self::GraphqlResponse, best)),
            _ => Some((Self::Json, best)),
        }
    }

    pub(super) fn header(self) -> HeaderValue {
        HeaderValue::from_static(match self {
            Self::GraphqlResponse => "application/graphql-response+json; charset=utf-8",
            Self::Json => "application/json; charset=utf-8",
        })
    }

    /// The status of an answer to a document that was not run.
    pub(super) fn not_run(self) -> StatusCode {
        match self {
            Self::GraphqlResponse => StatusCode::BAD_REQUEST,
            Self::Json => StatusCode::OK,
        }
    }

    /// The status of an answer to a document that was run, and of which something failed: 294, "Partial
    /// Success". The edition defines it for its own media type only.
    pub(super) fn failed_in_part(self) -> StatusCode {
        match self {
            Self::GraphqlResponse => StatusCode::from_u16(294).expect("it is a status"),
            Self::Json => StatusCode::OK,
        }
    }
}
