//! The way to a value: `$input.contact.email`, `filter.types[0]`.

use std::fmt::{self, Display, Formatter};

use super::refusal::quoted;

/// A way, by its last step and the way to that.
#[derive(Clone, Copy, Debug)]
pub(super) enum Way<'w> {
    Variable(&'w str),
    Argument(&'w str),
    Field(&'w Way<'w>, &'w str),
    Item(&'w Way<'w>, usize),
}

impl Display for Way<'_> {
    fn fmt(&self, written: &mut Formatter<'_>) -> fmt::Result {
        match self {
            // Whoever asks chooses it, and it may be as long as a document.
            Self::Variable(name) => write!(written, "${}", quoted(name)),
            Self::Argument(name) => written.write_str(name),
            Self::Field(way, name) => write!(written, "{way}.{name}"),
            Self::Item(way, number) => write!(written, "{way}[{number}]"),
        }
    }
}
