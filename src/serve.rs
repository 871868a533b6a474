//! Composes the service: opens what it needs, listens, and drains when told to stop.

use std::net::SocketAddr;

use tokio::net::TcpListener;

use crate::config::ServeSettings;
use crate::http::{self, Bounds, Limits};
use crate::store::Store;

/// Why the service could not listen, or stopped listening.
#[derive(Debug, thiserror::Error)]
pub enum NotServing {
    /// Something else listens there already.
    #[error(
        "cannot listen on {0}: something else does already; stop it, or name another address with --listen"
    )]
    Taken(SocketAddr),
    /// The address cannot be listened on.
    #[error("cannot listen on {address}: name another address with --listen")]
    Refused {
        /// The address.
        address: SocketAddr,
        /// What the system said.
        #[source]
        source: std::io::Error,
    },
    /// Listening broke off.
    #[error("listening broke off")]
    BrokeOff(#[source] std::io::Error),
}

/// Takes the address, before any long work begins.
pub async fn listen(address: SocketAddr) -> Result<TcpListener, NotServing> {
    TcpListener::bind(address)
        .await
        .map_err(|source| match source.kind() {
            std::io::ErrorKind::AddrInUse => NotServing::Taken(address),
            _ => NotServing::Refused { address, source },
        })
}

/// Serves until told to stop; then running requests end, or are cut off when they take too long.
pub async fn serve(
    listener: TcpListener,
    store: Store,
    settings: &ServeSettings,
    stop: impl Future<Output = ()> + Send + 'static,
) -> Result<(), NotServing> {
    let document = Limits {
        depth: settings.max_depth,
        complexity: settings.max_complexity,
        aliases: settings.max_aliases,
        directives: settings.max_directives,
    };
    let bounds = Bounds {
        body: settings.max_body,
        time: settings.longest_request(),
        document,
    };
    let router = http::router(store.clone(), bounds);
    let (stopping, stopped) = tokio::sync::oneshot::channel();
    let drain = async move {
        stop.await;
        let _ = stopping.send(());
    };
    let serving = http::serve(listener, router, drain);
    let cut_off = async {
        match stopped.await {
            Ok(()) => tokio::time::sleep(settings.longest_drain()).await,
            Err(_) => std::future::pending().await,
        }
    };
    tokio::select! {
        served = serving => served.map_err(NotServing::BrokeOff)?,
        () = cut_off => tracing::warn!("requests were cut off: they took longer to end than they may"),
    }
    store.close().await;
    Ok(())
}
