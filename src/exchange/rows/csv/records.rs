//! The records of a table, each bounded, however long it is written.

use std::io::{self, BufRead};

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};

use super::cells::Cells;
use crate::exchange::lines::LONGEST_LINE;

/// The room that a record is given at first, in bytes and in cells.
const SMALLEST_ROOM: usize = 64;

/// The most cells of a record.
const MOST_CELLS: usize = 10_000;

/// Reads records one after the other. What a record is made of is kept until the next one is read.
pub(super) struct Records<R> {
    text: R,
    core: Reader,
    /// At which line reading stands, from 1.
    line: u64,
    bytes: Vec<u8>,
    ends: Vec<usize>,
}

/// What was found in place of a record.
pub(super) enum Found<'r> {
    /// Its cells.
    Cells(Cells<'r>),
    /// It is longer than [`LONGEST_LINE`], or has more than [`MOST_CELLS`], and was passed over.
    TooLong {
        /// Where it begins.
        line: u64,
    },
    /// The text ends within a quoted cell.
    Open {
        /// Where the record begins.
        line: u64,
    },
}

/// How a record ended.
enum End {
    Whole {
        last_line: u64,
        written: usize,
        cells: usize,
    },
    TooLong,
    Open,
}

impl<R: BufRead> Records<R> {
    /// The records of a text that begins at a line.
    pub(super) fn of(text: R, delimiter: u8, line: u64) -> Self {
        Self {
            text,
            core: ReaderBuilder::new().delimiter(delimiter).build(),
            line,
            bytes: Vec::new(),
            ends: Vec::new(),
        }
    }

    /// The next record, or `None` at the end. Empty lines are none.
    pub(super) fn next(&mut self) -> io::Result<Option<Found<'_>>> {
        if !self.pass_line_ends()? {
            return Ok(None);
        }
        let line = self.line;
        Ok(Some(match self.fill()? {
            End::Whole {
                last_line,
                written,
                cells,
            } => Found::Cells(Cells {
                line,
                last_line,
                bytes: &self.bytes[..written],
                ends: &self.ends[..cells],
            }),
            End::TooLong => Found::TooLong { line },
            End::Open => Found::Open { line },
        }))
    }

    /// Passes line ends over; whether anything follows.
    fn pass_line_ends(&mut self) -> io::Result<bool> {
        loop {
            let read = self.text.fill_buf()?;
            if read.is_empty() {
                return Ok(false);
            }
            let is_end = |byte: &&u8| matches!(**byte, b'\r' | b'\n');
            let ends = read.iter().take_while(is_end).count();
            let is_all = ends == read.len();
            self.line += memchr::memchr_iter(b'\n', &read[..ends]).count() as u64;
            self.text.consume(ends);
            if !is_all {
                return Ok(true);
            }
        }
    }

    /// Reads one record. The parser writes into what room it is given; when the room is as large as a record may
    /// be, it is used anew, and what was written there is lost.
    fn fill(&mut self) -> io::Result<End> {
        let (mut written, mut cells, mut is_too_long) = (0, 0, false);
        let mut last_line = self.line;
        loop {
            let read = self.text.fill_buf()?;
            let is_at_end = read.is_empty();
            // At the end of the text a line end closes what is not quoted.
            let read = if is_at_end { b"\n" } else { read };
            let (result, used, out, ended) =
                self.core
                    .read_record(read, &mut self.bytes[written..], &mut self.ends[cells..]);
            written += out;
            cells += ended;
            if !is_at_end {
                // What ends the record belongs to its last line.
                let inner = &read[..used.saturating_sub(1)];
                last_line = self.line + memchr::memchr_iter(b'\n', inner).count() as u64;
                self.line += memchr::memchr_iter(b'\n', &read[..used]).count() as u64;
                self.text.consume(used);
            }
            match result {
                ReadRecordResult::InputEmpty if is_at_end && is_too_long => {
                    return Ok(End::TooLong);
                }
                ReadRecordResult::InputEmpty if is_at_end => return Ok(End::Open),
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::OutputFull => {
                    // What ends a record of the greatest length needs room too.
                    is_too_long |= !make_room(&mut self.bytes, &mut written, LONGEST_LINE + 1);
                }
                ReadRecordResult::OutputEndsFull => {
                    is_too_long |= !make_room(&mut self.ends, &mut cells, MOST_CELLS);
                }
                ReadRecordResult::Record | ReadRecordResult::End => break,
            }
        }
        Ok(if is_too_long {
            End::TooLong
        } else {
            End::Whole {
                last_line,
                written,
                cells,
            }
        })
    }
}

/// Makes room for more where there is none left; whether there was any to be had. If not, all of it is used anew.
fn make_room<T: Clone + Default>(room: &mut Vec<T>, used: &mut usize, most: usize) -> bool {
    if room.len() < most {
        room.resize((room.len() * 2).clamp(SMALLEST_ROOM, most), T::default());
        return true;
    }
    *used = 0;
    false
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use super::*;

    /// What is found in a text that comes in pieces.
    fn found_in_pieces(text: &str, piece: usize) -> Vec<String> {
        let text = io::BufReader::with_capacity(piece, text.as_bytes());
        let mut records = Records::of(text, b',', 1);
        let mut all = Vec::new();
        while let Some(found) = records.next().expect("memory") {
            all.push(match found {
                Found::Cells(cells) => {
                    let texts: Vec<Cow<str>> = cells.iter().collect();
                    format!("{}-{} {}", cells.line, cells.last_line, texts.join("|"))
                }
                Found::TooLong { line } => format!("{line} too long"),
                Found::Open { line } => format!("{line} open"),
            });
        }
        all
    }

    fn found(text: &str) -> Vec<String> {
        let whole = found_in_pieces(text, 64 << 10);
        for piece in [1, 2, 3, 7] {
            assert_eq!(found_in_pieces(text, piece), whole);
        }
        whole
    }

    #[test]
    fn a_record_may_hold_line_ends_and_begins_at_its_first_line() {
        let text = "a,b\r\n\r\n\n\"1\n2\",\"say \"\"x\"\"\"\r\n,\n5\" disk,c";

        let expected = ["1-1 a|b", "4-5 1\n2|say \"x\"", "6-6 |", "7-7 5\" disk|c"];
        assert_eq!(found(text), expected);
        assert_eq!(found(""), [""; 0]);
        assert_eq!(found("\r\n\n"), [""; 0]);
    }

    #[test]
    fn a_quote_that_is_not_closed_is_said_to_be_open() {
        assert_eq!(found("a\nb,\"c\nd,e\n"), ["1-1 a", "2 open"]);
        assert_eq!(found("a\n\"b\""), ["1-1 a", "2-2 b"]);
    }

    #[test]
    fn what_is_too_long_is_passed_over() {
        let (longest, more) = ("x".repeat(LONGEST_LINE), "x".repeat(LONGEST_LINE * 2));
        let cells = ",".repeat(MOST_CELLS);

        let text = format!("{longest}\n{more}\nb\n{cells}\nc\n\"{more}\n{more}");
        let mut found = found_in_pieces(&text, 1_000);
        found[0].truncate(6);

        let expected = [
            "1-1 xx",
            "2 too long",
            "3-3 b",
            "4 too long",
            "5-5 c",
            "6 too long",
        ];
        assert_eq!(found, expected);
    }
}
