//! WebSockets that are made to do harm.

use std::thread;
use std::time::Instant;

use serde_json::json;

use super::socket::{Socket, frame, head, kind};
use super::table::Table;
use super::wire::Came;

const ALL: &str = "subscription { directoryChanged { deed } }";

/// Bytes that are none of the protocol, or not even frames.
pub(super) fn garbage(table: &mut Table) {
    let nested = format!(
        r#"{{"type":"subscribe","id":"1","payload":{{"query":"{{a}}","variables":{}1{}}}}}"#,
        "{\"a\":".repeat(10_000),
        "}".repeat(10_000)
    );
    for (attack, frames) in [
        ("text that is no message", frame(kind::TEXT, b"what?")),
        ("bytes", frame(kind::BYTES, &[0, 255])),
        ("text that is not UTF-8", frame(kind::TEXT, b"\xff\xfe")),
        ("65,536 NULs", vec![0; 65_536]),
        (
            "HTTP",
            b"GET /graphql HTTP/1.1\r\nHost: localhost\r\n\r\n".to_vec(),
        ),
        ("a frame of a kind that there is not", frame(0x83, b"{}")),
        (
            "a frame with bits that nobody agreed on",
            frame(0xf1, b"{}"),
        ),
        ("a frame without a mask", b"\x81\x02{}".to_vec()),
        ("a frame that goes on from nothing", frame(kind::END, b"{}")),
        (
            "a frame of as many bytes as there can be",
            head(kind::TEXT, u64::MAX >> 1),
        ),
        (
            "a frame of more bytes than there can be",
            head(kind::TEXT, u64::MAX),
        ),
        ("a frame of 100 MB", head(kind::TEXT, 100 << 20)),
        ("a ping of 1,000 bytes", frame(kind::PING, &[0; 1_000])),
        ("a ping in two frames", frame(0x09, b"x")),
        (
            "a message of 300,000 bytes",
            frame(kind::TEXT, "x".repeat(300_000).as_bytes()),
        ),
        (
            "variables that nest 10,000 deep",
            frame(kind::TEXT, nested.as_bytes()),
        ),
        (
            "a message that nests 10,000 lists deep",
            frame(kind::TEXT, "[".repeat(10_000).as_bytes()),
        ),
    ] {
        table.suffer(&format!("over a socket, {attack}"), |target| {
            Socket::introduced(target).refused(&frames)
        });
    }
    table.suffer("over a socket, a message in frames without end", |target| {
        let socket = Socket::introduced(target);
        let frames = [
            frame(kind::BEGIN_TEXT, b"x"),
            frame(kind::GO_ON, &[b'x'; 65_536]).repeat(10),
        ];
        socket.refused(&frames.concat())
    });
    table.suffer(
        "over a socket, a message in frames of a byte without end",
        |target| {
            let socket = Socket::introduced(target);
            let frames = [
                frame(kind::BEGIN_TEXT, b"x"),
                frame(kind::GO_ON, b"x").repeat(600_000),
            ];
            socket.refused(&frames.concat())
        },
    );
}

/// Messages of the protocol where they do not belong, or too many of them.
pub(super) fn messages(table: &mut Table) {
    table.suffer(
        "a socket that subscribes before it introduces itself",
        |target| {
            let mut socket = Socket::open(target);
            socket.subscribe("1", ALL);
            socket.came(Instant::now())
        },
    );
    table.suffer("a socket that introduces itself twice", |target| {
        let mut socket = Socket::introduced(target);
        socket.say(&json!({ "type": "connection_init" }));
        socket.came(Instant::now())
    });
    table.suffer("a socket that uses an id twice", |target| {
        let mut socket = Socket::introduced(target);
        socket.subscribe("1", ALL);
        socket.subscribe("1", ALL);
        socket.came(Instant::now())
    });
    table.suffer(
        "a socket that asks fragments that spread each other twice, 40 levels",
        |target| {
            let levels: String = (0..40)
                .map(|n| {
                    format!(
                        "fragment f{n} on Viewer {{ ...f{next} ...f{next} }} ",
                        next = n + 1
                    )
                })
                .collect();
            let mut socket = Socket::introduced(target);
            socket.subscribe(
                "1",
                &format!("{{ viewer {{ ...f0 }} }} {levels} fragment f40 on Viewer {{ name }}"),
            );
            socket.came(Instant::now())
        },
    );
    table.suffer("a socket with a token that nobody made", |target| {
        let mut socket = Socket::open(target);
        socket.say(&json!({ "type": "connection_init", "payload": { "authorization": "x".repeat(60_000) } }));
        socket.came(Instant::now())
    });
    table.suffer_once("a socket that opens ten thousand subscriptions", |target| {
        let mut socket = Socket::introduced(target);
        let mut asking = Socket(socket.0.again());
        let known = Instant::now();
        let said = thread::spawn(move || {
            (0..10_000).for_each(|id| asking.subscribe(&id.to_string(), ALL));
        });
        let outcome = socket.hear();
        let took = known.elapsed();
        for _ in 1..9_950 {
            assert_eq!(socket.hear(), outcome);
        }
        said.join().expect("it does not panic");
        Came {
            outcome: format!("{outcome} (9,950 times)"),
            took,
        }
    });
}
