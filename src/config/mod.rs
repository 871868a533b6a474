//! Every setting: a flag, an environment variable, a default. The only reader of either.

mod documents;
mod identity;
mod traces;
mod traffic;
mod wire;

use std::net::SocketAddr;
use std::time::Duration;

use clap::builder::{BoolishValueParser, RangedU64ValueParser};
use clap::{Args, CommandFactory, ValueEnum};

pub use documents::{DocumentSettings, Switch};
pub use identity::{AnonymousReading, IdentitySettings, OwnKeySettings, TokenAlgorithm};
pub use traces::TraceSettings;
pub use traffic::TrafficSettings;
pub use wire::{AllowedHost, AllowedOrigin, OtherDocuments, WireSettings};

/// What the names of all our environment variables begin with.
const PREFIX: &str = "SUPPORT_DIRECTORY_";

/// Variables that are ours and no settings: they steer the build.
const BUILD_VARIABLES: &[&str] = &["SUPPORT_DIRECTORY_WEB"];

/// Where the directory is kept.
#[derive(Args, Clone, Debug)]
pub struct DatabaseSettings {
    /// The database: sqlite:FILE, or `postgres://user:password@host:port/database`
    #[arg(
        long,
        env = "SUPPORT_DIRECTORY_DATABASE_URL",
        value_name = "URL",
        default_value = "sqlite:directory.db",
        hide_env_values = true,
        global = true
    )]
    pub database_url: String,

    /// How many connections read at the same time
    #[arg(
        long,
        env = "SUPPORT_DIRECTORY_DATABASE_CONNECTIONS",
        value_name = "NUMBER",
        default_value_t = 4,
        value_parser = clap::value_parser!(u32).range(1..=1000),
        global = true
    )]
    pub database_connections: u32,
}

/// When a contact is doubtful.
#[derive(Args, Clone, Debug)]
pub struct ContactSettings {
    /// After how many days a verified contact has to be verified again
    #[arg(
        long,
        env = "SUPPORT_DIRECTORY_STALE_AFTER_DAYS",
        value_name = "DAYS",
        default_value_t = 180,
        value_parser = clap::value_parser!(u32).range(1..=3650)
    )]
    pub stale_after_days: u32,
}

impl ContactSettings {
    /// How long the verification of a contact is believed.
    pub fn trust(&self) -> Duration {
        Duration::from_secs(u64::from(self.stale_after_days) * 24 * 60 * 60)
    }
}

/// What goes into the log.
#[derive(Args, Clone, Debug)]
pub struct LogSettings {
    /// What is logged: error, warn, info, debug or trace, for all or by module
    #[arg(
        long,
        env = "SUPPORT_DIRECTORY_LOG",
        value_name = "FILTER",
        default_value = "info",
        global = true
    )]
    pub log: String,

    /// How it is written
    #[arg(
        long,
        env = "SUPPORT_DIRECTORY_LOG_FORMAT",
        value_name = "FORMAT",
        default_value = "text",
        global = true
    )]
    pub log_format: LogFormat,
}

/// How log lines are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum LogFormat {
    /// For people.
    Text,
    /// For machines: one JSON object a line.
    Json,
}

/// How the service is reached, and how far requests may go.
#[derive(Args, Clone, Debug)]
pub struct ServeSettings {
    /// The address and port to listen on
    #[arg(
        long,
        env = "SUPPORT_DIRECTORY_LISTEN",
        value_name = "ADDRESS",
        default_value = "127.0.0.1:8080"
    )]
    pub listen: SocketAddr,

    /// Leave an empty directory empty instead of loading the sample into it
    #[arg(long, env = "SUPPORT_DIRECTORY_NO_SAMPLE", value_parser = BoolishValueParser::new())]
    pub no_sample: bool,

    /// The most bytes of a request's body
    #[arg(long,
        env = "SUPPORT_DIRECTORY_MAX_BODY",
        value_name = "BYTES",
        default_value_t = 262_144,
        value_parser = RangedU64ValueParser::<usize>::new().range(1024..)
    )]
    pub max_body: usize,

    /// The most bytes of a file that is imported over the graph, as it is sent; unpacked it may have ten times as many
    #[arg(long,
        env = "SUPPORT_DIRECTORY_MAX_IMPORT_BYTES",
        value_name = "BYTES",
        default_value_t = 33_554_432,
        value_parser = RangedU64ValueParser::<usize>::new().range(1024..=536_870_912)
    )]
    pub max_import_bytes: usize,

    /// How long a request may take, in seconds
    #[arg(
        long,
        env = "SUPPORT_DIRECTORY_MAX_SECONDS",
        value_name = "SECONDS",
        default_value_t = 10,
        value_parser = clap::value_parser!(u64).range(1..=3600)
    )]
    pub max_seconds: u64,

    /// How many WebSockets and event streams may be open at the same time
    #[arg(long,
        env = "SUPPORT_DIRECTORY_MAX_STREAMS",
        value_name = "NUMBER",
        default_value_t = 2_000,
        value_parser = RangedU64ValueParser::<usize>::new().range(1..=1_000_000)
    )]
    pub max_streams: usize,

    /// How many operations may run on one WebSocket at the same time
    #[arg(long,
        env = "SUPPORT_DIRECTORY_MAX_SUBSCRIPTIONS",
        value_name = "NUMBER",
        default_value_t = 50,
        value_parser = RangedU64ValueParser::<usize>::new().range(1..=10_000)
    )]
    pub max_subscriptions: usize,

    /// How far documents may go.
    #[command(flatten)]
    pub documents: DocumentSettings,

    /// In which forms requests may come.
    #[command(flatten)]
    pub wire: WireSettings,

    /// How much may come at once.
    #[command(flatten)]
    pub traffic: TrafficSettings,

    /// For how long it goes on answering once it is told to stop, while `/health/ready` says so, in seconds
    #[arg(
        long,
        env = "SUPPORT_DIRECTORY_NOTICE_SECONDS",
        value_name = "SECONDS",
        default_value_t = 0,
        value_parser = clap::value_parser!(u64).range(0..=600)
    )]
    pub notice_seconds: u64,

    /// How long running requests may take to end when the service stops, in seconds
    #[arg(
        long,
        env = "SUPPORT_DIRECTORY_DRAIN_SECONDS",
        value_name = "SECONDS",
        default_value_t = 10,
        value_parser = clap::value_parser!(u64).range(0..=3600)
    )]
    pub drain_seconds: u64,

    /// When a contact is doubtful.
    #[command(flatten)]
    pub contacts: ContactSettings,
}

impl ServeSettings {
    /// How long a request may take.
    pub fn longest_request(&self) -> Duration {
        Duration::from_secs(self.max_seconds)
    }

    /// For how long it goes on answering once it is told to stop.
    pub fn notice(&self) -> Duration {
        Duration::from_secs(self.notice_seconds)
    }

    /// How long running requests may take to end when the service stops.
    pub fn longest_drain(&self) -> Duration {
        Duration::from_secs(self.drain_seconds)
    }
}

/// A setting, as the README lists it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setting {
    /// The flag.
    pub flag: String,
    /// The environment variable.
    pub variable: String,
    /// The default; empty for a switch.
    pub default: String,
    /// What it is for.
    pub help: String,
}

/// Every setting of a command line, in the order of its declaration.
pub fn settings<C: CommandFactory>() -> Vec<Setting> {
    let command = C::command();
    let settings = command.get_arguments().filter_map(|argument| {
        Some(Setting {
            flag: format!("--{}", argument.get_long()?),
            variable: argument.get_env()?.to_str()?.to_owned(),
            default: argument
                .get_default_values()
                .iter()
                .filter(|_| argument.get_action().takes_values())
                .filter_map(|value| value.to_str())
                .collect(),
            help: argument
                .get_help()
                .map(ToString::to_string)
                .unwrap_or_default(),
        })
    });
    settings.collect()
}

/// A variable of the environment that looks like a setting of ours and is none.
pub fn unknown_variable<C: CommandFactory>() -> Option<String> {
    let known = settings::<C>();
    let is_known = |name: &str| {
        BUILD_VARIABLES.contains(&name) || known.iter().any(|setting| setting.variable == name)
    };
    std::env::vars_os()
        .filter_map(|(name, _)| name.into_string().ok())
        .find(|name| name.starts_with(PREFIX) && !is_known(name))
}
