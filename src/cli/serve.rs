//! `serve`: answers questions over HTTP.

use std::net::SocketAddr;
use std::process::ExitCode;

use clap::Args;

use super::failure::Stopped;
use super::sample;
use super::shared::Shared;
use super::welcome::Welcome;
use crate::config::{AnonymousReading, IdentitySettings, ServeSettings, TraceSettings};
use crate::identity::{OwnKey, Strangers};
use crate::serve::{identity, listen, serve, terms};
use crate::store::Database;
use crate::telemetry::Collector;

/// Answer questions over HTTP
///
/// The tables of the database are brought up to date first. A directory that holds no publisher yet
/// gets a sample of real offers, unless --no-sample is given.
#[derive(Args, Debug)]
pub struct Serve {
    #[command(flatten)]
    settings: ServeSettings,
    #[command(flatten)]
    identity: IdentitySettings,
    #[command(flatten)]
    traces: TraceSettings,
}

impl Serve {
    /// Serves until told to stop.
    pub async fn run(
        self,
        shared: &Shared,
        stop: impl Future<Output = ()> + Send + 'static,
    ) -> Result<ExitCode, Stopped> {
        let settings = &self.settings;
        let terms = terms(settings, settings.listen.ip())?;
        let url = shared.url()?;
        let listener = listen(settings.listen).await?;
        let address = listener.local_addr().unwrap_or(settings.listen);
        let opened = shared.open_to_serve(settings.longest_request()).await?;
        let strangers = self.strangers(url.database(), address);
        // Once somebody else's tokens count, our own do only if that is said.
        let own_key = match self.identity.token_issuer {
            None => shared.own_key()?,
            Some(_) => shared.named_own_key(),
        };
        let key = own_key.as_deref().map(OwnKey::open).transpose()?;
        let identity = identity(&self.identity, key, strangers)?;
        let store = opened.store.clone();
        let sample = if settings.no_sample {
            None
        } else {
            sample::load(&store).await?
        };
        let welcome = Welcome {
            database: url.database(),
            opened: &opened,
            sample: sample.as_ref(),
            strangers,
            own_key: own_key.as_ref(),
            address,
        };
        println!("{welcome}");
        serve(listener, store, identity, settings, terms, stop).await?;
        println!("stopped");
        Ok(ExitCode::SUCCESS)
    }

    /// Where traces are sent, if they are.
    pub(super) fn collector(&self) -> Option<Collector> {
        let endpoint = self.traces.otlp_endpoint.clone()?;
        Some(Collector {
            endpoint,
            share: self.traces.trace_share,
        })
    }

    /// What those may do who do not sign in: unless it is set, they read where the directory is a file of
    /// this machine that nobody else can ask, and nobody said whose tokens count.
    fn strangers(&self, database: &Database, address: SocketAddr) -> Strangers {
        let may_read = match self.identity.anonymous_reading {
            AnonymousReading::On => true,
            AnonymousReading::Off => false,
            AnonymousReading::Auto => {
                matches!(database, Database::Sqlite(_))
                    && address.ip().is_loopback()
                    && self.identity.token_issuer.is_none()
            }
        };
        if may_read {
            Strangers::MayRead
        } else {
            Strangers::TurnedAway
        }
    }
}
