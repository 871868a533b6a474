//! Crowds: more connections, streams and sockets than there may be.

use std::collections::BTreeMap;
use std::time::Instant;

use serde_json::json;

use super::documents::head;
use super::socket::Socket;
use super::table::{Table, Target};
use super::wire::{Bytes, Came, Wire};

/// How many connections come at once, where the system lets a process have so many.
const CROWD: usize = 10_000;
/// And how many streams: enough to be too many before the first of them has to give a sign of life.
const STREAMS: usize = 3_000;

const ASKING: &str = "GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n";
const WATCHING: &str = "GET /graphql?query=subscription%7BdirectoryChanged%7Bdeed%7D%7D HTTP/1.1\r\n\
    Host: localhost\r\nAccept: text/event-stream\r\n\r\n";

/// As many as the system lets this process have.
fn at_most(wanted: usize) -> usize {
    let most = rlimit::increase_nofile_limit(wanted as u64 + 1_000).unwrap_or(1_024);
    wanted.min(usize::try_from(most).map_or(wanted, |most| most.saturating_sub(500)))
}

/// Connections on which nothing is asked, or not to its end, or nothing more.
pub(super) fn connections(table: &mut Table) {
    let size = at_most(CROWD);
    let body = head(100);
    for (attack, begin) in [
        ("ask nothing", ""),
        ("begin to ask", "GET /heal"),
        ("announce a body", body.as_str()),
        ("asked and stay", ASKING),
    ] {
        table.suffer_once(&format!("a crowd of connections that {attack}"), |target| {
            let mut crowd: Vec<Wire> = (0..size).map(|_| target.wire()).collect();
            for wire in &mut crowd {
                // Who had to give way may have been told so by then.
                let _ = wire.send(begin.as_bytes());
            }
            let mut came = target.wire().refused(&Bytes::of(ASKING));
            let first = crowd.first_mut().expect("there is one").told();
            came.outcome = format!("the first: {first}; who comes then: {}", came.outcome);
            came
        });
    }
}

/// Streams and sockets, each of which waits for what happens.
pub(super) fn streams(table: &mut Table) {
    at_most(STREAMS);
    table.suffer_once("3,000 event streams", |target| {
        crowd(target, |mut wire| {
            wire.send(WATCHING.as_bytes()).expect("somebody reads");
            let told = wire.told();
            (wire, told)
        })
    });
    table.suffer_once("3,000 sockets", |target| {
        crowd(target, |wire| {
            let kept = wire.again();
            let told = match Socket::over(wire) {
                Ok(mut socket) => {
                    socket.say(&json!({ "type": "connection_init" }));
                    socket.hear()
                }
                Err(told) => told,
            };
            (kept, told)
        })
    });
}

/// Has so many come one after the other, and stay; gives how many were told what, and how long each of them waited.
fn crowd(target: &Target, begin: impl Fn(Wire) -> (Wire, String)) -> Came {
    let began = Instant::now();
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    let mut crowd = Vec::new();
    for _ in 0..STREAMS {
        let (wire, told) = begin(target.wire());
        crowd.push(wire);
        *counts.entry(told).or_default() += 1;
    }
    let told = counts
        .iter()
        .map(|(told, count)| format!("{count} times {told}"));
    Came {
        outcome: told.collect::<Vec<_>>().join("; "),
        took: began.elapsed() / STREAMS as u32,
    }
}
