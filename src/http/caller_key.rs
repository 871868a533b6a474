//! Whose allowance a request takes from: that of a name, or of an address.

use std::net::{IpAddr, Ipv6Addr};

use axum::http::HeaderMap;

use crate::domain::actor::Actor;

/// A caller, as far as they can be told from others.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum CallerKey {
    /// Somebody who signed in, by their name.
    Member(String),
    /// Everybody who comes from this address, of whom nobody signed in.
    From(IpAddr),
}

/// The header in which proxies say from where a request came to them.
const FORWARDED: &str = "x-forwarded-for";

impl CallerKey {
    /// Who sends a request that came from this address.
    pub(super) fn of(actor: &Actor, from: IpAddr) -> Self {
        match actor {
            Actor::Member(_) => Self::Member(actor.name().to_owned()),
            Actor::Anonymous | Actor::Operator => Self::at(from),
        }
    }

    /// Who comes from this address, of whom nothing else is known.
    pub(super) fn at(from: IpAddr) -> Self {
        Self::From(network(from))
    }
}

/// How many proxies of ours a request comes through.
pub(super) type Proxies = usize;

/// The address of which the outermost of our proxies says that the request came from there. What stands before it
/// in the header anybody may have written.
pub(super) fn address(peer: IpAddr, headers: &HeaderMap, proxies: Proxies) -> IpAddr {
    let Some(place) = proxies.checked_sub(1) else {
        return peer;
    };
    let values = headers.get_all(FORWARDED).iter();
    let said: Vec<&str> = values
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .collect();
    let said = said.iter().rev().nth(place);
    said.and_then(|said| said.trim().parse().ok())
        .unwrap_or(peer)
}

/// What counts as one address: of IPv6 everybody has a whole network to choose from.
fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V4(address) => IpAddr::V4(address),
        IpAddr::V6(address) => {
            let [a, b, c, d, ..] = address.segments();
            IpAddr::V6(Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn from(peer: &str, forwarded: &[&str], proxies: Proxies) -> String {
        let mut headers = HeaderMap::new();
        for said in forwarded {
            let said = said.parse().expect("a header");
            headers.append(FORWARDED, said);
        }
        let peer = peer.parse().expect("an address");
        network(address(peer, &headers, proxies)).to_string()
    }

    #[test]
    fn what_our_proxies_say_is_believed_and_nothing_before_it() {
        let said = ["6.6.6.6, 203.0.113.7", "198.51.100.1"];
        assert_eq!(from("192.0.2.1", &said, 0), "192.0.2.1");
        assert_eq!(from("192.0.2.1", &said, 1), "198.51.100.1");
        assert_eq!(from("192.0.2.1", &said, 2), "203.0.113.7");
        assert_eq!(from("192.0.2.1", &said, 4), "192.0.2.1");
        assert_eq!(from("192.0.2.1", &["nonsense"], 1), "192.0.2.1");
    }

    #[test]
    fn a_network_of_ipv6_is_one_address() {
        assert_eq!(from("2001:db8:1:2:3:4:5:6", &[], 0), "2001:db8:1:2::");
        assert_eq!(from("::ffff:192.0.2.1", &[], 0), "192.0.2.1");
    }
}
