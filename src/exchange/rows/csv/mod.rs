//! CSV: a table with named columns in any order, parted by commas, semicolons or tabs.

mod cells;
mod header;
mod records;

use std::borrow::Cow;
use std::io::{BufRead, Cursor, Read};

use self::cells::Cells;
use self::header::{Header, Opening};
use self::records::{Found, Records};
use super::cell::Holes;
use super::escape::unescaped;
use super::guard::unguarded;
use super::heading::Heading;
use super::record::told;
use super::row::Row;
use crate::exchange::lines::LONGEST_LINE;
use crate::exchange::node::Node;
use crate::exchange::place::Place;
use crate::exchange::remark::{Refusal, Remark, Remarks, Warning};
use crate::exchange::told::{Said, Told};
use crate::exchange::{Hear, HowToRead, Unread};

/// Reads a table. What can be taken is told; everything else is said, with its line and reason. A table whose
/// columns nobody knows is refused: nothing in it can be trusted.
pub(in crate::exchange) fn read(
    mut text: impl BufRead,
    how: &HowToRead,
    hear: &mut Hear,
) -> Result<(), Unread> {
    let Some(opening) = Opening::read(&mut text)? else {
        return Ok(());
    };
    // The first line is read again with the rest: a cell of the header may hold line ends.
    let text = Cursor::new(opening.first).chain(text);
    let mut records = Records::of(text, opening.delimiter, opening.line);
    let mut warnings = Vec::new();
    let header = match records.next()? {
        Some(Found::Cells(cells)) => Header::read(&cells, &mut warnings)?,
        Some(Found::TooLong { .. } | Found::Open { .. }) | None => return Err(header::unknown()),
    };
    say(&mut warnings, hear)?;
    while let Some(found) = records.next()? {
        let (line, read) = match found {
            Found::Cells(cells) if cells.is_blank() => continue,
            Found::Cells(cells) => {
                let read = read_row(&cells, &header, how, &mut warnings);
                (cells.line, read)
            }
            Found::TooLong { line } => (line, Err(too_long())),
            Found::Open { line } => (line, Err(open())),
        };
        say(&mut warnings, hear)?;
        let at = Place::line(line);
        hear(match read {
            Ok(told) => Said::Told(told),
            Err(reason) => Said::Refused(Refusal { at, reason }),
        })?;
    }
    Ok(())
}

fn say(warnings: &mut Vec<Warning>, hear: &mut Hear) -> Result<(), Unread> {
    for warning in warnings.drain(..) {
        hear(Said::Warned(warning))?;
    }
    Ok(())
}

fn too_long() -> String {
    format!("the row is longer than {LONGEST_LINE} bytes: a closing quote may be missing")
}

fn open() -> String {
    "the file ends within a quoted cell: it is cut off, or a closing quote is missing".to_owned()
}

fn read_row(
    cells: &Cells,
    header: &Header,
    how: &HowToRead,
    warnings: &mut Vec<Warning>,
) -> Result<Told, String> {
    check_count(cells, header)?;
    let mut remarks = Remarks {
        at: Place::line(cells.line),
        warnings,
    };
    let known = || {
        let columns = header.columns().zip(cells.iter());
        columns.filter_map(|(heading, cell)| Some((heading?, cell)))
    };
    let is_record =
        |(heading, cell): (&Heading, Cow<str>)| heading.is_record() && !cell.trim().is_empty();
    let mut row = match known().any(is_record) {
        true => Row::of(Holes::Meant),
        false => Row::of(Holes::LeftOut),
    };
    for (heading, cell) in known() {
        if cell.contains(char::REPLACEMENT_CHARACTER) {
            remarks.say(heading.name(), &cell, Remark::Illegible);
            row.lose(heading);
        } else if !cell.is_empty() {
            let text = unescaped(unguarded(&cell));
            row.put(heading, &Node::Text(text), &mut remarks);
        }
    }
    told(row, how, &mut remarks)
}

/// The reason when it is not known which cell belongs to which column. Empty cells at the end do no harm.
fn check_count(cells: &Cells, header: &Header) -> Result<(), String> {
    let count = cells.len();
    let is_too_long = cells
        .iter()
        .skip(header.len())
        .any(|cell| !cell.trim().is_empty());
    if count >= header.len() && !is_too_long {
        return Ok(());
    }
    let end = if cells.last_line > cells.line {
        format!(
            "; it ends in line {}: a closing quote may be missing",
            cells.last_line
        )
    } else {
        String::new()
    };
    Err(format!(
        "the row has {count} cells, the header {}{end}",
        header.len()
    ))
}
