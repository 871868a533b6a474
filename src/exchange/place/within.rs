//! Where in a file something stands: its line, or its path in a document.

use std::cmp::Ordering;
use std::fmt;

use serde::{Deserialize, Serialize};

/// Where in a file something stands. Lines, documents and the items of a list are ordered as they stand in the
/// file, members by their names.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Within {
    /// Nowhere in particular: it is about the file.
    File,
    /// At this line, from 1; of a record over several lines the first.
    Line(u64),
    /// At this JSON path, such as `$.resources[3]`. Of several documents in a file `$` is the first, `$#2` the
    /// second.
    Path(String),
}

impl Within {
    /// Which kinds of places come first.
    fn rank(&self) -> u8 {
        match self {
            Self::File => 0,
            Self::Line(_) => 1,
            Self::Path(_) => 2,
        }
    }
}

impl Ord for Within {
    fn cmp(&self, other: &Self) -> Ordering {
        match (self, other) {
            (Self::Line(one), Self::Line(other)) => one.cmp(other),
            (Self::Path(one), Self::Path(other)) => by_steps(one, other),
            _ => self.rank().cmp(&other.rank()),
        }
    }
}

impl PartialOrd for Within {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// Compares paths document by document, then with numbers by value: `$.items[2]` comes before `$.items[10]`.
fn by_steps(one: &str, other: &str) -> Ordering {
    let ((first, one_steps), (second, other_steps)) = (document(one), document(other));
    let steps = first.cmp(&second);
    let steps = steps.then_with(|| runs(one_steps).cmp(runs(other_steps)));
    // `07` and `7` are one number, and two names.
    steps.then_with(|| one.cmp(other))
}

/// Of which document of the file a path is, and its steps from there.
fn document(path: &str) -> (u64, &str) {
    let path = path.strip_prefix('$').unwrap_or(path);
    let numbered = path.strip_prefix('#').and_then(|path| {
        let end = path.find(|letter: char| !letter.is_ascii_digit());
        let (number, steps) = path.split_at(end.unwrap_or(path.len()));
        Some((number.parse().ok()?, steps))
    });
    numbered.unwrap_or((1, path))
}

/// A part of a path; numbers are told apart by their length first, however long they are.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Run<'p> {
    Number(usize, &'p [u8]),
    Name(&'p [u8]),
}

fn runs(path: &str) -> impl Iterator<Item = Run<'_>> {
    let is_one_run = |one: &u8, next: &u8| one.is_ascii_digit() == next.is_ascii_digit();
    path.as_bytes().chunk_by(is_one_run).map(|run| {
        if run[0].is_ascii_digit() {
            let zeros = run.iter().take_while(|digit| **digit == b'0').count();
            Run::Number(run.len() - zeros, &run[zeros..])
        } else {
            Run::Name(run)
        }
    })
}

impl fmt::Display for Within {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File => Ok(()),
            Self::Line(line) => line.fmt(f),
            Self::Path(path) => f.write_str(path),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_ordered_as_they_stand_in_the_file() {
        let path = |path: &str| Within::Path(path.to_owned());
        let ordered = [
            Within::File,
            Within::Line(2),
            Within::Line(10),
            path("$"),
            path("$.items[2].links[10]"),
            path("$.items[10].links[2]"),
            path("$[0]"),
            path("$[2].title"),
            path("$[10].title"),
            path("$[10].title2"),
            path("$[10].title10"),
            path("$[99999999999999999999998]"),
            path("$[99999999999999999999999]"),
            path("$['a b']"),
            path("$#2"),
            path("$#2.items[0]"),
            path("$#10"),
        ];
        let mut sorted = ordered.to_vec();
        sorted.reverse();
        sorted.sort();
        assert_eq!(sorted, ordered);
    }
}
