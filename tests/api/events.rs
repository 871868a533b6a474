//! Event streams: GraphQL over Server-Sent Events, with a connection for each operation.

use std::time::Duration;

use axum::body::Body;
use axum::http::{Method, Request};
use rstest::rstest;
use serde_json::{Value, json};
use support_directory::actions::import_offers::Importing;
use support_directory::http::{Others, StreamBounds, Terms, Trusted, TrustedDocuments};

use crate::handshakes::full;
use crate::http::refusal;
use crate::support::importing;
use crate::support::watching::{Heard, Watching};
use crate::support::{KeyPair, Reply, TestService, admin, claims, in_seconds};
use crate::tokens::{ISSUER, service_trusting};

pub(crate) const ALL: &str =
    "subscription($after: String) { directoryChanged(after: $after) { deed cursor } }";
const EVENTS: (&str, &str) = ("accept", "text/event-stream");
const SIGNED_IN: &str = "{ viewer { isSignedIn } }";

fn got(query: &str, variables: &Value, headers: &[(&str, &str)]) -> Request<Body> {
    let parameters = url::form_urlencoded::Serializer::new(String::new())
        .append_pair("query", query)
        .append_pair("variables", &variables.to_string())
        .finish();
    let mut request = Request::get(format!("/graphql?{parameters}"));
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    request.body(Body::empty()).expect("the headers are sound")
}

/// Watches as a browser does, which connects by GET.
async fn browser(
    service: &TestService,
    query: &str,
    variables: &Value,
    headers: &[(&str, &str)],
) -> Watching {
    let request = got(query, variables, &[&[EVENTS], headers].concat());
    Watching::begin(service.response(request).await)
}

/// Adds a publisher, so that something happens.
pub(crate) async fn add(service: &TestService, id: &str) {
    let document = "mutation($input: AddPublisherInput!) { addPublisher(input: $input) {
        userErrors { message } } }";
    let input = json!({ "publisherId": id, "name": id });
    let reply = service
        .run_as(admin(), document, json!({ "input": input }))
        .await;
    let done = json!({ "data": { "addPublisher": { "userErrors": [] } } });
    assert_eq!(reply, done);
}

#[tokio::test]
async fn a_browser_that_is_cut_off_goes_on_after_the_event_that_it_saw_last() {
    let service = TestService::start().await;
    let mut watching = browser(&service, ALL, &json!({}), &[]).await;
    add(&service, "contoso").await;
    let first = watching.data().await["directoryChanged"]["cursor"].clone();
    let id = watching
        .last_event_id()
        .expect("an event has an id")
        .to_owned();
    assert_eq!(first, id);
    drop(watching);
    for id in ["fabrikam", "northwind"] {
        add(&service, id).await;
    }

    // What it saw last counts, and not what stands in its address since it connected first.
    let after = json!({ "after": "bm93aGVyZQ" });
    for variables in [json!({}), after] {
        let seen = [("last-event-id", id.as_str())];
        let mut again = browser(&service, ALL, &variables, &seen).await;
        for _ in ["fabrikam", "northwind"] {
            assert_eq!(again.data().await["directoryChanged"]["deed"], "ADDED");
        }
        assert!(again.is_silent().await);
    }
}

#[tokio::test]
async fn an_id_that_no_event_had_is_refused() {
    let service = TestService::start().await;

    let seen = [("last-event-id", "7")];
    let mut watching = browser(&service, ALL, &json!({}), &seen).await;

    let Heard::Next(told) = watching.heard().await else {
        panic!("the error is told");
    };
    assert_eq!(told["errors"][0]["extensions"]["code"], "BAD_CURSOR");
    assert_eq!(watching.heard().await, Heard::Complete);
}

#[tokio::test]
async fn a_change_is_made_over_an_event_stream_by_post_alone() {
    let service = TestService::start().await;
    let document = r#"mutation { addPublisher(input: { publisherId: "contoso", name: "Contoso" }) {
        publisher { name } userErrors { message } } }"#;
    let token = format!("Bearer {}", service.token(admin()));
    let headers = [EVENTS, ("authorization", &token)];

    let refused = service.send(got(document, &json!({}), &headers)).await;
    let mut watching = service
        .asking(document, json!({}))
        .by(admin())
        .watch()
        .await;

    assert_eq!(refused.status.as_u16(), 405);
    assert_eq!(refused.header("allow"), Some("POST"));
    assert_eq!(
        refused.json(),
        refusal("Send mutations by POST.", "METHOD_NOT_ALLOWED")
    );
    let added = json!({ "addPublisher": { "publisher": { "name": "Contoso" }, "userErrors": [] } });
    assert_eq!(watching.data().await, added);
    assert_eq!(watching.heard().await, Heard::Complete);
    assert_eq!(watching.heard().await, Heard::End);
}

/// What a request is answered with whose stream never began.
fn outcome(reply: &Reply) -> (u16, Option<&str>, Value) {
    (
        reply.status.as_u16(),
        reply.header("content-type"),
        reply.json(),
    )
}

#[tokio::test]
async fn what_is_refused_before_the_stream_begins_is_refused_as_ever() {
    let service = TestService::start().await;
    let json = Some("application/json; charset=utf-8");
    let asking = || service.asking(ALL, json!({})).with(EVENTS.0, EVENTS.1);

    let stranger = asking().with("authorization", "Bearer x").send().await;
    let why = "Sign in: send a valid token in the header `Authorization: Bearer TOKEN`.";
    assert_eq!(
        outcome(&stranger),
        (401, json, refusal(why, "UNAUTHENTICATED"))
    );

    let empty = asking().of(json!({})).send().await;
    let why = "`query` is missing, or not a text.";
    assert_eq!(outcome(&empty), (400, json, refusal(why, "BAD_REQUEST")));

    let key = asking().with("idempotency-key", "").send().await;
    let why = "`Idempotency-Key` is one key of 1 to 200 visible ASCII characters.";
    assert_eq!(outcome(&key), (400, json, refusal(why, "BAD_REQUEST")));

    let foreign = [EVENTS, ("origin", "https://other.example")];
    let foreign = service.send(got(ALL, &json!({}), &foreign)).await;
    assert_eq!(foreign.status.as_u16(), 403);
    assert_eq!(
        foreign.json()["errors"][0]["extensions"]["code"],
        "CROSS_SITE_REQUEST"
    );

    let batching = service.on_terms(Terms {
        batch: 2,
        ..Terms::default()
    });
    let batch = batching.asking(ALL, json!({})).with(EVENTS.0, EVENTS.1);
    let batch = batch.of(json!([{ "query": SIGNED_IN }])).send().await;
    let why = "A batch is answered at once, and not as a stream of events.";
    assert_eq!(outcome(&batch), (400, json, refusal(why, "BAD_REQUEST")));
}

#[tokio::test]
async fn who_takes_both_is_answered_once_where_there_is_one_answer() {
    let service = TestService::start().await;
    let urql = "application/graphql-response+json, application/graphql+json, application/json, \
                text/event-stream, multipart/mixed";
    let asking = |document| service.asking(document, json!({}));

    let reply = asking(SIGNED_IN).with("accept", urql).send().await;
    let mut watching = asking(ALL).watch_as(urql).await;
    add(&service, "contoso").await;

    assert_eq!(
        outcome(&reply),
        (
            200,
            Some("application/graphql-response+json; charset=utf-8"),
            json!({ "data": { "viewer": { "isSignedIn": false } } })
        )
    );
    assert_eq!(watching.data().await["directoryChanged"]["deed"], "ADDED");
}

#[rstest]
#[case::one_that_is_trusted("watch", "ADDED")]
#[case::another("other", "PERSISTED_QUERY_NOT_FOUND")]
#[tokio::test]
async fn what_is_watched_may_be_known_beforehand(#[case] id: &str, #[case] expected: &str) {
    let manifest = json!({ "watch": ALL }).to_string();
    let documents = TrustedDocuments::read(manifest.as_bytes()).expect("it is sound");
    let service = TestService::start().await.on_terms(Terms {
        trusted: Some(Trusted {
            documents: documents.into(),
            others: Others::Refused,
        }),
        ..Terms::default()
    });

    let asking = service
        .asking("", json!({}))
        .of(json!({ "documentId": id }));
    let mut watching = asking.watch().await;
    // No document that changes something is run, so something happens without one.
    let row = r#"{"publisherId":"contoso","offerId":"backup","offerName":"Backup"}"#;
    importing::import(&service.store, row.as_bytes(), Importing::PLAIN).await;

    let Heard::Next(told) = watching.heard().await else {
        panic!("something is told");
    };
    let deed = &told["data"]["directoryChanged"]["deed"];
    let code = &told["errors"][0]["extensions"]["code"];
    assert!([deed, code].contains(&&json!(expected)), "{told}");
}

#[tokio::test]
async fn a_stream_with_nothing_to_tell_gives_signs_of_life() {
    let brisk = |bounds: &mut StreamBounds| bounds.pulse = Duration::from_millis(50);
    let service = TestService::start().await.with_streams(brisk);
    let mut watching = service.asking(ALL, json!({})).watch().await;

    for _ in 0..3 {
        assert_eq!(watching.read_bytes().await, ": \n\n");
    }
}

#[tokio::test]
async fn a_document_that_is_not_sound_is_told_as_an_event() {
    let service = TestService::start().await;

    let mut watching = service
        .asking("subscription { nothing }", json!({}))
        .watch()
        .await;

    let Heard::Next(told) = watching.heard().await else {
        panic!("the error is told");
    };
    let message = "`Subscription` has no field `nothing`.";
    let errors = json!([{ "message": message, "locations": [{ "line": 1, "column": 16 }],
        "extensions": { "code": "GRAPHQL_VALIDATION_FAILED" } }]);
    assert_eq!(told, json!({ "errors": errors }));
    assert_eq!(watching.heard().await, Heard::Complete);
    assert_eq!(watching.heard().await, Heard::End);
}

#[tokio::test]
async fn a_question_with_one_answer_is_a_stream_of_one() {
    let service = TestService::start().await;

    let mut watching = service
        .asking("{ viewer { isSignedIn } }", json!({}))
        .watch()
        .await;

    assert_eq!(
        watching.data().await,
        json!({ "viewer": { "isSignedIn": false } })
    );
    assert_eq!(watching.heard().await, Heard::Complete);
    assert_eq!(watching.heard().await, Heard::End);
}

#[tokio::test]
async fn a_subscription_that_is_asked_for_one_answer_is_refused() {
    let service = TestService::start().await;

    let reply = service.ask(ALL, json!({})).await;

    assert_eq!(reply.status.as_u16(), 200);
    let why = "A subscription is not answered once: ask for it where the answer is a stream.";
    assert_eq!(reply.json(), refusal(why, "SUBSCRIPTION_NEEDS_STREAM"));
}

#[tokio::test]
async fn an_event_stream_ends_with_its_token() {
    let pair = KeyPair::ed("1");
    let service = service_trusting(&[&pair]).await;
    let mut claims = claims(ISSUER);
    // Clocks may be off by a minute; so it has a second left.
    claims["exp"] = in_seconds(-59).into();
    let token = format!("Bearer {}", pair.sign(&claims));

    let asking = service.asking(ALL, json!({})).with("authorization", &token);
    let mut watching = asking.watch().await;

    let expected = json!({ "errors": [{ "message": "The token has expired: sign in again.",
        "extensions": { "code": "UNAUTHENTICATED" } }] });
    assert_eq!(watching.heard().await, Heard::Next(expected));
    assert_eq!(watching.heard().await, Heard::Complete);
    assert_eq!(watching.heard().await, Heard::End);
}

#[tokio::test]
async fn an_event_stream_is_broken_off_with_a_remark_when_the_service_is_to_stop() {
    let service = TestService::start().await;
    let mut watching = service.asking(ALL, json!({})).watch().await;

    service.drain();

    let remark = "The service is going away: connect again.".to_owned();
    assert_eq!(watching.heard().await, Heard::Comment(remark));
    assert_eq!(watching.heard().await, Heard::End);
    let ready = service.fetch(Method::GET, "/health/ready").await;
    let not_ready = json!({ "status": "not ready", "waitingFor": "shutdown" });
    assert_eq!((ready.status.as_u16(), ready.json()), (503, not_ready));
    let asking = service.asking(ALL, json!({}));
    let late = asking.with("accept", "text/event-stream").send().await;
    let message = "The service is going away: connect again.";
    assert_eq!(
        (late.status.as_u16(), late.json()),
        (503, refusal(message, "UNAVAILABLE"))
    );
}

#[tokio::test]
async fn no_more_streams_are_opened_than_may_be() {
    let service = TestService::start()
        .await
        .with_streams(|bounds| bounds.open = 1);
    let open = service.asking(ALL, json!({})).watch().await;

    let reply = service
        .asking(ALL, json!({}))
        .with("accept", "text/event-stream")
        .send()
        .await;

    assert_eq!(reply.json(), full(1));
    assert_eq!(
        (reply.status.as_u16(), reply.header("retry-after")),
        (503, Some("5"))
    );
    drop(open);
    service.asking(ALL, json!({})).watch().await;
}
