//! What is heard from the other side of a socket.

use axum::extract::ws::{Message, Utf8Bytes, WebSocket};
use futures_util::StreamExt;
use futures_util::stream::SplitStream;

use super::{Closing, End};

/// What is heard from the other side.
pub(super) struct Hearing {
    stream: SplitStream<WebSocket>,
    /// The most bytes of a message.
    longest: usize,
}

/// What is said of what is no message.
pub(super) const UNREAD: &str = "The message is none of graphql-transport-ws";

impl Hearing {
    pub(super) fn of(stream: SplitStream<WebSocket>, longest: usize) -> Self {
        Self { stream, longest }
    }

    /// The text that comes next; nothing for what merely keeps the connection alive.
    pub(super) async fn next(&mut self) -> Result<Option<Utf8Bytes>, End> {
        match self.stream.next().await {
            Some(Ok(Message::Text(text))) if text.len() > self.longest => {
                Err(Closing::TooLong.into())
            }
            Some(Ok(Message::Text(text))) => Ok(Some(text)),
            Some(Ok(Message::Binary(_))) => Err(Closing::BadMessage(UNREAD).into()),
            Some(Ok(Message::Ping(_) | Message::Pong(_))) => Ok(None),
            Some(Ok(Message::Close(_))) | None => Err(End::Gone),
            Some(Err(error)) => Err(unheard(&error).into()),
        }
    }

    /// Hears the other side out until it has closed too: what it says no longer counts.
    pub(super) async fn out(&mut self) {
        while let Some(Ok(_)) = self.stream.next().await {}
    }
}

/// Why nothing could be heard: bytes that are no frames, text that is not UTF-8, or more than is read at once.
fn unheard(error: &axum::Error) -> Closing {
    // The kind of the error is known to the library alone; in its words it is this.
    if error.to_string().starts_with("Space limit exceeded") {
        Closing::TooLong
    } else {
        Closing::BadMessage(UNREAD)
    }
}
