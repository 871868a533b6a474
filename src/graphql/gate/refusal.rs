//! Why a document is not run, in the words and with the code that a client reads.

use async_graphql::{Pos, ServerError};

use super::bound::Exceeded;
use crate::graphql::fault::code;

/// The most errors that one answer lists.
pub(super) const MOST_ERRORS: usize = 20;

/// The most characters that an error repeats of what it was sent, in one piece.
const LONGEST_QUOTE: usize = 60;

/// A reason why a document is not run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Refusal {
    pub(super) message: String,
    kind: Kind,
    /// Where in the document.
    places: Vec<Pos>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Kind {
    /// It is no document.
    Parse,
    /// It breaks a rule of the specification.
    Rule,
    /// It goes beyond a bound.
    Exceeded(Exceeded),
    /// It asks what the schema is, which is not told.
    Introspection,
    /// A value that was given for a variable is not of its type; with the way to it.
    Given(String),
}

impl Refusal {
    /// It is no document.
    pub(super) fn parse(message: &str, place: Pos) -> Self {
        Self::new(Kind::Parse, message.to_owned(), vec![place])
    }

    /// It breaks a rule of the specification, here.
    pub(super) fn rule(message: String, place: Pos) -> Self {
        Self::new(Kind::Rule, message, vec![place])
    }

    /// It breaks a rule of the specification, in several places or in none in particular.
    pub(super) fn rule_at(message: String, places: Vec<Pos>) -> Self {
        Self::new(Kind::Rule, message, places)
    }

    /// It asks what the schema is, which is not told.
    pub(super) fn introspection(place: Pos) -> Self {
        let message = "This service does not tell its schema: ask whoever runs it for the file.";
        Self::new(Kind::Introspection, message.to_owned(), vec![place])
    }

    /// A value that was given for a variable is not of its type. `way` leads to it: `$input.contact.email`.
    pub(super) fn given(message: String, way: String, place: Pos) -> Self {
        Self::new(Kind::Given(way), message, vec![place])
    }

    fn new(kind: Kind, message: String, places: Vec<Pos>) -> Self {
        Self {
            message,
            kind,
            places,
        }
    }

    /// Where it is first.
    pub(super) fn place(&self) -> Option<Pos> {
        self.places.first().copied()
    }

    fn code(&self) -> &'static str {
        match self.kind {
            Kind::Parse => code::GRAPHQL_PARSE_FAILED,
            Kind::Rule => code::GRAPHQL_VALIDATION_FAILED,
            Kind::Exceeded(_) => code::TOO_COMPLEX,
            Kind::Introspection => code::INTROSPECTION_DISABLED,
            Kind::Given(_) => code::BAD_USER_INPUT,
        }
    }
}

impl From<Exceeded> for Refusal {
    fn from(exceeded: Exceeded) -> Self {
        Self::new(Kind::Exceeded(exceeded), exceeded.message(), Vec::new())
    }
}

impl From<Refusal> for ServerError {
    fn from(refusal: Refusal) -> Self {
        let mut error = Self::new(refusal.message.clone(), None);
        let extensions = error.extensions.get_or_insert_default();
        extensions.set("code", refusal.code());
        match &refusal.kind {
            Kind::Exceeded(exceeded) => exceeded.tell(extensions),
            Kind::Given(way) => extensions.set("variable", way.as_str()),
            Kind::Parse | Kind::Rule | Kind::Introspection => {}
        }
        error.locations = refusal.places;
        error
    }
}

/// What was sent, no longer than a client can read.
pub(super) fn quoted(text: &str) -> String {
    let mut quoted: String = text.chars().take(LONGEST_QUOTE).collect();
    if quoted.len() < text.len() {
        quoted.push('…');
    }
    quoted
}
