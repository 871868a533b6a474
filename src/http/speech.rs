//! How a request and its answer are written: JSON in, one of two media types out (GraphQL over HTTP).

use axum::http::header::{ACCEPT, CONTENT_TYPE};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use serde::Deserialize;
use serde_json::{Map, Value};

use crate::domain::repeat::RequestKey;
use crate::graphql::{Asked, Safety};

/// In which media type an answer is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum MediaType {
    /// `application/graphql-response+json`: the status tells whether the request was run.
    GraphqlResponse,
    /// `application/json`: a request that was understood is 200, whatever came of it.
    Json,
}

impl MediaType {
    /// The one that the client accepts; plain JSON when it does not say.
    pub(super) fn accepted(headers: &HeaderMap) -> Self {
        let accepts =
            |range: &str| range.split(';').next().unwrap_or_default().trim() == GRAPHQL_RESPONSE;
        let mut ranges = headers
            .get_all(ACCEPT)
            .iter()
            .filter_map(|value| value.to_str().ok());
        if ranges.any(|value| value.split(',').any(accepts)) {
            Self::GraphqlResponse
        } else {
            Self::Json
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
}

const GRAPHQL_RESPONSE: &str = "application/graphql-response+json";

/// Whether the answer is for a browser's window: it takes pages before anything else.
pub(super) fn is_read_by_a_person(headers: &HeaderMap) -> bool {
    let accepted = headers
        .get(ACCEPT)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    accepted.starts_with("text/html")
}

/// The key under which the request may be repeated, if it has one.
pub(super) fn request_key(headers: &HeaderMap) -> Result<Option<RequestKey>, Unread> {
    let mut keys = headers.get_all("idempotency-key").iter();
    let Some(key) = keys.next() else {
        return Ok(None);
    };
    let key = key.to_str().ok().and_then(RequestKey::parse);
    match (key, keys.next()) {
        (Some(key), None) => Ok(Some(key)),
        (None, _) | (_, Some(_)) => Err((
            StatusCode::BAD_REQUEST,
            "`Idempotency-Key` is one key of 1 to 200 visible ASCII characters.",
        )),
    }
}

/// Why a request could not be read: a status, and what to do.
pub(super) type Unread = (StatusCode, &'static str);

/// What is said of more than is taken.
pub(super) const TOO_LARGE: Unread = (
    StatusCode::PAYLOAD_TOO_LARGE,
    "The body is larger than this service takes.",
);

/// Whether the body says that it is JSON. A form that a foreign page can send is not taken for it.
pub(super) fn expect_json(headers: &HeaderMap) -> Result<(), Unread> {
    let said = headers
        .get(CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    let kind = said.split(';').next().unwrap_or_default().trim();
    if kind.eq_ignore_ascii_case("application/json") {
        Ok(())
    } else {
        Err((
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "Send the request as `Content-Type: application/json`.",
        ))
    }
}

/// Where a request stands, in the words in which it is refused.
pub(super) struct Source {
    not_json: &'static str,
    not_one: &'static str,
}

/// The whole body.
pub(super) const BODY: Source = Source {
    not_json: "The body is not JSON, or nests too deep.",
    not_one: "The body is not a JSON object with a `query`; batches are not taken.",
};

/// A part of a form.
pub(super) const OPERATIONS: Source = Source {
    not_json: "`operations` is not JSON, or nests too deep.",
    not_one: "`operations` is not a JSON object with a `query`; batches are not taken.",
};

/// Reads a request that was posted: one JSON object.
pub(super) fn read_request(bytes: &[u8], source: &Source) -> Result<Asked, Unread> {
    let value: Value =
        serde_json::from_slice(bytes).map_err(|_| (StatusCode::BAD_REQUEST, source.not_json))?;
    let Value::Object(mut members) = value else {
        return Err((StatusCode::BAD_REQUEST, source.not_one));
    };
    let Some(Value::String(query)) = members.remove("query") else {
        return Err((
            StatusCode::BAD_REQUEST,
            "`query` is missing, or not a text.",
        ));
    };
    let operation_name = match members.remove("operationName") {
        None | Some(Value::Null) => None,
        Some(Value::String(name)) => Some(name),
        Some(_) => return Err((StatusCode::BAD_REQUEST, "`operationName` is not a text.")),
    };
    let variables = object(members.remove("variables"), "`variables` is not an object.")?;
    object(
        members.remove("extensions"),
        "`extensions` is not an object.",
    )?;
    Ok(Asked {
        query,
        operation_name,
        variables,
        upload: None,
        safety: Safety::MayChange,
        repeat: None,
    })
}

/// The parameters of a GET; objects are written as JSON.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Parameters {
    query: Option<String>,
    operation_name: Option<String>,
    variables: Option<String>,
    extensions: Option<String>,
}

impl Parameters {
    /// Whether they ask nothing at all.
    pub(super) fn ask_nothing(&self) -> bool {
        self.query.is_none() && self.variables.is_none() && self.extensions.is_none()
    }

    /// What is asked.
    pub(super) fn read(self) -> Result<Asked, Unread> {
        let query = self
            .query
            .ok_or((StatusCode::BAD_REQUEST, "`query` is missing."))?;
        let variables = parameter(self.variables, "`variables` is not a JSON object.")?;
        parameter(self.extensions, "`extensions` is not a JSON object.")?;
        Ok(Asked {
            query,
            operation_name: self.operation_name.filter(|name| !name.is_empty()),
            variables,
            upload: None,
            safety: Safety::OnlyAsks,
            repeat: None,
        })
    }
}

fn parameter(text: Option<String>, otherwise: &'static str) -> Result<Map<String, Value>, Unread> {
    let read = |text: String| {
        serde_json::from_str(&text).map_err(|_| (StatusCode::BAD_REQUEST, otherwise))
    };
    object(
        text.filter(|text| !text.is_empty()).map(read).transpose()?,
        otherwise,
    )
}

fn object(value: Option<Value>, otherwise: &'static str) -> Result<Map<String, Value>, Unread> {
    match value {
        None | Some(Value::Null) => Ok(Map::new()),
        Some(Value::Object(members)) => Ok(members),
        Some(_) => Err((StatusCode::BAD_REQUEST, otherwise)),
    }
}
