//! Connections: how many there may be, and how long they may keep the service waiting.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

use crate::support::Desk;

/// How long a test waits for what has to come.
const DEADLINE: Duration = Duration::from_secs(60);

const WATCHING: &str = "GET /graphql?query=subscription%7BdirectoryChanged%7Bdeed%7D%7D HTTP/1.1\r\n\
    Host: localhost\r\nAccept: text/event-stream\r\n\r\n";

const ASKING: &str = "GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n";

fn connect(address: SocketAddr) -> TcpStream {
    let stream = TcpStream::connect(address).expect("somebody listens");
    let set = stream.set_read_timeout(Some(DEADLINE));
    set.expect("a time-out can be set");
    stream
}

/// The line with which an answer begins.
fn status(stream: &mut TcpStream) -> String {
    let mut line = Vec::new();
    let mut byte = [0];
    while stream.read(&mut byte).expect("an answer comes") == 1 && byte[0] != b'\r' {
        line.push(byte[0]);
    }
    String::from_utf8(line).expect("a status is text")
}

/// Everything that comes until the connection is closed.
fn everything(stream: &mut TcpStream) -> String {
    let mut all = Vec::new();
    // A connection that was closed with something unread ends with an error.
    let _ = stream.read_to_end(&mut all);
    String::from_utf8(all).expect("an answer is text")
}

fn ask(stream: &mut TcpStream, bytes: &[u8]) {
    stream.write_all(bytes).expect("somebody reads");
}

#[test]
fn one_connection_too_many_is_told_to_come_again_and_may_once_another_is_gone() {
    let desk = Desk::new();
    let service = desk.serve(&["--no-sample", "--max-connections", "1"]);
    let mut first = connect(service.address);
    ask(&mut first, WATCHING.as_bytes());
    assert_eq!(status(&mut first), "HTTP/1.1 200 OK");

    let told = everything(&mut connect(service.address));
    drop(first);
    let mut later = String::new();
    while later != "HTTP/1.1 200 OK" {
        assert!(["", "HTTP/1.1 503 Service Unavailable"].contains(&later.as_str()));
        let mut next = connect(service.address);
        ask(&mut next, ASKING.as_bytes());
        later = status(&mut next);
    }

    assert_eq!(
        told,
        "HTTP/1.1 503 Service Unavailable\r\nconnection: close\r\nretry-after: 1\r\n\
         content-type: application/json\r\ncontent-length: 151\r\n\r\n\
         {\"errors\":[{\"extensions\":{\"bound\":\"connections\",\"code\":\"UNAVAILABLE\",\"found\":2,\"limit\":1},\
         \"message\":\"Too many are connected. Try again in a moment.\"}]}"
    );
}

#[test]
fn who_keeps_the_service_waiting_gives_way_to_who_comes() {
    let desk = Desk::new();
    let service = desk.serve(&["--no-sample", "--max-connections", "1"]);
    let body = "POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n\
                Content-Length: 40\r\n\r\n{";
    for begun in ["", &ASKING[..20], ASKING, body] {
        let mut first = connect(service.address);
        ask(&mut first, begun.as_bytes());
        if begun == ASKING {
            assert_eq!(status(&mut first), "HTTP/1.1 200 OK");
        }

        let mut next = connect(service.address);
        ask(&mut next, ASKING.as_bytes());

        assert_eq!(status(&mut next), "HTTP/1.1 200 OK", "{begun}");
        let told = everything(&mut first);
        assert!(!told.contains("HTTP/1.1"), "{begun}: {told}");
    }
}

#[test]
fn a_head_that_does_not_come_to_its_end_is_not_waited_for() {
    let desk = Desk::new();
    let service = desk.serve(&["--no-sample", "--head-seconds", "1"]);
    let (mut silent, mut half) = (connect(service.address), connect(service.address));
    let mut resting = connect(service.address);
    ask(&mut half, &ASKING.as_bytes()[..20]);
    ask(&mut resting, ASKING.as_bytes());

    let closed = [everything(&mut silent), everything(&mut half)];
    let rested = everything(&mut resting);

    assert_eq!(closed, ["", ""]);
    assert!(rested.starts_with("HTTP/1.1 200 OK"), "{rested}");
}

#[test]
fn a_head_of_many_fields_or_bytes_is_refused() {
    let desk = Desk::new();
    let service = desk.serve(&["--no-sample"]);
    let with = |fields: String| {
        let mut stream = connect(service.address);
        let head = ASKING.replace("\r\n\r\n", &format!("\r\n{fields}\r\n"));
        // What is refused is not read to its end.
        let _ = stream.write_all(head.as_bytes());
        status(&mut stream)
    };

    let many = with(
        (0..200)
            .map(|number| format!("x-{number}: 1\r\n"))
            .collect(),
    );
    let long = with(format!("x: {}\r\n", "a".repeat(300_000)));
    let few = with((0..50).map(|number| format!("x-{number}: 1\r\n")).collect());

    let refused = "HTTP/1.1 431 Request Header Fields Too Large";
    assert_eq!(
        [many.as_str(), &long, &few],
        [refused, refused, "HTTP/1.1 200 OK"]
    );
}

#[test]
fn a_body_that_comes_byte_by_byte_is_not_waited_for() {
    let desk = Desk::new();
    let service = desk.serve(&["--no-sample", "--max-seconds", "1"]);
    let mut stream = connect(service.address);
    let head = "POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n\
                Content-Length: 40\r\n\r\n{";
    ask(&mut stream, head.as_bytes());

    let mut said = everything_of_a_drip(&mut stream);
    let body = said.split_off(said.find("\r\n\r\n").expect("it has a body"));

    assert!(said.starts_with("HTTP/1.1 408 Request Timeout"), "{said}");
    assert_eq!(
        body.trim(),
        r#"{"errors":[{"extensions":{"bound":"milliseconds","code":"BAD_REQUEST","found":1000,"limit":1000},"message":"The body took longer to come than it may."}]}"#
    );
}

/// What is answered while a byte is sent every now and then.
fn everything_of_a_drip(stream: &mut TcpStream) -> String {
    let mut drip = stream.try_clone().expect("a handle more");
    let dripping = std::thread::spawn(move || {
        for _ in 0..38 {
            std::thread::sleep(Duration::from_millis(100));
            if drip.write_all(b" ").is_err() {
                break;
            }
        }
    });
    let said = everything(stream);
    dripping.join().expect("it does not panic");
    said
}
