//! Asking with all that a request may carry: who asks, in which languages, under which headers.

use axum::body::Body;
use axum::http::{HeaderName, Request, header};
use serde_json::Value;

use support_directory::domain::actor::Actor;

use super::reply::order_errors;
use super::{Reply, TestService, Who};

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

    /// Posts a document as somebody who signed in.
    pub(crate) async fn ask_as(&self, who: &Who, query: &str, variables: Value) -> Reply {
        self.asking(query, variables).by(who).send().await
    }

    /// The whole answer to a document as this actor gets it, its errors in the order of their paths.
    pub(crate) async fn run_as(&self, actor: Actor, query: &str, variables: Value) -> Value {
        let reply = self.asking(query, variables).by_actor(actor).send().await;
        ordered(&reply)
    }

    /// The same for an actor who reads these languages.
    pub(crate) async fn run_reading(
        &self,
        actor: Actor,
        languages: &str,
        query: &str,
        variables: Value,
    ) -> Value {
        let asking = self.asking(query, variables).by_actor(actor);
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
        let asking = self.asking(query, variables).by_actor(actor);
        asking.with("idempotency-key", key).send().await
    }

    /// What a document that runs without errors gives somebody who signed in.
    pub(crate) async fn data_as(&self, who: &Who, query: &str, variables: Value) -> Value {
        self.ask_as(who, query, variables).await.data()
    }
}

impl Asking<'_> {
    /// By somebody who signed in.
    pub(crate) fn by(self, who: &Who) -> Self {
        let token = self.service.token(who);
        self.with(header::AUTHORIZATION, &format!("Bearer {token}"))
    }

    /// By an actor, who signs in unless they are nobody.
    pub(crate) fn by_actor(self, actor: Actor) -> Self {
        match actor {
            Actor::Anonymous => self,
            Actor::Member(member) => self.by(&Who(member.as_ref().clone())),
            Actor::Operator => panic!("the operator does not come through the door"),
        }
    }

    /// With a header; one that is given twice is sent twice.
    pub(crate) fn with(mut self, name: impl TryInto<HeaderName>, value: &str) -> Self {
        let name = name.try_into().ok().expect("the name of a header");
        self.headers.push((name, value.to_owned()));
        self
    }

    /// Sends it, and reads the answer.
    pub(crate) async fn send(self) -> Reply {
        let mut request =
            Request::post("/graphql").header(header::CONTENT_TYPE, "application/json");
        for (name, value) in self.headers {
            request = request.header(name, value);
        }
        let request = request.body(Body::from(self.body.to_string()));
        self.service
            .send(request.expect("the headers are sound"))
            .await
    }
}

/// The body of an answer, its errors in the order of their paths.
fn ordered(reply: &Reply) -> Value {
    let mut body = reply.json();
    order_errors(&mut body);
    body
}
