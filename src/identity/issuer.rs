//! Somebody whose tokens are believed, and what is checked before they are.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use jsonwebtoken::errors::ErrorKind;
use jsonwebtoken::{DecodingKey, Validation, decode};
use serde_json::{Map, Value};

use super::algorithm::Algorithm;
use super::claims::ClaimNames;
use super::key_set::KeySet;
use super::presented::Presented;
use super::provider::Provider;
use super::refusal::{Refusal, TokenProblem};
use crate::domain::actor::Member;

/// Somebody whose tokens are believed.
pub(super) struct Issuer {
    pub(super) name: String,
    pub(super) audience: String,
    pub(super) algorithms: Vec<Algorithm>,
    pub(super) claims: ClaimNames,
    pub(super) keys: Keys,
    pub(super) leeway: Duration,
}

/// Where the keys of an issuer come from.
pub(super) enum Keys {
    /// They were there at the start, and stay.
    Fixed(KeySet),
    /// A provider publishes them, and changes them.
    Published(Provider),
}

impl Issuer {
    /// The member that a token proves its bearer to be, and until when it does.
    pub(super) async fn member(
        &self,
        presented: &Presented<'_>,
    ) -> Result<(Member, DateTime<Utc>), Refusal> {
        if !self.algorithms.contains(&presented.algorithm) {
            let name = presented.algorithm.name().to_owned();
            return Err(TokenProblem::Algorithm(name).into());
        }
        let key = self.key(presented).await?;
        let claims = self.proven(presented, &key)?;
        Ok((self.claims.member(&claims)?, self.until(&claims)))
    }

    /// Until when a token of these claims is taken. One that cannot be told as a time is of no use for long.
    fn until(&self, claims: &Map<String, Value>) -> DateTime<Utc> {
        let expires = claims
            .get("exp")
            .and_then(Value::as_f64)
            .unwrap_or_default();
        let expires = Duration::try_from_secs_f64(expires).unwrap_or_default();
        let until = DateTime::<Utc>::UNIX_EPOCH.checked_add_signed(signed(expires));
        let until = until.and_then(|until| until.checked_add_signed(signed(self.leeway)));
        until.unwrap_or(DateTime::<Utc>::MAX_UTC)
    }

    async fn key(&self, presented: &Presented<'_>) -> Result<DecodingKey, Refusal> {
        let id = presented.key_id.as_deref();
        match &self.keys {
            Keys::Fixed(keys) => keys
                .find(id, presented.algorithm)
                .map(|key| key.decoding.clone())
                .ok_or_else(|| unknown_key(id).into()),
            Keys::Published(provider) => provider.key(id, presented.algorithm).await,
        }
    }

    /// The claims of a token, once its signature, times, issuer and audience have been found good.
    fn proven(
        &self,
        presented: &Presented<'_>,
        key: &DecodingKey,
    ) -> Result<Map<String, Value>, TokenProblem> {
        let mut validation = Validation::new(presented.algorithm.wire());
        validation.leeway = self.leeway.as_secs();
        validation.validate_nbf = true;
        validation.set_issuer(&[&self.name]);
        validation.set_audience(&[&self.audience]);
        validation.set_required_spec_claims(&["exp", "iss", "aud"]);
        decode::<Map<String, Value>>(presented.token, key, &validation)
            .map(|token| token.claims)
            .map_err(|error| problem(error.into_kind()))
    }
}

fn signed(duration: Duration) -> TimeDelta {
    TimeDelta::from_std(duration).unwrap_or(TimeDelta::MAX)
}

/// What is wrong with a token whose key is not among its issuer's.
pub(super) fn unknown_key(id: Option<&str>) -> TokenProblem {
    const LONGEST_TOLD: usize = 80;
    id.map_or(TokenProblem::UnnamedKey, |id| {
        TokenProblem::UnknownKey(id.chars().take(LONGEST_TOLD).collect())
    })
}

fn problem(kind: ErrorKind) -> TokenProblem {
    match kind {
        ErrorKind::ExpiredSignature => TokenProblem::Expired,
        ErrorKind::ImmatureSignature => TokenProblem::NotYetValid,
        ErrorKind::InvalidIssuer => TokenProblem::Issuer,
        ErrorKind::InvalidAudience => TokenProblem::Audience,
        ErrorKind::MissingRequiredClaim(claim) | ErrorKind::InvalidClaimFormat(claim) => {
            TokenProblem::Claim(claim)
        }
        ErrorKind::InvalidSignature => TokenProblem::Signature,
        _ => TokenProblem::Garbage,
    }
}
