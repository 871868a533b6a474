//! The contract as the gate knows it: every type with its fields, and how many things a field may give.
//!
//! It is read once, off the schema that clients read.

use std::collections::{BTreeSet, HashMap};
use std::sync::LazyLock;

use async_graphql::Name;
use async_graphql::parser::types::{BaseType, DirectiveLocation, OperationType, Type};
use async_graphql_value::ConstValue;

use super::items::Items;
use super::reading;
use crate::graphql::sdl;

/// The contract of this service.
pub(super) fn contract() -> &'static Contract {
    static CONTRACT: LazyLock<Contract> = LazyLock::new(|| Contract::read(&sdl()));
    &CONTRACT
}

/// Types, directives, and where documents begin.
#[derive(Debug, Default)]
pub(super) struct Contract {
    pub(super) kinds: HashMap<Name, Kind>,
    pub(super) directives: HashMap<Name, Directive>,
    pub(super) query: Option<Name>,
    pub(super) mutation: Option<Name>,
    pub(super) subscription: Option<Name>,
}

/// What a type is.
#[derive(Debug)]
pub(super) enum Kind {
    Scalar,
    Enum(Vec<Name>),
    Input(Input),
    Composite(Composite),
}

/// An object that is given.
#[derive(Debug)]
pub(super) struct Input {
    pub(super) fields: Vec<Argument>,
    /// Whether exactly one of the fields is given.
    pub(super) is_one_of: bool,
}

/// An object, an interface or a union.
#[derive(Debug, Default)]
pub(super) struct Composite {
    pub(super) fields: HashMap<Name, Field>,
    /// The objects that it may be.
    pub(super) objects: BTreeSet<Name>,
    pub(super) is_object: bool,
}

/// A field, and what it gives.
#[derive(Clone, Debug)]
pub(super) struct Field {
    pub(super) arguments: Vec<Argument>,
    pub(super) ty: Type,
    pub(super) items: Items,
}

/// An argument, or a field of an input.
#[derive(Clone, Debug)]
pub(super) struct Argument {
    pub(super) name: Name,
    pub(super) ty: Type,
    pub(super) default: Option<ConstValue>,
}

impl Argument {
    /// Whether it cannot be left out.
    pub(super) fn is_needed(&self) -> bool {
        !self.ty.nullable && self.default.is_none()
    }
}

/// A directive that documents may carry, or the schema. None may stand twice in one place: the parser takes all for
/// repeatable, and none of ours is.
#[derive(Debug)]
pub(super) struct Directive {
    pub(super) arguments: Vec<Argument>,
    pub(super) locations: Vec<DirectiveLocation>,
}

impl Contract {
    /// Reads a contract off a schema.
    pub(super) fn read(sdl: &str) -> Self {
        reading::read(sdl)
    }

    /// The type at the root of operations of this kind.
    pub(super) fn root(&self, kind: OperationType) -> Option<&str> {
        let root = match kind {
            OperationType::Query => &self.query,
            OperationType::Mutation => &self.mutation,
            OperationType::Subscription => &self.subscription,
        };
        root.as_deref()
    }

    /// The names of some types.
    pub(super) fn names(&self, is_meant: impl Fn(&Kind) -> bool) -> impl Iterator<Item = &str> {
        let meant = self.kinds.iter().filter(move |(_, kind)| is_meant(kind));
        meant.map(|(name, _)| name.as_str())
    }

    pub(super) fn composite(&self, name: &str) -> Option<&Composite> {
        match self.kinds.get(name)? {
            Kind::Composite(composite) => Some(composite),
            _ => None,
        }
    }

    /// A field of a type; `__typename` is one of each.
    pub(super) fn field(&self, of: &str, name: &str) -> Option<&Field> {
        static TYPE_NAME: LazyLock<Field> = LazyLock::new(|| Field {
            arguments: Vec::new(),
            ty: Type::new("String!").expect("it is a type"),
            items: Items::One,
        });
        let composite = self.composite(of)?;
        if name == "__typename" {
            return Some(&TYPE_NAME);
        }
        composite.fields.get(name)
    }

    /// Whether something may be of both types.
    pub(super) fn overlap(&self, one: &str, other: &str) -> bool {
        let (Some(one), Some(other)) = (self.composite(one), self.composite(other)) else {
            return true;
        };
        !one.objects.is_disjoint(&other.objects)
    }
}

/// The name of a type, apart from lists of it.
pub(super) fn name_of(ty: &Type) -> &Name {
    match &ty.base {
        BaseType::Named(name) => name,
        BaseType::List(item) => name_of(item),
    }
}
