//! Watching a service that is told to stop: whoever watches is told so, and it ends at once.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use crate::support::{Desk, Serving};

/// Sends a request, and reads the head of its answer.
fn ask(service: &Serving, request: &str) -> (TcpStream, String) {
    let mut stream = TcpStream::connect(service.address).expect("the service listens");
    let patience = Some(Duration::from_secs(20));
    stream.set_read_timeout(patience).expect("it can be set");
    stream
        .write_all(request.as_bytes())
        .expect("the service reads");
    let mut head = Vec::new();
    let mut byte = [0];
    while !head.ends_with(b"\r\n\r\n") {
        stream.read_exact(&mut byte).expect("the service answers");
        head.push(byte[0]);
    }
    (stream, String::from_utf8(head).expect("a head is text"))
}

#[test]
fn an_event_stream_says_that_the_service_goes_and_ends() {
    let desk = Desk::new();
    let service = desk.serve(&["--no-sample"]);
    let request = "GET /graphql?query=subscription%7BdirectoryChanged%7Bdeed%7D%7D HTTP/1.1\r\n\
                   Host: localhost\r\nAccept: text/event-stream\r\n\r\n";
    let (mut stream, head) = ask(&service, request);
    assert!(head.contains("content-type: text/event-stream"), "{head}");

    let gave = service.stop("TERM");

    let mut told = String::new();
    stream.read_to_string(&mut told).expect("it is told");
    assert!(
        told.contains(": The service is going away: connect again.\n\n\r\n0\r\n"),
        "{told}"
    );
    assert_eq!((gave.code, gave.err.as_str()), (Some(0), ""));
}

#[test]
fn a_socket_is_closed_with_a_reason_before_the_service_ends() {
    let desk = Desk::new();
    let service = desk.serve(&["--no-sample"]);
    let request = "GET /graphql HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\n\
                   Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n\
                   Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\
                   Sec-WebSocket-Protocol: graphql-transport-ws\r\n\r\n";
    let (mut stream, head) = ask(&service, request);
    assert!(
        head.starts_with("HTTP/1.1 101") && head.contains("graphql-transport-ws"),
        "{head}"
    );
    let began = Instant::now();

    service.tell("TERM");

    let reason = b"The service is going away: connect again";
    let mut frame = vec![0; 4 + reason.len()];
    stream.read_exact(&mut frame).expect("it is closed");
    // A close frame: its kind, its length, the code 1001, and why.
    let length = u8::try_from(2 + reason.len()).expect("it is short");
    assert_eq!(frame, [&[0x88, length, 0x03, 0xE9], &reason[..]].concat());
    let gave = service.end();
    assert_eq!((gave.code, gave.err.as_str()), (Some(0), ""));
    // One that does not close as well is not waited for as for a request.
    assert!(began.elapsed() < Duration::from_secs(8));
}
