//! In which forms requests may come, from where, and for how long answers are fresh.

use std::path::PathBuf;
use std::str::FromStr;
use std::time::Duration;

use clap::builder::RangedU64ValueParser;
use clap::{Args, ValueEnum};
use url::{Host, Url};

/// In which forms requests may come, and from where.
#[derive(Args, Clone, Debug)]
pub struct WireSettings {
    /// How many requests may come at once, as a batch; 1: none but one
    #[arg(long,
        env = "SUPPORT_DIRECTORY_MAX_BATCH",
        value_name = "NUMBER",
        default_value_t = 1,
        value_parser = RangedU64ValueParser::<usize>::new().range(1..=1000)
    )]
    pub max_batch: usize,

    /// To which hosts it answers besides addresses and localhost, such as `directory.example`; `*`: all of them. Not given: none on a loopback address, else all
    #[arg(
        long,
        env = "SUPPORT_DIRECTORY_ALLOW_HOSTS",
        value_name = "LIST",
        value_delimiter = ','
    )]
    pub allow_hosts: Vec<AllowedHost>,

    /// The origins whose pages may ask from a browser, such as `https://app.contoso.example`; `*`: all of them
    #[arg(
        long,
        env = "SUPPORT_DIRECTORY_ALLOW_ORIGINS",
        value_name = "LIST",
        value_delimiter = ','
    )]
    pub allow_origins: Vec<AllowedOrigin>,

    /// For how long browsers are to come back over TLS only (HSTS), in seconds; 0: nothing is said of it
    #[arg(
        long,
        env = "SUPPORT_DIRECTORY_HSTS_SECONDS",
        value_name = "SECONDS",
        default_value_t = 0,
        value_parser = clap::value_parser!(u64).range(0..=63_072_000)
    )]
    pub hsts_seconds: u64,

    /// The most bytes of documents that are remembered for clients that send their hash; 0: none are
    #[arg(long,
        env = "SUPPORT_DIRECTORY_PERSISTED_BYTES",
        value_name = "BYTES",
        default_value_t = 16_777_216,
        value_parser = RangedU64ValueParser::<usize>::new().range(0..=1_073_741_824)
    )]
    pub persisted_bytes: usize,

    /// The documents that are trusted: a manifest as graphql-codegen, Relay or Apollo writes it
    #[arg(long, env = "SUPPORT_DIRECTORY_TRUSTED_DOCUMENTS", value_name = "FILE")]
    pub trusted_documents: Option<PathBuf>,

    /// What becomes of others, where some are trusted: only those are run, or others are run and named in the log
    #[arg(
        long,
        env = "SUPPORT_DIRECTORY_TRUSTED_DOCUMENTS_MODE",
        value_name = "MODE",
        default_value = "only"
    )]
    pub trusted_documents_mode: OtherDocuments,

    /// For how long anybody may keep what is answered to a GET of who did not sign in, in seconds; 0: ask again
    #[arg(
        long,
        env = "SUPPORT_DIRECTORY_CACHE_SECONDS",
        value_name = "SECONDS",
        default_value_t = 0,
        value_parser = clap::value_parser!(u64).range(0..=31_536_000)
    )]
    pub cache_seconds: u64,
}

impl WireSettings {
    /// For how long browsers are to come back over TLS only.
    pub fn strict_transport(&self) -> Duration {
        Duration::from_secs(self.hsts_seconds)
    }

    /// For how long anybody may keep an answer that is for everybody.
    pub fn public_for(&self) -> Duration {
        Duration::from_secs(self.cache_seconds)
    }
}

/// What becomes of documents that are not trusted, where some are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum OtherDocuments {
    /// They are refused.
    Only,
    /// They are run, and named in the log.
    Log,
}

/// A host to which there is an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AllowedHost {
    /// Every one.
    Any,
    /// This one, as browsers write it.
    This(String),
}

impl FromStr for AllowedHost {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if text == "*" {
            return Ok(Self::Any);
        }
        let wrong = || "a host is a name and no more, as in directory.example".to_owned();
        match Host::parse(text).map(|host| host.to_string()) {
            // A star is no part of a name.
            Ok(host) if host == text && !host.contains('*') => Ok(Self::This(host)),
            Ok(host) if host == text => Err(wrong()),
            Ok(host) => Err(format!("browsers write this host as {host}")),
            Err(_) => Err(wrong()),
        }
    }
}

/// An origin whose pages may ask.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AllowedOrigin {
    /// Every one.
    Any,
    /// This one, as browsers write it.
    This(String),
}

impl FromStr for AllowedOrigin {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if text == "*" {
            return Ok(Self::Any);
        }
        let wrong = || {
            "an origin is a scheme, a host and no more, as in https://app.contoso.example"
                .to_owned()
        };
        let url = Url::parse(text).map_err(|_| wrong())?;
        let origin = url.origin().ascii_serialization();
        // Browsers write the origins of other schemes, such as those of apps, as they are.
        let is_bare = text.matches('/').count() == 2 && !text.contains(['?', '#', '@']);
        let is_other =
            !url.origin().is_tuple() && is_bare && url.has_host() && url.as_str() == text;
        if origin == text || is_other {
            Ok(Self::This(text.to_owned()))
        } else if url.origin().is_tuple() {
            Err(format!("browsers write this origin as {origin}"))
        } else {
            Err(wrong())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_is_written_as_browsers_write_it() {
        for text in ["directory.example", "localhost", "xn--bcher-kva.example"] {
            let host = text.parse();
            assert_eq!(host, Ok(AllowedHost::This(text.to_owned())), "{text}");
        }
        assert_eq!("*".parse(), Ok(AllowedHost::Any));
        for (text, written) in [
            ("Directory.Example", "directory.example"),
            ("b\u{fc}cher.example", "xn--bcher-kva.example"),
        ] {
            let why = format!("browsers write this host as {written}");
            assert_eq!(text.parse::<AllowedHost>(), Err(why), "{text}");
        }
        let why = "a host is a name and no more, as in directory.example";
        for text in [
            "",
            "directory.example:8080",
            "https://directory.example",
            "directory.example/",
            "*.directory.example",
        ] {
            assert_eq!(text.parse::<AllowedHost>(), Err(why.to_owned()), "{text}");
        }
    }

    #[test]
    fn an_origin_is_written_as_browsers_write_it() {
        for text in [
            "https://app.contoso.example",
            "http://localhost:3000",
            "http://[::1]:3000",
            "https://xn--bcher-kva.example",
            "tauri://localhost",
            "chrome-extension://abcdefghijklmnop",
        ] {
            let origin = text.parse();
            assert_eq!(origin, Ok(AllowedOrigin::This(text.to_owned())), "{text}");
        }
        assert_eq!("*".parse(), Ok(AllowedOrigin::Any));
    }

    #[test]
    fn what_no_browser_would_write_is_refused_with_what_it_would() {
        for (text, written) in [
            (
                "https://app.contoso.example/",
                "https://app.contoso.example",
            ),
            (
                "https://app.contoso.example:443",
                "https://app.contoso.example",
            ),
            (
                "HTTPS://App.Contoso.example/a?b",
                "https://app.contoso.example",
            ),
            (
                "https://b\u{fc}cher.example",
                "https://xn--bcher-kva.example",
            ),
        ] {
            let why = format!("browsers write this origin as {written}");
            assert_eq!(text.parse::<AllowedOrigin>(), Err(why), "{text}");
        }
        let why = "an origin is a scheme, a host and no more, as in https://app.contoso.example";
        for text in [
            "",
            "null",
            "app.contoso.example",
            "https://",
            "*.contoso.example",
            "data:x",
            "tauri://a/b",
        ] {
            assert_eq!(text.parse::<AllowedOrigin>(), Err(why.to_owned()), "{text}");
        }
    }
}
