//! Trusted documents: those of a manifest run, and others do not, or are named in the log.

use std::sync::Arc;

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};
use support_directory::http::{Others, Terms, Trusted, TrustedDocuments};

use crate::http::{post, post_json, refusal, viewer};
use crate::support::{Log, TestService};

const VIEWER: &str = "query Viewer { viewer { language } }";

/// A manifest as Relay and graphql-codegen write it; its id is of no hash that is known here.
fn manifest() -> Value {
    json!({ "5d41402abc4b2a76b9719d911017c592": VIEWER })
}

async fn trusting(others: Others) -> TestService {
    let manifest = manifest().to_string();
    let documents = TrustedDocuments::read(manifest.as_bytes()).expect("it is sound");
    TestService::start().await.on_terms(Terms {
        trusted: Some(Trusted {
            documents: Arc::new(documents),
            others,
        }),
        ..Terms::default()
    })
}

fn only() -> Value {
    let why = "Only documents that were made known beforehand are run here.";
    refusal(why, "PERSISTED_QUERY_ONLY")
}

#[tokio::test]
async fn a_trusted_document_is_run_whichever_way_it_is_asked_for() {
    let service = trusting(Others::Refused).await;
    let id = "5d41402abc4b2a76b9719d911017c592";
    for body in [
        json!({ "query": VIEWER }),
        json!({ "documentId": id }),
        json!({ "id": id }),
        json!({ "doc_id": id }),
        json!({ "extensions": { "persistedQuery": { "version": 1, "sha256Hash": id } } }),
        json!({ "query": VIEWER, "documentId": id }),
    ] {
        let reply = post_json(&service, &body.to_string()).await;
        assert_eq!(reply.json(), viewer(), "{body}");
    }
    let address = format!("/graphql?documentId={id}&operationName=Viewer");
    let got = service.fetch(Method::GET, &address).await;
    assert_eq!(got.json(), viewer());
}

#[tokio::test]
async fn every_other_document_is_refused() {
    let service = trusting(Others::Refused).await;
    let statements = service.store.statements();
    for body in [
        json!({ "query": "{ viewer { language } }" }),
        json!({ "query": format!("{VIEWER} ") }),
        json!({ "query": "{ __schema { types { name } } }" }),
        json!({ "query": "{ offers { totalCount } }", "id": "5d41402abc4b2a76b9719d911017c592" }),
        json!({ "query": "{" }),
    ] {
        let accept = Some("application/graphql-response+json");
        let plain = post_json(&service, &body.to_string()).await;
        let typed = post(&service, Some("application/json"), accept, body.to_string()).await;

        assert_eq!((plain.status, plain.json()), (StatusCode::OK, only()));
        assert_eq!(
            (typed.status, typed.json()),
            (StatusCode::FORBIDDEN, only())
        );
    }
    let unknown = post_json(&service, r#"{"documentId":"x-app:7"}"#).await;
    let not_found = refusal("PersistedQueryNotFound", "PERSISTED_QUERY_NOT_FOUND");
    assert_eq!(unknown.json(), not_found);
    assert_eq!(service.store.statements(), statements);
}

#[tokio::test]
async fn other_documents_are_run_and_logged_without_their_variables_where_that_is_set() {
    let service = trusting(Others::Logged).await;
    let log = Log::listen();
    let other = json!({
        "query": "query Label($language: String) { contactTypes(language: $language) { label } }",
        "operationName": "Label",
        "variables": { "language": "tr" },
    });

    let trusted = post_json(&service, &json!({ "query": VIEWER }).to_string()).await;
    let quiet = log.take();
    let reply = post_json(&service, &other.to_string()).await;

    assert_eq!(trusted.json(), viewer());
    assert!(!quiet.contains("not trusted"), "{quiet}");
    assert_eq!(reply.data()["contactTypes"][0]["label"], "Müşteri desteği");
    let logged = log.take();
    let named = "a document that is not trusted was sent operation=\"Label\" sha256=";
    assert!(logged.contains(named), "{logged}");
    assert!(!logged.contains("tr\""), "{logged}");
}
