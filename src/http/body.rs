//! Reading a body, no further than it may be long.

use axum::body::{Body, HttpBody};
use futures_util::StreamExt;

use super::bound::Beyond;
use super::unread::Unread;

/// The name of the bound.
pub(super) const BYTES: &str = "bodyBytes";

/// Reads a body of up to so many bytes. One that is announced to be longer is not begun.
///
/// What comes in small portions is put together at once: each of them would keep alive all that came with it.
pub(super) async fn read(body: Body, most: usize) -> Result<Vec<u8>, Unread> {
    let announced = body.size_hint().lower();
    if announced > most as u64 {
        return Err(Unread::too_large(Beyond::new(BYTES, most, announced)));
    }
    let mut portions = body.into_data_stream();
    let mut bytes = Vec::new();
    while let Some(portion) = portions.next().await {
        let portion = portion.map_err(|_| BROKEN_OFF)?;
        if bytes.len() + portion.len() > most {
            return Err(Unread::too_large(Beyond::by_one(BYTES, most)));
        }
        bytes.extend_from_slice(&portion);
    }
    Ok(bytes)
}

const BROKEN_OFF: Unread = Unread::bad("The body could not be read to its end.");
