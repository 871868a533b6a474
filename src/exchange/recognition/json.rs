//! What JSON is: by its members, else by its lines.

use super::outline::Outline;
use super::{Recognised, known};
use crate::domain::format::ImportFormat;
use crate::exchange::documents::product_ingestion::word_of_schema;
use crate::exchange::quote::quote;
use crate::exchange::rows::json_lines::json_of;

/// What a text that begins like JSON is.
pub(super) fn recognise(text: &str) -> Result<Recognised, String> {
    let outline = Outline::of(text.as_bytes());
    if let Some(schema) = outline
        .schemas
        .iter()
        .find(|schema| schema.contains("json-schema.org"))
    {
        return Err(format!(
            "it is a JSON Schema ({}): it describes offers and holds none",
            quote(schema)
        ));
    }
    if let Some(recognised) = by_members(&outline) {
        return Ok(recognised);
    }
    if is_row(&outline) || is_line(text) || rows_follow(text) {
        return Ok(Recognised {
            format: ImportFormat::JsonLines,
            sign: outline.sign_of_row(),
        });
    }
    Err(match outline.names() {
        names if names.is_empty() => format!(
            "no known format: it is JSON that names nothing. {}",
            known()
        ),
        names => format!(
            "no known format: it is JSON that holds {names}. {}",
            known()
        ),
    })
}

/// Members that only one format has, in the order in which they show the most.
fn by_members(outline: &Outline) -> Option<Recognised> {
    use ImportFormat::{
        CloudPartnerPortal, MarketplaceCatalog, PartnerCenterIngestion, ProductIngestion,
    };
    let is_of_ingestion =
        |schema: &&String| schema.contains("/schema/") && !word_of_schema(schema).is_empty();
    if let Some(schema) = outline.schemas.iter().find(is_of_ingestion) {
        return Some(Recognised::by(
            ProductIngestion,
            format!("the schema {}", quote(schema)),
        ));
    }
    let anywhere = [
        (
            CloudPartnerPortal,
            &["offerTypeId", "offerTypeVersions"][..],
        ),
        (
            PartnerCenterIngestion,
            &["listingContacts", "listingUris", "offerListing"],
        ),
        (
            ProductIngestion,
            &[
                "resellerChannelState",
                "supportContact",
                "globalSupportWebsite",
            ],
        ),
    ];
    for (format, names) in anywhere {
        if let Some(name) = names.iter().find(|name| outline.has(name)) {
            return Some(Recognised::by(format, format!("the member `{name}`")));
        }
    }
    if let Some(name) = outline.name_that_begins("microsoft-azure-") {
        return Some(Recognised::by(
            CloudPartnerPortal,
            format!("the member `{}`", quote(name)),
        ));
    }
    if is_row(outline) {
        return None;
    }
    let on_top = [
        (
            MarketplaceCatalog,
            &[
                "items",
                "publisherDisplayName",
                "isvContactDetails",
                "supportUri",
                "helpLink",
                "privacyPolicyUri",
                "legalTermsUri",
                "cspLegalTermsUri",
            ][..],
        ),
        (ProductIngestion, &["resources", "identity", "externalId"]),
    ];
    for (format, names) in on_top {
        if let Some(name) = names.iter().find(|name| outline.has_on_top(name)) {
            return Some(Recognised::by(format, format!("the member `{name}`")));
        }
    }
    None
}

/// Columns that rows have and documents have not.
pub(super) const COLUMNS: [&str; 5] = [
    "offerName",
    "supportEmail",
    "supportUrl",
    "privacyUrl",
    "record",
];

fn is_row(outline: &Outline) -> bool {
    !outline.is_list && COLUMNS.iter().any(|column| outline.has_on_top(column))
}

/// Whether the first line that is no comment is a whole object, and something stands on the next or nothing at all.
fn is_line(text: &str) -> bool {
    let mut lines = text.lines().map(|line| json_of(line.as_bytes()));
    let is_comment = |json: &Vec<u8>| json.trim_ascii().is_empty();
    let first = lines.find(|line| !line.as_ref().is_ok_and(is_comment));
    let Some(Ok(json)) = first else {
        return false;
    };
    json.trim_ascii_start().starts_with(b"{")
        && serde_json::from_slice::<serde::de::IgnoredAny>(&json).is_ok()
}

/// Whether one of the next lines is a row: then only those before are broken.
pub(super) fn rows_follow(text: &str) -> bool {
    let mut lines = text.lines().skip(1).filter(|line| line.starts_with('{'));
    lines.any(|line| is_line(line) && is_row(&Outline::of(line.as_bytes())))
}
