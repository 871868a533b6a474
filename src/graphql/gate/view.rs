//! A value, whether variables may stand in it or not.

use async_graphql::indexmap::IndexMap;
use async_graphql::{Name, Value as Constant};
use async_graphql_value::Value;
use serde_json::Number;

/// What a value is.
pub(super) enum View<'v, V> {
    Variable(&'v Name),
    Null,
    Number(&'v Number),
    Text(&'v str),
    Boolean,
    /// The bytes of a file.
    Bytes,
    Word(&'v Name),
    List(&'v [V]),
    Object(&'v IndexMap<Name, V>),
}

/// A value that can be looked at.
pub(super) trait Viewed: Sized + ToString {
    fn view(&self) -> View<'_, Self>;

    /// It without variables; nothing if there are any.
    fn constant(&self) -> Option<Constant>;
}

impl Viewed for Value {
    fn view(&self) -> View<'_, Self> {
        match self {
            Self::Variable(name) => View::Variable(name),
            Self::Null => View::Null,
            Self::Number(number) => View::Number(number),
            Self::String(text) => View::Text(text),
            Self::Boolean(_) => View::Boolean,
            Self::Binary(_) => View::Bytes,
            Self::Enum(word) => View::Word(word),
            Self::List(items) => View::List(items),
            Self::Object(fields) => View::Object(fields),
        }
    }

    fn constant(&self) -> Option<Constant> {
        self.clone().into_const()
    }
}

impl Viewed for Constant {
    fn view(&self) -> View<'_, Self> {
        match self {
            Self::Null => View::Null,
            Self::Number(number) => View::Number(number),
            Self::String(text) => View::Text(text),
            Self::Boolean(_) => View::Boolean,
            Self::Binary(_) => View::Bytes,
            Self::Enum(word) => View::Word(word),
            Self::List(items) => View::List(items),
            Self::Object(fields) => View::Object(fields),
        }
    }

    fn constant(&self) -> Option<Constant> {
        Some(self.clone())
    }
}
