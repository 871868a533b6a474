//! Places in a file: where something stands that there is something to say about.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Where in a file something stands. Places of one kind are ordered as they stand in the file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Place {
    /// Nowhere in particular: it is about the file.
    File,
    /// At this line, from 1; of a record over several lines the first.
    Line(u64),
    /// At this JSON path, such as `$.resources[3]`. Of several documents in a file `$` is the first, `$#2` the
    /// second.
    Path(String),
}

impl Place {
    /// The place within a sentence.
    pub(super) fn in_words(&self) -> String {
        match self {
            Self::File => "the file".to_owned(),
            Self::Line(line) => format!("line {line}"),
            Self::Path(path) => path.clone(),
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File => Ok(()),
            Self::Line(line) => line.fmt(f),
            Self::Path(path) => f.write_str(path),
        }
    }
}
