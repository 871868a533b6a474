//! Forms with files, as clients send them and as they should not.

use std::convert::Infallible;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use axum::body::{Body, Bytes};
use axum::http::{Request, header};
use futures_util::{StreamExt, stream};
use serde_json::{Value, json};
use support_directory::domain::actor::Actor;

use super::jobs::IMPORT;
use super::{Reply, TestService};

/// What divides the parts.
pub(crate) const BOUNDARY: &str = "----between-the-parts";

/// A form that is about to be sent.
#[derive(Clone, Debug)]
pub(crate) struct Form {
    body: Vec<u8>,
    headers: Vec<(&'static str, String)>,
}

impl Form {
    /// A form without parts, from a client that knows what it does.
    pub(crate) fn new() -> Self {
        let content_type = format!("multipart/form-data; boundary={BOUNDARY}");
        Self {
            body: Vec::new(),
            headers: vec![
                (header::CONTENT_TYPE.as_str(), content_type),
                ("graphql-require-preflight", "1".to_owned()),
            ],
        }
    }

    /// A form that asks for the import of a file.
    pub(crate) fn importing(input: Value, name: &str, file: impl AsRef<[u8]>) -> Self {
        let mut input = input;
        input["upload"] = Value::Null;
        Self::new()
            .part("operations", &operations(&input).to_string())
            .part("map", r#"{"0":["variables.input.upload"]}"#)
            .file("0", name, file)
    }

    /// With one more part.
    pub(crate) fn part(mut self, name: &str, text: &str) -> Self {
        let head = format!(
            "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{text}\r\n"
        );
        self.body.extend_from_slice(head.as_bytes());
        self
    }

    /// With a file.
    pub(crate) fn file(mut self, part: &str, name: &str, bytes: impl AsRef<[u8]>) -> Self {
        let head = format!(
            "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{part}\"; filename=\"{name}\"\r\n\
             Content-Type: application/octet-stream\r\n\r\n"
        );
        self.body.extend_from_slice(head.as_bytes());
        self.body.extend_from_slice(bytes.as_ref());
        self.body.extend_from_slice(b"\r\n");
        self
    }

    /// With a header; one that it has is replaced.
    pub(crate) fn with(mut self, name: &'static str, value: &str) -> Self {
        self = self.without(name);
        self.headers.push((name, value.to_owned()));
        self
    }

    /// Without a header.
    pub(crate) fn without(mut self, name: &str) -> Self {
        self.headers.retain(|(has, _)| *has != name);
        self
    }

    /// Sends it whole.
    pub(crate) async fn send(mut self, service: &TestService, actor: Actor) -> Reply {
        let end = format!("--{BOUNDARY}--\r\n");
        self.body.extend_from_slice(end.as_bytes());
        self.send_cut_off(service, actor).await
    }

    /// Sends it without its end.
    pub(crate) async fn send_cut_off(self, service: &TestService, actor: Actor) -> Reply {
        let body = Body::from(self.body.clone());
        self.send_as(body, service, actor).await
    }

    /// Sends it, and then more of its last part without end. Gives also how many bytes of that were taken.
    pub(crate) async fn send_without_end(
        self,
        service: &TestService,
        actor: Actor,
    ) -> (Reply, usize) {
        let taken = Arc::new(AtomicUsize::new(0));
        let begin = Bytes::from(self.body.clone());
        let portion = Bytes::from(vec![b' '; 64 << 10]);
        let count = Arc::clone(&taken);
        let more = stream::repeat_with(move || {
            count.fetch_add(portion.len(), Ordering::Relaxed);
            portion.clone()
        });
        let body = stream::iter([begin]).chain(more).map(Ok::<_, Infallible>);
        let reply = self.send_as(Body::from_stream(body), service, actor).await;
        (reply, taken.load(Ordering::Relaxed))
    }

    async fn send_as(self, body: Body, service: &TestService, actor: Actor) -> Reply {
        let mut request = Request::post("/graphql");
        for (name, value) in self.headers {
            request = request.header(name, value);
        }
        if !matches!(actor, Actor::Anonymous) {
            let token = format!("Bearer {}", service.token(actor));
            request = request.header(header::AUTHORIZATION, token);
        }
        let request = request.body(body);
        service.send(request.expect("the headers are sound")).await
    }
}

/// The operations of a form that asks for an import.
pub(crate) fn operations(input: &Value) -> Value {
    json!({ "query": IMPORT, "variables": { "input": input } })
}
