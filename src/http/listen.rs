//! Listening: connections in, until told to stop and the running requests have ended.

use std::io;
use std::net::SocketAddr;
use std::time::Duration;

use axum::Router;
use axum::serve::Listener;
use tokio::net::TcpListener;

use super::patient::Patient;

/// How many times longer a connection is patient than a stream, which has something to say before it is dropped.
const LONGER: u32 = 4;

/// Answers on a listener until `stop` is ready, then ends once the running requests have. A connection whose other
/// side takes nothing is dropped, somewhat later than a stream whose reader is not ready for as long as `patience`.
pub async fn serve(
    listener: TcpListener,
    router: Router,
    patience: Duration,
    stop: impl Future<Output = ()> + Send + 'static,
) -> io::Result<()> {
    let patience = patience * LONGER;
    axum::serve(Door { listener, patience }, router)
        .with_graceful_shutdown(stop)
        .await
}

struct Door {
    listener: TcpListener,
    patience: Duration,
}

impl Listener for Door {
    type Io = Patient;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Self::Io, Self::Addr) {
        let (connection, address) = Listener::accept(&mut self.listener).await;
        // Small messages that follow each other would wait for the other side to say that it has the first.
        let _ = connection.set_nodelay(true);
        (Patient::new(connection, self.patience), address)
    }

    fn local_addr(&self) -> io::Result<Self::Addr> {
        self.listener.local_addr()
    }
}
