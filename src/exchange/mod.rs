//! WHAT OTHERS WRITE. Foreign formats to drafts; pure: bytes in, drafts and warnings out.

#[cfg(any(test, fuzzing))]
pub mod any_bytes;
mod channel;
mod decoding;
mod documents;
pub mod gathering;
mod hole;
mod ids;
mod lines;
mod naming;
mod node;
mod place;
pub mod policy;
mod quote;
mod recognition;
mod remark;
mod repeated;
mod rows;
mod texts;
mod told;
mod words;
pub mod writing;

use std::io::{self, Read};

pub use place::{Place, SourceFile, Within};
pub use quote::quote;
pub use remark::{Refusal, Remark, Warning};
pub use repeated::{merge_contacts, merge_offers};
pub use told::{
    IdSource, OfferDraft, Page, PublisherDraft, Said, Subject, Telling, Told, ToldContact,
    ToldFacts, ToldKey, ToldNotice, ToldOverride, ToldPartner, ToldPublisher, ToldSplit, ToldTie,
};

use chrono::{DateTime, Utc};

use crate::domain::format::ImportFormat;
use crate::domain::publisher::PublisherId;

/// How a file is to be read.
#[derive(Clone, Debug, Default)]
pub struct HowToRead {
    /// Its format; recognised by what stands in it when absent.
    pub format: Option<ImportFormat>,
    /// Who publishes what does not say by whom it is published.
    pub publisher: Option<PublisherId>,
    /// The most bytes of its text, unpacked, that are read.
    pub most_bytes: Option<u64>,
    /// What the clock says: nobody has found anything later. All is believed when absent.
    pub now: Option<DateTime<Utc>>,
}

/// Who listens to what a reader says. Its error, such as that of a full disk, ends the reading.
pub type Hear<'h> = dyn FnMut(Said) -> io::Result<()> + 'h;

/// Why a file was not read to its end.
#[derive(Debug, thiserror::Error)]
pub enum Unread {
    /// Nothing in it can be trusted.
    #[error("{0}")]
    Refused(String),
    /// Its bytes cannot be read, or what was read cannot be put aside.
    #[error("the file cannot be read")]
    Broken(#[from] io::Error),
}

/// Reads a file, and says what it tells as it comes. What can be taken is taken, everything else is said
/// with its place and reason; what was told before an error stands.
pub fn read(bytes: impl Read, how: &HowToRead, hear: &mut Hear) -> Result<ImportFormat, Unread> {
    let mut text = decoding::text(bytes, how.most_bytes)?;
    let mut beginning = Vec::new();
    let most = recognition::BEGINNING as u64;
    text.by_ref().take(most).read_to_end(&mut beginning)?;
    let format = recognition::format(how.format, &beginning).map_err(Unread::Refused)?;
    let text = io::Cursor::new(beginning).chain(text);
    match format {
        ImportFormat::ProductIngestion => documents::product_ingestion::read(text, how, hear),
        ImportFormat::CloudPartnerPortal => documents::cloud_partner_portal::read(text, how, hear),
        ImportFormat::PartnerCenterIngestion => documents::ingestion_listing::read(text, how, hear),
        ImportFormat::MarketplaceCatalog => documents::catalog::read(text, how, hear),
        ImportFormat::Csv => rows::csv::read(text, how, hear),
        ImportFormat::JsonLines => rows::json_lines::read(text, how, hear),
    }?;
    Ok(format)
}
