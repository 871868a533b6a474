//! What JSON says, in order and with repetitions: nothing is lost before it was looked at.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};

use super::remark::{Remark, Remarks};

/// A value of a document, or of a row.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Node {
    /// `null`.
    Null,
    /// `true` or `false`.
    Truth(bool),
    /// A number, as a text.
    Number(String),
    /// A text.
    Text(String),
    /// A list.
    List(Vec<Node>),
    /// An object: its members in order.
    Object(Vec<(String, Node)>),
}

impl Node {
    /// Its text; a number is a text too, and `null` none. What is of another form is said.
    pub(super) fn text(&self, field: &'static str, remarks: &mut Remarks) -> Option<&str> {
        match self {
            Self::Text(text) | Self::Number(text) => Some(text),
            Self::Null => None,
            Self::Truth(_) | Self::List(_) | Self::Object(_) => {
                remarks.say(field, &self.to_string(), Remark::FormUnexpected("a text"));
                None
            }
        }
    }

    /// Whether it says yes or no. What says neither is said.
    pub(super) fn truth(&self, field: &'static str, remarks: &mut Remarks) -> Option<bool> {
        match self {
            Self::Truth(truth) => Some(*truth),
            Self::Text(text) if text.trim().eq_ignore_ascii_case("true") => Some(true),
            Self::Text(text) if text.trim().eq_ignore_ascii_case("false") => Some(false),
            Self::Text(text) if text.trim().is_empty() => None,
            Self::Null => None,
            other => {
                remarks.say(field, &other.shown(), Remark::NotYesOrNo);
                None
            }
        }
    }

    /// The value as a report shows it: a text without quotes.
    pub(super) fn shown(&self) -> Cow<'_, str> {
        match self {
            Self::Text(text) | Self::Number(text) => text.into(),
            other => other.to_string().into(),
        }
    }

    /// Whether a text in it holds this.
    pub(super) fn holds(&self, part: &str) -> bool {
        match self {
            Self::Null | Self::Truth(_) | Self::Number(_) => false,
            Self::Text(text) => text.contains(part),
            Self::List(values) => values.iter().any(|value| value.holds(part)),
            Self::Object(members) => {
                let mut members = members.iter();
                members.any(|(name, value)| name.contains(part) || value.holds(part))
            }
        }
    }
}

impl fmt::Display for Node {
    /// The beginning of the value, as JSON has it: a report quotes no more.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Null => f.write_str("null"),
            Self::Truth(truth) => truth.fmt(f),
            Self::Number(number) => f.write_str(number),
            Self::Text(text) => write!(f, "\"{text}\""),
            Self::List(values) => match values.as_slice() {
                [] => f.write_str("[]"),
                [value] => write!(f, "[{value}]"),
                [value, ..] => write!(f, "[{value}, …]"),
            },
            Self::Object(members) => match members.as_slice() {
                [] => f.write_str("{}"),
                [(name, value)] => write!(f, "{{\"{name}\": {value}}}"),
                [(name, value), ..] => write!(f, "{{\"{name}\": {value}, …}}"),
            },
        }
    }
}

impl<'de> Deserialize<'de> for Node {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(NodeVisitor)
    }
}

/// Makes a node of whatever comes.
struct NodeVisitor;

impl<'de> Visitor<'de> for NodeVisitor {
    type Value = Node;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<Node, E> {
        Ok(Node::Null)
    }

    fn visit_bool<E>(self, truth: bool) -> Result<Node, E> {
        Ok(Node::Truth(truth))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Node, E> {
        Ok(Node::Number(number.to_string()))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Node, E> {
        Ok(Node::Number(number.to_string()))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Node, E> {
        Ok(Node::Number(number.to_string()))
    }

    fn visit_str<E>(self, text: &str) -> Result<Node, E> {
        Ok(Node::Text(text.to_owned()))
    }

    fn visit_string<E>(self, text: String) -> Result<Node, E> {
        Ok(Node::Text(text))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut values: A) -> Result<Node, A::Error> {
        let mut list = Vec::new();
        while let Some(value) = values.next_element()? {
            list.push(value);
        }
        Ok(Node::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Node, A::Error> {
        let mut object = Vec::new();
        while let Some(member) = members.next_entry()? {
            object.push(member);
        }
        Ok(Node::Object(object))
    }
}
