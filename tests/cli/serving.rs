//! `serve`: one command from nothing to answers.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::thread::sleep;
use std::time::Duration;

use serde_json::json;

use crate::support::{Desk, all_applied};

const COUNTS: &str = "{ offers { totalCount } publishers { totalCount } }";

#[test]
fn a_new_directory_begins_with_the_sample_and_says_where_it_is() {
    let desk = Desk::new();

    let service = desk.serve(&[]);

    let address = service.address;
    let told: Vec<&str> = service
        .welcome
        .lines()
        .filter(|line| !line.contains("loaded in"))
        .collect();
    assert_eq!(
        told.join("\n"),
        format!(
            "support-directory {version}\n\n  \
             database    directory.db (SQLite, {applied})\n              \
             (`support-directory import data/sample/offers.jsonl` lists them)\n\n  \
             may read    everyone, without signing in\n  \
             sign in     with a token: support-directory token --role DIRECTORY_ADMIN\n\n  \
             graph       http://{address}/graphql\n  \
             playground  http://{address}/graphiql\n  \
             health      http://{address}/health/live and http://{address}/health/ready\n\n  \
             Ctrl-C stops it.",
            version = env!("CARGO_PKG_VERSION"),
            applied = all_applied(),
        )
    );
    assert!(
        service
            .welcome
            .contains("861 offers of 503 publishers loaded in"),
        "{}",
        service.welcome
    );
    assert!(
        service.welcome.contains("59 rows refused, 65 warnings"),
        "{}",
        service.welcome
    );
    assert_eq!(
        service.ask(COUNTS),
        json!({ "data": { "offers": { "totalCount": 861 }, "publishers": { "totalCount": 503 } } })
    );
    assert!(desk.path("directory.db").exists());
}

#[test]
fn a_directory_that_was_served_before_is_served_again_as_it_was() {
    let desk = Desk::new();
    desk.serve(&[]).stop("INT");

    let service = desk.serve(&["--no-sample"]);

    assert!(
        service
            .welcome
            .contains("directory.db (SQLite, up to date)"),
        "{}",
        service.welcome
    );
    assert!(
        !service.welcome.contains("loaded in"),
        "{}",
        service.welcome
    );
    assert_eq!(
        service.ask("{ offers { totalCount } }"),
        json!({ "data": { "offers": { "totalCount": 861 } } })
    );
}

#[test]
fn no_sample_leaves_a_new_directory_empty_but_for_its_rules() {
    let desk = Desk::new();

    let service = desk.serve(&["--no-sample"]);

    assert_eq!(
        service.ask(COUNTS),
        json!({ "data": { "offers": { "totalCount": 0 }, "publishers": { "totalCount": 0 } } })
    );
    let question =
        "{ responsibleParty(inquiry: BILLING, partnerModel: DIRECT_BILL) { firstPointOfContact } }";
    assert_eq!(
        service.ask(question),
        json!({ "data": { "responsibleParty": { "firstPointOfContact": "DIRECT_BILL_PARTNER" } } })
    );
}

#[test]
fn a_service_that_is_told_to_stop_ends_with_0() {
    for signal in ["INT", "TERM"] {
        let desk = Desk::new();

        let gave = desk.serve(&["--no-sample"]).stop(signal);

        assert_eq!((gave.code, gave.err.as_str()), (Some(0), ""), "{signal}");
        assert!(gave.out.ends_with("stopped\n"), "{}", gave.out);
    }
}

#[test]
fn the_addresses_that_it_names_answer() {
    let desk = Desk::new();
    let service = desk.serve(&["--no-sample"]);

    for path in [
        "/health/live",
        "/health/ready",
        "/graphiql",
        "/graphql?query={viewer{isSignedIn}}",
    ] {
        let answer = service.get(path);
        assert!(answer.starts_with("HTTP/1.1 200 OK"), "{path}: {answer}");
    }
}

#[test]
fn it_answers_under_any_name_only_where_others_reach_it_or_where_that_is_set() {
    let everywhere = &["--listen", "0.0.0.0:0", "--anonymous-reading", "on"];
    let ours = &["--allow-hosts", "directory.example"];
    let both = &[&everywhere[..], ours].concat();
    for (settings, host, status) in [
        (&[][..], "localhost", "200 OK"),
        (&[], "directory.example", "421 Misdirected Request"),
        (ours, "directory.example", "200 OK"),
        (&["--allow-hosts", "*"], "directory.example", "200 OK"),
        (everywhere, "directory.example", "200 OK"),
        (both, "evil.example", "421 Misdirected Request"),
    ] {
        let desk = Desk::new();
        let mut settings = [&["--no-sample"], settings].concat();
        if !settings.contains(&"--listen") {
            settings.extend(["--listen", "127.0.0.1:0"]);
        }
        let service = desk.serve_on(&settings);

        let answer = service.get_of(host, "/health/live");

        let expected = format!("HTTP/1.1 {status}\r\n");
        assert!(
            answer.starts_with(&expected),
            "{settings:?} {host}: {answer}"
        );
    }
}

#[test]
fn settings_come_from_the_environment_too() {
    let desk = Desk::new();

    let service = desk.serve(&[
        "--database-url",
        "sqlite:elsewhere.db",
        "--no-sample",
        "--log",
        "debug",
    ]);
    drop(service);

    assert!(desk.path("elsewhere.db").exists());
    let mut command = desk.command(&["migrate"]);
    let migrated = command
        .env("SUPPORT_DIRECTORY_DATABASE_URL", "sqlite:third.db")
        .output()
        .expect("the binary runs");
    assert_eq!(
        String::from_utf8_lossy(&migrated.stdout),
        format!("third.db: {}\n", all_applied())
    );
}

#[test]
fn a_switch_is_turned_on_by_its_variable() {
    for yes in ["1", "true", "yes"] {
        let desk = Desk::new();

        let service = desk.serve_with("SUPPORT_DIRECTORY_NO_SAMPLE", yes, &[]);

        assert!(
            !service.welcome.contains("loaded in"),
            "{yes}: {}",
            service.welcome
        );
    }
}

/// Begins a request whose body is this long, and comes back once the service waits for the body.
fn begin(address: SocketAddr, length: usize) -> TcpStream {
    let mut stream = TcpStream::connect(address).expect("the service listens");
    let head = format!(
        "POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nExpect: 100-continue\r\nContent-Length: {length}\r\n\r\n",
    );
    stream
        .write_all(head.as_bytes())
        .expect("the service reads");
    let mut told = [0; 25];
    stream.read_exact(&mut told).expect("the service answers");
    assert_eq!(told, *b"HTTP/1.1 100 Continue\r\n\r\n");
    stream
}

#[test]
fn a_request_that_runs_when_the_service_is_told_to_stop_is_answered_first() {
    let desk = Desk::new();
    let service = desk.serve(&["--no-sample"]);
    let body = r#"{"query":"{ viewer { isSignedIn } }"}"#;
    let mut stream = begin(service.address, body.len());

    service.tell("TERM");
    while TcpStream::connect(service.address).is_ok() {
        sleep(Duration::from_millis(10));
    }
    stream
        .write_all(body.as_bytes())
        .expect("the service reads on");
    let mut answer = String::new();
    stream
        .read_to_string(&mut answer)
        .expect("the service answers");
    let gave = service.end();

    assert!(answer.starts_with("HTTP/1.1 200 OK"), "{answer}");
    assert!(
        answer.ends_with(r#"{"data":{"viewer":{"isSignedIn":false}}}"#),
        "{answer}"
    );
    assert_eq!(gave.code, Some(0));
}

#[test]
fn a_request_that_does_not_end_is_cut_off() {
    let desk = Desk::new();
    let service = desk.serve(&["--no-sample", "--drain-seconds", "1"]);
    let stream = begin(service.address, 99);

    let gave = service.stop("TERM");

    assert_eq!(gave.code, Some(0));
    assert!(gave.err.contains("requests were cut off"), "{}", gave.err);
    drop(stream);
}
