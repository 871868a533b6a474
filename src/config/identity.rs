//! Who is believed to be who they say, and what those may do who say nothing.

use std::path::PathBuf;
use std::time::Duration;

use clap::builder::NonEmptyStringValueParser;
use clap::{Args, ValueEnum};

/// Where the service's own key is kept.
#[derive(Args, Clone, Debug)]
pub struct OwnKeySettings {
    /// The key that signs and proves the service's own tokens; beside a SQLite database if not given
    #[arg(
        long,
        env = "SUPPORT_DIRECTORY_OWN_KEY",
        value_name = "FILE",
        global = true
    )]
    pub own_key: Option<PathBuf>,
}

/// Whose tokens are believed.
#[derive(Args, Clone, Debug)]
pub struct IdentitySettings {
    /// Who issues the tokens: the address of an OpenID provider or, with --key-set, any name
    #[arg(long, env = "SUPPORT_DIRECTORY_TOKEN_ISSUER", value_name = "TEXT", value_parser = NonEmptyStringValueParser::new())]
    pub token_issuer: Option<String>,

    /// For whom its tokens have to be meant
    #[arg(long, env = "SUPPORT_DIRECTORY_TOKEN_AUDIENCE", value_name = "TEXT", value_parser = NonEmptyStringValueParser::new())]
    pub token_audience: Option<String>,

    /// The issuer's public keys (a JSON Web Key Set), for an issuer that is no OpenID provider
    #[arg(long, env = "SUPPORT_DIRECTORY_KEY_SET", value_name = "FILE")]
    pub key_set: Option<PathBuf>,

    /// By which algorithms its tokens may be signed
    #[arg(
        long,
        env = "SUPPORT_DIRECTORY_TOKEN_ALGORITHMS",
        value_name = "LIST",
        value_delimiter = ',',
        default_value = "RS256,ES256,EdDSA"
    )]
    pub token_algorithms: Vec<TokenAlgorithm>,

    /// How far the issuer's clock may be off, in seconds
    #[arg(
        long,
        env = "SUPPORT_DIRECTORY_TOKEN_LEEWAY_SECONDS",
        value_name = "SECONDS",
        default_value_t = 60,
        value_parser = clap::value_parser!(u64).range(0..=600)
    )]
    pub token_leeway_seconds: u64,

    /// The claim that names the bearer
    #[arg(long, env = "SUPPORT_DIRECTORY_NAME_CLAIM", value_name = "CLAIM", default_value = "sub", value_parser = NonEmptyStringValueParser::new())]
    pub name_claim: String,

    /// The claim that lists the bearer's roles; a dot reaches into objects
    #[arg(long, env = "SUPPORT_DIRECTORY_ROLE_CLAIM", value_name = "CLAIM", default_value = "roles", value_parser = NonEmptyStringValueParser::new())]
    pub role_claim: String,

    /// The claim that lists the publishers that the bearer edits
    #[arg(long, env = "SUPPORT_DIRECTORY_PUBLISHER_CLAIM", value_name = "CLAIM", default_value = "publishers", value_parser = NonEmptyStringValueParser::new())]
    pub publisher_claim: String,

    /// The claim that lists the partners whose admin agent the bearer is
    #[arg(long, env = "SUPPORT_DIRECTORY_PARTNER_CLAIM", value_name = "CLAIM", default_value = "partners", value_parser = NonEmptyStringValueParser::new())]
    pub partner_claim: String,

    /// After how long the provider's keys are fetched again, in seconds
    #[arg(
        long,
        env = "SUPPORT_DIRECTORY_KEY_AGE_SECONDS",
        value_name = "SECONDS",
        default_value_t = 600,
        value_parser = clap::value_parser!(u64).range(1..=86_400)
    )]
    pub key_age_seconds: u64,

    /// How long the provider is left alone after it was asked, in seconds
    #[arg(
        long,
        env = "SUPPORT_DIRECTORY_KEY_REFRESH_SECONDS",
        value_name = "SECONDS",
        default_value_t = 30,
        value_parser = clap::value_parser!(u64).range(1..=3600)
    )]
    pub key_refresh_seconds: u64,

    /// Whether those may read who do not sign in; auto: only from SQLite, on a loopback address, without an issuer
    #[arg(
        long,
        env = "SUPPORT_DIRECTORY_ANONYMOUS_READING",
        value_name = "WHETHER",
        default_value = "auto"
    )]
    pub anonymous_reading: AnonymousReading,
}

/// An algorithm by which tokens may be signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum TokenAlgorithm {
    /// RSA with SHA-256.
    #[value(name = "RS256")]
    Rs256,
    /// ECDSA on P-256 with SHA-256.
    #[value(name = "ES256")]
    Es256,
    /// EdDSA on Ed25519.
    #[value(name = "EdDSA")]
    EdDsa,
}

/// Whether those may read who do not sign in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum AnonymousReading {
    /// Where nobody else can reach the service, and nobody said whose tokens count.
    Auto,
    /// They may.
    On,
    /// They may not.
    Off,
}

impl IdentitySettings {
    /// How far the issuer's clock may be off.
    pub fn token_leeway(&self) -> Duration {
        Duration::from_secs(self.token_leeway_seconds)
    }

    /// After how long the provider's keys are fetched again.
    pub fn key_age(&self) -> Duration {
        Duration::from_secs(self.key_age_seconds)
    }

    /// How long the provider is left alone after it was asked.
    pub fn key_refresh(&self) -> Duration {
        Duration::from_secs(self.key_refresh_seconds)
    }
}
