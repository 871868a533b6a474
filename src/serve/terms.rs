//! The terms on which requests are taken, from the settings and the files that they name.

use std::fs;
use std::io;
use std::net::IpAddr;
use std::num::NonZeroU32;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::config::{AllowedHost, AllowedOrigin, OtherDocuments, ServeSettings, Switch};
use crate::http::{
    Hosts, ManifestProblem, Metering, Origins, Others, PerMinute, Terms, Trusted, TrustedDocuments,
};

/// Why there are no trusted documents.
#[derive(Debug, thiserror::Error)]
pub enum NotTrusted {
    /// The manifest cannot be read.
    #[error("cannot read the trusted documents in {path}: check its name and that it may be read")]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system said.
        #[source]
        source: io::Error,
    },
    /// There is something wrong with it.
    #[error("cannot use the trusted documents in {path}")]
    Unusable {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        #[source]
        problem: ManifestProblem,
    },
}

/// The terms on which requests are taken at this address.
pub fn terms(settings: &ServeSettings, address: IpAddr) -> Result<Terms, NotTrusted> {
    let ServeSettings { wire, traffic, .. } = settings;
    let trusted = wire.trusted_documents.as_deref();
    let documents = trusted.map(read).transpose()?;
    let others = match wire.trusted_documents_mode {
        OtherDocuments::Only => Others::Refused,
        OtherDocuments::Log => Others::Logged,
    };
    Ok(Terms {
        batch: wire.max_batch,
        hosts: hosts(&wire.allow_hosts, address),
        origins: origins(&wire.allow_origins),
        strict_transport: wire.strict_transport(),
        trusted: documents.map(|documents| Trusted { documents, others }),
        persisted_bytes: wire.persisted_bytes,
        public_for: wire.public_for(),
        per_minute: PerMinute {
            requests: NonZeroU32::new(traffic.requests_per_minute),
            cost: NonZeroU32::new(traffic.cost_per_minute),
        },
        proxies: traffic.proxies,
        metrics: match traffic.metrics {
            Switch::On => Metering::Shown,
            Switch::Off => Metering::Hidden,
        },
    })
}

fn read(path: &Path) -> Result<Arc<TrustedDocuments>, NotTrusted> {
    let bytes = fs::read(path).map_err(|source| NotTrusted::Unreadable {
        path: path.to_owned(),
        source,
    })?;
    let documents = TrustedDocuments::read(&bytes).map_err(|problem| NotTrusted::Unusable {
        path: path.to_owned(),
        problem,
    })?;
    tracing::info!(documents = documents.len(), path = %path.display(), "trusting documents");
    Ok(Arc::new(documents))
}

/// Unless it is said, only where nobody else can reach the service it is known how it is called.
fn hosts(allowed: &[AllowedHost], address: IpAddr) -> Hosts {
    let listed = allowed.iter().map(|host| match host {
        AllowedHost::Any => None,
        AllowedHost::This(host) => Some(host.clone()),
    });
    match listed.collect::<Option<Vec<String>>>() {
        None => Hosts::Any,
        Some(listed) if !listed.is_empty() => Hosts::Listed(listed),
        Some(_) if address.is_loopback() => Hosts::Own,
        Some(_) => Hosts::Any,
    }
}

fn origins(allowed: &[AllowedOrigin]) -> Origins {
    let listed = allowed.iter().map(|origin| match origin {
        AllowedOrigin::Any => None,
        AllowedOrigin::This(origin) => Some(origin.clone()),
    });
    match listed.collect::<Option<Vec<String>>>() {
        None => Origins::Any,
        Some(listed) if listed.is_empty() => Origins::Own,
        Some(listed) => Origins::Listed(listed),
    }
}
