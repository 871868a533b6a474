//! Whoever keeps the service waiting: with what they send, or with what they do not take.

use std::thread::{self, sleep};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::documents::head;
use super::socket::{Socket, frame, kind};
use super::table::{Table, Target};
use super::wire::{Came, DEADLINE, Wire};
use crate::support::Serving;

/// How long the service is set to wait for a head, a body or a reader.
const SET: Duration = Duration::from_secs(1);

/// How much longer a connection waits than a stream for who takes nothing at all.
const LONGER: u32 = 4;

/// How many do it at once.
const CROWD: usize = 50;

/// How many take nothing at once: for each the system keeps some megabytes, which have to be filled first.
const READERS: usize = 4;

/// What comes too slowly.
pub(super) fn senders(table: &mut Table) {
    let form = "POST /graphql HTTP/1.1\r\nHost: localhost\r\nGraphQL-Require-Preflight: 1\r\n\
                Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 1000\r\n\r\n--x\r\n";
    let announced = head(1_000);
    for (attack, begin) in [
        ("a head that never begins", ""),
        ("a head that comes byte by byte", "GET / HTTP/1.1\r\nx: "),
        ("a body that never begins", announced.as_str()),
        ("a body that comes byte by byte", &format!("{announced}{{")),
        ("a form that comes byte by byte", form),
    ] {
        let byte = if attack.ends_with("begins") { "" } else { "x" };
        table.suffer_once(&format!("{CROWD} times {attack}"), |target| {
            let known = Instant::now() + SET;
            let mut wires: Vec<Wire> = (0..CROWD).map(|_| target.wire()).collect();
            for wire in &mut wires {
                wire.send(begin.as_bytes()).expect("somebody reads");
            }
            let dripping: Vec<Wire> = wires.iter().map(Wire::again).collect();
            let drips = thread::spawn(move || drip(dripping, byte));
            let came = all_told(wires.iter_mut().map(Wire::told), known);
            drips.join().expect("it does not panic");
            came
        });
    }
}

/// Sends a byte every now and then, for as long as somebody takes it, or for much longer than that should be.
fn drip(mut wires: Vec<Wire>, byte: &str) {
    for _ in 0..30 {
        sleep(SET / 10);
        wires.retain_mut(|wire| wire.send(byte.as_bytes()).is_ok());
    }
}

/// What all are told, who are told the same; and how long it took until the last was, from when it could be known.
fn all_told(mut told: impl Iterator<Item = String>, known: Instant) -> Came {
    let outcome = told.next().expect("there is one");
    for other in told {
        assert_eq!(other, outcome);
    }
    Came {
        outcome,
        took: known.elapsed(),
    }
}

/// What is not taken, though there is much.
pub(super) fn readers(table: &mut Table, service: &Serving) {
    let asked = everything(service);
    let parameters = url::form_urlencoded::Serializer::new(String::new())
        .append_pair("query", &asked)
        .finish();
    let request = format!(
        "GET /graphql?{parameters} HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n\r\n"
    );
    table.suffer_once(
        &format!("{READERS} event streams that nobody reads"),
        |target| {
            let_go(target, |mut wire| {
                wire.send(request.as_bytes()).expect("somebody reads");
                (wire, b"\r\n".to_vec())
            })
        },
    );
    table.suffer_once(&format!("{READERS} sockets that nobody reads"), |target| {
        let_go(target, |wire| {
            let mut socket = Socket::over(wire).expect("it opens");
            socket.say(&json!({ "type": "connection_init" }));
            socket.subscribe("1", &asked);
            (socket.0, frame(kind::TEXT, br#"{"type":"pong"}"#))
        })
    });
    let long = "x".repeat(100_000);
    let ping = json!({ "type": "ping", "payload": { "long": long } }).to_string();
    table.suffer_once(
        &format!("{READERS} sockets that ping without end and read no answer"),
        |target| {
            let_go(target, |wire| {
                let mut socket = Socket::over(wire).expect("it opens");
                socket.say(&json!({ "type": "connection_init" }));
                (socket.0, frame(kind::TEXT, ping.as_bytes()))
            })
        },
    );
}

/// Begins with connections that have little room for what is not read, reads nothing, and waits until all are let go:
/// then nobody takes what is sent besides, which does no harm.
fn let_go(target: &Target, begin: impl Fn(Wire) -> (Wire, Vec<u8>)) -> Came {
    const LITTLE: usize = 4_096;
    let known = Instant::now() + SET * LONGER;
    let wires = (0..READERS).map(|_| Wire::with_room(target.address, target.from, Some(LITTLE)));
    let wires = wires.map(|wire| begin(wire.expect("the service listens")));
    let waiting = wires.map(|(mut wire, harmless)| {
        thread::spawn(move || {
            while wire.send(&harmless).is_ok() {
                assert!(known.elapsed() < DEADLINE, "it is let go");
                sleep(SET / 20);
            }
        })
    });
    for waiting in waiting.collect::<Vec<_>>() {
        waiting.join().expect("it is let go");
    }
    Came {
        outcome: "dropped".to_owned(),
        took: known.elapsed(),
    }
}

/// A subscription to everything that was ever done, with much of each.
fn everything(service: &Serving) -> String {
    let mut after = String::new();
    loop {
        let page = service.ask(&format!("{{ changes(first: 100{after}) {{ nodes {{ cursor }} pageInfo {{ hasNextPage endCursor }} }} }}"));
        let changes = &page["data"]["changes"];
        let end = &changes["pageInfo"]["endCursor"];
        if changes["pageInfo"]["hasNextPage"] == json!(false) {
            let oldest = changes["nodes"].as_array().and_then(|nodes| nodes.last());
            let oldest: &Value = &oldest.expect("there are changes")["cursor"];
            let afters: String = (0..40).map(|number| format!("a{number}: after ")).collect();
            return format!("subscription {{ directoryChanged(after: {oldest}) {{ {afters} }} }}");
        }
        after = format!(", after: {end}");
    }
}

/// Sockets on which nothing more is said.
pub(super) fn silence(table: &mut Table) {
    const INTRODUCTION: Duration = Duration::from_secs(10);
    const PULSE: Duration = Duration::from_secs(12);
    table.suffer_once(
        &format!("{CROWD} sockets that do not introduce themselves"),
        |target| {
            let known = Instant::now() + INTRODUCTION;
            let mut sockets: Vec<Socket> = (0..CROWD).map(|_| Socket::open(target)).collect();
            all_told(sockets.iter_mut().map(Socket::hear), known)
        },
    );
    table.suffer_once(
        &format!("{CROWD} sockets that never answer a ping"),
        |target| {
            let known = Instant::now() + PULSE * 2;
            let mut sockets: Vec<Socket> = (0..CROWD).map(|_| Socket::introduced(target)).collect();
            for socket in &mut sockets {
                assert_eq!(socket.hear(), r#"{"type":"ping"}"#);
            }
            all_told(sockets.iter_mut().map(Socket::hear), known)
        },
    );
    table.suffer_once(
        &format!("{CROWD} sockets whose message comes byte by byte"),
        |target| {
            let known = Instant::now() + INTRODUCTION;
            let mut sockets: Vec<Socket> = (0..CROWD).map(|_| Socket::open(target)).collect();
            let mut dripping: Vec<Wire> = sockets.iter().map(|socket| socket.0.again()).collect();
            let drips = thread::spawn(move || {
                let mut begin = kind::BEGIN_TEXT;
                while !dripping.is_empty() {
                    dripping.retain_mut(|wire| wire.send(&frame(begin, b"x")).is_ok());
                    begin = kind::GO_ON;
                    sleep(Duration::from_millis(500));
                }
            });
            let came = all_told(sockets.iter_mut().map(Socket::hear), known);
            drop(sockets);
            drips.join().expect("it does not panic");
            came
        },
    );
}
