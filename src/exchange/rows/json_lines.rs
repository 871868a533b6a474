//! JSON Lines: a row a line, each an object.

use std::io::BufRead;

use super::columns::Columns;
use super::plain_row::{self, PlainRow};
use crate::exchange::lines::{LONGEST_LINE, Line, next_line};
use crate::exchange::place::Place;
use crate::exchange::remark::{Refusal, Remarks, Warning};
use crate::exchange::told::{OfferDraft, Said, Told};
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
            Some(Line::Read(read)) => offer(&read, &at, how, &mut warnings),
            Some(Line::TooLong) => Err(format!("the line is longer than {LONGEST_LINE} bytes")),
        };
        for warning in warnings.drain(..) {
            hear(Said::Warned(warning))?;
        }
        hear(match read {
            Ok(offer) => Said::Told(Told::Offer(offer)),
            Err(reason) => Said::Refused(Refusal { at, reason }),
        })?;
    }
    Ok(())
}

fn offer(
    line: &[u8],
    at: &Place,
    how: &HowToRead,
    warnings: &mut Vec<Warning>,
) -> Result<OfferDraft, String> {
    let mut remarks = Remarks {
        at: at.clone(),
        warnings,
    };
    let row = PlainRow::read(Columns::read(line)?, &mut remarks);
    plain_row::offer(&row, how.publisher.as_ref(), &mut remarks)
}
