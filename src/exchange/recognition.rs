//! Recognition: what format a file is of, told by its beginning alone.

mod outline;
#[cfg(test)]
mod tests;

use crate::domain::format::ImportFormat;
use crate::exchange::documents::product_ingestion::word_of_schema;
use crate::exchange::quote::quote;

use outline::Outline;

/// How much of a text is looked at, in bytes.
pub(super) const BEGINNING: usize = 64 << 10;

/// What a file was recognised as.
#[derive(Debug, PartialEq)]
pub(super) struct Recognised {
    pub(super) format: ImportFormat,
    /// What showed it; absent when it can be nothing else, though nothing shows it.
    pub(super) sign: Option<String>,
}

impl Recognised {
    fn by(format: ImportFormat, sign: impl Into<String>) -> Self {
        Self {
            format,
            sign: Some(sign.into()),
        }
    }
}

/// The format of a file: the named one unless something shows that it is another, else what it is recognised as.
pub(super) fn format(
    named: Option<ImportFormat>,
    beginning: &[u8],
) -> Result<ImportFormat, String> {
    let recognised = recognise(beginning);
    let Some(named) = named else {
        return recognised.map(|recognised| recognised.format);
    };
    match recognised {
        Ok(Recognised {
            format,
            sign: Some(sign),
        }) if format != named => Err(format!(
            "not the format it says: {named} was named, but {sign} shows {format}"
        )),
        _ => Ok(named),
    }
}

/// What a text that begins like this is.
pub(super) fn recognise(beginning: &[u8]) -> Result<Recognised, String> {
    let text = String::from_utf8_lossy(beginning);
    let text = text.trim_start_matches(['\u{FEFF}', ' ', '\t', '\r', '\n']);
    match text.chars().next() {
        // What tells nothing may be the empty export of an empty directory.
        None => Ok(Recognised {
            format: ImportFormat::JsonLines,
            sign: None,
        }),
        Some('{' | '[') => json(text),
        Some('/') if text.starts_with("//") || text.starts_with("/*") => json(text),
        Some(_) => lines(text),
    }
}

fn json(text: &str) -> Result<Recognised, String> {
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
const COLUMNS: [&str; 5] = [
    "offerName",
    "supportEmail",
    "supportUrl",
    "privacyUrl",
    "record",
];

/// Columns of rows, by which a table is known.
const HEADERS: [&str; 8] = [
    "publisherId",
    "publisherName",
    "offerId",
    "offerName",
    "offerType",
    "supportEmail",
    "supportName",
    "record",
];

fn is_row(outline: &Outline) -> bool {
    !outline.is_list && COLUMNS.iter().any(|column| outline.has_on_top(column))
}

/// Whether the first line is a whole object, and something stands on the next or nothing at all.
fn is_line(text: &str) -> bool {
    let line = text.lines().next().unwrap_or_default();
    line.starts_with('{') && serde_json::from_str::<serde::de::IgnoredAny>(line).is_ok()
}

/// Whether one of the next lines is a row: then only those before are broken.
fn rows_follow(text: &str) -> bool {
    let mut lines = text.lines().skip(1).filter(|line| line.starts_with('{'));
    lines.any(|line| is_line(line) && is_row(&Outline::of(line.as_bytes())))
}

fn lines(text: &str) -> Result<Recognised, String> {
    let first = text.lines().next().unwrap_or_default();
    if let Some(column) = column(first) {
        return Ok(Recognised::by(
            ImportFormat::Csv,
            format!("the column `{column}`"),
        ));
    }
    if rows_follow(text) {
        return Ok(Recognised {
            format: ImportFormat::JsonLines,
            sign: None,
        });
    }
    let begin: String = first.chars().take(40).collect();
    Err(format!(
        "no known format: it begins with `{}`. {}",
        quote(&begin),
        known()
    ))
}

/// A known column in the first line of a table.
fn column(line: &str) -> Option<&'static str> {
    // The line by which a spreadsheet is told what parts the columns.
    if line.starts_with("sep=") {
        return Some("sep");
    }
    let mut columns = line
        .split([',', ';', '\t', '|'])
        .map(|column| column.trim_matches(['"', ' ', '\u{FEFF}']));
    columns.find_map(|column| {
        let mut headers = HEADERS.into_iter();
        headers.find(|header| header.eq_ignore_ascii_case(column))
    })
}

/// What a format can be named as.
fn known() -> String {
    let codes: Vec<&str> = ImportFormat::ALL
        .iter()
        .map(|format| format.code())
        .collect();
    format!("A format can be named: {}", codes.join(", "))
}
