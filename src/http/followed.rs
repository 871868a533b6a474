//! Bodies that are followed: how far they are decides whether their connection keeps us waiting.

use std::pin::Pin;
use std::task::{Context, Poll, ready};

use hyper::body::{Body, Frame, SizeHint};

use super::places::Place;

/// A body that is followed until it is dropped, be it at its end or because nobody wants more of it.
pub(super) struct Followed<B> {
    body: B,
    of: Message,
    place: Place,
}

/// What a body belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Message {
    /// Until it has come its connection keeps us waiting, from each portion anew.
    Request,
    /// Once it is told its connection keeps us waiting again.
    Answer,
}

impl<B> Followed<B> {
    pub(super) fn new(body: B, of: Message, place: Place) -> Self {
        Self { body, of, place }
    }
}

impl<B: Body + Unpin> Body for Followed<B> {
    type Data = B::Data;
    type Error = B::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<B::Data>, B::Error>>> {
        let frame = ready!(Pin::new(&mut self.body).poll_frame(cx));
        if self.of == Message::Request {
            self.place.waits();
        }
        Poll::Ready(frame)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

impl<B> Drop for Followed<B> {
    fn drop(&mut self) {
        match self.of {
            Message::Request => self.place.is_answered(),
            Message::Answer => self.place.waits(),
        }
    }
}
