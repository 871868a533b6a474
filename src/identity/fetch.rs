//! Fetching what a provider publishes: JSON of a bounded size, in a bounded time, from where it was said to be.

use std::error::Error;
use std::time::Duration;

use reqwest::header::HeaderMap;
use reqwest::redirect::Policy;
use reqwest::{Client, StatusCode};
use url::{Host, Url};

use crate::telemetry;

/// How long one answer may take.
const PATIENCE: Duration = Duration::from_secs(4);
/// The largest answer that is read, in bytes.
const LARGEST: usize = 512 * 1024;

/// Fetches what a provider publishes.
pub(super) struct Fetcher {
    client: Client,
    transport: Transport,
}

/// What keeps others from changing what a provider says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Transport {
    /// TLS.
    Https,
    /// It does not leave this machine.
    Loopback,
}

/// Why something could not be fetched.
#[derive(Debug, thiserror::Error)]
pub(super) enum FetchProblem {
    #[error(
        "{0} is neither an https address nor, where the issuer is one, an http address of this machine"
    )]
    Unsafe(String),
    #[error("{address} cannot be reached: {why}")]
    Unreachable { address: Url, why: String },
    #[error("{address} answers {status}")]
    Status { address: Url, status: StatusCode },
    #[error("{0} answers with more than {LARGEST} bytes")]
    TooLarge(Url),
}

impl Transport {
    /// How an address is reached, if nobody can come in between.
    fn to(address: &Url) -> Option<Self> {
        let is_here = match address.host()? {
            Host::Domain(name) => name == "localhost",
            Host::Ipv4(ip) => ip.is_loopback(),
            Host::Ipv6(ip) => ip.is_loopback(),
        };
        match address.scheme() {
            "https" => Some(Self::Https),
            "http" if is_here => Some(Self::Loopback),
            _ => None,
        }
    }
}

/// Whether keys may be fetched from an address at all.
pub(super) fn may_be_asked(address: &Url) -> bool {
    Transport::to(address).is_some()
}

impl Fetcher {
    /// Fetches from addresses as safe as this one.
    pub(super) fn as_safe_as(issuer: &Url) -> Result<Self, reqwest::Error> {
        let transport = Transport::to(issuer).unwrap_or(Transport::Https);
        let client = Client::builder()
            .timeout(PATIENCE)
            .redirect(Policy::none())
            .user_agent(concat!("support-directory/", env!("CARGO_PKG_VERSION")));
        let client = match transport {
            Transport::Https => client,
            // What does not leave this machine does not go by a proxy either.
            Transport::Loopback => client.no_proxy(),
        };
        Ok(Self {
            client: client.build()?,
            transport,
        })
    }

    /// The bytes at an address.
    pub(super) async fn bytes(&self, address: &str) -> Result<Vec<u8>, FetchProblem> {
        let address = Url::parse(address).map_err(|_| FetchProblem::Unsafe(address.to_owned()))?;
        match Transport::to(&address) {
            Some(Transport::Https) => {}
            Some(Transport::Loopback) if self.transport == Transport::Loopback => {}
            _ => return Err(FetchProblem::Unsafe(address.into())),
        }
        let unreachable = |error: reqwest::Error| FetchProblem::Unreachable {
            address: address.clone(),
            why: causes(&error.without_url()),
        };
        let mut headers = HeaderMap::new();
        telemetry::pass_on(&mut headers);
        let request = self.client.get(address.clone()).headers(headers);
        let mut response = request.send().await.map_err(unreachable)?;
        if response.status() != StatusCode::OK {
            let status = response.status();
            return Err(FetchProblem::Status { address, status });
        }
        let mut bytes = Vec::new();
        while let Some(piece) = response.chunk().await.map_err(unreachable)? {
            if bytes.len() + piece.len() > LARGEST {
                return Err(FetchProblem::TooLarge(address));
            }
            bytes.extend_from_slice(&piece);
        }
        Ok(bytes)
    }
}

/// An error with everything that led to it.
fn causes(error: &dyn Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        text = format!("{text}: {error}");
        cause = error.source();
    }
    text
}
