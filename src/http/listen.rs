//! Listening: connections in, until told to stop and the running requests have ended.

use std::io;

use axum::Router;
use tokio::net::TcpListener;

/// Answers on a listener until `stop` is ready, then ends once the running requests have.
pub async fn serve(
    listener: TcpListener,
    router: Router,
    stop: impl Future<Output = ()> + Send + 'static,
) -> io::Result<()> {
    axum::serve(listener, router)
        .with_graceful_shutdown(stop)
        .await
}
