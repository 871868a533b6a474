//! Fields that are given twice in one object (rule 5.6.3): the parser keeps the last one, and tells nobody.

use std::collections::HashSet;

use super::lexer::Kind;

/// The objects that are open, and what was given in each.
#[derive(Debug, Default)]
pub(super) struct Repeated<'d> {
    open: Vec<Open<'d>>,
    /// The last name; a colon makes a field of it.
    last: Option<&'d str>,
}

#[derive(Debug)]
enum Open<'d> {
    /// Selections, a list: nothing that has fields.
    Other,
    /// Arguments, or variables: braces in them are objects.
    Arguments,
    Object(HashSet<&'d str>),
}

impl<'d> Repeated<'d> {
    /// Takes in the next token; gives the name that it repeats.
    pub(super) fn see(&mut self, kind: Kind, text: &'d str) -> Option<&'d str> {
        let last = self.last.take();
        match kind {
            Kind::Name => self.last = Some(text),
            Kind::Sign(b'(') => self.open.push(Open::Arguments),
            Kind::Sign(b'[') => self.open.push(match self.open.last() {
                Some(Open::Arguments | Open::Object(_)) => Open::Arguments,
                _ => Open::Other,
            }),
            Kind::Sign(b'{') => self.open.push(match self.open.last() {
                Some(Open::Arguments | Open::Object(_)) => Open::Object(HashSet::new()),
                _ => Open::Other,
            }),
            Kind::Sign(b')' | b']' | b'}') => {
                self.open.pop();
            }
            Kind::Sign(b':') => {
                if let (Some(name), Some(Open::Object(fields))) = (last, self.open.last_mut())
                    && !fields.insert(name)
                {
                    return Some(name);
                }
            }
            _ => {}
        }
        None
    }
}
