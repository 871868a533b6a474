//! Whom to believe: what is decided before the first caller comes.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use url::Url;

use super::algorithm::Algorithm;
use super::claims::ClaimNames;
use super::fetch::may_be_asked;
use super::issuer::{Issuer, Keys};
use super::key_set::{KeySet, NotAKeySet};
use super::own_key::{OUR_NAME, OwnKey};
use super::provider::{Freshness, Provider};
use super::{Identity, Inner};

/// Whom to believe.
pub struct Trust {
    /// Tokens of our own, signed by this key.
    pub own_key: Option<OwnKey>,
    /// Tokens of somebody else.
    pub issuer: Option<TrustedIssuer>,
    /// How far the clocks of others may be off.
    pub leeway: Duration,
    /// Those who do not sign in.
    pub strangers: Strangers,
}

/// What those may do who do not sign in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Strangers {
    /// They read what everyone may.
    MayRead,
    /// They are told to sign in.
    TurnedAway,
}

/// Somebody else whose tokens are believed.
#[derive(Clone, Debug)]
pub struct TrustedIssuer {
    /// What they are called in their tokens; of a provider, the address.
    pub name: String,
    /// For whom their tokens have to be meant.
    pub audience: String,
    /// By which algorithms their tokens may be signed.
    pub algorithms: Vec<Algorithm>,
    /// How their claims are called.
    pub claims: ClaimNames,
    /// Where their keys come from.
    pub keys: KeySource,
}

/// Where the keys of an issuer come from.
#[derive(Clone, Debug)]
pub enum KeySource {
    /// From a file that holds a JSON Web Key Set.
    File(PathBuf),
    /// From what an OpenID provider publishes.
    Provider(Freshness),
}

/// Why nobody could be believed.
#[derive(Debug, thiserror::Error)]
pub enum TrustProblem {
    /// The issuer has our own name.
    #[error("{OUR_NAME:?} is who issues the service's own tokens: an issuer needs another name")]
    OurName,
    /// The issuer is no address of a provider.
    #[error(
        "{0:?} is not the address of an OpenID provider: it begins with https://, or with http:// on this machine; for an issuer without one, name its keys with --key-set"
    )]
    NotAProvider(String),
    /// Nothing can be fetched over TLS.
    #[error("cannot reach out to an OpenID provider: check the system's certificates")]
    NoClient(#[source] reqwest::Error),
    /// The key set cannot be read.
    #[error("cannot read the key set {path}: check its name and that it may be read")]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system said.
        #[source]
        source: std::io::Error,
    },
    /// The file is no key set.
    #[error("{path} is not a key set: {problem}")]
    NotAKeySet {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        problem: NotAKeySet,
    },
    /// No key of the set can be used.
    #[error("{path} holds no key that can be used{why}")]
    NoUsableKey {
        /// The file.
        path: PathBuf,
        /// What is wrong with each key.
        why: String,
    },
}

impl Identity {
    /// Reads what has to be read to know whom to believe. Nothing is fetched yet.
    pub fn new(trust: Trust) -> Result<Self, TrustProblem> {
        let leeway = trust.leeway;
        let mut issuers = Vec::new();
        if let Some(key) = trust.own_key {
            issuers.push(Issuer {
                name: OUR_NAME.to_owned(),
                audience: OUR_NAME.to_owned(),
                algorithms: vec![Algorithm::EdDsa],
                claims: ClaimNames::default(),
                keys: Keys::Fixed(key.public_keys()),
                leeway,
            });
        }
        if let Some(issuer) = trust.issuer {
            issuers.push(believed(issuer, leeway)?);
        }
        Ok(Self(Arc::new(Inner {
            issuers,
            strangers: trust.strangers,
        })))
    }
}

fn believed(trusted: TrustedIssuer, leeway: Duration) -> Result<Issuer, TrustProblem> {
    if trusted.name == OUR_NAME {
        return Err(TrustProblem::OurName);
    }
    let keys = match trusted.keys {
        KeySource::File(path) => Keys::Fixed(read_file(path, &trusted.algorithms)?),
        KeySource::Provider(freshness) => {
            let name = trusted.name.clone();
            let address = Url::parse(&name).ok().filter(may_be_asked);
            let address = address.ok_or_else(|| TrustProblem::NotAProvider(name.clone()))?;
            let provider = Provider::new(&address, name, trusted.algorithms.clone(), freshness);
            Keys::Published(provider.map_err(TrustProblem::NoClient)?)
        }
    };
    Ok(Issuer {
        name: trusted.name,
        audience: trusted.audience,
        algorithms: trusted.algorithms,
        claims: trusted.claims,
        keys,
        leeway,
    })
}

/// The keys of a file. A key that cannot be used is named in the log, a file without any other stops us.
fn read_file(path: PathBuf, taken: &[Algorithm]) -> Result<KeySet, TrustProblem> {
    let text = match std::fs::read(&path) {
        Ok(text) => text,
        Err(source) => return Err(TrustProblem::Unreadable { path, source }),
    };
    let read = match KeySet::read(&text, taken) {
        Ok(read) => read,
        Err(problem) => return Err(TrustProblem::NotAKeySet { path, problem }),
    };
    if read.keys.len() == 0 {
        let why = read.unusable.iter();
        let why = why.map(|unusable| format!("; {unusable}")).collect();
        return Err(TrustProblem::NoUsableKey { path, why });
    }
    for unusable in &read.unusable {
        tracing::warn!(key_set = %path.display(), %unusable, "a key of the key set is passed over");
    }
    Ok(read.keys)
}
