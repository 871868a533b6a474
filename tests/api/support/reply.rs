//! What the service answered.

use axum::body::to_bytes;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use serde_json::{Value, json};

use super::tidy;

/// An answer, read to its end.
#[derive(Debug)]
pub(crate) struct Reply {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: String,
}

impl Reply {
    pub(super) async fn read(response: Response) -> Self {
        let (head, body) = response.into_parts();
        let bytes = to_bytes(body, usize::MAX)
            .await
            .expect("the body comes to its end");
        Self {
            status: head.status,
            headers: head.headers,
            body: String::from_utf8(bytes.to_vec()).expect("the body is text"),
        }
    }

    /// A header, if there is exactly one of that name.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let mut values = self.headers.get_all(name).iter();
        let value = values.next()?.to_str().expect("headers are text");
        assert_eq!(values.next(), None, "{name} is there twice");
        Some(value)
    }

    /// The body as JSON.
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.body)
            .unwrap_or_else(|error| panic!("{error} in the body {:?}", self.body))
    }

    /// The data of an answer without errors.
    pub(crate) fn data(&self) -> Value {
        let mut body = self.json();
        assert_eq!(self.status, StatusCode::OK, "{body}");
        assert_eq!(body.get("errors"), None, "{body}");
        body["data"].take()
    }

    /// Status and body, with what changes from run to run made the same: ids and times, the order of
    /// errors, and their places in the document.
    pub(crate) fn outcome(&self) -> Value {
        let mut body = tidy(self.json());
        order_errors(&mut body);
        json!({ "status": self.status.as_u16(), "body": body })
    }
}

/// Puts the errors of an answer into the order of their paths, and takes their places in the document out.
pub(super) fn order_errors(body: &mut Value) {
    if let Some(errors) = body.get_mut("errors").and_then(Value::as_array_mut) {
        // Fields fail side by side: nothing says in which order.
        errors.sort_by_key(|error| error.get("path").map(Value::to_string));
        for error in errors {
            if let Some(error) = error.as_object_mut() {
                error.remove("locations");
            }
        }
    }
}
