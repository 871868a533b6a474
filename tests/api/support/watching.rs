//! Event streams as their readers see them.

use std::time::Duration;

use axum::body::BodyDataStream;
use axum::response::Response;
use futures_util::StreamExt;
use serde_json::Value;
use tokio::time::timeout;

/// How long a test waits for what is to come at once.
const PATIENCE: Duration = Duration::from_secs(20);

/// An event stream that is being read.
pub(crate) struct Watching {
    body: BodyDataStream,
    unread: String,
    last_event_id: Option<String>,
}

/// What stands in an event stream.
#[derive(Debug, PartialEq)]
pub(crate) enum Heard {
    /// Something was told.
    Next(Value),
    /// Nothing more will come.
    Complete,
    /// A remark for whoever looks at the wire.
    Comment(String),
    /// The stream has ended.
    End,
}

impl Watching {
    /// Reads an answer, which is to be an event stream.
    pub(crate) fn begin(response: Response) -> Self {
        let kind = response.headers().get("content-type");
        assert_eq!(kind.expect("a type"), "text/event-stream");
        Self {
            body: response.into_body().into_data_stream(),
            unread: String::new(),
            last_event_id: None,
        }
    }

    /// The id of the event that came last.
    pub(crate) fn last_event_id(&self) -> Option<&str> {
        self.last_event_id.as_deref()
    }

    /// The bytes that come next, as they are.
    pub(crate) async fn read_bytes(&mut self) -> String {
        let bytes = timeout(PATIENCE, self.body.next()).await;
        let bytes = bytes.expect("something comes in time").expect("it goes on");
        let bytes = bytes.expect("the stream is whole").to_vec();
        String::from_utf8(bytes).expect("events are texts")
    }

    /// What comes next.
    pub(crate) async fn heard(&mut self) -> Heard {
        let heard = timeout(PATIENCE, self.read()).await;
        heard.expect("something comes in time")
    }

    async fn read(&mut self) -> Heard {
        loop {
            if let Some((event, rest)) = self.unread.split_once("\n\n") {
                let (id, heard) = heard(event);
                self.last_event_id = id.or(self.last_event_id.take());
                self.unread = rest.to_owned();
                // A sign of life says nothing else.
                if heard == Heard::Comment(String::new()) {
                    continue;
                }
                return heard;
            }
            match self.body.next().await {
                Some(bytes) => {
                    let bytes = bytes.expect("the stream is whole");
                    self.unread
                        .push_str(std::str::from_utf8(&bytes).expect("events are texts"));
                }
                None => return Heard::End,
            }
        }
    }

    /// What is told next, which is to have no errors.
    pub(crate) async fn data(&mut self) -> Value {
        match self.heard().await {
            Heard::Next(mut told) => {
                assert_eq!(told.get("errors"), None, "{told}");
                told["data"].take()
            }
            other => panic!("something is to be told, not {other:?}"),
        }
    }

    /// Whether nothing comes for a while.
    pub(crate) async fn is_silent(&mut self) -> bool {
        self.unread.is_empty()
            && timeout(Duration::from_millis(700), self.body.next())
                .await
                .is_err()
    }
}

/// What an event says, and its id.
fn heard(event: &str) -> (Option<String>, Heard) {
    if let Some(comment) = event.strip_prefix(':') {
        return (None, Heard::Comment(comment.trim().to_owned()));
    }
    let fields: Vec<(&str, &str)> = event
        .lines()
        .map(|line| line.split_once(':').expect("a field"))
        .map(|(name, value)| (name, value.strip_prefix(' ').unwrap_or(value)))
        .collect();
    let next = |told: &str| Heard::Next(serde_json::from_str(told).expect("what is told is JSON"));
    match fields.as_slice() {
        [("event", "next"), ("data", told)] => (None, next(told)),
        [("event", "next"), ("id", id), ("data", told)] => (Some((*id).to_owned()), next(told)),
        [("event", "complete"), ("data", "")] => (None, Heard::Complete),
        other => panic!("no event of the protocol: {other:?}"),
    }
}
