//! The keys of an OpenID provider: fetched when they are needed, remembered, and fetched again when they
//! grow old or a token names one that is not among them.

use std::sync::{Arc, RwLock};
use std::time::{Duration, Instant};

use jsonwebtoken::DecodingKey;
use serde::Deserialize;
use tokio::sync::Mutex;
use tokio::time::timeout;
use tracing::Instrument;
use url::Url;

use super::algorithm::Algorithm;
use super::fetch::{FetchProblem, Fetcher};
use super::issuer::unknown_key;
use super::key_set::{KeySet, NotAKeySet};
use super::refusal::Refusal;

/// When the keys of a provider are fetched again.
#[derive(Clone, Copy, Debug)]
pub struct Freshness {
    /// After this time they are fetched again at the next need. Until that succeeds the old ones hold.
    pub age: Duration,
    /// Whatever happens, the provider is not asked twice within this time.
    pub interval: Duration,
}

/// The keys of an OpenID provider. Cheap to clone.
#[derive(Clone)]
pub(super) struct Provider(Arc<Inner>);

struct Inner {
    issuer: String,
    algorithms: Vec<Algorithm>,
    freshness: Freshness,
    fetcher: Fetcher,
    known: RwLock<Known>,
    /// Held by whoever asks the provider.
    asking: Arc<Mutex<()>>,
}

/// What is known of the provider.
#[derive(Clone, Default)]
struct Known {
    keys: Arc<KeySet>,
    fetched: Option<Instant>,
    asked: Option<Instant>,
    answered: Option<Instant>,
    /// Why the provider could not be asked the last time.
    away: Option<Arc<str>>,
}

/// How long somebody waits whose key is known, and old.
const BRIEFLY: Duration = Duration::from_secs(1);

const NEVER_POISONED: &str = "nothing that is done under this lock panics";

/// What discovery says (OpenID Connect Discovery 1.0, section 3).
#[derive(Deserialize)]
struct Discovered {
    issuer: String,
    jwks_uri: String,
}

/// Why the keys could not be fetched.
#[derive(Debug, thiserror::Error)]
enum NotFetched {
    #[error(transparent)]
    Fetch(#[from] FetchProblem),
    #[error("its discovery is not a JSON object with `issuer` and `jwks_uri`")]
    NoDiscovery,
    #[error("its discovery is of another issuer")]
    OtherIssuer,
    #[error("its key set cannot be read: {0}")]
    Keys(#[from] NotAKeySet),
}

impl Provider {
    /// The provider at an address, which is what it is called in its tokens.
    pub(super) fn new(
        issuer: &Url,
        name: String,
        algorithms: Vec<Algorithm>,
        freshness: Freshness,
    ) -> Result<Self, reqwest::Error> {
        Ok(Self(Arc::new(Inner {
            issuer: name,
            algorithms,
            freshness,
            fetcher: Fetcher::as_safe_as(issuer)?,
            known: RwLock::default(),
            asking: Arc::default(),
        })))
    }

    /// Fetches the keys before anybody needs them.
    pub(super) fn warm_up(&self) {
        let provider = self.clone();
        tokio::spawn(async move { provider.ask_again().await });
    }

    /// The key with an id that is good for an algorithm.
    pub(super) async fn key(
        &self,
        id: Option<&str>,
        algorithm: Algorithm,
    ) -> Result<DecodingKey, Refusal> {
        let known = self.0.known();
        match known.key(id, algorithm) {
            Some(key) if !self.0.is_due(&known) => return Ok(key),
            // It is old, and the provider may have withdrawn it; but if the provider is slow to say so,
            // what is known goes on.
            Some(_) => drop(timeout(BRIEFLY, self.ask_again()).await),
            None => self.ask_again().await,
        }
        let known = self.0.known();
        match (known.key(id, algorithm), &known.away) {
            (Some(key), _) => Ok(key),
            (None, None) => Err(unknown_key(id).into()),
            (None, Some(cause)) => Err(Refusal::ProviderAway {
                cause: cause.to_string(),
                again_in: self.0.again_in(&known),
            }),
        }
    }

    /// Asks the provider, unless it was just asked. Who comes while it is being asked waits for that.
    async fn ask_again(&self) {
        let came = Instant::now();
        let asking = Arc::clone(&self.0.asking).lock_owned().await;
        let known = self.0.known();
        let was_waited_for = known.answered.is_some_and(|answered| answered >= came);
        if was_waited_for || !self.0.again_in(&known).is_zero() {
            return;
        }
        let inner = Arc::clone(&self.0);
        // A task of its own: a caller that hangs up must not undo what others wait for.
        let ask = async move {
            inner.ask().await;
            drop(asking);
        };
        let asked = tokio::spawn(ask.in_current_span());
        if asked.await.is_err() {
            tracing::error!("fetching the keys of the identity provider broke off");
        }
    }
}

impl Known {
    fn key(&self, id: Option<&str>, algorithm: Algorithm) -> Option<DecodingKey> {
        let key = self.keys.find(id, algorithm)?;
        Some(key.decoding.clone())
    }
}

impl Inner {
    fn known(&self) -> Known {
        self.known.read().expect(NEVER_POISONED).clone()
    }

    fn learn(&self, learn: impl FnOnce(&mut Known)) {
        learn(&mut self.known.write().expect(NEVER_POISONED));
    }

    /// Whether the keys are old, and the provider may be asked for new ones.
    fn is_due(&self, known: &Known) -> bool {
        let is_old = known
            .fetched
            .is_none_or(|fetched| fetched.elapsed() >= self.freshness.age);
        is_old && self.again_in(known).is_zero()
    }

    /// How long it takes until the provider may be asked again.
    fn again_in(&self, known: &Known) -> Duration {
        known.asked.map_or(Duration::ZERO, |asked| {
            self.freshness.interval.saturating_sub(asked.elapsed())
        })
    }

    /// Asks the provider for its keys. Those it no longer publishes are forgotten; when it does not answer,
    /// those that are known stay.
    async fn ask(&self) {
        self.learn(|known| known.asked = Some(Instant::now()));
        match self.fetch().await {
            Ok(keys) => {
                tracing::debug!(
                    issuer = self.issuer,
                    keys = keys.len(),
                    "the keys of the identity provider were fetched"
                );
                self.learn(|known| {
                    known.keys = Arc::new(keys);
                    known.fetched = Some(Instant::now());
                    known.away = None;
                });
            }
            Err(problem) => {
                let cause = problem.to_string();
                tracing::warn!(issuer = self.issuer, %cause, "the keys of the identity provider could not be fetched");
                self.learn(|known| known.away = Some(cause.into()));
            }
        }
        self.learn(|known| known.answered = Some(Instant::now()));
    }

    async fn fetch(&self) -> Result<KeySet, NotFetched> {
        let discovery = format!(
            "{}/.well-known/openid-configuration",
            self.issuer.trim_end_matches('/')
        );
        let discovered = self.fetcher.bytes(&discovery).await?;
        let discovered: Discovered =
            serde_json::from_slice(&discovered).map_err(|_| NotFetched::NoDiscovery)?;
        if discovered.issuer != self.issuer {
            return Err(NotFetched::OtherIssuer);
        }
        let published = self.fetcher.bytes(&discovered.jwks_uri).await?;
        let read = KeySet::read(&published, &self.algorithms)?;
        for unusable in &read.unusable {
            tracing::debug!(issuer = self.issuer, %unusable, "a key of the identity provider is passed over");
        }
        if read.keys.len() == 0 {
            tracing::warn!(
                issuer = self.issuer,
                "the identity provider publishes no key that can be used"
            );
        }
        Ok(read.keys)
    }
}
