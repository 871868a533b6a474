//! Recognition: what format a file is of, told by its beginning alone.

mod json;
mod outline;
#[cfg(test)]
mod tests;

use crate::domain::format::ImportFormat;
use crate::exchange::quote::quote;
use crate::exchange::rows;

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
        Some('{' | '[') => json::recognise(text),
        Some('/') if text.starts_with("//") || text.starts_with("/*") => json::recognise(text),
        Some(_) => lines(text),
    }
}

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

fn lines(text: &str) -> Result<Recognised, String> {
    let first = text.lines().next().unwrap_or_default();
    if let Some(column) = column(first) {
        return Ok(Recognised::by(
            ImportFormat::Csv,
            format!("the column `{column}`"),
        ));
    }
    if json::rows_follow(text) {
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
        let column = rows::column_called(column)?;
        HEADERS.contains(&column).then_some(column)
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
