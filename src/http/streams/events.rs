//! Event streams: one operation over one connection (GraphQL over Server-Sent Events, distinct connections).

use std::convert::Infallible;
use std::pin::Pin;
use std::sync::Arc;

use axum::body::{Body, Bytes};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, VARY};
use axum::http::{HeaderMap, HeaderName, StatusCode};
use axum::response::{IntoResponse, Response};
use chrono::{DateTime, Utc};
use futures_util::stream::{self, BoxStream, Stream, StreamExt};
use tokio::time::{Instant, sleep};

use super::ending::{Ending, ending};
use super::{Place, StreamBounds};
use crate::graphql::code;
use crate::http::answer::{Answer, Answered};
use crate::http::fault::refusal;
use crate::http::run::{Begun, News, Run};
use crate::http::speech::{last_event_id, request_key};
use crate::http::taking::{EVENTS, Taking};
use crate::http::unread::Unread;
use crate::http::written::Written;

/// Answers a request by an event stream, which ends when its token does.
///
/// What there is one answer to is told as one event to a client that takes nothing else; and what HTTP has a status
/// for is told by HTTP, as long as nothing was told.
pub(in crate::http) async fn answer(
    run: Run,
    until: Option<DateTime<Utc>>,
    headers: &HeaderMap,
    written: Written,
    taking: Taking,
) -> Result<Answered, Unread> {
    let key = request_key(headers)?;
    let service = Arc::clone(&run.service);
    let news = match run.watch(written, key, last_event_id(headers)).await {
        Begun::Many(news) => news,
        Begun::Once(answer) => return Ok(told_once(answer.await, taking)),
    };
    let place = match service.streams.one_more() {
        Ok(place) => place,
        Err(no_place) => return Ok(Answered::Once(no_place.into())),
    };
    let telling = Telling {
        news,
        ending: Box::pin(ending(until, &place)),
        bounds: service.bounds.streams,
        told_at: None,
        last: None,
        is_over: false,
        _place: place,
    };
    Ok(Answered::Events(sent(telling.into_stream())))
}

fn told_once(answer: Answer, taking: Taking) -> Answered {
    if taking == Taking::Events && answer.status == StatusCode::OK {
        Answered::Events(sent(stream::iter([next(&answer, None), complete()])))
    } else {
        Answered::Once(answer)
    }
}

fn sent(events: impl Stream<Item = Bytes> + Send + 'static) -> Response {
    let head = [
        (CONTENT_TYPE, EVENTS),
        (CACHE_CONTROL, "no-store, no-transform"),
        (VARY, "accept, authorization"),
        // What lies between is to pass on each event as it comes.
        (HeaderName::from_static("x-accel-buffering"), "no"),
    ];
    let body = Body::from_stream(events.map(Ok::<_, Infallible>));
    (head, body).into_response()
}

/// An event stream that goes on.
struct Telling {
    news: BoxStream<'static, News>,
    ending: Pin<Box<dyn Future<Output = Ending> + Send>>,
    bounds: StreamBounds,
    /// When the reader was given something last, and has not come back since.
    told_at: Option<Instant>,
    /// What is still to be said before the end.
    last: Option<Bytes>,
    is_over: bool,
    _place: Place,
}

impl Telling {
    fn into_stream(self) -> impl Stream<Item = Bytes> + Send + 'static {
        stream::unfold(self, |mut telling| async {
            let event = telling.next().await?;
            telling.told_at = Some(Instant::now());
            Some((event, telling))
        })
    }

    async fn next(&mut self) -> Option<Bytes> {
        if let Some(last) = self.last.take() {
            return Some(last);
        }
        if self.is_over {
            return None;
        }
        let told_at = self.told_at.take();
        if told_at.is_some_and(|told_at| told_at.elapsed() > self.bounds.patience) {
            return Some(self.end(Ending::TooSlow));
        }
        tokio::select! {
            biased;
            reason = &mut self.ending => Some(self.end(reason)),
            news = self.news.next() => Some(match news {
                Some(News { answer, place }) => next(&answer, place.as_deref()),
                None => {
                    self.is_over = true;
                    complete()
                }
            }),
            () = sleep(self.bounds.pulse) => Some(comment("")),
        }
    }

    /// Ends early. Whoever connects again goes on; only with an expired token there is no sense in it.
    fn end(&mut self, reason: Ending) -> Bytes {
        self.is_over = true;
        match reason {
            Ending::TokenExpired => {
                self.last = Some(complete());
                let body = refusal(reason.message(), code::UNAUTHENTICATED);
                next(&Answer::new(StatusCode::UNAUTHORIZED, &body), None)
            }
            Ending::GoingAway | Ending::TooSlow => comment(reason.message()),
        }
    }
}

/// A browser that is cut off connects again by itself, and names the id of the event that it saw last.
fn next(answer: &Answer, place: Option<&str>) -> Bytes {
    let id = place.map(|place| format!("id: {place}\n"));
    let id = id.unwrap_or_default();
    format!("event: next\n{id}data: {}\n\n", answer.body).into()
}

/// A browser tells its page of an event only if there is data, be it empty.
fn complete() -> Bytes {
    Bytes::from_static(b"event: complete\ndata: \n\n")
}

fn comment(text: &str) -> Bytes {
    format!(": {text}\n\n").into()
}
