//! How many things a field may give.

use async_graphql::parser::types::{self, BaseType, FieldDefinition, Type};
use async_graphql::{Name, Value as Constant};
use async_graphql_value::Value;

use super::contract::{Argument, name_of};
use super::given::Known;
use crate::domain::page::{LARGEST_PAGE, USUAL_PAGE};

/// How many things a list is taken to hold of which the contract says nothing: one of words, which have no fields.
const UNSAID: u64 = 10;

/// By what the number of things is known that a field may give.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Items {
    /// It gives one thing, or none.
    One,
    /// It gives a page, in whose lists there are as many as are asked for.
    Connection,
    /// It gives a list of the page that it belongs to.
    OfPage,
    /// It gives a list of as many as are asked for.
    AskedFor,
    /// It gives one for each item of this argument.
    ForEach(Name),
    /// It gives this many at most, as the contract says.
    Said(u64),
    /// It gives nobody knows how many.
    Unsaid,
}

impl Items {
    /// How many a field may give: one of a connection, or of a type that is one.
    pub(super) fn of(
        field: &FieldDefinition,
        is_of_connection: bool,
        is_connection: impl Fn(&str) -> bool,
    ) -> Self {
        let ty = &field.ty.node;
        let is_list = matches!(ty.base, BaseType::List(_));
        if !is_list {
            return if is_connection(name_of(ty)) {
                Self::Connection
            } else {
                Self::One
            };
        }
        let name = field.name.node.as_str();
        if is_of_connection && matches!(name, "edges" | "nodes") {
            return Self::OfPage;
        }
        if field
            .arguments
            .iter()
            .any(|argument| is_size(&argument.node.name.node))
        {
            return Self::AskedFor;
        }
        let each = field
            .arguments
            .iter()
            .map(|argument| &argument.node)
            .find(|argument| {
                let Type { base, nullable } = &argument.ty.node;
                !nullable && matches!(base, BaseType::List(_))
            });
        match (said(field), each) {
            (Some(said), _) => Self::Said(said),
            (None, Some(argument)) => Self::ForEach(argument.name.node.clone()),
            (None, None) => Self::Unsaid,
        }
    }

    /// How many things that are, for a field that is asked for with these arguments.
    pub(super) fn number(
        &self,
        field: &types::Field,
        arguments: &[Argument],
        given: Known<'_>,
    ) -> u64 {
        match self {
            Self::One | Self::OfPage => 1,
            Self::Said(number) => *number,
            Self::Unsaid => UNSAID,
            Self::ForEach(name) => match field.get_argument(name).map(|value| &value.node) {
                Some(Value::List(items)) => items.len() as u64,
                Some(Value::Variable(name)) => match given.get(name) {
                    Some(Constant::List(items)) => items.len() as u64,
                    _ => 1,
                },
                _ => 1,
            },
            Self::Connection | Self::AskedFor => {
                let sizes = arguments.iter().filter(|argument| is_size(&argument.name));
                let size = sizes
                    .filter_map(|argument| size(argument, field, given))
                    .max();
                size.unwrap_or(u64::from(USUAL_PAGE))
                    .min(u64::from(LARGEST_PAGE))
            }
        }
    }
}

/// Whether an argument says how many things are wanted.
fn is_size(name: &str) -> bool {
    matches!(name, "first" | "last")
}

/// How many things an argument asks for. What is no size is refused where it is read.
fn size(argument: &Argument, field: &types::Field, given: Known<'_>) -> Option<u64> {
    let value = match field.get_argument(&argument.name).map(|value| &value.node) {
        Some(Value::Number(size)) => return size.as_u64(),
        Some(Value::Variable(name)) => given.get(name),
        Some(_) => return None,
        None => argument.default.as_ref(),
    };
    match value.or(argument.default.as_ref())? {
        Constant::Number(size) => size.as_u64(),
        _ => None,
    }
}

/// The size that the contract says: `@listSize(assumedSize:)`.
fn said(field: &FieldDefinition) -> Option<u64> {
    let directives = field.directives.iter().map(|directive| &directive.node);
    let mut said = directives.filter(|directive| directive.name.node == "listSize");
    match &said.next()?.get_argument("assumedSize")?.node {
        Constant::Number(size) => size.as_u64(),
        _ => None,
    }
}
