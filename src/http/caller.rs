//! Who is calling: the `Authorization` header in, an actor out, or an answer that tells nothing more than
//! to sign in.

use std::time::Duration;

use axum::http::header::{AUTHORIZATION, CACHE_CONTROL, RETRY_AFTER, WWW_AUTHENTICATE};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use chrono::{DateTime, Utc};
use serde_json::Value;

use super::answer::Answer;
use super::fault::refusal;
use crate::domain::actor::Actor;
use crate::graphql::code;
use crate::identity::{Identity, Refusal, TokenProblem};

/// Whoever signed in is answered for themselves alone.
pub(super) const NOT_TO_BE_KEPT: (HeaderName, HeaderValue) =
    (CACHE_CONTROL, HeaderValue::from_static("private, no-store"));

/// Somebody of whom it is known who they are.
#[derive(Clone, Debug)]
pub(super) struct Identified {
    pub(super) actor: Actor,
    /// Until when that is so: the token says no more.
    pub(super) until: Option<DateTime<Utc>>,
}

/// Who sends a request with these headers.
pub(super) async fn identify(
    identity: &Identity,
    headers: &HeaderMap,
) -> Result<Identified, TurnedAway> {
    let mut values = headers.get_all(AUTHORIZATION).iter();
    match (values.next().map(HeaderValue::to_str), values.next()) {
        (None, _) => {
            let actor = identity.stranger()?;
            Ok(Identified { actor, until: None })
        }
        (Some(Ok(said)), None) => identify_by(identity, said).await,
        (Some(_), _) => Err(Refusal::from(TokenProblem::NotOneBearer).into()),
    }
}

/// Who says this of themselves, as in the header `Authorization`.
pub(super) async fn identify_by(identity: &Identity, said: &str) -> Result<Identified, TurnedAway> {
    let token = bearer(said).map_err(Refusal::from)?;
    let (actor, until) = identity.bearer_until(token).await?;
    Ok(Identified {
        actor,
        until: Some(until),
    })
}

/// The token that somebody brings (RFC 6750, section 2.1).
fn bearer(said: &str) -> Result<&str, TokenProblem> {
    let token = said
        .split_once(' ')
        .filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer"))
        .map(|(_, token)| token.trim_matches(' '))
        .filter(|token| !token.is_empty() && token.bytes().all(is_token_byte));
    token.ok_or(TokenProblem::NotOneBearer)
}

fn is_token_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"-._~+/=".contains(&byte)
}

/// A caller that is turned away; why, is in the log.
#[derive(Clone, Copy, Debug)]
pub(super) enum TurnedAway {
    NotSignedIn,
    BadToken,
    ProviderAway { again_in: Duration },
}

impl From<Refusal> for TurnedAway {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::NotSignedIn => Self::NotSignedIn,
            Refusal::Invalid(problem) => {
                tracing::info!(%problem, "a token was refused");
                Self::BadToken
            }
            Refusal::ProviderAway { cause, again_in } => {
                tracing::warn!(%cause, "a token could not be checked: the identity provider is away");
                Self::ProviderAway { again_in }
            }
        }
    }
}

impl TurnedAway {
    /// The answer: status, body, and what stands in its head.
    pub(super) fn answer(self) -> (StatusCode, Value, [(HeaderName, HeaderValue); 2]) {
        const SIGN_IN: &str =
            "Sign in: send a valid token in the header `Authorization: Bearer TOKEN`.";
        let challenge = match self {
            Self::NotSignedIn => HeaderValue::from_static("Bearer"),
            Self::BadToken => HeaderValue::from_static(r#"Bearer error="invalid_token""#),
            Self::ProviderAway { again_in } => {
                let body = refusal(
                    "Who you are cannot be checked right now. Try again later.",
                    code::UNAVAILABLE,
                );
                let seconds = again_in.as_secs().max(1);
                let head = [NOT_TO_BE_KEPT, (RETRY_AFTER, HeaderValue::from(seconds))];
                return (StatusCode::SERVICE_UNAVAILABLE, body, head);
            }
        };
        let head = [NOT_TO_BE_KEPT, (WWW_AUTHENTICATE, challenge)];
        (
            StatusCode::UNAUTHORIZED,
            refusal(SIGN_IN, code::UNAUTHENTICATED),
            head,
        )
    }
}

impl From<TurnedAway> for Answer {
    fn from(turned_away: TurnedAway) -> Self {
        let (status, body, head) = turned_away.answer();
        let mut answer = Self::new(status, &body);
        answer.head.extend(head);
        answer
    }
}
