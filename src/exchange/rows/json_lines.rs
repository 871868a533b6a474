//! JSON Lines: a row a line, each an object.

use std::io::BufRead;

use serde_json::Value;

use super::cell::shown;
use super::column::Heading;
use super::columns::Columns;
use super::record::told;
use super::row::Row;
use crate::exchange::lines::{LONGEST_LINE, Line, next_line};
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
        let at = Place::Line(line);
        let read = match next_line(&mut text)? {
            None => break,
            Some(Line::Read(read)) if read.trim_ascii().is_empty() => continue,
            Some(Line::Read(read)) => read_line(&read, &at, how, &mut warnings),
            Some(Line::TooLong) => Err(format!("the line is longer than {LONGEST_LINE} bytes")),
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

fn read_line(
    line: &[u8],
    at: &Place,
    how: &HowToRead,
    warnings: &mut Vec<Warning>,
) -> Result<Told, String> {
    let mut remarks = Remarks {
        at: at.clone(),
        warnings,
    };
    // Written as an escape it is meant; as itself it stands where something could not be read.
    let is_damaged = memchr::memmem::find(line, "\u{FFFD}".as_bytes()).is_some();
    let mut row = Row::default();
    for (name, value) in Columns::read(line)?.0 {
        match Heading::read(&name) {
            None => remarks.say("column", &name, Remark::ColumnUnknown),
            Some(heading) if is_damaged && holds_damage(&value) => {
                remarks.say(heading.name(), &shown(&value), Remark::Illegible);
                row.lose(&heading);
            }
            Some(heading) => row.put(&heading, &value, &mut remarks),
        }
    }
    told(row, how, &mut remarks)
}

fn holds_damage(value: &Value) -> bool {
    value.to_string().contains('\u{FFFD}')
}
