//! Blanks and comments where the specification lets them stand and the parser does not: within a type, and a comment
//! after `on`. They are put elsewhere before it reads them, so that what follows stays in its line and column.

use super::lexer::{Kind, Token};

/// What stands between two bytes of a document, as the parser reads it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Rewritten {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) text: String,
}

/// Follows the tokens of a document, one after the other.
#[derive(Default)]
pub(super) struct Spacing {
    at: At,
    /// Where a type begins, while one is read.
    start: usize,
    /// Its tokens, and what stands between them.
    tokens: String,
    between: String,
    last: Option<Token>,
}

/// How far the definition of a variable has come; only there does a name with `$` stand before `:`.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum At {
    #[default]
    Elsewhere,
    Dollar,
    Variable,
    Colon,
    Type,
}

impl Spacing {
    /// Takes a token; what is to be written otherwise of what stands before it.
    pub(super) fn see(&mut self, document: &str, token: Token) -> Option<Rewritten> {
        let last = self.last.replace(token);
        let gap = last.map_or(0, |last| last.end)..token.start;
        if self.at == At::Type && last.is_some_and(|last| goes_on(last.kind, token.kind)) {
            self.between.push_str(&document[gap]);
            self.tokens.push_str(&document[token.start..token.end]);
            return None;
        }
        let ended = (self.at == At::Type).then(|| self.end(gap.start));
        self.at = match (self.at, token.kind) {
            (_, Kind::Sign(b'$')) => At::Dollar,
            (At::Dollar, Kind::Name) => At::Variable,
            (At::Variable, Kind::Sign(b':')) => At::Colon,
            (At::Colon, Kind::Sign(b'[') | Kind::Name) => self.begin(document, token),
            _ => At::Elsewhere,
        };
        let follows_on = last.is_some_and(|last| &document[last.start..last.end] == "on");
        let comment = (follows_on && document[gap.clone()].contains('#')).then(|| Rewritten {
            text: blank(&document[gap.clone()]),
            start: gap.start,
            end: gap.end,
        });
        ended.flatten().or(comment)
    }

    fn begin(&mut self, document: &str, token: Token) -> At {
        self.start = token.start;
        self.tokens.clear();
        self.between.clear();
        self.tokens.push_str(&document[token.start..token.end]);
        At::Type
    }

    /// The type that ended here, with what stood within it behind it.
    fn end(&mut self, end: usize) -> Option<Rewritten> {
        let text = (!self.between.is_empty()).then(|| format!("{}{}", self.tokens, self.between));
        text.map(|text| Rewritten {
            start: self.start,
            end,
            text,
        })
    }
}

/// Whether a type goes on from one token to the next.
fn goes_on(last: Kind, next: Kind) -> bool {
    match last {
        Kind::Sign(b'[') => matches!(next, Kind::Sign(b'[') | Kind::Name),
        _ => matches!(next, Kind::Sign(b'!' | b']')),
    }
}

/// Blanks, as many as there are characters, in as many lines.
fn blank(gap: &str) -> String {
    let blank = |character| match character {
        '\n' | '\r' => character,
        _ => ' ',
    };
    gap.chars().map(blank).collect()
}

#[cfg(test)]
mod tests {
    use super::super::lexer::Lexer;
    use super::*;

    fn rewritten(document: &str) -> Vec<String> {
        let mut spacing = Spacing::default();
        let tokens = Lexer::new(document).map(|token| token.expect("it is one"));
        let rewritten = tokens.filter_map(|token| spacing.see(document, token));
        rewritten
            .map(|rewritten| {
                let Rewritten { start, end, text } = rewritten;
                assert_eq!(text.chars().count(), document[start..end].chars().count());
                text
            })
            .collect()
    }

    #[test]
    fn what_stands_within_a_type_comes_behind_it() {
        for (document, types) in [
            (
                "query($a : Int !, $b: [ Int ! ] ) {",
                vec!["Int! ", "[Int!]   "],
            ),
            (
                "($a: [ # ä ]!\n [Int]\n]!=[[ 1 ]] $b:A)",
                vec!["[[Int]]! # ä ]!\n \n"],
            ),
            (
                "($a:[Int!]! $b:Int=1) { a(b: $b c: [ 1 ] d: {e: $a f: [ 2 ]}) }",
                vec![],
            ),
        ] {
            assert_eq!(rewritten(document), types, "{document}");
        }
    }

    #[test]
    fn a_comment_after_on_is_blanked() {
        for (document, gaps) in [
            ("{ ...on#ä!\nOffer { a } }", vec!["   \n"]),
            ("fragment a on # b\r\n # c\n Offer", vec!["    \r\n    \n "]),
            ("fragment on on\nOffer { on, # b\n id }", vec!["     \n "]),
            ("{ ... on, Offer { only # b\n } }", vec![]),
        ] {
            assert_eq!(rewritten(document), gaps, "{document}");
        }
    }
}
