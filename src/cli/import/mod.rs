//! `import`: takes the offers of files into the directory, and accounts for every row.

mod account;
mod files;
mod listing;
mod planned;
mod reading;
mod report;
mod run;
mod sums;
mod watching;

use std::path::PathBuf;
use std::process::ExitCode;

use chrono::Utc;
use clap::{Args, ValueEnum};

use super::failure::Stopped;
use super::shared::Shared;
use crate::actions::import_offers::{Importing, Missing, Mode, Vouched};
use crate::domain::format::ImportFormat;
use crate::domain::publisher::PublisherId;
use crate::exchange::HowToRead;
use run::Run;
use watching::Watching;

/// Take the offers of files into the directory
///
/// Resource trees, configure documents and lists of the Product Ingestion API, offers of the Cloud Partner
/// Portal, listings of the Partner Center ingestion API, pages of the Marketplace Catalog, CSV and JSON Lines;
/// UTF-8 or UTF-16, also packed with gzip. Several files are one source: what they tell of one thing is put
/// together, and what is told first stands. What can be taken is taken; everything else is listed with its
/// place and reason. Importing the same files again changes nothing; an import that was broken off goes on when
/// it is begun again.
///
/// Ends with 0 when all was taken as it is written, with 3 when there were warnings, conflicts or refused rows,
/// and with 1 when a file was refused, nothing was taken, or the import broke off.
#[derive(Args, Debug)]
pub struct Import {
    /// The files to take in, folders of them, or `-` for standard input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,

    /// The format of the files; recognised by what stands in them if not given
    #[arg(long, value_name = "FORMAT")]
    format: Option<Format>,

    /// The id of who publishes the offers that do not give one
    #[arg(long, value_name = "ID")]
    publisher: Option<String>,

    /// Say what would be done, field by field, and do nothing
    #[arg(long)]
    dry_run: bool,

    /// Overwrite contacts also if somebody verified or edited them
    #[arg(long)]
    overwrite: bool,

    /// Retire the offers that the files do not have, of the publishers that they have offers of, unless the files
    /// may not be all there is
    #[arg(long)]
    retire_missing: bool,

    /// Write every remark to this file, as JSON: `{"remarks": [{"file", "at", ...}], "files": [{"file", "format",
    /// "rows", "refused"}], "sums"}`
    #[arg(long, value_name = "FILE")]
    report: Option<PathBuf>,
}

/// The formats, as the command line names them; their codes, which messages give, do as well.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    #[value(alias = "PRODUCT_INGESTION")]
    ProductIngestion,
    #[value(alias = "CLOUD_PARTNER_PORTAL")]
    CloudPartnerPortal,
    #[value(alias = "PARTNER_CENTER_INGESTION")]
    PartnerCenterIngestion,
    #[value(alias = "MARKETPLACE_CATALOG")]
    MarketplaceCatalog,
    #[value(alias = "CSV")]
    Csv,
    #[value(alias = "JSON_LINES")]
    JsonLines,
}

impl From<Format> for ImportFormat {
    fn from(format: Format) -> Self {
        match format {
            Format::ProductIngestion => Self::ProductIngestion,
            Format::CloudPartnerPortal => Self::CloudPartnerPortal,
            Format::PartnerCenterIngestion => Self::PartnerCenterIngestion,
            Format::MarketplaceCatalog => Self::MarketplaceCatalog,
            Format::Csv => Self::Csv,
            Format::JsonLines => Self::JsonLines,
        }
    }
}

/// The code of an import that was done, with something to say about it.
const DONE_WITH_WARNINGS: u8 = 3;

impl Import {
    /// Takes the files in, all of them as one source.
    pub async fn run(
        self,
        shared: &Shared,
        stop: impl Future<Output = ()> + Send + 'static,
    ) -> Result<ExitCode, Stopped> {
        let (how, importing) = (self.how()?, self.importing());
        let report = self.report.as_deref();
        let files = files::expand(&self.files, report)?;
        if let Some(report) = report {
            shared.spare_own_files(report)?;
        }
        let report = report.map(report::Report::begin).transpose()?;
        if self.dry_run {
            // Not even tables are brought up to date by it.
            shared.open_to_read().await?.close().await;
        }
        let store = shared.open().await?.store;
        let run = Run {
            store: &store,
            how,
            importing,
            watching: Watching::begin(self.dry_run, report, stop),
        };
        let outcome = run.all(&files).await;
        store.close().await;
        let outcome = outcome?;
        Ok(if outcome.is_refused {
            ExitCode::FAILURE
        } else if outcome.has_warnings {
            ExitCode::from(DONE_WITH_WARNINGS)
        } else {
            ExitCode::SUCCESS
        })
    }

    fn how(&self) -> Result<HowToRead, Stopped> {
        let publisher = self.publisher.as_deref().map(|text| {
            PublisherId::parse(text).ok_or_else(|| Stopped::UnsoundId {
                text: text.to_owned(),
                kind: "publisher",
                wanted: "it has no dots and no spaces, as contoso",
            })
        });
        Ok(HowToRead {
            format: self.format.map(ImportFormat::from),
            publisher: publisher.transpose()?,
            most_bytes: None,
            now: Some(Utc::now()),
        })
    }

    fn importing(&self) -> Importing {
        Importing {
            mode: if self.dry_run {
                Mode::DryRun
            } else {
                Mode::Often
            },
            vouched: if self.overwrite {
                Vouched::Overwritten
            } else {
                Vouched::Left
            },
            missing: if self.retire_missing {
                Missing::Retired
            } else {
                Missing::Left
            },
            ..Importing::PLAIN
        }
    }
}
