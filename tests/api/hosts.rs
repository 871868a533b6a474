//! To which hosts the service answers: a page may have its own name resolve to where the service is.

use axum::body::Body;
use axum::http::{Request, StatusCode, Version, header};
use rstest::rstest;
use serde_json::{Value, json};
use support_directory::http::{Hosts, Terms};

use crate::http::refusal;
use crate::support::{Reply, TestService};

async fn answering(hosts: Hosts) -> TestService {
    let service = TestService::start().await;
    service.on_terms(Terms {
        hosts,
        ..Terms::default()
    })
}

fn listed() -> Hosts {
    Hosts::Listed(vec!["directory.example".to_owned()])
}

async fn asked(service: &TestService, path: &str, host: &str) -> Reply {
    let request = Request::get(path).header(header::HOST, host);
    let request = request.body(Body::empty()).expect("the host is sound");
    service.send(request).await
}

fn misdirected() -> (StatusCode, Value) {
    let why = "The service does not answer to this host: it has to be allowed here, with `--allow-hosts`.";
    (
        StatusCode::MISDIRECTED_REQUEST,
        refusal(why, "MISDIRECTED_REQUEST"),
    )
}

fn live() -> (StatusCode, Value) {
    (StatusCode::OK, json!({ "status": "live" }))
}

#[rstest]
#[case::its_own("localhost:8080", true, true, true)]
#[case::its_own_written_otherwise("LocalHost.", true, true, true)]
#[case::an_address("127.0.0.1:8080", true, true, true)]
#[case::an_address_of_the_network("192.0.2.7", true, true, true)]
#[case::a_longer_address("[::1]:8080", true, true, true)]
#[case::a_listed_one("directory.example", false, true, true)]
#[case::a_listed_one_with_a_port("Directory.Example:443", false, true, true)]
#[case::one_below_it("evil.directory.example", false, false, true)]
#[case::one_that_begins_like_it("directory.example.evil.example", false, false, true)]
#[case::one_that_begins_like_an_address("127.0.0.1.evil.example", false, false, true)]
#[case::one_that_ends_like_its_own("localhost.evil.example", false, false, true)]
#[case::an_address_as_a_number("2130706433", false, false, true)]
#[tokio::test]
async fn a_host_is_answered_where_it_is_known(
    #[case] host: &str,
    #[case] where_none_is: bool,
    #[case] where_one_is_listed: bool,
    #[case] where_all_are: bool,
) {
    for (hosts, is_answered) in [
        (Hosts::Own, where_none_is),
        (listed(), where_one_is_listed),
        (Hosts::Any, where_all_are),
    ] {
        let service = answering(hosts.clone()).await;

        let reply = asked(&service, "/health/live", host).await;

        let expected = if is_answered { live() } else { misdirected() };
        assert_eq!((reply.status, reply.json()), expected, "{hosts:?}");
    }
}

#[rstest]
#[case::the_graph("/graphql?query=%7Bviewer%7BisSignedIn%7D%7D")]
#[case::its_playground("/graphiql")]
#[case::its_export("/export")]
#[case::nothing("/nothing")]
#[tokio::test]
async fn under_a_host_that_is_not_ours_there_is_nothing(#[case] path: &str) {
    let service = answering(listed()).await;

    let reply = asked(&service, path, "evil.example").await;

    assert_eq!((reply.status, reply.json()), misdirected());
    assert_eq!(reply.header("x-content-type-options"), Some("nosniff"));
    assert!(reply.header("x-request-id").is_some());
}

#[tokio::test]
async fn a_page_whose_name_resolves_to_the_service_asks_in_vain() {
    let service = answering(Hosts::Own).await;
    let request = Request::post("/graphql")
        .header("host", "evil.example:8080")
        .header("origin", "http://evil.example:8080")
        .header("sec-fetch-site", "same-origin")
        .header("content-type", "application/json")
        .body(Body::from(crate::http::VIEWER));

    let reply = service.send(request.expect("it is sound")).await;

    assert_eq!((reply.status, reply.json()), misdirected());
}

#[tokio::test]
async fn a_request_names_one_host() {
    let service = answering(Hosts::Any).await;
    let why = "A request names the host that it is for, and no other, as `Host`.";
    let bad = (StatusCode::BAD_REQUEST, refusal(why, "BAD_REQUEST"));

    for host in [
        "",
        "user@directory.example",
        "directory.example/graphql",
        "a b",
    ] {
        let reply = asked(&service, "/health/live", host).await;
        assert_eq!((reply.status, reply.json()), bad, "{host}");
    }
    let two = Request::get("/health/live")
        .header("host", "directory.example")
        .header("host", "directory.example")
        .body(Body::empty());
    let reply = service.send(two.expect("it is sound")).await;
    assert_eq!((reply.status, reply.json()), bad);
}

#[tokio::test]
async fn the_host_of_the_address_counts_as_well() {
    let service = answering(listed()).await;
    let to = |address: &str, host: &str| {
        let request = Request::get(address).header("host", host);
        request.body(Body::empty()).expect("it is sound")
    };

    let ours = to("http://directory.example/health/live", "directory.example");
    let other = to("http://evil.example/health/live", "directory.example");

    let ours = service.send(ours).await;
    assert_eq!((ours.status, ours.json()), live());
    let other = service.send(other).await;
    assert_eq!((other.status, other.json()), misdirected());
}

#[tokio::test]
async fn older_clients_do_without_a_host() {
    let service = answering(Hosts::Own).await;
    let request = Request::get("/health/live").version(Version::HTTP_10);

    let reply = service
        .send(request.body(Body::empty()).expect("it is sound"))
        .await;

    assert_eq!((reply.status, reply.json()), live());
}
