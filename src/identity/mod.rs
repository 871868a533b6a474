//! WHO IS CALLING. Tokens, the keys that prove them, and the actors that they become.

mod algorithm;
mod claims;
mod fetch;
mod grant;
mod issuer;
mod key_set;
mod own_key;
mod presented;
mod provider;
mod refusal;
mod trust;

use std::sync::Arc;

use chrono::{DateTime, Utc};

pub use algorithm::Algorithm;
pub use claims::ClaimNames;
pub use grant::{Grant, GrantProblem};
pub use key_set::NotAKeySet;
pub use own_key::{KeyFileProblem, OwnKey};
pub use provider::Freshness;
pub use refusal::{Refusal, TokenProblem};
pub use trust::{KeySource, Strangers, Trust, TrustProblem, TrustedIssuer};

use crate::domain::actor::Actor;
use issuer::{Issuer, Keys};
use presented::Presented;

/// Tells who is calling. Cheap to clone.
#[derive(Clone)]
pub struct Identity(Arc<Inner>);

struct Inner {
    issuers: Vec<Issuer>,
    strangers: Strangers,
}

impl Identity {
    /// Begins to fetch the keys of the provider, so that the first who calls need not wait for them.
    pub fn warm_up(&self) {
        for issuer in &self.0.issuers {
            match &issuer.keys {
                Keys::Published(provider) => provider.warm_up(),
                Keys::Fixed(_) => {}
            }
        }
    }

    /// Who calls without a token.
    pub fn stranger(&self) -> Result<Actor, Refusal> {
        match self.0.strangers {
            Strangers::MayRead => Ok(Actor::Anonymous),
            Strangers::TurnedAway => Err(Refusal::NotSignedIn),
        }
    }

    /// Who calls with a token.
    pub async fn bearer(&self, token: &str) -> Result<Actor, Refusal> {
        let (actor, _) = self.bearer_until(token).await?;
        Ok(actor)
    }

    /// Who calls with a token, and until when it says so.
    pub async fn bearer_until(&self, token: &str) -> Result<(Actor, DateTime<Utc>), Refusal> {
        let presented = Presented::read(token)?;
        let issuer = self
            .0
            .issuers
            .iter()
            .find(|issuer| issuer.name == presented.issuer);
        let (member, until) = match issuer {
            Some(issuer) => issuer.member(&presented).await?,
            None => return Err(TokenProblem::Issuer.into()),
        };
        Ok((Actor::Member(Arc::new(member)), until))
    }
}
