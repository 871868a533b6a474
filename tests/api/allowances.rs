//! Allowances: how much a caller may ask for in a minute, and how much everybody together at a time.

use std::num::NonZeroU32;

use axum::body::Body;
use axum::http::{Request, StatusCode};
use serde_json::{Value, json};
use support_directory::http::{PerMinute, Terms};

use crate::http::viewer;
use crate::support::socket::Socket;
use crate::support::{Reply, TestService, admin, editor_of, reader};

const QUESTION: &str = "{ viewer { language } }";

async fn allowing(requests: u32, cost: u32) -> TestService {
    TestService::start().await.on_terms(Terms {
        per_minute: PerMinute {
            requests: NonZeroU32::new(requests),
            cost: NonZeroU32::new(cost),
        },
        proxies: 1,
        batch: 10,
        ..Terms::default()
    })
}

async fn ask_from(service: &TestService, address: &str) -> Reply {
    let asking = service.asking(QUESTION, json!({}));
    asking.with("x-forwarded-for", address).send().await
}

/// What the head of an answer says is left.
fn left(reply: &Reply) -> Vec<&str> {
    let heads = ["ratelimit-policy", "ratelimit"].map(|name| reply.headers.get_all(name));
    let values = heads.into_iter().flatten();
    let values = values.map(|value| value.to_str().expect("headers are text"));
    values.collect()
}

/// The body of an answer; in how many seconds to try again is a matter of when it was asked.
fn told(reply: &Reply) -> Value {
    let seconds = reply
        .header("retry-after")
        .expect("it says when to come again");
    assert!(
        (1..=60).contains(&seconds.parse().unwrap_or(0)),
        "{seconds}"
    );
    let body = reply.body.replace(&format!("in {seconds} s."), "in N s.");
    serde_json::from_str(&body).expect("it is JSON")
}

/// The refusal of a request too many, where so many may come in a minute.
fn too_many(may: u32) -> Value {
    json!({ "errors": [{
        "message": "You have sent more requests than you may in a minute. Try again in N s.",
        "extensions": { "code": "RATE_LIMITED", "bound": "requestsPerMinute", "limit": may, "found": may + 1 },
    }] })
}

#[tokio::test]
async fn an_address_may_send_so_many_requests_in_a_minute_and_another_has_its_own() {
    let service = allowing(1, 0).await;

    let first = ask_from(&service, "203.0.113.7").await;
    let second = ask_from(&service, "203.0.113.7").await;
    let other = ask_from(&service, "203.0.113.8").await;

    assert_eq!(first.json(), viewer());
    assert_eq!(
        left(&first),
        [r#""requests";q=1;w=60"#, r#""requests";r=0;t=60"#]
    );
    assert_eq!(second.status, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(told(&second), too_many(1));
    assert_eq!(
        left(&second),
        [r#""requests";q=1;w=60"#, r#""requests";r=0;t=60"#]
    );
    assert_eq!(other.json(), viewer());
}

#[tokio::test]
async fn who_signs_in_has_an_allowance_of_their_own_wherever_they_are() {
    let service = allowing(1, 0).await;
    let ask = async |actor, address| {
        let asking = service.asking(QUESTION, json!({})).by(actor);
        asking.with("x-forwarded-for", address).send().await.status
    };

    let statuses = [
        ask(reader(), "203.0.113.7").await,
        ask(reader(), "203.0.113.8").await,
        ask(editor_of("contoso"), "203.0.113.7").await,
    ];

    assert_eq!(statuses.map(|status| status.as_u16()), [200, 429, 200]);
}

#[tokio::test]
async fn who_tries_tokens_uses_up_the_allowance_of_their_address() {
    let service = allowing(2, 0).await;
    let mut statuses = Vec::new();

    for _ in 0..3 {
        let asking = service.asking(QUESTION, json!({}));
        let asking = asking.with("authorization", "Bearer guessed");
        let asking = asking.with("x-forwarded-for", "203.0.113.7");
        statuses.push(asking.send().await.status.as_u16());
    }

    assert_eq!(statuses, [401, 401, 429]);
}

#[tokio::test]
async fn operations_may_cost_so_much_in_a_minute() {
    let service = allowing(0, 250).await;
    let page = "query Page { offers(first: 100) { nodes { id } } }";

    let first = service.ask(page, json!({})).await;
    let second = service.ask(page, json!({})).await;
    let cheap = service.ask(QUESTION, json!({})).await;

    assert_eq!(first.data(), json!({ "offers": { "nodes": [] } }));
    assert_eq!(
        left(&first),
        [r#""cost";q=250;w=60"#, r#""cost";r=148;t=24"#]
    );
    assert_eq!(second.status, StatusCode::OK, "{}", second.body);
    let third = service.ask(page, json!({})).await;
    assert_eq!(third.status, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(
        told(&third),
        json!({ "errors": [{
            "message": "You have asked for more than you may in a minute, by what it costs. Try again in N s.",
            "extensions": { "code": "RATE_LIMITED", "bound": "costPerMinute", "limit": 250, "found": 251 },
        }] })
    );
    assert_eq!(cheap.json(), viewer());
}

#[tokio::test]
async fn a_batch_is_as_many_requests_as_it_holds() {
    let service = allowing(3, 0).await;
    let batch = |many| Value::from(vec![json!({ "query": QUESTION }); many]);
    let send = async |many| {
        let asking = service.asking(QUESTION, json!({})).of(batch(many));
        asking.send().await
    };

    let two = send(2).await;
    let two_more = send(2).await;
    let one = send(1).await;

    assert_eq!(two.status, StatusCode::OK);
    assert_eq!(
        left(&two),
        [r#""requests";q=3;w=60"#, r#""requests";r=1;t=40"#]
    );
    assert_eq!(two_more.status, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(told(&two_more), too_many(3));
    assert_eq!(one.status, StatusCode::OK);
}

#[tokio::test]
async fn what_is_unreadable_counts_as_well() {
    let service = allowing(1, 0).await;
    let send = async || {
        service
            .asking(QUESTION, json!({}))
            .of(json!(7))
            .send()
            .await
    };

    let statuses = [send().await.status, send().await.status];

    assert_eq!(statuses.map(|status| status.as_u16()), [400, 429]);
}

#[tokio::test]
async fn an_export_counts_as_a_request() {
    let service = allowing(1, 0).await;
    let token = service.token(admin());
    let export = async || {
        let request = Request::get("/export").header("authorization", format!("Bearer {token}"));
        let request = request.body(Body::empty()).expect("it is sound");
        service.send(request).await
    };

    let (first, second) = (export().await, export().await);

    assert_eq!(first.status, StatusCode::OK);
    assert_eq!(second.status, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(told(&second), too_many(1));
}

#[tokio::test]
async fn each_operation_of_a_socket_counts_as_a_request() {
    let service = allowing(1, 0).await;
    let mut socket = Socket::introduced(&service, json!({})).await;
    socket.subscribe("1", QUESTION).await;
    assert_eq!(
        socket.hear().await,
        json!({ "type": "next", "id": "1", "payload": viewer() })
    );
    assert_eq!(
        socket.hear().await,
        json!({ "type": "complete", "id": "1" })
    );

    socket.subscribe("2", QUESTION).await;

    let mut said = socket.hear().await;
    let message = said["payload"][0]["message"].take();
    let message = message.as_str().expect("it is said why");
    assert!(message.starts_with("You have sent more requests than you may in a minute."));
    assert_eq!(
        said,
        json!({ "type": "error", "id": "2",
            "payload": [{ "message": null, "extensions": {
                "code": "RATE_LIMITED", "bound": "requestsPerMinute", "limit": 1, "found": 2 } }] })
    );
}

#[tokio::test]
async fn as_many_operations_run_at_once_as_may_and_one_more_is_told_to_come_again() {
    let full = TestService::start()
        .await
        .bounded(|bounds| bounds.running = 0);
    let reply = full.ask(QUESTION, json!({})).await;
    assert_eq!(reply.status, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(reply.header("retry-after"), Some("1"));
    assert_eq!(
        reply.json(),
        json!({ "errors": [{
            "message": "As many operations run as may. Try again in a moment.",
            "extensions": { "code": "UNAVAILABLE", "bound": "running", "limit": 0, "found": 1 },
        }] })
    );

    let one = TestService::start()
        .await
        .bounded(|bounds| bounds.running = 1);
    for _ in 0..3 {
        assert_eq!(one.ask(QUESTION, json!({})).await.json(), viewer());
    }
}
