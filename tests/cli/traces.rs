//! Traces: a collector of OpenTelemetry is told what became of each request, and nothing of what was written in it.

use std::collections::BTreeMap;
use std::thread::sleep;
use std::time::Duration;

use opentelemetry_proto::tonic::collector::trace::v1::ExportTraceServiceRequest;
use opentelemetry_proto::tonic::common::v1::any_value::Value as Any;
use opentelemetry_proto::tonic::trace::v1::Span;
use prost::Message;
use serde_json::{Value, json};

use crate::listener::Listener;
use crate::support::{Desk, Serving};

const TRACE: &str = "0af7651916cd43dd8448eb211c80319c";
const CALLER: &str = "b7ad6b7169203331";

/// The spans that a collector was sent, by their names; those of the same name in the order of their beginnings.
fn spans(collector: &Listener) -> BTreeMap<String, Vec<Span>> {
    let mut by_name: BTreeMap<String, Vec<Span>> = BTreeMap::new();
    for came in collector.rest() {
        assert_eq!(came.path, "/v1/traces");
        assert_eq!(came.headers["content-type"], "application/x-protobuf");
        let sent = ExportTraceServiceRequest::decode(&*came.body).expect("it is OTLP");
        for resource in sent.resource_spans {
            let of = resource.resource.expect("they are of a service").attributes;
            let name = of.iter().find(|of| of.key == "service.name");
            let name = name.and_then(|name| name.value.clone()?.value);
            assert_eq!(name, Some(Any::StringValue("support-directory".to_owned())));
            for scope in resource.scope_spans {
                for span in scope.spans {
                    by_name.entry(span.name.clone()).or_default().push(span);
                }
            }
        }
    }
    for spans in by_name.values_mut() {
        spans.sort_by_key(|span| span.start_time_unix_nano);
    }
    by_name
}

/// What is said of a span, but for what is another each time.
fn said(span: &Span) -> Value {
    let said = span.attributes.iter().filter_map(|attribute| {
        let value = match attribute.value.clone()?.value? {
            Any::StringValue(text) => Value::from(text),
            Any::IntValue(number) => number.into(),
            other => panic!("{other:?}"),
        };
        Some((attribute.key.clone(), value))
    });
    let changing = ["busy_ns", "idle_ns", "request.id"];
    said.filter(|(name, _)| !changing.contains(&name.as_str()))
        .collect()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn ask(service: &Serving, traceparent: &str) -> String {
    let document = r#"query Find($text: String) {
        offers(first: 1, filter: { search: $text }) { nodes { title } }
        again: offers(first: 1, filter: { search: "literal secret" }) { nodes { title } } }"#;
    let body = json!({ "query": document, "variables": { "text": "variable secret" } });
    let headers = format!("Traceparent: {traceparent}\r\n");
    service.post_for_head(&headers, &body)
}

#[test]
fn a_trace_goes_from_who_asks_to_the_statements() {
    let collector = Listener::answering("200 OK");
    let endpoint = format!("http://{}", collector.address);
    let desk = Desk::new();
    let service = desk.serve(&["--otlp-endpoint", &endpoint]);

    let head = ask(&service, &format!("00-{TRACE}-{CALLER}-01"));
    assert_eq!(service.stop("TERM").code, Some(0));

    let spans = spans(&collector);
    let names: Vec<&str> = spans.keys().map(String::as_str).collect();
    assert_eq!(
        names,
        ["POST /graphql", "gate", "query", "sea_orm.query_all"]
    );
    let [request] = &spans["POST /graphql"][..] else {
        panic!("there was one request")
    };
    let [gate] = &spans["gate"][..] else {
        panic!("it passed the gate once")
    };
    let [operation] = &spans["query"][..] else {
        panic!("it held one operation")
    };
    assert_eq!(hex(&request.trace_id), TRACE);
    assert_eq!(hex(&request.parent_span_id), CALLER);
    assert!(
        head.contains(&format!(
            "\r\ntraceresponse: 00-{TRACE}-{}-01\r\n",
            hex(&request.span_id)
        )),
        "{head}"
    );
    assert_eq!(gate.parent_span_id, request.span_id);
    assert_eq!(operation.parent_span_id, request.span_id);
    for statement in &spans["sea_orm.query_all"] {
        assert_eq!(statement.parent_span_id, operation.span_id);
        assert_eq!(hex(&statement.trace_id), TRACE);
    }
    assert_eq!(
        said(request),
        json!({ "http.request.method": "POST", "http.response.status_code": 200,
            "http.route": "/graphql", "url.path": "/graphql" })
    );
    assert_eq!(
        said(operation),
        json!({ "graphql.operation.type": "query", "graphql.operation.name": "Find",
            "graphql.operation.cost": 6 })
    );
    assert_eq!(said(gate), json!({}));
    let told = format!("{spans:?}");
    assert!(told.contains("sqlite"), "{told}");
    assert!(!told.contains("secret"), "{told}");
}

#[test]
fn a_request_that_comes_without_a_trace_begins_one_if_it_falls_into_the_share() {
    for (share, many) in [("1", 1), ("0", 0)] {
        let collector = Listener::answering("200 OK");
        let endpoint = format!("http://{}/", collector.address);
        let desk = Desk::new();
        let service = desk.serve(&[
            "--otlp-endpoint",
            &endpoint,
            "--trace-share",
            share,
            "--no-sample",
        ]);

        let head = ask(&service, "nonsense");
        service.stop("TERM");

        let spans = spans(&collector);
        assert_eq!(
            spans.get("POST /graphql").map_or(0, Vec::len),
            many,
            "{share}"
        );
        let told = head
            .split_once("\r\ntraceresponse: 00-")
            .expect("it names its trace")
            .1;
        let sampled = told.split_once("\r\n").expect("a line").0;
        assert!(sampled.ends_with(&format!("-0{many}")), "{sampled}");
    }
}

#[test]
fn a_trace_goes_on_to_the_identity_provider() {
    let collector = Listener::answering("200 OK");
    let provider = Listener::answering("503 Service Unavailable");
    let endpoint = format!("http://{}", collector.address);
    let issuer = format!("http://{}/realm", provider.address);
    let desk = Desk::new();
    let service = desk.serve(&[
        "--no-sample",
        "--otlp-endpoint",
        &endpoint,
        "--token-issuer",
        &issuer,
        "--token-audience",
        "https://directory.example",
        "--key-refresh-seconds",
        "1",
    ]);
    assert!(
        !provider.next().headers.contains_key("traceparent"),
        "nobody asked yet"
    );
    sleep(Duration::from_millis(1_200));

    let header = r#"{"alg":"RS256","kid":"unknown"}"#;
    let claims = format!(r#"{{"iss":"{issuer}"}}"#);
    let token = format!("{}.{}.c2ln", base64(header), base64(&claims));
    let headers =
        format!("Authorization: Bearer {token}\r\nTraceparent: 00-{TRACE}-{CALLER}-01\r\n");
    let head = service.post_for_head(&headers, &json!({ "query": "{ viewer { language } }" }));

    assert!(head.starts_with("HTTP/1.1 503 "), "{head}");
    let passed_on = provider.next().headers["traceparent"].clone();
    service.stop("TERM");
    let spans = spans(&collector);
    let request = &spans["POST /graphql"][0];
    assert_eq!(
        passed_on,
        format!("00-{TRACE}-{}-01", hex(&request.span_id))
    );
    assert_eq!(said(request)["http.response.status_code"], 503);
}

#[test]
fn a_collector_is_shown_what_lets_traces_in() {
    let collector = Listener::answering("200 OK");
    let endpoint = format!("http://{}", collector.address);
    let desk = Desk::new();
    let arguments = ["--no-sample", "--otlp-endpoint", &endpoint];
    let headers = "x-collector-key=opens";
    let service = desk.serve_with("OTEL_EXPORTER_OTLP_HEADERS", headers, &arguments);

    service.ask("{ viewer { language } }");
    service.stop("TERM");

    assert_eq!(collector.next().headers["x-collector-key"], "opens");
}

#[test]
fn a_collector_that_is_away_or_refuses_holds_nobody_up() {
    let refusing = Listener::answering("400 Bad Request");
    let refusing = format!("http://{}", refusing.address);
    for endpoint in ["http://127.0.0.1:1", &refusing] {
        let desk = Desk::new();
        let service = desk.serve(&["--no-sample", "--otlp-endpoint", endpoint]);

        let answer = service.ask("{ viewer { language } }");
        let gave = service.stop("TERM");

        assert_eq!(
            answer,
            json!({ "data": { "viewer": { "language": "en" } } })
        );
        assert_eq!(gave.code, Some(0), "{gave:?}");
        assert!(gave.err.contains("ERROR"), "the log says so: {}", gave.err);
        assert!(!gave.err.contains("panicked"), "{}", gave.err);
    }
}

#[test]
fn without_a_collector_the_log_names_the_trace_that_a_request_came_with() {
    let desk = Desk::new();
    let service = desk.serve(&["--no-sample", "--log", "support_directory=debug"]);

    let head = ask(&service, &format!("00-{TRACE}-{CALLER}-01"));
    let gave = service.stop("TERM");

    assert!(!head.contains("traceresponse"), "{head}");
    let line = gave.err.lines().find(|line| line.contains("answered"));
    let line = line.unwrap_or_else(|| panic!("it is logged: {}", gave.err));
    assert!(line.contains(&format!(r#"trace="{TRACE}""#)), "{line}");
}

#[test]
fn what_is_no_collector_and_no_share_is_refused() {
    let desk = Desk::new();
    for (arguments, said) in [
        (
            ["--otlp-endpoint", "collector:4318"],
            "error: invalid value 'collector:4318' for '--otlp-endpoint <URL>': write an http or https address, such as http://127.0.0.1:4318",
        ),
        (
            ["--trace-share", "1.5"],
            "error: invalid value '1.5' for '--trace-share <SHARE>': write a number from 0 to 1, such as 0.1",
        ),
        (
            ["--trace-share", "NaN"],
            "error: invalid value 'NaN' for '--trace-share <SHARE>': write a number from 0 to 1, such as 0.1",
        ),
    ] {
        let gave = desk.run(&arguments);
        assert_eq!(gave.code, Some(2), "{gave:?}");
        assert_eq!(gave.err.lines().next(), Some(said));
    }
}

fn base64(text: &str) -> String {
    use base64::Engine;
    base64::prelude::BASE64_URL_SAFE_NO_PAD.encode(text)
}
