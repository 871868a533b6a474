//! `gaps`: lists what is missing or rotten in the directory, for a weekly mail or another program.

mod json;
mod noted;
mod table;

use std::io::{self, Write};
use std::process::ExitCode;

use chrono::Utc;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, ValueEnum};

use super::failure::Stopped;
use super::shared::Shared;
use crate::config::ContactSettings;
use crate::domain::actor::Actor;
use crate::domain::gap::{GapFilter, GapKind, GapSeverity};
use crate::domain::page::Page;
use crate::domain::publisher::{PublisherId, PublisherKey};
use crate::store::Store;
use noted::{Noted, note};

/// List what is missing or rotten in the directory, the worst first
///
/// Contacts that are missing, dead, reported bad, without a working channel, verified long ago or never;
/// publishers without offers; publishers whose names differ in spelling only. What is retired does not
/// count. Nothing is changed.
#[derive(Args, Debug)]
pub struct Gaps {
    /// How to print them
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    format: Format,

    /// Only gaps of this kind; may be given several times
    #[arg(long = "kind", value_name = "KIND", ignore_case = true, value_parser = kinds())]
    kinds: Vec<GapKind>,

    /// Only gaps of this severity; may be given several times
    #[arg(long = "severity", value_name = "SEVERITY", ignore_case = true, value_parser = severities())]
    severities: Vec<GapSeverity>,

    /// Only gaps of the publisher with this id, such as contoso, and of its offers
    #[arg(long, value_name = "ID", value_parser = publisher)]
    publisher: Option<PublisherId>,

    /// At most this many gaps
    #[arg(long, value_name = "NUMBER")]
    limit: Option<u64>,

    #[command(flatten)]
    contacts: ContactSettings,
}

/// How gaps are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people: a line each, counts at the end
    Table,
    /// For programs: a JSON object each, on a line of its own (JSON Lines)
    Json,
}

/// How many gaps are read at once.
const PAGE: u32 = 2_000;

impl Gaps {
    /// Prints them.
    pub async fn run(self, shared: &Shared) -> Result<ExitCode, Stopped> {
        let store = shared.open_to_read().await?;
        let printed = self.print(&store).await;
        store.close().await;
        match printed {
            // A reader that has seen enough, such as `head`, closes the pipe.
            Err(Stopped::Unwritable(error)) if error.kind() == io::ErrorKind::BrokenPipe => {
                Ok(ExitCode::SUCCESS)
            }
            printed => printed.map(|()| ExitCode::SUCCESS),
        }
    }

    async fn print(&self, store: &Store) -> Result<(), Stopped> {
        let filter = self.filter(store).await?;
        let counts = store.gap_counts(&filter).await?;
        if self.format == Format::Table {
            print(&table::head())?;
        }
        let limit = self.limit.unwrap_or(u64::MAX);
        let mut listed = 0;
        // Kind by kind, in the order of the list: a walk over all at once would look for rare kinds on
        // every page of a common one.
        for &(severity, kind) in counts.keys() {
            let of_kind = GapFilter {
                kinds: Some(vec![kind]),
                severities: Some(vec![severity]),
                ..filter.clone()
            };
            listed += self.walk(store, &of_kind, limit - listed).await?;
        }
        if self.format == Format::Table {
            print(&table::counts(listed, &counts))?;
        }
        Ok(())
    }

    /// Prints up to this many of the gaps that a filter lets through, and says how many those were.
    async fn walk(&self, store: &Store, filter: &GapFilter, limit: u64) -> Result<u64, Stopped> {
        let (mut page, mut listed) = (Page::first(PAGE), 0);
        while listed < limit {
            page.size = u32::try_from(limit - listed).map_or(PAGE, |left| left.min(PAGE));
            let slice = store.gaps(filter, &page).await?;
            page.after = slice.items.last().map(|last| last.position.clone());
            listed += slice.items.len() as u64;
            let gaps = slice.items.iter().map(|listed| listed.gap);
            for noted in note(store, gaps.collect()).await? {
                print(&self.line(&noted))?;
            }
            if !slice.has_next {
                break;
            }
        }
        Ok(listed)
    }

    async fn filter(&self, store: &Store) -> Result<GapFilter, Stopped> {
        let mut publisher = None;
        if let Some(id) = &self.publisher {
            let key = PublisherKey::Marketplace(id.clone());
            if store.publisher(&key).await?.is_none() {
                return Err(Stopped::NoSuchPublisher(id.clone()));
            }
            publisher = Some(key);
        }
        let readable = Actor::Operator.readable_contacts();
        Ok(GapFilter {
            kinds: Some(self.kinds.clone()).filter(|kinds| !kinds.is_empty()),
            severities: Some(self.severities.clone()).filter(|severities| !severities.is_empty()),
            publisher,
            ..GapFilter::all(readable, Utc::now() - self.contacts.trust())
        })
    }

    fn line(&self, noted: &Noted) -> String {
        match self.format {
            Format::Table => table::line(noted),
            Format::Json => json::line(noted),
        }
    }
}

fn print(text: &str) -> Result<(), Stopped> {
    let written = io::stdout().lock().write_all(text.as_bytes());
    written.map_err(Stopped::Unwritable)
}

/// Reads a kind by its code; only those that the directory lists.
fn kinds() -> impl TypedValueParser<Value = GapKind> {
    let listed = GapKind::ALL.iter().filter(|kind| kind.is_listed());
    PossibleValuesParser::new(listed.map(|kind| kind.code()))
        .try_map(|code| GapKind::from_code(&code.to_uppercase()).ok_or("no kind of gaps"))
}

/// Reads a severity by its code.
fn severities() -> impl TypedValueParser<Value = GapSeverity> {
    PossibleValuesParser::new(GapSeverity::ALL.iter().map(|severity| severity.code()))
        .try_map(|code| GapSeverity::from_code(&code.to_uppercase()).ok_or("no severity"))
}

fn publisher(id: &str) -> Result<PublisherId, &'static str> {
    PublisherId::parse(id).ok_or("no publisher can have this id")
}
