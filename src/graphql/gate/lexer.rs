//! The tokens of a document (section 2.1 of the specification), one after the other, without a copy.

use super::place;
use super::refusal::Refusal;

/// A token and where it stands, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) kind: Kind,
    pub(super) start: usize,
    pub(super) end: usize,
}

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A bracket or a sign, by its first character; `...` is `.`.
    Sign(u8),
    Name,
    /// A number, or what begins like one.
    Number,
    Text,
    /// A text between three quotation marks.
    Block,
}

/// The tokens of a document.
pub(super) struct Lexer<'d> {
    document: &'d str,
    at: usize,
}

impl<'d> Lexer<'d> {
    pub(super) fn new(document: &'d str) -> Self {
        Self { document, at: 0 }
    }

    fn rest(&self) -> &'d [u8] {
        &self.document.as_bytes()[self.at..]
    }

    fn skip_ignored(&mut self) {
        loop {
            self.at += match self.rest() {
                [b' ' | b'\t' | b'\n' | b'\r' | b',', ..] => 1,
                // A byte order mark.
                [0xEF, 0xBB, 0xBF, ..] => 3,
                [b'#', rest @ ..] => 1 + before(rest, |byte| matches!(byte, b'\n' | b'\r')),
                _ => return,
            };
        }
    }

    fn token(&self) -> Result<(Kind, usize), Refusal> {
        let rest = self.rest();
        Ok(match rest {
            [b'.', b'.', b'.', ..] => (Kind::Sign(b'.'), 3),
            [sign, ..] if b"!$&()=:@[]{|}?".contains(sign) => (Kind::Sign(*sign), 1),
            [b'_' | b'a'..=b'z' | b'A'..=b'Z', ..] => {
                (Kind::Name, before(rest, |byte| !is_of_name(byte)))
            }
            [b'-' | b'0'..=b'9', ..] => (Kind::Number, number(rest)),
            [b'"', b'"', b'"', ..] => (Kind::Block, self.block()?),
            [b'"', ..] => (Kind::Text, self.text()?),
            _ => return Err(self.refused("No token of a document begins with", self.at)),
        })
    }

    fn text(&self) -> Result<usize, Refusal> {
        let rest = self.rest();
        let mut at = 1;
        loop {
            match rest.get(at) {
                None | Some(b'\n' | b'\r') => return Err(self.unended()),
                Some(b'"') => return Ok(at + 1),
                Some(b'\\') if rest.get(at + 1).is_some_and(u8::is_ascii_graphic) => at += 2,
                Some(_) => at += 1,
            }
        }
    }

    fn block(&self) -> Result<usize, Refusal> {
        let rest = self.rest();
        let mut at = 3;
        while at < rest.len() {
            match &rest[at..] {
                [b'"', b'"', b'"', ..] => return Ok(at + 3),
                [b'\\', b'"', b'"', b'"', ..] => at += 4,
                _ => at += 1,
            }
        }
        Err(self.unended())
    }

    fn unended(&self) -> Refusal {
        let place = place::of(self.document, self.at);
        Refusal::parse("The text that begins here does not end.", place)
    }

    fn refused(&self, what: &str, at: usize) -> Refusal {
        let character = self.document[at..].chars().next().unwrap_or_default();
        let place = place::of(self.document, at);
        Refusal::parse(&format!("{what} {character:?}."), place)
    }
}

impl Iterator for Lexer<'_> {
    type Item = Result<Token, Refusal>;

    fn next(&mut self) -> Option<Self::Item> {
        self.skip_ignored();
        if self.at == self.document.len() {
            return None;
        }
        let start = self.at;
        let (kind, length) = match self.token() {
            Ok(token) => token,
            Err(refusal) => {
                self.at = self.document.len();
                return Some(Err(refusal));
            }
        };
        self.at += length;
        let end = self.at;
        Some(Ok(Token { kind, start, end }))
    }
}

fn is_of_name(byte: u8) -> bool {
    byte == b'_' || byte.is_ascii_alphanumeric()
}

/// How many bytes stand before the first of these.
fn before(bytes: &[u8], mut is_end: impl FnMut(u8) -> bool) -> usize {
    let end = bytes.iter().position(|byte| is_end(*byte));
    end.unwrap_or(bytes.len())
}

/// The length of a number. What is glued to it belongs to it: the parser refuses it as a whole.
fn number(bytes: &[u8]) -> usize {
    let mut last = 0;
    1 + before(&bytes[1..], |byte| {
        let is_sign_of_exponent = matches!(byte, b'+' | b'-') && matches!(last, b'e' | b'E');
        let belongs = is_of_name(byte) || byte == b'.' || is_sign_of_exponent;
        last = byte;
        !belongs
    })
}
