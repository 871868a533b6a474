//! Documents that are looked at before anybody asks for them.

use async_graphql::parser::parse_query;

/// Whether a text is a document; otherwise where it stops being one.
pub fn expect_document(text: &str) -> Result<(), String> {
    let Err(error) = parse_query(text) else {
        return Ok(());
    };
    Err(match error.positions().next() {
        Some(place) => format!(
            "it does not parse at line {}, column {}",
            place.line, place.column
        ),
        None => "it holds no operation".to_owned(),
    })
}
