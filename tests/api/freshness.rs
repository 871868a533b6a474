//! How long answers to a GET may be kept, and by whom; what the client has is not sent again.

use std::time::Duration;

use axum::body::Body;
use axum::http::{Method, Request, StatusCode};
use support_directory::domain::actor::Actor;
use support_directory::http::Terms;

use crate::http::{VIEWER, post_json, viewer};
use crate::support::{Reply, TestService, reader};

const QUESTION: &str = "/graphql?query=%7Bviewer%7Blanguage%7D%7D";

async fn get(service: &TestService, address: &str, headers: &[(&str, &str)]) -> Reply {
    let mut request = Request::get(address);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let request = request.body(Body::empty());
    service.send(request.expect("the headers are sound")).await
}

fn tag(reply: &Reply) -> String {
    reply.header("etag").expect("it has a tag").to_owned()
}

fn varies(reply: &Reply) -> Vec<&str> {
    let values = reply.headers.get_all("vary").iter();
    let mut varies: Vec<&str> = values.filter_map(|value| value.to_str().ok()).collect();
    varies.sort_unstable();
    varies
}

#[tokio::test]
async fn an_answer_that_the_client_has_is_not_sent_again() {
    let service = TestService::start().await;

    let first = get(&service, QUESTION, &[]).await;
    let tag = tag(&first);
    let weak = format!("W/{tag}");
    let several = format!("\"other\", {tag}");

    assert_eq!(first.json(), viewer());
    assert!(tag.starts_with('"') && tag.len() == 26, "{tag}");
    for known in [tag.as_str(), &weak, &several, "*"] {
        let again = get(&service, QUESTION, &[("if-none-match", known)]).await;
        assert_eq!(again.status, StatusCode::NOT_MODIFIED, "{known}");
        assert_eq!(again.body, "", "{known}");
        assert_eq!(again.header("content-type"), None, "{known}");
        for name in ["etag", "cache-control"] {
            assert_eq!(again.header(name), first.header(name), "{known}");
        }
        assert_eq!(varies(&again), varies(&first), "{known}");
    }
    let other = get(&service, QUESTION, &[("if-none-match", "\"other\"")]).await;
    assert_eq!((other.status, other.json()), (StatusCode::OK, viewer()));
}

#[tokio::test]
async fn another_answer_has_another_tag() {
    let service = TestService::start().await;
    let count = "/graphql?query=%7Bpublishers%7BtotalCount%7D%7D";

    let before = get(&service, count, &[]).await;
    service.with_contoso_backup().await;
    let after = get(&service, count, &[("if-none-match", &tag(&before))]).await;
    let typed = [("accept", "application/graphql-response+json")];
    let typed = get(&service, count, &typed).await;

    assert_eq!(after.status, StatusCode::OK);
    assert_eq!(after.data()["publishers"]["totalCount"], 1);
    assert_eq!(typed.json(), after.json());
    let tags = [tag(&before), tag(&after), tag(&typed)];
    assert!(tags[0] != tags[1] && tags[1] != tags[2], "{tags:?}");
}

#[tokio::test]
async fn an_answer_that_is_packed_on_its_way_is_named_by_what_it_holds() {
    let service = TestService::start().await;
    let long = "/graphql?query=%7BcontactTypes%7Btype%20label%20readableByLabel%7D%7D";
    let plain = get(&service, long, &[]).await;
    let request = Request::get(long).header("accept-encoding", "gzip");
    let request = request.body(Body::empty()).expect("it is sound");

    let packed = service.response(request).await;

    let said = |name: &str| {
        packed
            .headers()
            .get(name)
            .and_then(|value| value.to_str().ok())
    };
    let weak = format!("W/{}", tag(&plain));
    assert_eq!(said("content-encoding"), Some("gzip"));
    assert_eq!(said("etag"), Some(weak.as_str()));
    let known = [
        ("if-none-match", weak.as_str()),
        ("accept-encoding", "gzip"),
    ];
    let again = get(&service, long, &known).await;
    assert_eq!(again.status, StatusCode::NOT_MODIFIED);
}

#[tokio::test]
async fn what_everybody_is_answered_is_kept_as_long_as_is_set_and_what_one_is_answered_by_one() {
    let usual = TestService::start().await;
    let caching = TestService::start().await.on_terms(Terms {
        public_for: Duration::from_secs(60),
        ..Terms::default()
    });
    let mut kept = Vec::new();
    for service in [&usual, &caching] {
        for actor in [Actor::Anonymous, reader()] {
            let authorization = match actor {
                Actor::Anonymous => None,
                actor => Some(format!("Bearer {}", service.token(actor))),
            };
            let headers: Vec<(&str, &str)> = authorization
                .iter()
                .map(|value| ("authorization", value.as_str()))
                .collect();
            let reply = get(service, QUESTION, &headers).await;
            assert_eq!(reply.status, StatusCode::OK);
            kept.push(reply.header("cache-control").map(str::to_owned));
        }
    }

    let kept: Vec<&str> = kept.iter().flatten().map(String::as_str).collect();
    let viewer = "private, no-cache";
    assert_eq!(kept, ["no-cache", viewer, "public, max-age=60", viewer]);
}

#[tokio::test]
async fn what_is_no_whole_answer_to_a_get_is_kept_by_nobody() {
    let service = TestService::start().await.on_terms(Terms {
        public_for: Duration::from_secs(60),
        ..Terms::default()
    });
    for address in [
        "/graphql?query=%7Bnothing%7D",
        "/graphql?query=%7B",
        "/graphql?query=%7Bnode(id%3A%22x%22)%7Bid%7D%7D",
        "/graphql?query=mutation%7B__typename%7D",
        "/graphql?variables=x",
    ] {
        let reply = get(&service, address, &[("if-none-match", "*")]).await;
        assert_eq!(reply.header("cache-control"), Some("private, no-store"));
        assert_eq!(reply.header("etag"), None, "{address}");
        assert_ne!(reply.status, StatusCode::NOT_MODIFIED, "{address}");
    }
    let posted = post_json(&service, VIEWER).await;
    assert_eq!(posted.header("cache-control"), None);
    assert_eq!(posted.header("etag"), None);
}

#[tokio::test]
async fn the_head_of_an_answer_names_it_too() {
    let service = TestService::start().await;

    let got = get(&service, QUESTION, &[]).await;
    let head = service.fetch(Method::HEAD, QUESTION).await;

    assert_eq!((head.status, head.body.as_str()), (StatusCode::OK, ""));
    assert_eq!(tag(&head), tag(&got));
}
