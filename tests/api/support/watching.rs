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
        }
    }

    /// What comes next.
    pub(crate) async fn heard(&mut self) -> Heard {
        let heard = timeout(PATIENCE, self.read()).await;
        heard.expect("something comes in time")
    }

    async fn read(&mut self) -> Heard {
        loop {
            if let Some((event, rest)) = self.unread.split_once("\n\n") {
                let heard = heard(event);
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

fn heard(event: &str) -> Heard {
    if let Some(comment) = event.strip_prefix(':') {
        return Heard::Comment(comment.trim().to_owned());
    }
    let fields: Vec<(&str, &str)> = event
        .lines()
        .map(|line| line.split_once(':').expect("a field"))
        .map(|(name, value)| (name, value.strip_prefix(' ').unwrap_or(value)))
        .collect();
    match fields.as_slice() {
        [("event", "next"), ("data", told)] | [("event", "next"), ("id", _), ("data", told)] => {
            Heard::Next(serde_json::from_str(told).expect("what is told is JSON"))
        }
        [("event", "complete"), ("data", "")] => Heard::Complete,
        other => panic!("no event of the protocol: {other:?}"),
    }
}
