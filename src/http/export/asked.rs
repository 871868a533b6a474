//! What the address of an export asks for.

use super::Refused;
use crate::actions::export_directory::ExportWanted;
use crate::domain::format::ExportFormat;
use crate::domain::offer::OfferType;
use crate::domain::publisher::PublisherId;

/// Reads the parameters of an address.
pub(super) fn read(parameters: &str) -> Result<ExportWanted, Refused> {
    let mut wanted = ExportWanted {
        format: ExportFormat::JsonLines,
        publishers: Vec::new(),
        types: Vec::new(),
        search: None,
    };
    let (mut formats, mut searches) = (0, 0);
    for (name, value) in url::form_urlencoded::parse(parameters.as_bytes()) {
        match name.as_ref() {
            "format" => {
                wanted.format = format(&value)?;
                formats += 1;
            }
            "publisher" => wanted.publishers.push(publisher(&value)?),
            "type" => wanted.types.push(offer_type(&value)?),
            "search" => {
                wanted.search = Some(value.into_owned());
                searches += 1;
            }
            _ => {
                return Err(Refused::Unread(
                    "The parameters of an export are `format`, `publisher`, `type` and `search`."
                        .to_owned(),
                ));
            }
        }
    }
    if formats > 1 || searches > 1 {
        let why = "`format` and `search` may be given once, `publisher` and `type` several times.";
        return Err(Refused::Unread(why.to_owned()));
    }
    Ok(wanted)
}

fn format(text: &str) -> Result<ExportFormat, Refused> {
    let known = ExportFormat::from_code(&code(text));
    known.ok_or_else(|| {
        let formats = ExportFormat::ALL.iter().map(|format| format.code());
        unknown("format", &words(formats))
    })
}

fn offer_type(text: &str) -> Result<OfferType, Refused> {
    let known = OfferType::from_code(&code(text));
    known.ok_or_else(|| {
        let types = OfferType::ALL.iter().map(|of| of.code());
        unknown("type", &words(types))
    })
}

fn publisher(text: &str) -> Result<PublisherId, Refused> {
    PublisherId::parse(text).ok_or_else(|| {
        let why = "`publisher` is the id of a publisher in the marketplace, as contoso.";
        Refused::Unread(why.to_owned())
    })
}

/// A code as people type it in an address: `json-lines` is `JSON_LINES`.
fn code(text: &str) -> String {
    text.to_uppercase().replace('-', "_")
}

fn words(codes: impl Iterator<Item = &'static str>) -> String {
    let words: Vec<String> = codes
        .map(|code| code.to_lowercase().replace('_', "-"))
        .collect();
    words.join(", ")
}

fn unknown(parameter: &str, known: &str) -> Refused {
    Refused::Unread(format!("`{parameter}` is one of {known}."))
}
