//! `GET /export` over a connection: what is sent while the service stops.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use crate::support::Desk;

/// More than a connection holds when nobody reads from it.
fn large_directory() -> Desk {
    let desk = Desk::new();
    let summary = "It does what it says. ".repeat(200);
    let rows: Vec<String> = (0..4_000)
        .map(|number| {
            format!(
                r#"{{"publisherId":"contoso","publisherName":"Contoso","offerId":"offer{number}","offerName":"Offer","summary":"{summary}","supportEmail":"desk@contoso.example"}}"#
            )
        })
        .collect();
    desk.write("rows.jsonl", &rows.join("\n"));
    let gave = desk.run(&["import", "rows.jsonl"]);
    assert!(gave.out.contains("  refused          0\n"), "{}", gave.out);
    desk
}

#[test]
fn an_export_that_nobody_takes_ends_with_the_service_and_does_not_look_whole() {
    let desk = large_directory();
    let token = desk.run(&["token", "--role", "DIRECTORY_ADMIN"]).out;
    let service = desk.serve(&["--drain-seconds", "1"]);
    let mut stream = TcpStream::connect(service.address).expect("the service listens");
    let request = format!(
        "GET /export HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {}\r\n\r\n",
        token.trim()
    );
    stream
        .write_all(request.as_bytes())
        .expect("the service reads");
    let mut beginning = [0; 4_000];
    stream
        .read_exact(&mut beginning)
        .expect("the export begins");

    let told = Instant::now();
    let gave = service.stop("TERM");
    let took = told.elapsed();
    let mut rest = Vec::new();
    let _ = stream.read_to_end(&mut rest);

    assert_eq!(gave.code, Some(0), "{}", gave.err);
    assert!(took < Duration::from_secs(8), "{took:?}");
    assert!(
        gave.err
            .contains("an export was cut off: the service stops"),
        "{}",
        gave.err
    );
    let beginning = String::from_utf8_lossy(&beginning);
    assert!(beginning.starts_with("HTTP/1.1 200 OK"), "{beginning}");
    assert!(
        beginning
            .to_lowercase()
            .contains("transfer-encoding: chunked"),
        "{beginning}"
    );
    assert!(
        !rest.ends_with(b"0\r\n\r\n"),
        "it does not end as a whole one does"
    );
}

#[test]
fn an_export_that_is_taken_while_the_service_stops_is_whole() {
    let desk = large_directory();
    let token = desk.run(&["token", "--role", "DIRECTORY_ADMIN"]).out;
    let whole = desk.run(&["export"]).out;
    let service = desk.serve(&["--drain-seconds", "30"]);
    let mut stream = TcpStream::connect(service.address).expect("the service listens");
    let request = format!(
        "GET /export HTTP/1.0\r\nHost: localhost\r\nAuthorization: Bearer {}\r\n\r\n",
        token.trim()
    );
    stream
        .write_all(request.as_bytes())
        .expect("the service reads");
    let mut answer = vec![0; 4_000];
    stream.read_exact(&mut answer).expect("the export begins");

    service.tell("TERM");
    stream
        .read_to_end(&mut answer)
        .expect("it comes to its end");
    let gave = service.end();

    let answer = String::from_utf8(answer).expect("it is text");
    let (_, body) = answer.split_once("\r\n\r\n").expect("a head and a body");
    assert_eq!(body, whole);
    assert_eq!(gave.code, Some(0), "{}", gave.err);
}
