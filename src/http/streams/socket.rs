//! WebSockets: many operations over one connection (the protocol `graphql-transport-ws`).

mod handshake;
mod hearing;
mod introduction;
mod operation;
mod running;

use std::mem;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::ws::{Message, WebSocket};
use axum::http::HeaderMap;
use axum::http::header::ACCEPT_LANGUAGE;
use futures_util::stream::SplitSink;
use futures_util::{SinkExt, StreamExt};
use serde_json::value::{RawValue, to_raw_value};
use tokio::sync::mpsc;
use tokio::time::{Instant, interval_at, timeout, timeout_at};

use super::Place;
use super::ending::{Ending, ending};
use super::protocol::{self, Closing, Said};
use crate::graphql::{Caller, Languages, Weighing, code};
use crate::http::Service;
use crate::http::arrival::Arrival;
use crate::http::bound::Beyond;
use crate::http::caller::Identified;
use crate::http::caller_key::CallerKey;
use crate::http::media_type::MediaType;
use crate::http::run::Run;
use crate::http::written::{PAYLOAD, read_request};
pub(in crate::http) use handshake::open;
use hearing::{Hearing, UNREAD};
use introduction::introduced;
use operation::{Operation, Then, Told};
use running::Running;

/// How many messages may wait for the reader, of all operations together. Those that are further stay where
/// they come from.
const WAITING: usize = 16;

/// How long the other side may take to close as well, once we have.
const FAREWELL: Duration = Duration::from_secs(2);

/// One socket, from its introduction to its end.
struct Conversation {
    service: Arc<Service>,
    arrival: Arrival,
    /// The headers of the request that opened it.
    headers: HeaderMap,
    sink: SplitSink<WebSocket, Message>,
    running: Running,
}

/// What ends a conversation.
enum End {
    /// We close, and say why.
    Close(Closing),
    /// The other side is gone.
    Gone,
}

impl From<Closing> for End {
    fn from(closing: Closing) -> Self {
        Self::Close(closing)
    }
}

/// A conversation ends one way or another.
enum Never {}

impl Conversation {
    fn over(
        socket: WebSocket,
        service: Arc<Service>,
        arrival: Arrival,
        headers: HeaderMap,
    ) -> (Self, Hearing) {
        let (sink, stream) = socket.split();
        let hearing = Hearing::of(stream, service.bounds.body);
        let conversation = Self {
            service,
            arrival,
            headers,
            sink,
            running: Running::default(),
        };
        (conversation, hearing)
    }

    async fn hold(mut self, mut hearing: Hearing, place: &Place) {
        let Err(end) = self.talk(&mut hearing, place).await;
        drop(mem::take(&mut self.running));
        self.running = Running::default();
        if let End::Close(closing) = end {
            tracing::debug!(?closing, "a socket is closed");
            let closed = async {
                self.sink.send(closing.message()).await?;
                hearing.out().await;
                Ok::<_, axum::Error>(())
            };
            let _ = timeout(FAREWELL, closed).await;
        }
    }

    async fn talk(&mut self, hearing: &mut Hearing, place: &Place) -> Result<Never, End> {
        let identified = self.introduction(hearing, place).await?;
        let ending = ending(identified.until, place);
        tokio::pin!(ending);
        let (tell, mut told) = mpsc::channel(WAITING);
        let pulse = self.service.bounds.streams.pulse;
        let mut pulse = interval_at(Instant::now() + pulse, pulse);
        let mut is_answered = true;
        loop {
            tokio::select! {
                ending = &mut ending => return Err(closing(ending).into()),
                // We keep a sender ourselves, so there is always something to wait for.
                Some(told) = told.recv() => self.tell(told).await?,
                said = hearing.next() => {
                    is_answered = true;
                    if let Some(said) = said? {
                        self.hear(&said, &identified, &tell).await?;
                    }
                }
                _ = pulse.tick() => {
                    if !is_answered {
                        return Err(Closing::Silent("No answer to a ping").into());
                    }
                    is_answered = false;
                    self.send(protocol::ping()).await?;
                }
            }
        }
    }

    /// Waits for the introduction, and answers it.
    async fn introduction(
        &mut self,
        hearing: &mut Hearing,
        place: &Place,
    ) -> Result<Identified, End> {
        if !speaks_our_protocol(&self.headers) {
            return Err(Closing::OtherProtocol.into());
        }
        let deadline = Instant::now() + self.service.bounds.streams.introduction;
        let leaving = place.told_to_leave();
        tokio::pin!(leaving);
        loop {
            let said = tokio::select! {
                said = timeout_at(deadline, hearing.next()) => said,
                () = &mut leaving => return Err(Closing::GoingAway.into()),
            };
            let Some(said) = said.map_err(|_| Closing::NoIntroduction)?? else {
                continue;
            };
            match protocol::read(&said).ok_or(Closing::BadMessage(UNREAD))? {
                Said::Init(payload) => {
                    let identified = introduced(&self.service.identity, &self.headers, payload);
                    let identified = timeout_at(deadline, identified).await;
                    let identified = identified.map_err(|_| Closing::TryLater)??;
                    self.send(protocol::ack()).await?;
                    return Ok(identified);
                }
                Said::Ping(payload) => self.send(protocol::pong(payload)).await?,
                Said::Pong => {}
                Said::Subscribe(..) | Said::Complete(_) => {
                    return Err(Closing::NotIntroduced.into());
                }
            }
        }
    }

    async fn hear(
        &mut self,
        said: &str,
        identified: &Identified,
        tell: &mpsc::Sender<Told>,
    ) -> Result<(), End> {
        match protocol::read(said).ok_or(Closing::BadMessage(UNREAD))? {
            Said::Init(_) => Err(Closing::IntroducedTwice.into()),
            Said::Ping(payload) => self.send(protocol::pong(payload)).await,
            Said::Pong => Ok(()),
            Said::Complete(id) => {
                // Whoever has just heard that it is complete may say so as well.
                self.running.stop(&id);
                Ok(())
            }
            Said::Subscribe(id, payload) => self.begin(id, payload, identified, tell).await,
        }
    }

    /// Begins an operation. Nothing else is heard until it has begun: so whatever is asked next finds no change that a
    /// subscription does not tell of.
    async fn begin(
        &mut self,
        id: String,
        payload: &RawValue,
        identified: &Identified,
        tell: &mpsc::Sender<Told>,
    ) -> Result<(), End> {
        if self.running.has(&id) {
            return Err(Closing::SameId.into());
        }
        let written = read_request(payload.get().as_bytes(), &PAYLOAD);
        let written = written.map_err(|_| Closing::BadMessage(UNASKED))?;
        let most = self.service.bounds.streams.per_socket;
        if self.running.count() >= most {
            return self.send(protocol::error(&id, &too_many(most))).await;
        }
        let begun = self.run(identified).further(written).await;
        self.running.add(id, |id, number| {
            let tell = tell.clone();
            Operation { id, number, tell }.run(begun)
        });
        Ok(())
    }

    fn run(&self, identified: &Identified) -> Run {
        let languages = self.headers.get(ACCEPT_LANGUAGE);
        let languages = languages.and_then(|value| value.to_str().ok());
        Run {
            key: CallerKey::of(&identified.actor, self.arrival.from),
            service: Arc::clone(&self.service),
            media_type: MediaType::GraphqlResponse,
            deadline: Instant::now() + self.service.bounds.time,
            weight: Weighing::Untold,
            caller: Caller {
                actor: identified.actor.clone(),
                languages: Languages(languages.map(str::to_owned)),
                request_id: self.arrival.id.clone(),
            },
        }
    }

    /// Passes on what an operation tells, unless its client no longer wants it.
    async fn tell(&mut self, told: Told) -> Result<(), End> {
        if !self.running.is(&told.id, told.number) {
            return Ok(());
        }
        if told.then == Then::Nothing {
            self.running.forget(&told.id);
        }
        self.send(told.message).await
    }

    async fn send(&mut self, message: Message) -> Result<(), End> {
        let patience = self.service.bounds.streams.patience;
        match timeout(patience, self.sink.send(message)).await {
            Ok(Ok(())) => Ok(()),
            Ok(Err(_)) => Err(End::Gone),
            Err(_) => Err(Closing::Silent(Ending::TooSlow.message()).into()),
        }
    }
}

fn speaks_our_protocol(headers: &HeaderMap) -> bool {
    let offered = headers.get_all("sec-websocket-protocol").iter();
    let mut offered = offered.filter_map(|value| value.to_str().ok());
    offered.any(|value| value.split(',').any(|name| name.trim() == protocol::NAME))
}

const UNASKED: &str = "The payload is not a request with a query";
const TOO_MANY: &str = "As many operations run on this connection as may.";

fn too_many(most: usize) -> Box<RawValue> {
    let beyond = Beyond::by_one("subscriptions", most);
    let body = beyond.refusal(TOO_MANY, code::TOO_MANY_SUBSCRIPTIONS);
    to_raw_value(&body["errors"]).expect("it is JSON")
}

fn closing(ending: Ending) -> Closing {
    match ending {
        Ending::TokenExpired => Closing::Forbidden(ending.message()),
        Ending::GoingAway => Closing::GoingAway,
        Ending::TooSlow => Closing::Silent(ending.message()),
    }
}
