//! The header of a table: what its columns are called, and what parts them.

use std::io::{self, BufRead};

use super::cells::Cells;
use super::records::{Found, Records};
use crate::exchange::Unread;
use crate::exchange::lines::{Line, next_line};
use crate::exchange::place::Place;
use crate::exchange::remark::{Remark, Remarks, Warning};
use crate::exchange::rows::column::Column;
use crate::exchange::rows::heading::Heading;

/// What may part the cells, the most usual first.
const DELIMITERS: [u8; 3] = [b',', b';', b'\t'];

/// What a table begins with.
pub(super) struct Opening {
    /// The first line of its header.
    pub(super) first: Vec<u8>,
    /// Where that is.
    pub(super) line: u64,
    /// What parts the cells.
    pub(super) delimiter: u8,
}

impl Opening {
    /// Reads the first line that says something; `None` when there is none.
    pub(super) fn read(text: &mut impl BufRead) -> Result<Option<Self>, Unread> {
        let mut told = None;
        for line in 1.. {
            let mut first = match next_line(text)? {
                None => return Ok(None),
                Some(Line::TooLong) => return Err(unknown()),
                Some(Line::Read(first)) => first,
            };
            if first.trim_ascii().is_empty() {
                continue;
            }
            // Spreadsheets are told so what parts the cells, before the header.
            if let (None, Some(&[delimiter])) = (told, first.strip_prefix(b"sep=")) {
                told = Some(delimiter);
                continue;
            }
            first.push(b'\n');
            let delimiter = match told {
                Some(delimiter) => delimiter,
                None => delimiter(&first)?,
            };
            return Ok(Some(Self {
                first,
                line,
                delimiter,
            }));
        }
        Ok(None)
    }
}

/// What parts the cells of a line into the most names that are known.
fn delimiter(first: &[u8]) -> io::Result<u8> {
    let mut best = (0, DELIMITERS[0]);
    for delimiter in DELIMITERS {
        let mut records = Records::of(first, delimiter, 1);
        let known = match records.next()? {
            Some(Found::Cells(cells)) => cells
                .iter()
                .filter(|name| Heading::read(name).is_some())
                .count(),
            Some(Found::TooLong { .. } | Found::Open { .. }) | None => 0,
        };
        if known > best.0 {
            best = (known, delimiter);
        }
    }
    Ok(best.1)
}

/// The columns of a table, in the order in which they stand there.
pub(super) struct Header(Vec<Option<Heading>>);

/// The columns of which a table needs one: without any of them no row names a thing.
const NEEDED: &[Column] = &[
    Column::PublisherId,
    Column::PublisherName,
    Column::OfferId,
    Column::OfferName,
    Column::PartnerId,
    Column::ProviderId,
];

impl Header {
    /// Reads the names; says once for the whole file which of them nobody knows.
    pub(super) fn read(cells: &Cells, warnings: &mut Vec<Warning>) -> Result<Self, Unread> {
        let mut remarks = Remarks {
            at: Place::line(cells.line),
            warnings,
        };
        let mut headings: Vec<Option<Heading>> = Vec::new();
        for name in cells.iter() {
            let heading = Heading::read(&name);
            let is_again = heading.is_some() && headings.contains(&heading);
            if heading.is_none() && !name.trim().is_empty() {
                remarks.say("column", &name, Remark::ColumnUnknown);
            }
            if is_again && heading != Some(Heading::Source) {
                remarks.say("column", &name, Remark::ColumnTwice);
            }
            headings.push(heading.filter(|_| !is_again));
        }
        let is_needed = |heading: &Heading| match heading {
            Heading::Column(column) => NEEDED.contains(column),
            Heading::Title(_) | Heading::Summary(_) | Heading::Source => false,
        };
        if headings.iter().flatten().any(is_needed) {
            Ok(Self(headings))
        } else {
            Err(unknown())
        }
    }

    /// How many columns there are.
    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    /// The columns; one that is not read is none.
    pub(super) fn columns(&self) -> impl Iterator<Item = Option<&Heading>> {
        self.0.iter().map(Option::as_ref)
    }
}

/// Why a table is refused whose columns nobody knows.
pub(super) fn unknown() -> Unread {
    let names: Vec<&str> = NEEDED.iter().map(|column| column.name()).collect();
    Unread::Refused(format!(
        "the first line names no column that is known: it has to be a header such as \
         publisherId,offerId,offerName, with at least one of {}",
        names.join(", ")
    ))
}
