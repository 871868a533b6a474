//! `export`: writes the directory out, in a format that an import takes back.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, ValueEnum};
use flate2::Compression;
use flate2::write::GzEncoder;

use super::failure::Stopped;
use super::progress::Progress;
use super::shared::Shared;
use super::signal::unless_stopped;
use super::whole_file::WholeFile;
use crate::actions::export_directory::{Export, ExportWanted, Exported};
use crate::domain::actor::Actor;
use crate::domain::format::ExportFormat;
use crate::domain::offer::OfferType;
use crate::domain::publisher::PublisherId;

/// Write the directory out, in a format that `import` takes back
///
/// It is the directory as it is at one moment, though changes go on. Everything is written, what is retired
/// too, unless publishers, types or words are named; partners and what they put on record belong to no
/// publisher, and are written with everything only. The order is always the same, so that the same directory
/// gives the same bytes.
#[derive(Args, Debug)]
pub struct ExportDirectory {
    /// How to write it
    #[arg(long, value_name = "FORMAT", default_value = "json-lines")]
    format: Format,

    /// Only the publisher with this id, such as contoso, and what is its; may be given several times
    #[arg(long = "publisher", value_name = "ID", value_parser = publisher)]
    publishers: Vec<PublisherId>,

    /// Only offers of this type, such as SAAS, and their publishers; may be given several times
    #[arg(long = "type", value_name = "TYPE", ignore_case = true, value_parser = types())]
    types: Vec<OfferType>,

    /// Only offers with these words in their title or publisher's name, and their publishers
    #[arg(long, value_name = "TEXT")]
    search: Option<String>,

    /// Write into this file instead of standard output; packed if its name ends with .gz
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

/// How the directory is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A thing a line, each a JSON object (JSON Lines)
    JsonLines,
    /// The same as a table, safe to open in a spreadsheet
    Csv,
    /// The listings of one publisher, as the Product Ingestion API has them
    ProductIngestion,
}

impl ExportDirectory {
    /// Writes it; a file that is not whole when it is told to stop is not left behind.
    pub async fn run(
        self,
        shared: &Shared,
        stop: impl Future<Output = ()>,
    ) -> Result<ExitCode, Stopped> {
        if let Some(file) = &self.out {
            shared.spare_own_files(file)?;
        }
        let store = shared.open_to_read().await?;
        let written = async {
            let export = Export::begin(&store, &Actor::Operator, self.wanted()).await?;
            match &self.out {
                None => to_standard_output(export).await,
                Some(file) => to_file(export, file).await,
            }
        };
        let written = unless_stopped(stop, written).await;
        store.close().await;
        written.map(|()| ExitCode::SUCCESS)
    }

    fn wanted(&self) -> ExportWanted {
        ExportWanted {
            format: match self.format {
                Format::JsonLines => ExportFormat::JsonLines,
                Format::Csv => ExportFormat::Csv,
                Format::ProductIngestion => ExportFormat::ProductIngestion,
            },
            publishers: self.publishers.clone(),
            types: self.types.clone(),
            search: self.search.clone(),
        }
    }
}

async fn to_standard_output(mut export: Export) -> Result<(), Stopped> {
    while let Some(bytes) = export.next().await? {
        match io::stdout().lock().write_all(&bytes) {
            // A reader that has seen enough, such as `head`, closes the pipe.
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => return Ok(()),
            written => written.map_err(Stopped::Unwritable)?,
        }
    }
    Ok(())
}

/// Writes a file, which has its name only when it is whole; another file of that name stays until then.
async fn to_file(mut export: Export, name: &Path) -> Result<(), Stopped> {
    let unwritable = |source| Stopped::FileUnwritable {
        path: name.to_owned(),
        source,
    };
    if name.is_dir() {
        return Err(unwritable(io::ErrorKind::IsADirectory.into()));
    }
    let mut file = WholeFile::begin_as_usual(name).map_err(unwritable)?;
    let mut progress = Progress::begin("exporting", 0, "bytes");
    let mut done = 0;
    let is_packed = name.extension().is_some_and(|ending| ending == "gz");
    let mut packing = is_packed.then(|| GzEncoder::new(Vec::new(), Compression::default()));
    while let Some(bytes) = export.next().await? {
        let written = match &mut packing {
            None => file.file().write_all(&bytes),
            Some(packing) => packing
                .write_all(&bytes)
                .and_then(|()| file.file().write_all(packing.get_ref()))
                .map(|()| packing.get_mut().clear()),
        };
        written.map_err(unwritable)?;
        done += bytes.len() as u64;
        progress.set(done);
    }
    let rest = packing.map_or(Ok(Vec::new()), GzEncoder::finish);
    let kept = rest
        .and_then(|rest| file.file().write_all(&rest))
        .and_then(|()| file.keep());
    kept.map_err(unwritable)?;
    drop(progress);
    let Exported {
        offers,
        publishers,
        partners,
        contacts,
    } = export.exported();
    println!(
        "{}: {offers} offers, {publishers} publishers, {partners} partners and {contacts} contacts",
        name.display()
    );
    Ok(())
}

/// Reads a type by its code.
fn types() -> impl TypedValueParser<Value = OfferType> {
    PossibleValuesParser::new(OfferType::ALL.iter().map(|of| of.code()))
        .try_map(|code| OfferType::from_code(&code.to_uppercase()).ok_or("no type of offers"))
}

fn publisher(id: &str) -> Result<PublisherId, &'static str> {
    PublisherId::parse(id).ok_or("no publisher can have this id")
}
