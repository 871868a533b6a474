//! Metrics: what the service counts of itself, as Prometheus reads it.

use axum::http::{Method, StatusCode};
use serde_json::json;
use support_directory::http::{Metering, Terms};

use crate::databases::Backend;
use crate::persisted::hash;
use crate::support::{Log, TestService, service_on};

/// The lines of `/metrics` that begin so, without the prefix that all have.
async fn counted(service: &TestService, about: &str) -> Vec<String> {
    let reply = service.fetch(Method::GET, "/metrics").await;
    assert_eq!(reply.status, StatusCode::OK);
    let lines = reply.body.lines();
    let lines = lines.filter_map(|line| line.strip_prefix("support_directory_"));
    let mut lines: Vec<String> = lines
        .filter(|line| line.starts_with(about))
        .map(str::to_owned)
        .collect();
    lines.sort();
    lines
}

#[tokio::test]
async fn operations_are_counted_by_kind_name_and_outcome() {
    let service = TestService::start().await;
    let ask = async |document: &str| service.ask(document, json!({})).await;

    ask("query Who { viewer { language } }").await;
    ask("query Who { viewer { language } }").await;
    ask("{ viewer { language } }").await;
    ask(r#"query Page { offers(first: 0) { nodes { id } } viewer { language } }"#).await;
    ask("query Who { nothing }").await;
    ask("mutation Add { addPublisher(input: { publisherId: \"contoso\", name: \"Contoso\" }) { publisher { id } } }").await;
    ask("no document").await;

    assert_eq!(
        counted(&service, "operations_total").await,
        [
            r#"operations_total{kind="mutation",name="Add",outcome="partial"} 1"#,
            r#"operations_total{kind="query",name="",outcome="whole"} 1"#,
            r#"operations_total{kind="query",name="Page",outcome="partial"} 1"#,
            r#"operations_total{kind="query",name="Who",outcome="whole"} 2"#,
            r#"operations_total{kind="unknown",name="",outcome="refused"} 2"#,
        ]
    );
    assert_eq!(
        counted(&service, "operation_duration_seconds_count").await,
        [
            r#"operation_duration_seconds_count{kind="mutation",outcome="partial"} 1"#,
            r#"operation_duration_seconds_count{kind="query",outcome="partial"} 1"#,
            r#"operation_duration_seconds_count{kind="query",outcome="whole"} 3"#,
            r#"operation_duration_seconds_count{kind="unknown",outcome="refused"} 2"#,
        ]
    );
    assert_eq!(
        counted(&service, "errors_total").await,
        [
            r#"errors_total{code="BAD_PAGE_SIZE"} 1"#,
            r#"errors_total{code="GRAPHQL_PARSE_FAILED"} 1"#,
            r#"errors_total{code="GRAPHQL_VALIDATION_FAILED"} 1"#,
            r#"errors_total{code="UNAUTHENTICATED"} 1"#,
        ]
    );
    assert_eq!(
        counted(&service, "operation_cost_count").await,
        ["operation_cost_count 5"]
    );
}

#[tokio::test]
async fn requests_are_counted_by_route_method_and_status() {
    let service = TestService::start().await;

    service.ask("{ viewer { language } }", json!({})).await;
    service.fetch(Method::GET, "/graphql?query=%7B").await;
    service
        .fetch(Method::from_bytes(b"BREW").expect("a method"), "/graphql")
        .await;
    service.fetch(Method::GET, "/health/live").await;
    service.fetch(Method::GET, "/no/such/page?secret=1").await;

    assert_eq!(
        counted(&service, "http_requests_total").await,
        [
            r#"http_requests_total{route="/graphql",method="GET",status="200"} 1"#,
            r#"http_requests_total{route="/graphql",method="POST",status="200"} 1"#,
            r#"http_requests_total{route="/graphql",method="other",status="405"} 1"#,
            r#"http_requests_total{route="/health/live",method="GET",status="200"} 1"#,
            r#"http_requests_total{route="none",method="GET",status="404"} 1"#,
        ]
    );
    assert_eq!(
        counted(&service, "http_request_duration_seconds_count").await,
        [
            r#"http_request_duration_seconds_count{route="/graphql"} 3"#,
            r#"http_request_duration_seconds_count{route="/health/live"} 1"#,
            r#"http_request_duration_seconds_count{route="/metrics"} 1"#,
            r#"http_request_duration_seconds_count{route="none"} 1"#,
        ]
    );
}

#[tokio::test]
async fn what_is_refused_before_it_is_read_is_counted_by_its_code() {
    let service = TestService::start().await;

    service.asking("", json!({})).of(json!([])).send().await;
    let asking = service.asking("{ viewer { language } }", json!({}));
    asking.with("authorization", "Bearer guessed").send().await;

    assert_eq!(
        counted(&service, "errors_total").await,
        [
            r#"errors_total{code="BAD_REQUEST"} 1"#,
            r#"errors_total{code="UNAUTHENTICATED"} 1"#,
        ]
    );
    assert_eq!(
        counted(&service, "operations_total").await,
        Vec::<String>::new()
    );
}

#[tokio::test]
async fn the_pools_of_both_databases_are_shown() {
    for backend in [Backend::Sqlite, Backend::Postgres] {
        let service = service_on!(backend);
        service
            .data("{ offers(first: 1) { nodes { id } } }", json!({}))
            .await;

        let pools = counted(&service, "database_connections").await;
        let names: Vec<&str> = pools
            .iter()
            .filter_map(|line| line.rsplit_once(' '))
            .map(|(name, number)| {
                assert!(number.parse::<u32>().is_ok(), "{number}");
                name
            })
            .collect();
        assert_eq!(
            names,
            [
                r#"database_connections{purpose="changes",does="busy"}"#,
                r#"database_connections{purpose="changes",does="idle"}"#,
                r#"database_connections{purpose="pictures",does="busy"}"#,
                r#"database_connections{purpose="pictures",does="idle"}"#,
                r#"database_connections{purpose="reads",does="busy"}"#,
                r#"database_connections{purpose="reads",does="idle"}"#,
            ]
        );
        let sent = counted(&service, "database_statements_total").await;
        let statements = service.store.statements();
        assert_eq!(sent, [format!("database_statements_total {statements}")]);
    }
}

#[tokio::test]
async fn streams_and_what_is_remembered_are_shown() {
    let service = TestService::start().await;
    let shown = async |about: &str| counted(&service, about).await;
    assert_eq!(shown("streams_open").await, ["streams_open 0"]);
    assert_eq!(
        shown("remembered_documents").await,
        ["remembered_documents 0", "remembered_documents_bytes 0"]
    );

    let watching = service.asking(
        "subscription Heard { directoryChanged { kind } }",
        json!({}),
    );
    let watching = watching.watch().await;
    let document = "{ viewer { language } }";
    let hash = hash(document);
    let persisted = json!({ "version": 1, "sha256Hash": hash });
    let asked = json!({ "query": document, "extensions": { "persistedQuery": persisted } });
    service.asking("", json!({})).of(asked).send().await;

    assert_eq!(shown("streams_open").await, ["streams_open 1"]);
    assert_eq!(
        shown("operations_total").await,
        [
            r#"operations_total{kind="query",name="",outcome="whole"} 1"#,
            r#"operations_total{kind="subscription",name="Heard",outcome="whole"} 1"#,
        ]
    );
    let remembered = shown("remembered_documents").await;
    assert_eq!(remembered[0], "remembered_documents 1");
    assert_ne!(remembered[1], "remembered_documents_bytes 0");
    drop(watching);
}

#[tokio::test]
async fn metrics_may_be_hidden() {
    let service = TestService::start().await.on_terms(Terms {
        metrics: Metering::Hidden,
        ..Terms::default()
    });

    let reply = service.fetch(Method::GET, "/metrics").await;

    assert_eq!(reply.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_slow_operation_is_named_in_the_log_without_what_was_written_in_it() {
    let slow = std::time::Duration::from_nanos(1);
    let service = TestService::start()
        .await
        .bounded(|bounds| bounds.slow = Some(slow));
    let log = Log::listen();

    let document = r#"query Find($text: String) { offers(filter: { search: $text }) { totalCount }
        again: offers(filter: { search: "literal secret" }) { totalCount } }"#;
    service
        .ask(document, json!({ "text": "variable secret" }))
        .await;

    let log = log.take();
    let line = log.lines().find(|line| line.contains("a slow operation"));
    let line = line.unwrap_or_else(|| panic!("nothing is said of it: {log}"));
    for said in [
        "WARN",
        r#"kind="query""#,
        r#"name="Find""#,
        r#"outcome="whole""#,
        "cost=",
        "milliseconds=",
    ] {
        assert!(line.contains(said), "{said} is not in {line}");
    }
    assert!(!log.contains("secret"), "{log}");
}

#[tokio::test]
async fn an_operation_that_is_quick_enough_is_not_named_in_the_log() {
    let hour = std::time::Duration::from_secs(3_600);
    for slow in [None, Some(hour)] {
        let service = TestService::start()
            .await
            .bounded(|bounds| bounds.slow = slow);
        let log = Log::listen();
        service.ask("{ viewer { language } }", json!({})).await;
        let log = log.take();
        assert!(log.contains("answered"), "the log is heard: {log}");
        assert!(!log.contains("a slow operation"), "{log}");
    }
}
