//! What every request meets: the door of the graph, its headers, the pages.

use axum::body::Body;
use axum::http::{Method, Request, StatusCode, header};
use serde_json::{Value, json};

use crate::support::{Reply, TestService};

const JSON: &str = "application/json; charset=utf-8";

/// Posts a body of a content type, accepting some media types.
pub(crate) async fn post(
    service: &TestService,
    content: Option<&str>,
    accept: Option<&str>,
    body: impl Into<Body>,
) -> Reply {
    let mut request = Request::post("/graphql");
    if let Some(content) = content {
        request = request.header(header::CONTENT_TYPE, content);
    }
    if let Some(accept) = accept {
        request = request.header(header::ACCEPT, accept);
    }
    service
        .send(request.body(body.into()).expect("the headers are sound"))
        .await
}

pub(crate) async fn post_json(service: &TestService, body: &str) -> Reply {
    post(service, Some("application/json"), None, body.to_owned()).await
}

/// The body of an answer to a request that never became a question.
pub(crate) fn refusal(message: &str, code: &str) -> Value {
    json!({ "errors": [{ "message": message, "extensions": { "code": code } }] })
}

/// The same where a bound was gone beyond: its name, how far it goes, and how far this went.
pub(crate) fn beyond(message: &str, code: &str, (bound, limit, found): (&str, u64, u64)) -> Value {
    let extensions = json!({ "code": code, "bound": bound, "limit": limit, "found": found });
    json!({ "errors": [{ "message": message, "extensions": extensions }] })
}

pub(crate) const VIEWER: &str = r#"{"query":"{ viewer { language } }"}"#;

pub(crate) fn viewer() -> Value {
    json!({ "data": { "viewer": { "language": "en" } } })
}

#[tokio::test]
async fn a_question_may_be_posted_or_stand_in_the_address() {
    let service = TestService::start().await;
    let variables = "%7B%22language%22%3A%22tr%22%7D";
    let document = "query%20A(%24language%3AString)%7BcontactTypes(language%3A%24language)%7Blabel%7D%7Dquery%20B%7Bviewer%7Blanguage%7D%7D";

    let posted = post_json(&service, VIEWER).await;
    let got = service
        .fetch(
            Method::GET,
            "/graphql?query=%7Bviewer%7Blanguage%7D%7D&variables=&operationName=&extensions=%7B%7D",
        )
        .await;
    let with_all = service
        .fetch(
            Method::GET,
            &format!("/graphql?query={document}&operationName=A&variables={variables}"),
        )
        .await;
    let head = service
        .fetch(Method::HEAD, "/graphql?query=%7Bviewer%7Blanguage%7D%7D")
        .await;

    for reply in [&posted, &got] {
        assert_eq!(reply.status, StatusCode::OK);
        assert_eq!(reply.json(), viewer());
        assert_eq!(reply.header("content-type"), Some(JSON));
    }
    assert_eq!(
        with_all.data()["contactTypes"][0],
        json!({ "label": "Müşteri desteği" })
    );
    assert_eq!((head.status, head.body.as_str()), (StatusCode::OK, ""));
}

#[tokio::test]
async fn a_path_that_leads_nowhere_says_where_the_graph_is() {
    let service = TestService::start().await;
    for path in [
        "/graphql/",
        "/nothing",
        "/assets/none.js",
        "/health",
        "/assets/../Cargo.toml",
    ] {
        let reply = service.fetch(Method::GET, path).await;
        assert_eq!(reply.status, StatusCode::NOT_FOUND, "{path}");
        assert_eq!(
            reply.json(),
            refusal(
                "There is nothing here; the graph is at /graphql.",
                "NOT_FOUND"
            ),
            "{path}"
        );
    }
}

#[tokio::test]
async fn every_answer_has_an_id_of_its_own_and_is_not_to_be_guessed_at() {
    let service = TestService::start().await;
    let mut ids = Vec::new();
    let replies = [
        post_json(&service, VIEWER).await,
        post_json(&service, "").await,
        post_json(&service, r#"{"query":"{"}"#).await,
        service.fetch(Method::PUT, "/graphql").await,
        service.fetch(Method::GET, "/graphiql").await,
        service.fetch(Method::GET, "/").await,
        service.fetch(Method::GET, "/nothing").await,
        service.fetch(Method::GET, "/health/live").await,
        service.fetch(Method::GET, "/health/ready").await,
    ];

    for reply in &replies {
        let id = reply.header("x-request-id").expect("it has an id");
        assert_eq!(id.len(), 36, "{id}");
        ids.push(id.to_owned());
        assert_eq!(reply.header("x-content-type-options"), Some("nosniff"));
        assert_eq!(reply.header("referrer-policy"), Some("no-referrer"));
    }
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), replies.len());
}

#[tokio::test]
async fn the_playground_is_a_page_that_loads_only_what_the_service_sends() {
    let service = TestService::start().await;

    let page = service.fetch(Method::GET, "/graphiql").await;
    let root = service.fetch(Method::GET, "/").await;
    let request = Request::get("/graphiql")
        .header("if-none-match", page.header("etag").expect("it has a tag"));
    let again = service
        .send(request.body(Body::empty()).expect("sound"))
        .await;

    assert_eq!(page.status, StatusCode::OK);
    assert_eq!(
        page.header("content-type"),
        Some("text/html; charset=utf-8")
    );
    assert!(
        page.body
            .contains("<title>support-directory playground</title>")
    );
    assert_eq!(
        page.header("content-security-policy"),
        Some(
            "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; worker-src 'self' blob:; \
             font-src 'self' data:; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; \
             frame-ancestors 'none'"
        )
    );
    assert_eq!(root.status, StatusCode::TEMPORARY_REDIRECT);
    assert_eq!(root.header("location"), Some("/graphiql"));
    assert_eq!(
        (again.status, again.body.as_str()),
        (StatusCode::NOT_MODIFIED, "")
    );
}

#[tokio::test]
async fn who_opens_the_graph_in_a_browser_is_led_to_the_playground() {
    let service = TestService::start().await;
    let open = async |path: &str, accept: &str| {
        let request = Request::get(path).header(header::ACCEPT, accept);
        let reply = service
            .send(request.body(Body::empty()).expect("the header is sound"))
            .await;
        (reply.status, reply.header("location").map(str::to_owned))
    };
    let browser = "text/html,application/xhtml+xml,*/*;q=0.8";
    let playground = Some("/graphiql".to_owned());

    assert_eq!(
        open("/graphql", browser).await,
        (StatusCode::TEMPORARY_REDIRECT, playground)
    );
    assert_eq!(
        open("/graphql?query=%7Bviewer%7Blanguage%7D%7D", browser).await,
        (StatusCode::OK, None)
    );
    assert_eq!(
        open("/graphql", "application/json").await,
        (StatusCode::BAD_REQUEST, None)
    );
}
