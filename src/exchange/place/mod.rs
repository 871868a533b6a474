//! Places: where something stands that there is something to say about.

mod within;

use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

pub use within::Within;

/// Where something stands: in which file, and where in it. Places are ordered by file, then as they stand in it.
///
/// Readers do not know what they read; who gathers what they say knows the file. So what is put aside has none.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(from = "Within", into = "Within")]
pub struct Place {
    /// The file; none where only one is read, and has no name.
    pub file: Option<SourceFile>,
    /// Where in the file.
    pub within: Within,
}

/// One of the files that are read together. They are ordered as they were given, whatever they are called.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SourceFile {
    number: usize,
    name: Arc<str>,
}

impl SourceFile {
    /// The file of this number, called so; a number is given once.
    pub fn new(number: usize, name: &str) -> Self {
        Self {
            number,
            name: name.into(),
        }
    }

    /// Its number among the files.
    pub fn number(&self) -> usize {
        self.number
    }

    /// What it is called.
    pub fn name(&self) -> &str {
        &self.name
    }
}

impl Place {
    /// Nowhere in particular in a file without a name.
    pub const FILE: Self = Self {
        file: None,
        within: Within::File,
    };

    /// A line of a file without a name.
    pub fn line(line: u64) -> Self {
        Self {
            file: None,
            within: Within::Line(line),
        }
    }

    /// A JSON path in a file without a name.
    pub fn path(path: String) -> Self {
        Self {
            file: None,
            within: Within::Path(path),
        }
    }

    /// A file as a whole.
    pub fn of(file: &SourceFile) -> Self {
        Self {
            file: Some(file.clone()),
            within: Within::File,
        }
    }

    /// The place as it is called at another one: its file goes without saying where that is in the same.
    pub fn seen_from(&self, other: &Self) -> Self {
        let file = self.file.clone();
        Self {
            file: file.filter(|_| self.file != other.file),
            within: self.within.clone(),
        }
    }

    /// The place within a sentence.
    pub(super) fn in_words(&self) -> String {
        let within = match &self.within {
            Within::File => None,
            Within::Line(line) => Some(format!("line {line}")),
            Within::Path(path) => Some(path.clone()),
        };
        match (within, &self.file) {
            (None, None) => "the file".to_owned(),
            (None, Some(file)) => file.name().to_owned(),
            (Some(within), None) => within,
            (Some(within), Some(file)) => format!("{within} of {}", file.name()),
        }
    }
}

impl From<Within> for Place {
    fn from(within: Within) -> Self {
        Self { file: None, within }
    }
}

impl From<Place> for Within {
    fn from(place: Place) -> Self {
        place.within
    }
}

/// Such as `offers.csv:4`, and `4` in a file without a name.
impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(file) = &self.file {
            f.write_str(file.name())?;
            if self.within != Within::File {
                f.write_str(":")?;
            }
        }
        self.within.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_ordered_as_they_were_given_and_places_within_them() {
        let within = |number, name, place: Place| Place {
            file: Some(SourceFile::new(number, name)),
            ..place
        };
        let ordered = [
            Place::line(7),
            within(0, "z.jsonl", Place::FILE),
            within(0, "z.jsonl", Place::line(9)),
            within(1, "a.jsonl", Place::line(2)),
            within(2, "a.jsonl", Place::line(1)),
        ];
        let mut sorted = ordered.to_vec();
        sorted.reverse();
        sorted.sort();
        assert_eq!(sorted, ordered);
    }

    #[test]
    fn a_place_is_called_by_its_file_where_that_says_something() {
        let [one, other] = ["offers.csv", "more/offers.csv"].map(|name| SourceFile::new(0, name));
        let fourth = |file: &SourceFile| Place {
            within: Within::Line(4),
            ..Place::of(file)
        };
        let path = Place::path("$[3]".to_owned());
        let shown = |place: &Place| (place.to_string(), place.in_words());
        let said = |place: &str, words: &str| (place.to_owned(), words.to_owned());

        assert_eq!(shown(&Place::FILE), said("", "the file"));
        assert_eq!(shown(&path), said("$[3]", "$[3]"));
        assert_eq!(shown(&Place::of(&one)), said("offers.csv", "offers.csv"));
        let whole = said("offers.csv:4", "line 4 of offers.csv");
        assert_eq!(shown(&fourth(&one)), whole);
        assert_eq!(shown(&fourth(&one).seen_from(&Place::of(&other))), whole);
        let near = fourth(&one).seen_from(&Place::of(&one));
        assert_eq!(shown(&near), said("4", "line 4"));
    }
}
