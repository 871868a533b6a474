//! A WebSocket whose frames are chosen bit by bit.

use std::io;
use std::time::Instant;

use serde_json::{Value, json};

use super::table::Target;
use super::wire::{Came, Wire, error};

/// What a frame is; the first bit says that it is the last of its message.
pub(super) mod kind {
    pub(in super::super) const TEXT: u8 = 0x81;
    pub(in super::super) const BYTES: u8 = 0x82;
    pub(in super::super) const BEGIN_TEXT: u8 = 0x01;
    pub(in super::super) const GO_ON: u8 = 0x00;
    pub(in super::super) const END: u8 = 0x80;
    pub(in super::super) const PING: u8 = 0x89;
}

const OPENING: &str = "GET /graphql HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\
    Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\
    Sec-WebSocket-Protocol: graphql-transport-ws\r\n\r\n";

/// One end of a socket.
pub(super) struct Socket(pub(super) Wire);

impl Socket {
    /// One that is open.
    pub(super) fn open(target: &Target) -> Self {
        Self::over(target.wire()).unwrap_or_else(|told| panic!("it opens, and is told {told}"))
    }

    /// One that introduced itself.
    pub(super) fn introduced(target: &Target) -> Self {
        let mut socket = Self::open(target);
        socket.say(&json!({ "type": "connection_init" }));
        assert_eq!(socket.hear(), r#"{"type":"connection_ack"}"#);
        socket
    }

    /// Opens one over a connection, or gives what is said against that.
    pub(super) fn over(mut wire: Wire) -> Result<Self, String> {
        let sent = wire.send(OPENING.as_bytes());
        sent.map_err(|error| error.to_string())?;
        let told = wire.told();
        if told == "101" {
            Ok(Self(wire))
        } else {
            Err(told)
        }
    }

    pub(super) fn say(&mut self, message: &Value) {
        let sent = self.frame(kind::TEXT, message.to_string().as_bytes());
        sent.expect("somebody reads");
    }

    /// Subscribes to everything, or to whatever else, under an id.
    pub(super) fn subscribe(&mut self, id: &str, query: &str) {
        let payload = json!({ "query": query });
        self.say(&json!({ "type": "subscribe", "id": id, "payload": payload }));
    }

    pub(super) fn frame(&mut self, kind: u8, payload: &[u8]) -> io::Result<()> {
        self.0.send(&frame(kind, payload))
    }

    /// What comes next: a message, or how it ends.
    pub(super) fn hear(&mut self) -> String {
        self.next().unwrap_or_else(|error| match error.kind() {
            io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut => "nothing".to_owned(),
            _ => "closed without a word".to_owned(),
        })
    }

    fn next(&mut self) -> io::Result<String> {
        let mut head = [0; 2];
        self.0.read_exact(&mut head)?;
        let mut long = [0; 8];
        let length = match head[1] {
            126 => self
                .0
                .read_exact(&mut long[6..])
                .map(|()| u64::from_be_bytes(long))?,
            127 => self
                .0
                .read_exact(&mut long)
                .map(|()| u64::from_be_bytes(long))?,
            short => u64::from(short),
        };
        let mut payload = vec![0; usize::try_from(length).expect("it fits")];
        self.0.read_exact(&mut payload)?;
        let text = String::from_utf8_lossy(&payload);
        Ok(match head[0] & 0x0f {
            1 => told(&text),
            8 if payload.len() >= 2 => {
                let code = u16::from_be_bytes([payload[0], payload[1]]);
                format!("closed {code}: {}", String::from_utf8_lossy(&payload[2..]))
            }
            8 => "closed without a reason".to_owned(),
            _ => text.into_owned(),
        })
    }

    /// Sends frames that tell what they are, and gives what came of it.
    pub(super) fn refused(mut self, frames: &[u8]) -> Came {
        // Who refuses them need not read them to their end.
        let _ = self.0.send(frames);
        let known = Instant::now();
        self.came(known)
    }

    /// What comes next, from when it could be known.
    pub(super) fn came(&mut self, known: Instant) -> Came {
        Came {
            outcome: self.hear(),
            took: known.elapsed(),
        }
    }
}

/// A message; of an error its first one in a line.
fn told(text: &str) -> String {
    let message: Value = serde_json::from_str(text).unwrap_or_default();
    match message["type"].as_str() {
        Some("error") => format!("error {}", error(&message["payload"][0])),
        _ => text.to_owned(),
    }
}

/// A frame as clients send it. Its mask changes nothing.
pub(super) fn frame(kind: u8, payload: &[u8]) -> Vec<u8> {
    [&head(kind, payload.len() as u64), payload].concat()
}

/// The head of a frame of so many bytes.
pub(super) fn head(kind: u8, length: u64) -> Vec<u8> {
    const MASKED: u8 = 0x80;
    const MASK: [u8; 4] = [0; 4];
    let mut head = vec![kind];
    match length {
        0..126 => head.push(MASKED | length as u8),
        126..65_536 => {
            head.push(MASKED | 126);
            head.extend((length as u16).to_be_bytes());
        }
        _ => {
            head.push(MASKED | 127);
            head.extend(length.to_be_bytes());
        }
    }
    head.extend(MASK);
    head
}
