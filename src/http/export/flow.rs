//! How an export flows: a part is read when the one before it was taken, so that a client of any speed costs the
//! memory of a few; who takes none for long is left, and so is everybody when the service closes.
//!
//! An export that breaks off ends the connection in the middle of the body: it must not look complete.

use std::io;
use std::time::Duration;

use axum::body::{Body, Bytes};
use futures_util::{StreamExt, stream};
use tokio::sync::mpsc::{Receiver, Sender, channel};
use tokio::time::timeout;
use tracing::Instrument;

use crate::actions::export_directory::Export;
use crate::store::{Store, chain};

/// For how long a client may take no part: as long as it does not, a picture of the directory is held for it.
const LONGEST_STALL: Duration = Duration::from_secs(60);

/// A part of an export.
enum Part {
    Bytes(Vec<u8>),
    /// There is no more.
    End,
}

/// The body of an answer that is an export.
pub(super) fn body(export: Export, store: Store) -> Body {
    let (sender, parts) = channel(1);
    let pumping = async move {
        tokio::select! {
            () = pump(export, sender) => {}
            () = store.closing() => tracing::warn!("an export was cut off: the service stops"),
        }
    };
    tokio::spawn(pumping.in_current_span());
    // Who packs a body asks once more after its end.
    Body::from_stream(stream::unfold(Some(parts), next).fuse())
}

/// Reads part after part for as long as somebody takes them.
async fn pump(mut export: Export, sender: Sender<Part>) {
    loop {
        let part = match export.next().await {
            Ok(Some(bytes)) => Part::Bytes(bytes),
            Ok(None) => Part::End,
            Err(failure) => {
                tracing::error!(error = %chain(&failure), "an export broke off");
                return;
            }
        };
        let is_last = matches!(part, Part::End);
        match timeout(LONGEST_STALL, sender.send(part)).await {
            Ok(Ok(())) if is_last => return,
            Ok(Ok(())) => {}
            // Whoever asked for it has gone.
            Ok(Err(_)) => return,
            Err(_) => {
                tracing::info!("an export was given up: nobody took it any more");
                return;
            }
        }
    }
}

/// The next bytes. Parts that end without the last one broke off.
async fn next(
    parts: Option<Receiver<Part>>,
) -> Option<(io::Result<Bytes>, Option<Receiver<Part>>)> {
    let mut parts = parts?;
    match parts.recv().await {
        Some(Part::Bytes(bytes)) => Some((Ok(bytes.into()), Some(parts))),
        Some(Part::End) => None,
        None => Some((Err(io::Error::other("the export broke off")), None)),
    }
}
