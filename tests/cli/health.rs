//! What probes are told of the real service.

use std::thread::sleep;
use std::time::Duration;

use serde_json::{Value, json};

use crate::support::{Desk, Serving};

/// The status and the body of an answer.
fn probed(service: &Serving, path: &str) -> (String, Value) {
    let answer = service.get(path);
    let (head, body) = answer.split_once("\r\n\r\n").expect("it has a body");
    let status = head.split(' ').nth(1).unwrap_or_default().to_owned();
    (status, serde_json::from_str(body).expect("it is JSON"))
}

fn ready() -> (String, Value) {
    ("200".to_owned(), json!({ "status": "ready" }))
}

fn waiting_for(what: &str) -> (String, Value) {
    let body = json!({ "status": "not ready", "waitingFor": what });
    ("503".to_owned(), body)
}

#[test]
fn a_service_whose_tables_somebody_takes_back_says_so_until_they_are_there_again() {
    let desk = Desk::new();
    let service = desk.serve(&["--no-sample"]);
    assert_eq!(probed(&service, "/health/ready"), ready());

    let taken_back = desk.run(&["migrate", "--down", "1", "--yes"]);
    assert_eq!(taken_back.code, Some(0), "{}", taken_back.err);
    assert_eq!(probed(&service, "/health/ready"), waiting_for("migrations"));

    let brought_back = desk.run(&["migrate"]);
    assert_eq!(brought_back.code, Some(0), "{}", brought_back.err);
    assert_eq!(probed(&service, "/health/ready"), ready());
}

#[test]
fn a_service_that_gives_notice_answers_and_says_that_it_goes() {
    let desk = Desk::new();
    let service = desk.serve(&["--no-sample", "--notice-seconds", "3"]);

    service.tell("TERM");
    while probed(&service, "/health/ready") == ready() {
        sleep(Duration::from_millis(10));
    }

    assert_eq!(probed(&service, "/health/ready"), waiting_for("shutdown"));
    assert_eq!(probed(&service, "/health/live").0, "200");
    assert_eq!(
        service.ask("{ viewer { isSignedIn } }"),
        json!({ "data": { "viewer": { "isSignedIn": false } } })
    );
    let gave = service.end();
    assert_eq!((gave.code, gave.err.as_str()), (Some(0), ""));
}
