//! Composes the service: opens what it needs, listens, works on imports, and drains when told to stop.

mod terms;

use std::net::SocketAddr;

use tokio::net::TcpListener;
use tokio::sync::watch;

use crate::actions::imports;
use crate::config::{DocumentSettings, IdentitySettings, ServeSettings, Switch, TokenAlgorithm};
use crate::http::{
    self, Bounds, Connections, Draining, Introspection, Limits, StreamBounds, Suggestions, Terms,
};
use crate::identity::{
    Algorithm, ClaimNames, Freshness, Identity, KeySource, OwnKey, Strangers, Trust, TrustProblem,
    TrustedIssuer,
};
use crate::store::Store;
pub use terms::{NotTrusted, terms};

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

/// Why nobody could be told from anybody else.
#[derive(Debug, thiserror::Error)]
pub enum NotTrusting {
    /// The settings of the issuer do not go without each other.
    #[error("{0} is set, and does nothing without {1}")]
    Incomplete(&'static str, &'static str),
    /// Nobody could ask anything.
    #[error(
        "nobody could ask anything: name whose tokens count with --token-issuer, or a key for the service's own tokens with --own-key, or let everyone read with --anonymous-reading on"
    )]
    Nobody,
    /// Somebody cannot be believed.
    #[error(transparent)]
    Trust(#[from] TrustProblem),
}

/// Decides whom to believe: the issuer that is set, and the service's own key if it is to count.
pub fn identity(
    settings: &IdentitySettings,
    own_key: Option<OwnKey>,
    strangers: Strangers,
) -> Result<Identity, NotTrusting> {
    let issuer = trusted_issuer(settings)?;
    if own_key.is_none() && issuer.is_none() && strangers == Strangers::TurnedAway {
        return Err(NotTrusting::Nobody);
    }
    let trust = Trust {
        own_key,
        issuer,
        leeway: settings.token_leeway(),
        strangers,
    };
    Ok(Identity::new(trust)?)
}

fn trusted_issuer(settings: &IdentitySettings) -> Result<Option<TrustedIssuer>, NotTrusting> {
    let (name, audience) = match (&settings.token_issuer, &settings.token_audience) {
        (Some(name), Some(audience)) => (name.clone(), audience.clone()),
        (Some(_), None) => {
            return Err(NotTrusting::Incomplete(
                "--token-issuer",
                "--token-audience",
            ));
        }
        (None, Some(_)) => {
            return Err(NotTrusting::Incomplete(
                "--token-audience",
                "--token-issuer",
            ));
        }
        (None, None) if settings.key_set.is_some() => {
            return Err(NotTrusting::Incomplete("--key-set", "--token-issuer"));
        }
        (None, None) => return Ok(None),
    };
    let algorithms = settings.token_algorithms.iter().map(|taken| match taken {
        TokenAlgorithm::Rs256 => Algorithm::Rs256,
        TokenAlgorithm::Es256 => Algorithm::Es256,
        TokenAlgorithm::EdDsa => Algorithm::EdDsa,
    });
    let freshness = Freshness {
        age: settings.key_age(),
        interval: settings.key_refresh(),
    };
    Ok(Some(TrustedIssuer {
        name,
        audience,
        algorithms: algorithms.collect(),
        claims: ClaimNames {
            name: settings.name_claim.clone(),
            roles: settings.role_claim.clone(),
            publishers: settings.publisher_claim.clone(),
            partners: settings.partner_claim.clone(),
        },
        keys: settings
            .key_set
            .clone()
            .map_or(KeySource::Provider(freshness), KeySource::File),
    }))
}

/// How many files the process may have open, when the system lets it have as many: every connection is one.
const MOST_FILES: u64 = 1 << 20;

/// Takes the address, before any long work begins.
pub async fn listen(address: SocketAddr) -> Result<TcpListener, NotServing> {
    if let Err(error) = rlimit::increase_nofile_limit(MOST_FILES) {
        tracing::debug!(%error, "the process may not have more files open than it may");
    }
    TcpListener::bind(address)
        .await
        .map_err(|source| match source.kind() {
            std::io::ErrorKind::AddrInUse => NotServing::Taken(address),
            _ => NotServing::Refused { address, source },
        })
}

/// Serves and works on imports until told to stop; then running requests end, or are cut off when they take too
/// long, and an import that runs is given back.
pub async fn serve(
    listener: TcpListener,
    store: Store,
    identity: Identity,
    settings: &ServeSettings,
    terms: Terms,
    stop: impl Future<Output = ()> + Send + 'static,
) -> Result<(), NotServing> {
    identity.warm_up();
    let draining = Draining::default();
    let bounds = bounds(settings);
    let router = http::router(store.clone(), identity, bounds, terms, draining.clone());
    let connections = Connections {
        most: settings.traffic.max_connections,
        head: settings.traffic.longest_head(),
        patience: bounds.streams.patience,
    };
    let (stopping, stopped) = watch::channel(false);
    let working = tokio::spawn(imports::work(
        store.clone(),
        settings.max_import_bytes,
        imports::Pace::USUAL,
        told(stopped.clone()),
    ));
    let abort = working.abort_handle();
    let streams = draining.clone();
    let notice = settings.notice();
    let drain = async move {
        stop.await;
        draining.begin();
        // Whoever sends requests here is to see first that there are better places.
        tokio::time::sleep(notice).await;
        let _ = stopping.send(true);
    };
    let serving = async {
        let served = http::serve(listener, router, connections, drain).await;
        // Sockets have left the hands of who listens; each is told that the service goes, and why.
        streams.begin();
        streams.settled().await;
        // An import is given back after its next batch; somebody takes it up again.
        let _ = working.await;
        served
    };
    let cut_off = async {
        told(stopped).await;
        tokio::time::sleep(settings.longest_drain()).await;
    };
    tokio::select! {
        served = serving => served.map_err(NotServing::BrokeOff)?,
        () = cut_off => tracing::warn!("requests were cut off: they took longer to end than they may"),
    }
    abort.abort();
    store.close().await;
    Ok(())
}

/// Waits until it is told to stop, or until nobody can tell any more.
async fn told(mut stopped: watch::Receiver<bool>) {
    let _ = stopped.wait_for(|is_told| *is_told).await;
}

fn bounds(settings: &ServeSettings) -> Bounds {
    Bounds {
        body: settings.max_body,
        time: settings.longest_request(),
        running: settings.traffic.max_running,
        slow: settings.traffic.slow(),
        document: limits(&settings.documents, settings.max_import_bytes),
        trust: settings.contacts.trust(),
        streams: StreamBounds {
            open: settings.max_streams,
            per_socket: settings.max_subscriptions,
            introduction: StreamBounds::INTRODUCTION,
            pulse: StreamBounds::PULSE,
            patience: settings.traffic.longest_pause(),
        },
    }
}

/// How far documents may go.
pub fn limits(documents: &DocumentSettings, import_bytes: usize) -> Limits {
    Limits {
        tokens: documents.max_tokens,
        selections: documents.max_selections,
        fragments: documents.max_fragments,
        depth: documents.max_depth,
        complexity: documents.max_complexity,
        aliases: documents.max_aliases,
        root_fields: documents.max_root_fields,
        directives: documents.max_directives,
        directives_per_place: documents.max_directives_per_place,
        variables_bytes: documents.max_variables_bytes,
        introspection: match documents.introspection {
            Switch::On => Introspection::Answered,
            Switch::Off => Introspection::Refused,
        },
        suggestions: match documents.suggestions {
            Switch::On => Suggestions::Told,
            Switch::Off => Suggestions::Kept,
        },
        import_bytes,
    }
}
