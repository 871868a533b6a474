//! The parser's word on a document, in ours.

use async_graphql::parser::types::ExecutableDocument;
use async_graphql::parser::{Error, parse_query};

use super::refusal::{Refusal, quoted};

/// Parses a document that was scanned.
pub(super) fn parse(document: &str) -> Result<ExecutableDocument, Refusal> {
    parse_query(document).map_err(|error| worded(&error))
}

fn worded(error: &Error) -> Refusal {
    let places: Vec<_> = error.positions().collect();
    let place = places.first().copied().unwrap_or_default();
    let message = match error {
        Error::Syntax { message, .. } => {
            let expected = expected(message);
            return Refusal::parse(
                &format!("The document does not parse here: {expected}."),
                place,
            );
        }
        Error::MultipleOperations { .. } => {
            "An operation without a name is the only one of its document.".to_owned()
        }
        Error::OperationDuplicated { operation, .. } => {
            format!("There are two operations `{}`.", quoted(operation))
        }
        Error::FragmentDuplicated { fragment, .. } => {
            format!("There are two fragments `{}`.", quoted(fragment))
        }
        Error::MissingOperation => "The document has no operation.".to_owned(),
        _ => return Refusal::parse("The document does not parse.", place),
    };
    Refusal::rule_at(message, places)
}

/// What the parser expected. It repeats the whole line before it, which may be long.
fn expected(message: &str) -> String {
    let expected = message
        .rsplit_once("= ")
        .map_or(message, |(_, expected)| expected);
    expected.replace('_', " ").replace("EOI", "the end")
}
