//! Listening: connections in, until told to stop and the running requests have ended.

use std::io;
use std::net::SocketAddr;
use std::pin::pin;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use futures_util::TryFutureExt;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::io::AsyncWriteExt;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{mpsc, watch};
use tokio::time::{sleep, timeout};
use tower::ServiceExt;

use super::bound::Beyond;
use super::followed::{Followed, Message};
use super::patient::Patient;
use super::places::{Place, Places};
use crate::graphql::code;

/// How many connections there may be, and how long they may keep us waiting.
#[derive(Clone, Copy, Debug)]
pub struct Connections {
    /// How many there may be at once. Once there are so many, who keeps us waiting gives way to who comes.
    pub most: usize,
    /// How long the head of a request may take, and how long a connection may rest before its next one.
    pub head: Duration,
    /// How long the reader of a stream may take nothing; one that takes nothing at all is dropped somewhat later, as
    /// the stream has something to say first.
    pub patience: Duration,
}

/// How many times longer a connection is patient than a stream.
const LONGER: u32 = 4;

/// The most bytes of a request's head.
const LARGEST_HEAD: usize = 64 << 10;
/// The most fields of a request's head.
const MOST_FIELDS: usize = 100;
/// How long to wait when the system has no more connections to give, such as for lack of file handles.
const BREATH: Duration = Duration::from_millis(200);

/// Answers on a listener until `stop` is ready, then ends once the running requests have.
pub async fn serve(
    listener: TcpListener,
    router: Router,
    connections: Connections,
    stop: impl Future<Output = ()> + Send + 'static,
) -> io::Result<()> {
    let places = Places::at_most(connections.most);
    let (draining, drained) = watch::channel(false);
    // Whoever has a handle is still connected.
    let (connected, mut all_gone) = mpsc::channel::<()>(1);
    let mut stop = pin!(stop);
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            () = &mut stop => break,
        };
        let (stream, peer) = match accepted {
            Ok(accepted) => accepted,
            Err(error) => {
                tracing::warn!(%error, "a connection could not be taken");
                sleep(BREATH).await;
                continue;
            }
        };
        let Some((place, giving_way)) = places.one_more() else {
            tokio::spawn(turn_away(stream, connections.most));
            continue;
        };
        let router = router.clone();
        let answering = answer(stream, peer, router, connections, place, drained.clone());
        let connected = connected.clone();
        tokio::spawn(async move {
            tokio::select! {
                ended = answering => if let Err(error) = ended {
                    // What goes wrong with a connection is known to who broke it.
                    tracing::debug!(%error, "a connection broke off");
                },
                _ = giving_way => tracing::debug!("a connection gave way to another"),
            }
            drop(connected);
        });
    }
    drop((listener, connected));
    let _ = draining.send(true);
    while all_gone.recv().await.is_some() {}
    Ok(())
}

/// Answers on a connection until its other side has enough, or until it is to be drained: then one request more at most,
/// the one that runs.
async fn answer(
    stream: TcpStream,
    peer: SocketAddr,
    router: Router,
    connections: Connections,
    place: Place,
    mut drained: watch::Receiver<bool>,
) -> hyper::Result<()> {
    // Answers are written at once, and wait for nothing.
    let _ = stream.set_nodelay(true);
    let answer = service_fn(move |request: hyper::Request<Incoming>| {
        let follow = |body| Followed::new(body, Message::Request, place.clone());
        let mut request = request.map(|body| Body::new(follow(body)));
        request.extensions_mut().insert(ConnectInfo(peer));
        let answered = router.clone().oneshot(request);
        let place = place.clone();
        answered.map_ok(|answer| answer.map(|body| Followed::new(body, Message::Answer, place)))
    });
    let stream = Patient::new(stream, connections.patience * LONGER);
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(connections.head)
        .max_headers(MOST_FIELDS)
        .max_buf_size(LARGEST_HEAD)
        .serve_connection(TokioIo::new(stream), answer)
        .with_upgrades();
    let mut connection = pin!(connection);
    tokio::select! {
        ended = connection.as_mut() => return ended,
        _ = drained.wait_for(|is_drained| *is_drained) => connection.as_mut().graceful_shutdown(),
    }
    connection.await
}

const TOO_MANY: &str = "Too many are connected. Try again in a moment.";

/// Tells a connection that it is one too many, without reading from it.
async fn turn_away(mut stream: TcpStream, most: usize) {
    let beyond = Beyond::by_one("connections", most);
    let body = beyond.refusal(TOO_MANY, code::UNAVAILABLE).to_string();
    let head = format!(
        "HTTP/1.1 503 Service Unavailable\r\nconnection: close\r\nretry-after: 1\r\n\
         content-type: application/json\r\ncontent-length: {}\r\n\r\n",
        body.len()
    );
    let told = async {
        stream.write_all((head + &body).as_bytes()).await?;
        stream.shutdown().await
    };
    let _ = timeout(BREATH, told).await;
}
