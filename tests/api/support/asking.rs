//! Asking with all that a request may carry: who asks, in which languages, under which headers.

use axum::body::Body;
use axum::http::{HeaderName, Request, header};
use serde_json::Value;

use support_directory::domain::actor::Actor;

use super::reply::order_errors;
use super::watching::Watching;
use super::{Reply, TestService};

/// A question that is about to be posted.
#[must_use = "a question that is not sent is not answered"]
pub(crate) struct Asking<'s> {
    service: &'s TestService,
    body: Value,
    headers: Vec<(HeaderName, String)>,
}

impl TestService {
    /// A document with its variables, about to be posted by somebody who did not sign in.
    pub(crate) fn asking(&self, query: &str, variables: Value) -> Asking<'_> {
        Asking {
            service: self,
            body: Value::from_iter([("query", query.into()), ("variables", variables)]),
            headers: Vec::new(),
        }
    }

    /// Posts a document as this actor.
    pub(crate) async fn ask_as(&self, actor: Actor, query: &str, variables: Value) -> Reply {
        self.asking(query, variables).by(actor).send().await
    }

    /// The whole answer to a document as this actor gets it, its errors in the order of their paths.
    pub(crate) async fn run_as(&self, actor: Actor, query: &str, variables: Value) -> Value {
        ordered(&self.ask_as(actor, query, variables).await)
    }

    /// The same for an actor who reads these languages.
    pub(crate) async fn run_reading(
        &self,
        actor: Actor,
        languages: &str,
        query: &str,
        variables: Value,
    ) -> Value {
        let asking = self.asking(query, variables).by(actor);
        ordered(&asking.with(header::ACCEPT_LANGUAGE, languages).send().await)
    }

    /// Posts a document under an `Idempotency-Key`.
    pub(crate) async fn ask_under_key(
        &self,
        actor: Actor,
        key: &str,
        query: &str,
        variables: Value,
    ) -> Reply {
        let asking = self.asking(query, variables).by(actor);
        asking.with("idempotency-key", key).send().await
    }
}

impl<'s> Asking<'s> {
    /// By an actor, who shows a token unless they did not sign in.
    pub(crate) fn by(self, actor: Actor) -> Self {
        if matches!(actor, Actor::Anonymous) {
            return self;
        }
        let token = self.service.token(actor);
        self.with(header::AUTHORIZATION, &format!("Bearer {token}"))
    }

    /// With a header; one that is given twice is sent twice.
    pub(crate) fn with(mut self, name: impl TryInto<HeaderName>, value: &str) -> Self {
        let name = name.try_into().ok().expect("the name of a header");
        self.headers.push((name, value.to_owned()));
        self
    }

    /// With this body.
    pub(crate) fn of(mut self, body: Value) -> Self {
        self.body = body;
        self
    }

    /// Sends it, and reads the answer.
    pub(crate) async fn send(self) -> Reply {
        let (service, request) = self.request();
        service.send(request).await
    }

    /// Sends it, and reads what comes as an event stream.
    pub(crate) async fn watch(self) -> Watching {
        self.watch_as("text/event-stream").await
    }

    /// The same for a client that accepts this.
    pub(crate) async fn watch_as(self, accept: &str) -> Watching {
        let (service, request) = self.with(header::ACCEPT, accept).request();
        Watching::begin(service.response(request).await)
    }

    fn request(self) -> (&'s TestService, Request<Body>) {
        let mut request =
            Request::post("/graphql").header(header::CONTENT_TYPE, "application/json");
        for (name, value) in self.headers {
            request = request.header(name, value);
        }
        let request = request.body(Body::from(self.body.to_string()));
        (self.service, request.expect("the headers are sound"))
    }
}

/// The body of an answer, its errors in the order of their paths.
fn ordered(reply: &Reply) -> Value {
    let mut body = reply.json();
    order_errors(&mut body);
    body
}
