//! Documents that are looked at before anybody asks for them.

use super::gate;

/// Whether a text is a document; otherwise where it stops being one.
pub fn expect_document(text: &str) -> Result<(), String> {
    let Err(place) = gate::read(text) else {
        return Ok(());
    };
    Err(match place {
        Some(place) => format!(
            "it does not parse at line {}, column {}",
            place.line, place.column
        ),
        None => "it is no document that can be run".to_owned(),
    })
}
