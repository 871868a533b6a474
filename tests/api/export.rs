//! `GET /export`: the directory streams to those who may take it out, and never looks whole when it is not.

use std::io::Read;
use std::time::Duration;

use axum::body::Body;
use axum::http::{Method, Request, StatusCode, header};
use flate2::read::GzDecoder;
use futures_util::StreamExt;
use rstest::rstest;
use serde_json::{Value, json};
use support_directory::domain::actor::Actor;
use support_directory::domain::contact::{ContactOwner, ContactType};
use support_directory::domain::link::ResourceKind;
use support_directory::domain::partner::PartnerRole;
use support_directory::identity::Strangers;

use crate::databases::Backend;
use crate::http::refusal;
use crate::support::{
    Log, Reply, TestService, admin, agent_of, details, editor_of, facts, nobody, reader, service_on,
};

/// Contoso with an offer, Fabrikam with another, each with contacts of two types; and a partner.
async fn seed(service: &TestService) {
    for (id, name) in [("contoso", "Contoso"), ("fabrikam", "Fabrikam")] {
        let publisher = service.with_publisher(id, name).await;
        let offer = service
            .with_offer(&publisher, "backup", facts("Backup"))
            .await;
        for (of, word) in [
            (ContactType::CustomerSupport, "help"),
            (ContactType::Engineering, "build"),
        ] {
            let email = format!("{word}@{id}.example");
            let owner = ContactOwner::Offer(offer.id);
            service.with_contact(owner, of, details(word, &email)).await;
        }
        let page = format!("https://{id}.example/privacy");
        service
            .with_link(&offer, ResourceKind::PrivacyPolicy, &page)
            .await;
    }
    let role = PartnerRole::DirectBillPartner;
    service.with_partner("1234567", "Northwind", role).await;
}

fn request(service: &TestService, actor: Actor, path: &str) -> axum::http::request::Builder {
    let request = Request::get(path);
    match actor {
        Actor::Anonymous => request,
        actor => {
            let token = service.token(actor);
            request.header(header::AUTHORIZATION, format!("Bearer {token}"))
        }
    }
}

async fn export(service: &TestService, actor: Actor, parameters: &str) -> Reply {
    let request = request(service, actor, &format!("/export{parameters}"));
    let request = request.body(Body::empty()).expect("the path is sound");
    service.send(request).await
}

/// The rows of JSON Lines, each by what it is about.
fn rows(reply: &Reply) -> Vec<String> {
    assert_eq!(reply.status, StatusCode::OK, "{}", reply.body);
    let about = |row: &str| {
        let row: Value = serde_json::from_str(row).expect("a row is JSON");
        let words = ["record", "publisherId", "partnerId", "offerId", "email"]
            .map(|key| row[key].as_str().unwrap_or_default());
        words
            .join(" ")
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
    };
    reply.body.lines().map(about).collect()
}

const CONTOSO: &[&str] = &[
    "offer contoso backup",
    "contact contoso backup help@contoso.example",
    "contact contoso backup build@contoso.example",
    "link contoso backup",
];

#[rstest]
#[tokio::test]
async fn administrators_are_sent_everything_as_a_file_that_nobody_keeps(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    seed(&service).await;

    let reply = export(&service, admin(), "").await;

    let fabrikam: Vec<String> = CONTOSO
        .iter()
        .map(|row| row.replace("contoso", "fabrikam"))
        .collect();
    let expected: Vec<&str> = ["publisher contoso", "publisher fabrikam"]
        .into_iter()
        .chain(CONTOSO.iter().copied())
        .chain(fabrikam.iter().map(String::as_str))
        .chain(["partner 1234567"])
        .collect();
    assert_eq!(rows(&reply), expected);
    for (name, value) in [
        ("content-type", "application/jsonl; charset=utf-8"),
        (
            "content-disposition",
            "attachment; filename=\"directory.jsonl\"",
        ),
        ("cache-control", "private, no-store"),
    ] {
        assert_eq!(reply.header(name), Some(value));
    }
    assert_eq!(
        reply.header("content-length"),
        None,
        "nobody knows it before"
    );
    assert!(reply.header("x-request-id").is_some());
}

#[rstest]
#[tokio::test]
async fn editors_are_sent_their_own_publishers_with_every_contact(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    seed(&service).await;

    let own = export(&service, editor_of("contoso"), "?publisher=contoso").await;

    let expected: Vec<&str> = ["publisher contoso"]
        .into_iter()
        .chain(CONTOSO.iter().copied())
        .collect();
    assert_eq!(rows(&own), expected);
}

#[tokio::test]
async fn every_format_has_its_type_and_name() {
    let service = TestService::start().await;
    seed(&service).await;
    for (format, media_type, name, beginning) in [
        (
            "json-lines",
            "application/jsonl; charset=utf-8",
            "directory.jsonl",
            "{\"record\":\"publisher\"",
        ),
        (
            "CSV",
            "text/csv; charset=utf-8; header=present",
            "directory.csv",
            "\u{feff}record,publisherId,",
        ),
        (
            "PRODUCT_INGESTION",
            "application/json; charset=utf-8",
            "listings.json",
            "{\"$schema\":\"https://schema.mp.microsoft.com/schema/resource-tree/",
        ),
    ] {
        let reply = export(
            &service,
            admin(),
            &format!("?format={format}&publisher=contoso"),
        )
        .await;

        assert_eq!(reply.status, StatusCode::OK);
        assert_eq!(reply.header("content-type"), Some(media_type));
        let disposition = format!("attachment; filename=\"{name}\"");
        assert_eq!(
            reply.header("content-disposition"),
            Some(disposition.as_str())
        );
        assert!(reply.body.starts_with(beginning), "{}", reply.body);
    }
}

#[tokio::test]
async fn publishers_types_and_words_narrow_what_is_sent() {
    let service = TestService::start().await;
    seed(&service).await;
    let fabrikam = service
        .with_publisher("fabrikam-mail", "Fabrikam Mail")
        .await;
    service.with_offer(&fabrikam, "mail", facts("Mail")).await;

    let found = export(&service, admin(), "?search=fabrikam+mail&type=saas").await;
    let of_two = "?publisher=fabrikam-mail&publisher=Contoso";
    let of_two = export(&service, admin(), of_two).await;
    let nothing = export(&service, admin(), "?type=container&type=other").await;

    assert_eq!(
        rows(&found),
        ["publisher fabrikam-mail", "offer fabrikam-mail mail"]
    );
    assert_eq!(rows(&of_two).len(), 2 + CONTOSO.len() + 1);
    assert_eq!(rows(&nothing), [""; 0]);
}

#[tokio::test]
async fn who_may_not_export_is_refused_before_anything_is_sent() {
    let service = TestService::start().await;
    seed(&service).await;
    let sign_in = refusal(
        "Sign in: send a valid token in the header `Authorization: Bearer TOKEN`.",
        "UNAUTHENTICATED",
    );
    let forbidden = refusal(
        "Administrators may export everything, editors their own publishers: name them with `publisher`.",
        "FORBIDDEN",
    );
    for (actor, parameters) in [
        (nobody(), ""),
        (reader(), ""),
        (reader(), "?publisher=contoso"),
        (agent_of("1234567"), ""),
        (editor_of("contoso"), ""),
        (editor_of("contoso"), "?publisher=fabrikam"),
        (
            editor_of("contoso"),
            "?publisher=contoso&publisher=fabrikam",
        ),
        (editor_of("contoso"), "?publisher=nowhere"),
    ] {
        let reply = export(&service, actor.clone(), parameters).await;
        assert_eq!(
            reply.status,
            StatusCode::FORBIDDEN,
            "{actor:?} {parameters}"
        );
        assert_eq!(reply.json(), forbidden);
        assert_eq!(reply.header("cache-control"), Some("private, no-store"));
    }
    for strangers in [Strangers::MayRead, Strangers::TurnedAway] {
        let service = TestService::start().await.trusting(None, strangers);
        let reply = export(&service, Actor::Anonymous, "").await;
        assert_eq!(reply.status, StatusCode::UNAUTHORIZED, "{strangers:?}");
        assert_eq!(reply.json(), sign_in);
        assert_eq!(reply.header("www-authenticate"), Some("Bearer"));
    }
    let request = Request::get("/export").header(header::AUTHORIZATION, "Bearer nonsense");
    let request = request.body(Body::empty()).expect("the path is sound");
    let reply = service.send(request).await;
    assert_eq!(
        (reply.status, reply.json()),
        (StatusCode::UNAUTHORIZED, sign_in)
    );
}

#[tokio::test]
async fn what_is_asked_for_in_a_way_that_cannot_be_read_is_refused_with_how() {
    let service = TestService::start().await;
    seed(&service).await;
    let types = "virtual-machine, azure-application, managed-application, container, iot-edge-module, \
                 azure-solution, saas, dynamics-365, power-platform, office-add-in, consulting-service, \
                 managed-service, other";
    for (parameters, said) in [
        (
            "?format=xml",
            "`format` is one of json-lines, csv, product-ingestion.".to_owned(),
        ),
        ("?type=", format!("`type` is one of {types}.")),
        (
            "?publisher=a.b",
            "`publisher` is the id of a publisher in the marketplace, as contoso.".to_owned(),
        ),
        (
            "?publishers=contoso",
            "The parameters of an export are `format`, `publisher`, `type` and `search`.".to_owned(),
        ),
        (
            "?format=csv&format=csv",
            "`format` and `search` may be given once, `publisher` and `type` several times.".to_owned(),
        ),
        (
            "?format=product-ingestion",
            "This format names no publisher, so it holds the offers of exactly one: name it with `publisher`."
                .to_owned(),
        ),
    ] {
        let reply = export(&service, admin(), parameters).await;
        assert_eq!(reply.status, StatusCode::BAD_REQUEST, "{parameters}");
        assert_eq!(reply.json(), refusal(&said, "BAD_REQUEST"), "{parameters}");
    }
    let reply = export(&service, admin(), "?publisher=nowhere").await;
    let said = "The publisher `nowhere` is not in the directory.";
    assert_eq!(reply.status, StatusCode::NOT_FOUND);
    assert_eq!(reply.json(), refusal(said, "NOT_FOUND"));
    for method in [Method::POST, Method::DELETE] {
        let reply = service.fetch(method, "/export").await;
        assert_eq!(reply.status, StatusCode::METHOD_NOT_ALLOWED);
        assert_eq!(reply.header("allow"), Some("GET, HEAD"));
        let said = refusal("Ask for an export by GET.", "METHOD_NOT_ALLOWED");
        assert_eq!(reply.json(), said);
    }
}

#[tokio::test]
async fn an_export_is_packed_for_who_takes_that() {
    let service = TestService::start().await;
    seed(&service).await;
    let plain = export(&service, admin(), "").await.body;

    let request = request(&service, admin(), "/export").header(header::ACCEPT_ENCODING, "gzip");
    let request = request.body(Body::empty()).expect("the path is sound");
    let response = service.response(request).await;

    assert_eq!(response.headers()["content-encoding"], "gzip");
    let packed = axum::body::to_bytes(response.into_body(), usize::MAX).await;
    let packed = packed.expect("it comes to its end");
    let mut unpacked = String::new();
    let read = GzDecoder::new(&packed[..]).read_to_string(&mut unpacked);
    read.expect("it is packed");
    assert_eq!(unpacked, plain);
}

/// Adds offers of a publisher, more than are read at once.
async fn many_offers(service: &TestService, how_many: usize) {
    let publisher = service.with_publisher("contoso", "Contoso").await;
    let ids: Vec<String> = (0..how_many)
        .map(|number| format!("offer-{number}"))
        .collect();
    let offers = ids.iter().map(|id| (id.as_str(), facts(id)));
    service.with_offers(&publisher, offers.collect()).await;
}

#[rstest]
#[tokio::test]
async fn an_export_shows_one_moment_though_changes_go_on(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    many_offers(&service, 2_000).await;
    let request = request(&service, admin(), "/export");
    let request = request.body(Body::empty()).expect("the path is sound");

    let mut parts = service
        .response(request)
        .await
        .into_body()
        .into_data_stream();
    let first = parts.next().await.expect("a part").expect("it is whole");
    // Everything after the first part would look otherwise now.
    let begun = std::time::Instant::now();
    service.harm("UPDATE offer SET title = 'Changed'").await;
    assert!(begun.elapsed() < Duration::from_secs(3));
    let mut body = first.to_vec();
    while let Some(part) = parts.next().await {
        body.extend(part.expect("it is whole"));
    }

    let body = String::from_utf8(body).expect("it is text");
    assert_eq!(body.lines().count(), 2_001);
    assert!(!body.contains("Changed"));
    let after = export(&service, admin(), "").await.body;
    assert_eq!(after.matches("Changed").count(), 2_000);
}

#[rstest]
#[tokio::test]
async fn an_export_that_breaks_in_the_middle_does_not_look_whole(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
    #[values("identity", "gzip")] encoding: &str,
) {
    let log = Log::listen();
    let service = service_on!(backend);
    many_offers(&service, 1_500).await;
    service
        .harm("UPDATE offer SET categories = '{\"a\": 1}' WHERE title = 'offer-999'")
        .await;
    let request = request(&service, admin(), "/export").header(header::ACCEPT_ENCODING, encoding);
    let request = request.body(Body::empty()).expect("the path is sound");

    let response = service.response(request).await;
    let mut parts = response.into_body().into_data_stream();
    let (mut sent, mut broke) = (0, None);
    while let Some(part) = parts.next().await {
        match part {
            Ok(part) => sent += part.len(),
            Err(error) => {
                broke = Some(error.to_string());
                break;
            }
        }
    }

    assert!(sent > 0, "its beginning was sent");
    assert_eq!(broke.as_deref(), Some("the export broke off"));
    let logged = log.take();
    assert!(logged.contains("an export broke off"), "{logged}");
}

#[rstest]
#[tokio::test]
async fn a_client_that_takes_nothing_has_nothing_read_for_it(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    many_offers(&service, 8_000).await;
    let request = request(&service, admin(), "/export");
    let request = request.body(Body::empty()).expect("the path is sound");

    let response = service.response(request).await;
    tokio::time::sleep(Duration::from_millis(1_500)).await;
    let before = service.store.statements();
    tokio::time::sleep(Duration::from_millis(500)).await;
    let after = service.store.statements();
    let read_on = axum::body::to_bytes(response.into_body(), usize::MAX).await;

    assert_eq!(after, before, "it waits until it is asked for more");
    assert!(service.store.statements() > after, "and goes on then");
    let lines = read_on.expect("it comes to its end");
    assert_eq!(lines.iter().filter(|&&byte| byte == b'\n').count(), 8_001);
}

#[rstest]
#[tokio::test]
async fn exports_end_when_the_service_closes_and_do_not_look_whole(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    many_offers(&service, 4_000).await;
    let request = request(&service, admin(), "/export");
    let request = request.body(Body::empty()).expect("the path is sound");

    let response = service.response(request).await;
    let closed = tokio::time::timeout(Duration::from_secs(5), service.store.clone().close()).await;
    let body = axum::body::to_bytes(response.into_body(), usize::MAX).await;

    assert!(closed.is_ok(), "nobody waits for an export");
    let said = body.expect_err("it is not whole").to_string();
    assert_eq!(said, "the export broke off");
}

#[rstest]
#[tokio::test]
async fn one_export_too_many_is_told_to_come_again_and_questions_are_answered_on(
    #[values(Backend::Sqlite, Backend::Postgres)] backend: Backend,
) {
    let service = service_on!(backend);
    many_offers(&service, 2_000).await;
    let begin = async || {
        let request = request(&service, admin(), "/export");
        let request = request.body(Body::empty()).expect("the path is sound");
        service.response(request).await
    };
    let mut under_way = Vec::new();
    for _ in 0..4 {
        under_way.push(begin().await);
    }

    let one_too_many = export(&service, admin(), "").await;
    let answer = service.data("{ offers { totalCount } }", json!({})).await;

    let said = "As many exports are under way as may be. Try again in a moment.";
    assert_eq!(one_too_many.status, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(one_too_many.json(), refusal(said, "UNAVAILABLE"));
    assert_eq!(one_too_many.header("retry-after"), Some("10"));
    assert_eq!(answer["offers"]["totalCount"], json!(2_000));
    // A client that goes away leaves its place to others.
    under_way.pop();
    assert_eq!(begin().await.status(), StatusCode::OK);
}
