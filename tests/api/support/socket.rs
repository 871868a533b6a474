//! Sockets as their clients see them.

use std::time::Duration;

use axum::http::HeaderValue;
use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::{Error, Message};
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async_with_config};

use super::TestService;

/// How long a test waits for what is to come at once.
const PATIENCE: Duration = Duration::from_secs(20);

/// Has small messages sent at once, though others are on their way.
const WITHOUT_DELAY: bool = true;

/// One end of a socket.
pub(crate) struct Socket(WebSocketStream<MaybeTlsStream<TcpStream>>);

/// How a request for a socket is answered that is refused.
#[derive(Debug, PartialEq)]
pub(crate) struct NotOpened {
    pub(crate) status: u16,
    pub(crate) body: Value,
}

impl Socket {
    /// Opens one that speaks our protocol.
    pub(crate) async fn open(service: &TestService) -> Self {
        let opened = Self::open_with(service, &[]).await;
        opened.expect("it opens")
    }

    /// Opens one that speaks our protocol, by a request with these headers.
    pub(crate) async fn open_with(
        service: &TestService,
        headers: &[(&'static str, &str)],
    ) -> Result<Self, NotOpened> {
        let protocol = ("sec-websocket-protocol", "graphql-transport-ws");
        let opened = Self::ask(service, &[&[protocol], headers].concat()).await;
        opened.map_err(|error| match error {
            Error::Http(response) => NotOpened {
                status: response.status().as_u16(),
                body: serde_json::from_slice(response.body().as_deref().unwrap_or_default())
                    .expect("JSON"),
            },
            other => panic!("the service answers: {other}"),
        })
    }

    /// Asks for one by a request with these headers.
    pub(crate) async fn ask(
        service: &TestService,
        headers: &[(&'static str, &str)],
    ) -> Result<Self, Error> {
        let address = service.listen().await;
        let request = format!("ws://{address}/graphql").into_client_request();
        let mut request = request.expect("the address is sound");
        for (name, value) in headers {
            let value = HeaderValue::from_str(value).expect("the value of a header");
            request.headers_mut().insert(*name, value);
        }
        let (socket, _) = connect_async_with_config(request, None, WITHOUT_DELAY).await?;
        Ok(Self(socket))
    }

    /// One that introduced itself.
    pub(crate) async fn introduced(service: &TestService, payload: Value) -> Self {
        let mut socket = Self::open(service).await;
        socket
            .say(&json!({ "type": "connection_init", "payload": payload }))
            .await;
        assert_eq!(socket.hear().await, json!({ "type": "connection_ack" }));
        socket
    }

    pub(crate) async fn say(&mut self, message: &Value) {
        self.send(Message::text(message.to_string())).await;
    }

    pub(crate) async fn send(&mut self, message: Message) {
        self.0.send(message).await.expect("it is open");
    }

    /// Asks a document under an id.
    pub(crate) async fn subscribe(&mut self, id: &str, query: &str) {
        let payload = json!({ "query": query });
        self.say(&json!({ "type": "subscribe", "id": id, "payload": payload }))
            .await;
    }

    /// Asks a subscription under an id, and waits until it has begun.
    pub(crate) async fn watch(&mut self, id: &str, query: &str) {
        self.subscribe(id, query).await;
        self.say(&json!({ "type": "ping" })).await;
        assert_eq!(self.hear().await, json!({ "type": "pong" }));
    }

    async fn next(&mut self) -> Option<Result<Message, Error>> {
        let next = timeout(PATIENCE, self.0.next()).await;
        next.expect("something comes in time")
    }

    pub(crate) async fn hear(&mut self) -> Value {
        match self.next().await {
            Some(Ok(Message::Text(text))) => serde_json::from_str(&text).expect("JSON"),
            other => panic!("a message is to come, not {other:?}"),
        }
    }

    /// With which code and words the other side closes.
    pub(crate) async fn closed(&mut self) -> (u16, String) {
        loop {
            match self.next().await {
                Some(Ok(Message::Close(Some(frame)))) => {
                    return (frame.code.into(), frame.reason.to_string());
                }
                Some(Ok(Message::Text(_))) => {}
                other => panic!("it is to be closed, not {other:?}"),
            }
        }
    }

    /// Whether nothing comes for a while.
    pub(crate) async fn is_silent(&mut self) -> bool {
        timeout(Duration::from_millis(700), self.0.next())
            .await
            .is_err()
    }
}
