//! A spot in a document: a value together with where it stands, so that whatever is wrong with it can be said.

use crate::domain::link::{Cloud, LinkTarget, ResourceKind};
use crate::exchange::node::Node;
use crate::exchange::place::Place;
use crate::exchange::quote::quote;
use crate::exchange::remark::{Refusal, Remark, Remarks, Warning};
use crate::exchange::{channel, texts};

/// A value and where it stands.
#[derive(Clone, Debug)]
pub(super) struct Spot<'d> {
    /// Its JSON path, such as `$.resources[3].title`.
    pub(super) path: String,
    /// The member that it is, as its format names it.
    pub(super) field: &'static str,
    /// The value.
    pub(super) node: &'d Node,
}

impl<'d> Spot<'d> {
    /// The document itself.
    pub(super) fn of(path: String, node: &'d Node) -> Self {
        Self {
            path,
            field: "",
            node,
        }
    }

    /// Where it stands.
    pub(super) fn place(&self) -> Place {
        Place::path(self.path.clone())
    }

    /// Says something about the value.
    pub(super) fn say(&self, value: &str, remark: Remark, warnings: &mut Vec<Warning>) {
        self.remarks(warnings).say(self.field, value, remark);
    }

    /// Collects what there is to say about the value.
    pub(super) fn remarks<'w>(&self, warnings: &'w mut Vec<Warning>) -> Remarks<'w> {
        Remarks {
            at: self.place(),
            warnings,
        }
    }

    /// What is told here cannot be taken.
    pub(super) fn refusal(&self, reason: impl Into<String>) -> Refusal {
        Refusal {
            at: self.place(),
            reason: reason.into(),
        }
    }

    /// The members of an object, `null` left out; nothing else has any.
    pub(super) fn members(&self) -> impl Iterator<Item = (&'d str, Spot<'d>)> {
        self.named()
            .map(|(name, node)| (name, self.member(name, node)))
    }

    fn named(&self) -> impl Iterator<Item = (&'d str, &'d Node)> + use<'d> {
        let members: &[(String, Node)] = match self.node {
            Node::Object(members) => members,
            _ => &[],
        };
        let told = members.iter().filter(|(_, node)| *node != Node::Null);
        told.map(|(name, node)| (name.as_str(), node))
    }

    /// A member of an object.
    pub(super) fn member(&self, name: &str, node: &'d Node) -> Spot<'d> {
        Spot {
            path: format!("{}{}", self.path, step(name)),
            field: self.field,
            node,
        }
    }

    /// A member of an object, in any spelling of its name; `null` is absent. Named twice, the first counts.
    pub(super) fn get(&self, field: &'static str, warnings: &mut Vec<Warning>) -> Option<Spot<'d>> {
        self.find(field, |name| is_same_name(name, field), warnings)
    }

    /// The first member of an object with a name that is meant.
    pub(super) fn find(
        &self,
        field: &'static str,
        is_meant: impl Fn(&str) -> bool,
        warnings: &mut Vec<Warning>,
    ) -> Option<Spot<'d>> {
        let mut meant = self.named().filter(|(name, _)| is_meant(name));
        let (name, node) = meant.next()?;
        for (name, again) in meant.filter(|(_, again)| *again != node) {
            let mut remarks = self.member(name, again).remarks(warnings);
            remarks.say(field, &again.to_string(), Remark::ColumnTwice);
        }
        let spot = self.member(name, node);
        Some(Spot { field, ..spot })
    }

    /// Whether it is an object that has such a member.
    pub(super) fn has(&self, field: &str) -> bool {
        self.named().any(|(name, _)| is_same_name(name, field))
    }

    /// The values of a list; nothing else has any.
    pub(super) fn values(&self) -> impl Iterator<Item = Spot<'d>> {
        let values: &[Node] = match self.node {
            Node::List(values) => values,
            _ => &[],
        };
        values.iter().enumerate().map(|(at, node)| Spot {
            path: format!("{}[{at}]", self.path),
            field: self.field,
            node,
        })
    }

    /// The values of a member that is a list.
    pub(super) fn list(&self, field: &'static str, warnings: &mut Vec<Warning>) -> Vec<Spot<'d>> {
        let Some(list) = self.get(field, warnings) else {
            return Vec::new();
        };
        if !matches!(list.node, Node::List(_)) {
            list.say_form("a list", warnings);
        }
        list.values().collect()
    }

    /// A member that is an object.
    pub(super) fn object(
        &self,
        field: &'static str,
        warnings: &mut Vec<Warning>,
    ) -> Option<Spot<'d>> {
        let object = self.get(field, warnings)?;
        object.is_object(warnings).then_some(object)
    }

    /// Whether it is an object; what is none is said.
    pub(super) fn is_object(&self, warnings: &mut Vec<Warning>) -> bool {
        let is_object = matches!(self.node, Node::Object(_));
        if !is_object {
            self.say_form("an object", warnings);
        }
        is_object
    }

    /// Whether it is an address, and not a text in the place of one.
    pub(super) fn is_address(&self) -> bool {
        matches!(self.node, Node::Text(text) if text.contains("://") && !text.trim().contains(' '))
    }

    /// What it says in one line; a number is a text too.
    pub(super) fn line(&self, warnings: &mut Vec<Warning>) -> Option<String> {
        let written = self.written(warnings)?;
        texts::line(self.field, written, &mut self.remarks(warnings))
    }

    /// The same, cut where it is too long.
    pub(super) fn line_of(&self, longest: usize, warnings: &mut Vec<Warning>) -> Option<String> {
        let line = self.line(warnings)?;
        let mut remarks = self.remarks(warnings);
        Some(texts::cut(self.field, line, longest, &mut remarks))
    }

    /// What it says in several lines, cut where it is too long.
    pub(super) fn lines_of(&self, longest: usize, warnings: &mut Vec<Warning>) -> Option<String> {
        let written = self.written(warnings)?;
        let mut remarks = self.remarks(warnings);
        let lines = texts::lines(self.field, written, &mut remarks)?;
        Some(texts::cut(self.field, lines, longest, &mut remarks))
    }

    /// The word of the field that it says.
    pub(super) fn word<T>(
        &self,
        read: impl Fn(&'static str, &str, &mut Remarks) -> Option<T>,
        warnings: &mut Vec<Warning>,
    ) -> Option<T> {
        let written = self.line(warnings)?;
        read(self.field, &written, &mut self.remarks(warnings))
    }

    /// Whether it says yes or no.
    pub(super) fn truth(&self, warnings: &mut Vec<Warning>) -> Option<bool> {
        self.node.truth(self.field, &mut self.remarks(warnings))
    }

    /// The address of a page that it holds.
    pub(super) fn address(&self, warnings: &mut Vec<Warning>) -> Option<String> {
        let written = self.line(warnings)?;
        let mut remarks = self.remarks(warnings);
        channel::taken(self.field, &written, channel::link, &mut remarks)
    }

    /// The page that it leads to.
    pub(super) fn link(
        &self,
        kind: ResourceKind,
        cloud: Cloud,
        warnings: &mut Vec<Warning>,
    ) -> Option<LinkTarget> {
        Some(LinkTarget {
            kind,
            cloud,
            url: self.address(warnings)?,
            title: None,
        })
    }

    /// Says that the value is of a form that says nothing here.
    pub(super) fn say_form(&self, wanted: &'static str, warnings: &mut Vec<Warning>) {
        let value = self.node.to_string();
        self.say(&value, Remark::FormUnexpected(wanted), warnings);
    }

    fn written(&self, warnings: &mut Vec<Warning>) -> Option<&'d str> {
        let mut remarks = self.remarks(warnings);
        let written = self.node.text(self.field, &mut remarks)?;
        texts::told(self.field, written, &mut remarks)
    }
}

/// Whether two names are one: `languageID`, `languageId` and `language_id` are.
pub(in crate::exchange) fn is_same_name(one: &str, other: &str) -> bool {
    fn letters(name: &str) -> impl Iterator<Item = u8> {
        let bytes = name.bytes().filter(|byte| !matches!(byte, b'_' | b'-'));
        bytes.map(|byte| byte.to_ascii_lowercase())
    }
    one == other || letters(one).eq(letters(other))
}

/// A step from an object to its member, as JSON paths write it.
fn step(name: &str) -> String {
    let is_plain = |name: &str| {
        let mut letters = name.chars();
        letters
            .next()
            .is_some_and(|first| first.is_alphabetic() || matches!(first, '_' | '$'))
            && letters.all(|letter| letter.is_alphanumeric() || matches!(letter, '_' | '$'))
    };
    if is_plain(name) {
        format!(".{}", quote(name))
    } else {
        format!("['{}']", quote(name).replace('\'', "\\'"))
    }
}
