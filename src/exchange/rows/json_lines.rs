//! JSON Lines: a row a line, each an object. A line is a document by itself: it may hold comments and trailing
//! commas, and a comment ends on its line, so that what is broken spoils no other line.

use std::io::{BufRead, Read};
use std::rc::Rc;

use serde_json::error::Category;

use super::cell::Holes;
use super::heading::Heading;
use super::record::told;
use super::row::{Row, says_something};
use crate::exchange::documents::{Bounds, Jsonc};
use crate::exchange::lines::{LONGEST_LINE, Line, next_line};
use crate::exchange::node::Node;
use crate::exchange::place::Place;
use crate::exchange::remark::{Refusal, Remark, Remarks, Warning};
use crate::exchange::told::{Said, Told};
use crate::exchange::{Hear, HowToRead, Unread};

/// Reads a text. What can be taken is told; everything else is said, with its line and reason.
pub(in crate::exchange) fn read(
    mut text: impl BufRead,
    how: &HowToRead,
    hear: &mut Hear,
) -> Result<(), Unread> {
    let mut warnings = Vec::new();
    for line in 1.. {
        let at = Place::line(line);
        let json = match next_line(&mut text)? {
            None => break,
            Some(Line::Read(read)) => json_of(&read),
            Some(Line::TooLong) => Err(format!("the line is longer than {LONGEST_LINE} bytes")),
        };
        let read = match json {
            Ok(json) if json.trim_ascii().is_empty() => continue,
            Ok(json) => read_row(&json, &at, how, &mut warnings),
            Err(reason) => Err(reason),
        };
        for warning in warnings.drain(..) {
            hear(Said::Warned(warning))?;
        }
        hear(match read {
            Ok(told) => Said::Told(told),
            Err(reason) => Said::Refused(Refusal { at, reason }),
        })?;
    }
    Ok(())
}

/// The JSON of a line, everything at its place: blanks for comments and trailing commas; the reason when it cannot
/// hold a row.
pub(in crate::exchange) fn json_of(line: &[u8]) -> Result<Vec<u8>, String> {
    let mut jsonc = Jsonc::of(line, Rc::new(Bounds::of_document()));
    let mut json = Vec::with_capacity(line.len());
    let read = jsonc.read_to_end(&mut json);
    read.map_err(|bound| bound.to_string())?;
    if jsonc.is_in_comment() {
        return Err("a comment of the line does not end on it".to_owned());
    }
    Ok(json)
}

fn read_row(
    json: &[u8],
    at: &Place,
    how: &HowToRead,
    warnings: &mut Vec<Warning>,
) -> Result<Told, String> {
    let mut remarks = Remarks {
        at: at.clone(),
        warnings,
    };
    // Written as an escape it is meant; as itself it stands where something could not be read.
    let is_damaged = memchr::memmem::find(json, "\u{FFFD}".as_bytes()).is_some();
    let mut told_columns = Vec::new();
    for (name, value) in columns(json)? {
        match Heading::read(&name) {
            None => remarks.say("column", &name, Remark::ColumnUnknown),
            Some(heading) => told_columns.push((heading, value)),
        }
    }
    let is_record =
        |(heading, value): &(Heading, Node)| heading.is_record() && says_something(value);
    let mut row = match told_columns.iter().any(is_record) {
        true => Row::of(Holes::Meant),
        false => Row::of(Holes::LeftOut),
    };
    for (heading, value) in told_columns {
        if is_damaged && value.holds("\u{FFFD}") {
            remarks.say(heading.name(), &value.shown(), Remark::Illegible);
            row.lose(&heading);
        } else {
            row.put(&heading, &value, &mut remarks);
        }
    }
    told(row, how, &mut remarks)
}

/// The columns of a line, in order, repetitions included; the reason when it holds none.
fn columns(json: &[u8]) -> Result<Vec<(String, Node)>, String> {
    match serde_json::from_slice(json) {
        Ok(Node::Object(columns)) => Ok(columns),
        Ok(_) => Err(
            "the line is no row: it should be an object such as {\"publisherId\": \"...\"}"
                .to_owned(),
        ),
        Err(error) => Err(broken(&error)),
    }
}

/// Why a line is no row. The place is within the line: every line is read by itself.
fn broken(error: &serde_json::Error) -> String {
    let what = match error.classify() {
        Category::Eof => "the line ends in the middle of a row",
        Category::Syntax | Category::Data | Category::Io => "the line is not JSON",
    };
    format!("{what} (column {})", error.column())
}
