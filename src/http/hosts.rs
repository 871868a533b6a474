//! The hosts to which the service answers.
//!
//! A page of somebody else may have its name resolve to this machine once it is loaded (DNS rebinding). To the browser
//! it is then of the same origin as the service, and may ask and read everything. What gives it away is the name, which
//! the browser sends. Addresses are no names, and nobody else can call themselves `localhost`: so both are always
//! answered.

use std::net::IpAddr;

use axum::Json;
use axum::extract::{Request, State};
use axum::http::header::HOST;
use axum::http::uri::Authority;
use axum::http::{StatusCode, Version};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::fault::refusal;

/// The hosts to which the service answers, besides addresses and `localhost`.
#[derive(Clone, Debug, Default)]
pub enum Hosts {
    /// None.
    Own,
    /// These, each in lower case and without a port: `directory.example`.
    Listed(Vec<String>),
    /// All of them.
    #[default]
    Any,
}

/// Why a request is not answered because of the host that it names.
enum Refused {
    /// It has to name one, and does not.
    NotOne,
    /// It names another.
    Other,
}

/// Answers a request only under a host that is ours.
pub(super) async fn answer_ours(
    State(hosts): State<Hosts>,
    request: Request,
    next: Next,
) -> Response {
    match hosts.check(&request) {
        Ok(()) => next.run(request).await,
        Err(refused) => refused.into_response(),
    }
}

impl Hosts {
    fn check(&self, request: &Request) -> Result<(), Refused> {
        let mut said = request.headers().get_all(HOST).iter();
        let host = match (said.next(), said.next()) {
            (Some(host), None) => Some(Authority::try_from(host.as_bytes()).ok()),
            // Of HTTP/2 the host stands in the address, and older ones did without.
            (None, None) if request.version() != Version::HTTP_11 => None,
            _ => return Err(Refused::NotOne),
        };
        let host = host.map(|host| host.filter(is_bare).ok_or(Refused::NotOne));
        let named = [host.transpose()?, request.uri().authority().cloned()];
        if named.iter().flatten().all(|host| self.admit(host.host())) {
            Ok(())
        } else {
            Err(Refused::Other)
        }
    }

    fn admit(&self, host: &str) -> bool {
        let name = host.strip_suffix('.').unwrap_or(host).to_ascii_lowercase();
        let address = name.trim_start_matches('[').trim_end_matches(']');
        if name == "localhost" || address.parse::<IpAddr>().is_ok() {
            return true;
        }
        match self {
            Self::Own => false,
            Self::Listed(hosts) => hosts.contains(&name),
            Self::Any => true,
        }
    }
}

/// Whether a host stands alone, without whoever might sign in there.
fn is_bare(host: &Authority) -> bool {
    !host.host().is_empty() && !host.as_str().contains('@')
}

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        let (status, body) = match self {
            Self::NotOne => {
                let why = "A request names the host that it is for, and no other, as `Host`.";
                (StatusCode::BAD_REQUEST, refusal(why, "BAD_REQUEST"))
            }
            Self::Other => {
                let why = "The service does not answer to this host: it has to be allowed here, with `--allow-hosts`.";
                (
                    StatusCode::MISDIRECTED_REQUEST,
                    refusal(why, "MISDIRECTED_REQUEST"),
                )
            }
        };
        (status, Json(body)).into_response()
    }
}
