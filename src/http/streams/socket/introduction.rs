//! Who opened a socket: by the token it introduces itself with, or the one of the request that opened it.

use axum::http::HeaderMap;
use serde::Deserialize;
use serde_json::value::RawValue;

use crate::http::caller::{self, Identified, TurnedAway};
use crate::http::streams::protocol::Closing;
use crate::identity::Identity;

/// What an introduction may say; everything else is for others.
#[derive(Deserialize, Default)]
struct Introduction {
    #[serde(alias = "Authorization")]
    authorization: Option<String>,
    #[serde(default)]
    headers: Headers,
}

#[derive(Deserialize, Default)]
struct Headers {
    #[serde(alias = "Authorization")]
    authorization: Option<String>,
}

/// Who introduces itself.
pub(super) async fn introduced(
    identity: &Identity,
    opened_with: &HeaderMap,
    payload: Option<&RawValue>,
) -> Result<Identified, Closing> {
    let said = payload.map(|payload| serde_json::from_str::<Introduction>(payload.get()));
    let said = said.transpose().map_err(|_| Closing::BadMessage(UNREAD))?;
    let said = said.unwrap_or_default();
    let known = match said.authorization.or(said.headers.authorization) {
        Some(said) => caller::identify_by(identity, &said).await,
        None => caller::identify(identity, opened_with).await,
    };
    known.map_err(|turned_away| match turned_away {
        TurnedAway::NotSignedIn | TurnedAway::BadToken => Closing::Forbidden(SIGN_IN),
        TurnedAway::ProviderAway { .. } => Closing::TryLater,
    })
}

const UNREAD: &str = "The authorization of an introduction is a text";
const SIGN_IN: &str = "Sign in: send a valid token as `authorization`: `Bearer TOKEN`";
