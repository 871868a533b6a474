//! JSON as people keep it, with comments and trailing commas, becomes JSON: blanks stand where they stood, so
//! that every place stays where it is.

#[cfg(test)]
mod tests;

use std::io::{self, BufRead, Read};
use std::rc::Rc;

use super::bounds::{Bounds, DEEPEST, LONGEST_TEXT, TooMuch};

/// How much is read at once, in bytes; so much may be read ahead of a unit.
const PORTION: usize = 8 << 10;

/// The longest run of blanks and comments after a comma, in bytes, behind which the comma is still known to be
/// a trailing one.
const LONGEST_GAP: usize = 64 << 10;

/// Reads JSON with comments and trailing commas as JSON. Reading fails with [`TooMuch`] where a bound is passed.
pub(in crate::exchange) struct Jsonc<R> {
    text: R,
    bounds: Rc<Bounds>,
    within: Within,
    depth: usize,
    /// How long the text is that it is within.
    text_length: usize,
    /// What was last read that is neither blank nor comment.
    last: u8,
    /// A comma that may be a trailing one, and the blanks after it.
    held: Vec<u8>,
    ready: Vec<u8>,
    given: usize,
    broken: Option<TooMuch>,
}

/// What the next byte is part of.
#[derive(Clone, Copy, PartialEq)]
enum Within {
    /// Values and what parts them.
    Structure,
    /// A text.
    Text,
    /// A text, behind a backslash.
    Escape,
    /// A slash that begins a comment, or does not belong there.
    Slash,
    /// A comment to the end of its line.
    LineComment,
    /// A comment between `/*` and `*/`.
    BlockComment,
    /// The same, behind a star.
    Star,
}

impl<R: BufRead> Jsonc<R> {
    /// The JSON in a text, read within these bounds.
    pub(in crate::exchange) fn of(text: R, bounds: Rc<Bounds>) -> Self {
        Self {
            text,
            bounds,
            within: Within::Structure,
            depth: 0,
            text_length: 0,
            last: 0,
            held: Vec::new(),
            ready: Vec::new(),
            given: 0,
            broken: None,
        }
    }

    /// Whether the text, as far as it was read, ends within a comment that could go on over several lines.
    pub(in crate::exchange) fn is_in_comment(&self) -> bool {
        matches!(self.within, Within::BlockComment | Within::Star)
    }

    /// Makes the next portion ready; nothing is ready at the end.
    fn refill(&mut self) -> io::Result<()> {
        self.ready.clear();
        self.given = 0;
        while self.ready.is_empty() {
            if let Some(bound) = self.broken.take() {
                return Err(bound.into());
            }
            let read = self.text.fill_buf()?;
            if read.is_empty() {
                self.end();
                return Ok(());
            }
            let portion = read[..read.len().min(PORTION)].to_vec();
            self.text.consume(portion.len());
            self.broken = self.take_portion(&portion).err();
        }
        Ok(())
    }

    fn take_portion(&mut self, portion: &[u8]) -> Result<(), TooMuch> {
        // What a unit shares its first portion with, and what is read behind it, is not held against it.
        let ahead = 2 * PORTION as u64;
        self.bounds.spend_bytes(portion.len() as u64, ahead)?;
        let mut rest = portion;
        while let Some((byte, after)) = rest.split_first() {
            if self.within == Within::Text {
                let end = memchr::memchr2(b'"', b'\\', rest).unwrap_or(rest.len());
                self.take_text(&rest[..end])?;
                rest = &rest[end..];
                let Some((byte, after)) = rest.split_first() else {
                    break;
                };
                self.within = match byte {
                    b'"' => Within::Structure,
                    _ => Within::Escape,
                };
                self.take_text(&[*byte])?;
                rest = after;
            } else {
                self.take_byte(*byte)?;
                rest = after;
            }
        }
        Ok(())
    }

    fn take_text(&mut self, part: &[u8]) -> Result<(), TooMuch> {
        self.text_length += part.len();
        if self.text_length > LONGEST_TEXT {
            return Err(TooMuch::Text);
        }
        self.ready.extend_from_slice(part);
        Ok(())
    }

    fn take_byte(&mut self, byte: u8) -> Result<(), TooMuch> {
        match (self.within, byte) {
            (Within::Structure | Within::Text, _) => return self.take_structure(byte),
            (Within::Escape, _) => {
                self.within = Within::Text;
                return self.take_text(&[byte]);
            }
            (Within::Slash, b'/' | b'*') => {
                self.blank(b' ');
                self.blank(b' ');
                self.within = match byte {
                    b'/' => Within::LineComment,
                    _ => Within::BlockComment,
                };
            }
            (Within::Slash, _) => {
                self.within = Within::Structure;
                self.significant(b'/');
                return self.take_structure(byte);
            }
            (Within::LineComment, b'\n') => {
                self.within = Within::Structure;
                self.blank(byte);
            }
            (Within::Star, b'/') => {
                self.within = Within::Structure;
                self.blank(b' ');
            }
            (Within::BlockComment | Within::Star, _) => {
                self.within = match byte {
                    b'*' => Within::Star,
                    _ => Within::BlockComment,
                };
                self.blank(byte);
            }
            (Within::LineComment, _) => self.blank(byte),
        }
        Ok(())
    }

    fn take_structure(&mut self, byte: u8) -> Result<(), TooMuch> {
        match byte {
            // A byte-order mark between documents that were put one behind the other.
            b' ' | b'\t' | b'\r' | b'\n' | 0xEF | 0xBB | 0xBF => {
                self.blank(byte);
                return Ok(());
            }
            b'/' => {
                self.within = Within::Slash;
                return Ok(());
            }
            b'"' => {
                self.within = Within::Text;
                self.text_length = 0;
            }
            b'{' | b'[' => {
                self.bounds.spend_value()?;
                self.depth += 1;
                if self.depth > DEEPEST {
                    return Err(TooMuch::Nesting);
                }
            }
            b'}' | b']' => self.depth = self.depth.saturating_sub(1),
            b',' | b':' => self.bounds.spend_value()?,
            _ => {}
        }
        self.significant(byte);
        Ok(())
    }

    /// A byte of a comment or between values.
    fn blank(&mut self, byte: u8) {
        let blank = if byte == b'\n' { b'\n' } else { b' ' };
        if self.held.is_empty() {
            self.ready.push(blank);
        } else if self.held.len() < LONGEST_GAP {
            self.held.push(blank);
        } else {
            self.ready.append(&mut self.held);
            self.ready.push(blank);
        }
    }

    /// A byte that means something: it shows whether the comma before it parts two values.
    fn significant(&mut self, byte: u8) {
        if !self.held.is_empty() && matches!(byte, b'}' | b']') {
            self.held[0] = b' ';
        }
        self.ready.append(&mut self.held);
        if byte == b',' && !matches!(self.last, 0 | b'[' | b'{' | b',' | b':') {
            self.held.push(byte);
        } else {
            self.ready.push(byte);
        }
        self.last = byte;
    }

    fn end(&mut self) {
        if self.within == Within::Slash {
            self.within = Within::Structure;
            self.significant(b'/');
        }
        self.ready.append(&mut self.held);
    }
}

impl<R: BufRead> Read for Jsonc<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.given == self.ready.len() {
            self.refill()?;
        }
        let left = &self.ready[self.given..];
        let length = left.len().min(buffer.len());
        buffer[..length].copy_from_slice(&left[..length]);
        self.given += length;
        Ok(length)
    }
}
