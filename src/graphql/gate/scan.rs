//! What is looked at before a document is parsed: its tokens, once, from the first to the last.

use std::borrow::Cow;

use super::bound::{Bound, Exceeded};
use super::lexer::{Kind, Lexer, Token};
use super::place;
use super::refusal::{Refusal, quoted};
use super::repeated::Repeated;
use super::spacing::{Rewritten, Spacing};
use super::texts;

/// How deep brackets of any kind may nest. The parser recurses, and gives up at 64; where nothing stops it, values that
/// nest a thousand deep overflow its stack.
pub(super) const DEEPEST_NESTING: usize = 50;

/// A document that may be parsed.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Scanned<'d> {
    /// It, in words that the parser knows.
    pub(super) document: Cow<'d, str>,
    pub(super) tokens: u64,
}

/// Scans a document of at most so many tokens.
pub(super) fn scan(document: &str, most_tokens: usize) -> Result<Scanned<'_>, Vec<Refusal>> {
    let mut scan = Scan {
        document,
        tokens: 0,
        depth: 0,
        deepest: 0,
        begins: true,
        last: None,
        written: String::new(),
        copied: 0,
        spacing: Spacing::default(),
        repeated: Repeated::default(),
        refused: Vec::new(),
    };
    for token in Lexer::new(document) {
        scan.see(token.map_err(|refusal| vec![refusal])?)?;
    }
    scan.end(most_tokens)
}

struct Scan<'d> {
    document: &'d str,
    tokens: u64,
    depth: usize,
    deepest: usize,
    /// Whether the next word begins a definition.
    begins: bool,
    last: Option<Kind>,
    /// What is written otherwise for the parser, and how much of the document stands in it.
    written: String,
    copied: usize,
    spacing: Spacing,
    repeated: Repeated<'d>,
    refused: Vec<Refusal>,
}

impl<'d> Scan<'d> {
    fn see(&mut self, token: Token) -> Result<(), Vec<Refusal>> {
        self.tokens += 1;
        let text = &self.document[token.start..token.end];
        if let Some(rewritten) = self.spacing.see(self.document, token) {
            self.write(&rewritten);
        }
        match token.kind {
            Kind::Sign(b'{' | b'[' | b'(') => {
                self.depth += 1;
                self.deepest = self.deepest.max(self.depth);
            }
            Kind::Sign(b')') if self.last == Some(Kind::Sign(b'(')) => {
                return Err(self.unexpected("Nothing stands between", "()", token));
            }
            Kind::Sign(b'}' | b']' | b')') => self.depth = self.depth.saturating_sub(1),
            Kind::Name if self.begins && is_glued(text) => {
                return Err(self.unexpected("No definition begins with", text, token));
            }
            Kind::Number if is_too_large(text) => {
                let message = format!("No number is as large as `{}`.", quoted(text));
                let place = place::of(self.document, token.start);
                return Err(vec![Refusal::rule(message, place)]);
            }
            Kind::Text | Kind::Block => self.rewrite(token).map_err(|refusal| vec![refusal])?,
            _ => {}
        }
        self.begins = self.depth == 0 && token.kind == Kind::Sign(b'}');
        self.last = Some(token.kind);
        // Beyond the bound nothing is kept: the document is refused.
        if self.deepest <= DEEPEST_NESTING
            && let Some(name) = self.repeated.see(token.kind, text)
        {
            let message = format!("The field `{}` is there twice.", quoted(name));
            self.refused.push(Refusal::rule(
                message,
                place::of(self.document, token.start),
            ));
        }
        Ok(())
    }

    fn unexpected(&self, what: &str, text: &str, token: Token) -> Vec<Refusal> {
        let message = format!("{what} `{}`.", quoted(text));
        vec![Refusal::parse(
            &message,
            place::of(self.document, token.start),
        )]
    }

    fn rewrite(&mut self, token: Token) -> Result<(), Refusal> {
        let Token { start, end, .. } = token;
        if let Some(text) = texts::for_parser(self.document, start, end)? {
            self.write(&Rewritten { start, end, text });
        }
        Ok(())
    }

    fn write(&mut self, rewritten: &Rewritten) {
        self.written
            .push_str(&self.document[self.copied..rewritten.start]);
        self.written.push_str(&rewritten.text);
        self.copied = rewritten.end;
    }

    fn end(mut self, most_tokens: usize) -> Result<Scanned<'d>, Vec<Refusal>> {
        let exceeded = [
            Exceeded::check(Bound::Tokens, self.tokens, most_tokens),
            Exceeded::check(Bound::Nesting, self.deepest as u64, DEEPEST_NESTING),
        ];
        let exceeded: Vec<Refusal> = exceeded.into_iter().flatten().map(Refusal::from).collect();
        if !exceeded.is_empty() {
            return Err(exceeded);
        }
        if !self.refused.is_empty() {
            return Err(self.refused);
        }
        let document = if self.copied == 0 {
            Cow::Borrowed(self.document)
        } else {
            self.written.push_str(&self.document[self.copied..]);
            Cow::Owned(self.written)
        };
        Ok(Scanned {
            document,
            tokens: self.tokens,
        })
    }
}

/// Whether a word at the beginning of a definition is none, and the parser would take its beginning for one.
fn is_glued(word: &str) -> bool {
    let beginnings = ["query", "mutation", "subscription", "fragment"];
    beginnings
        .iter()
        .any(|beginning| word.len() > beginning.len() && word.starts_with(beginning))
}

/// Whether nobody can tell how large a number is. `-inf` is none.
fn is_too_large(number: &str) -> bool {
    let ends_in_digit = number.ends_with(|last: char| last.is_ascii_digit());
    ends_in_digit && number.parse().is_ok_and(f64::is_infinite)
}
