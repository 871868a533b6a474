//! What pages in browsers may do: those of allowed origins ask and read, those of others do not even ask.

use std::time::Duration;

use axum::body::Body;
use axum::http::{Method, Request, StatusCode};
use insta::assert_json_snapshot;
use serde_json::{Map, Value, json};
use support_directory::http::{Origins, Terms};

use crate::http::{refusal, viewer};
use crate::support::{Reply, TestService};

const QUESTION: &str = "/graphql?query=%7Bviewer%7Blanguage%7D%7D";
const APP: &str = "https://app.contoso.example";
const OTHER: &str = "https://other.example";

async fn allowing(origins: Origins) -> TestService {
    TestService::start().await.on_terms(Terms {
        origins,
        ..Terms::default()
    })
}

async fn allowing_app() -> TestService {
    allowing(Origins::Listed(vec![
        "http://localhost:3000".to_owned(),
        APP.to_owned(),
    ]))
    .await
}

async fn send(
    service: &TestService,
    method: Method,
    path: &str,
    headers: &[(&str, &str)],
) -> Reply {
    let mut request = Request::builder().method(method).uri(path);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let request = request.body(Body::empty());
    service.send(request.expect("the headers are sound")).await
}

/// What CORS says in an answer, and by what the answer varies.
fn cors(reply: &Reply) -> Value {
    let mut said = Map::new();
    for (name, value) in &reply.headers {
        let value = value.to_str().expect("headers are text");
        if name.as_str().starts_with("access-control-") || name == "vary" {
            let values = said.entry(name.as_str()).or_insert(json!([]));
            let values = values.as_array_mut().expect("it was made one");
            values.push(value.into());
        }
    }
    said.into()
}

const PREFLIGHT: [(&str, &str); 3] = [
    ("origin", APP),
    ("access-control-request-method", "POST"),
    (
        "access-control-request-headers",
        "authorization,content-type",
    ),
];

#[tokio::test]
async fn a_page_of_an_allowed_origin_is_told_what_it_may_send_and_read() {
    let service = allowing_app().await;

    let asked = send(&service, Method::OPTIONS, "/graphql", &PREFLIGHT).await;
    let got = send(&service, Method::GET, QUESTION, &[("origin", APP)]).await;

    assert_eq!((asked.status, asked.body.as_str()), (StatusCode::OK, ""));
    assert_eq!((got.status, got.json()), (StatusCode::OK, viewer()));
    assert_json_snapshot!(json!({ "asked": cors(&asked), "got": cors(&got) }));
}

#[tokio::test]
async fn a_page_of_another_origin_is_allowed_nothing() {
    for service in [TestService::start().await, allowing_app().await] {
        let mut preflight = PREFLIGHT;
        preflight[0].1 = OTHER;

        let asked = send(&service, Method::OPTIONS, "/graphql", &preflight).await;
        let got = send(&service, Method::GET, QUESTION, &[("origin", OTHER)]).await;

        assert_eq!(asked.header("access-control-allow-origin"), None);
        assert_eq!(got.header("access-control-allow-origin"), None);
        assert_eq!(got.status, StatusCode::FORBIDDEN);
    }
}

#[tokio::test]
async fn every_origin_is_allowed_without_credentials_where_that_is_set() {
    let service = allowing(Origins::Any).await;

    let asked = send(&service, Method::OPTIONS, "/graphql", &PREFLIGHT).await;
    let got = send(&service, Method::GET, QUESTION, &[("origin", "null")]).await;

    for reply in [&asked, &got] {
        assert_eq!(reply.header("access-control-allow-origin"), Some("*"));
        assert_eq!(reply.header("access-control-allow-credentials"), None);
    }
    assert_eq!(got.json(), viewer());
}

#[tokio::test]
async fn a_question_that_a_page_of_another_site_has_a_browser_fetch_is_refused() {
    let service = allowing_app().await;
    let why = "Pages of other sites may not ask this way: their origin has to be allowed here, or the request needs a \
               header that makes browsers ask first, such as `GraphQL-Require-Preflight: 1`.";
    let foreign: &[&[(&str, &str)]] = &[
        // An image, a script, a frame, a link.
        &[("sec-fetch-site", "cross-site")],
        &[("sec-fetch-site", "same-site")],
        &[("sec-fetch-site", "something-new")],
        &[("sec-fetch-site", "cross-site"), ("origin", OTHER)],
        // A page may set these without being asked.
        &[
            ("sec-fetch-site", "cross-site"),
            ("accept", "application/json"),
            ("accept-language", "tr"),
            ("content-type", "text/plain; charset=utf-8"),
        ],
        &[
            ("sec-fetch-site", "cross-site"),
            ("authorization", "Basic eDp5"),
        ],
        // A browser that does not know of sites.
        &[("origin", OTHER), ("host", "directory.example")],
        &[("origin", "null")],
        &[("origin", "https://app.contoso.example.other.example")],
    ];
    for headers in foreign {
        for method in [Method::GET, Method::HEAD] {
            let reply = send(&service, method, QUESTION, headers).await;
            assert_eq!(reply.status, StatusCode::FORBIDDEN, "{headers:?}");
        }
        let reply = send(&service, Method::GET, QUESTION, headers).await;
        let refused = refusal(why, "CROSS_SITE_REQUEST");
        assert_eq!(reply.json(), refused, "{headers:?}");
    }
}

#[tokio::test]
async fn a_question_that_no_page_of_another_site_can_send_is_answered() {
    let service = allowing_app().await;
    let own: &[&[(&str, &str)]] = &[
        // curl.
        &[],
        &[("accept", "*/*"), ("user-agent", "curl/8.5.0")],
        // Typed into the address bar.
        &[("sec-fetch-site", "none")],
        // The playground.
        &[("sec-fetch-site", "same-origin")],
        &[
            ("origin", "http://127.0.0.1:8080"),
            ("host", "127.0.0.1:8080"),
        ],
        // A page that is allowed.
        &[("sec-fetch-site", "cross-site"), ("origin", APP)],
        &[("origin", APP), ("host", "directory.example")],
        // The browser asked first; whoever answered it decided.
        &[
            ("sec-fetch-site", "cross-site"),
            ("graphql-require-preflight", "1"),
        ],
        &[
            ("sec-fetch-site", "cross-site"),
            ("apollo-require-preflight", "true"),
        ],
        &[
            ("sec-fetch-site", "cross-site"),
            ("x-apollo-operation-name", "Viewer"),
        ],
        &[
            ("sec-fetch-site", "cross-site"),
            ("content-type", "application/json"),
        ],
    ];
    for headers in own {
        let reply = send(&service, Method::GET, QUESTION, headers).await;
        assert_eq!((reply.status, reply.json()), (StatusCode::OK, viewer()));
    }
}

#[tokio::test]
async fn a_body_that_a_page_of_another_site_can_send_is_not_taken() {
    let service = allowing(Origins::Any).await;
    for content in [
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
    ] {
        let headers = [("origin", OTHER), ("content-type", content)];
        let reply = send(&service, Method::POST, "/graphql", &headers).await;
        assert_eq!(reply.status, StatusCode::UNSUPPORTED_MEDIA_TYPE);
    }
}

/// What an answer tells browsers to keep to.
fn told(reply: &Reply) -> Value {
    let names = [
        "content-security-policy",
        "cross-origin-opener-policy",
        "cross-origin-resource-policy",
        "referrer-policy",
        "set-cookie",
        "strict-transport-security",
        "x-content-type-options",
        "x-frame-options",
    ];
    let said = names.map(|name| (name, reply.header(name)));
    json!(
        said.into_iter()
            .collect::<std::collections::BTreeMap<_, _>>()
    )
}

#[tokio::test]
async fn every_answer_tells_browsers_to_keep_it_from_other_pages() {
    let service = TestService::start().await.on_terms(Terms {
        strict_transport: Duration::from_secs(31_536_000),
        ..Terms::default()
    });
    let usual = TestService::start().await;
    let page = service.fetch(Method::GET, "/graphiql").await;
    let tag = page.header("etag").expect("it has a tag").to_owned();
    let known = [("if-none-match", tag.as_str())];
    let known = send(&service, Method::GET, "/graphiql", &known).await;
    let answer = service.fetch(Method::GET, QUESTION).await;
    for path in ["/graphql", "/nothing", "/health/live", "/export", "/"] {
        let other = service.fetch(Method::GET, path).await;
        assert_eq!(told(&other), told(&answer), "{path}");
    }

    assert_eq!(known.status, StatusCode::NOT_MODIFIED);
    assert_eq!(told(&known), told(&page));
    assert_json_snapshot!(json!({
        "page": told(&page),
        "answer": told(&answer),
        "usual": told(&usual.fetch(Method::GET, QUESTION).await),
    }));
}
