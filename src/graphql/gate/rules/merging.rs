//! Fields of one name are one field (rule 5.3.2): an answer has no room for two.
//!
//! What would stand under one name is gathered level by level, as in the answer, and each is held against the first
//! of its name: once for what may be of one object, which has to be the same field with the same arguments, and once
//! for all, which have to be of the same shape. Both look at each field of the unfolded document about once; where
//! interfaces and objects alternate it may be more often, and so it is counted.

use std::collections::HashSet;

use async_graphql::indexmap::IndexMap;
use async_graphql::parser::types::{
    BaseType, ExecutableDocument, Field, OperationDefinition, Selection, SelectionSet, Type,
};
use async_graphql::{Name, Positioned};

use crate::graphql::gate::bound::{Bound, Exceeded};
use crate::graphql::gate::contract::{self, Contract, name_of};
use crate::graphql::gate::refusal::{Refusal, quoted};

/// How many fields are looked at for one operation. Sound documents stay far below; others are refused for it.
const MOST_LOOKS: usize = 200_000;

/// Checks what an operation selects, in which all else is sound. One conflict is told: it often leads to others.
pub(super) fn check(
    contract: &Contract,
    document: &ExecutableDocument,
    operation: &OperationDefinition,
) -> Result<(), Refusal> {
    let mut merging = Merging {
        contract,
        document,
        looks: 0,
    };
    let Some(root) = contract.root(operation.ty) else {
        return Ok(());
    };
    let sets = [(&operation.selection_set.node, root)];
    merging.same_fields(&sets)?;
    merging.same_shapes(&sets)
}

/// A field, and the type that it is of.
#[derive(Clone, Copy)]
struct Selected<'d> {
    field: &'d Positioned<Field>,
    of: &'d str,
    known: &'d contract::Field,
}

/// What is selected of a type, several times over.
type Sets<'d> = [(&'d SelectionSet, &'d str)];

/// The fields that would stand under each name.
type Groups<'d> = IndexMap<&'d Name, Vec<Selected<'d>>>;

struct Merging<'d> {
    contract: &'d Contract,
    document: &'d ExecutableDocument,
    looks: usize,
}

impl<'d> Merging<'d> {
    // The recursion is bounded: fields nest no deeper than the scales let through.
    fn same_fields(&mut self, sets: &Sets<'d>) -> Result<(), Refusal> {
        for (name, fields) in self.gather(sets)? {
            for alike in self.by_object(&fields) {
                let (first, others) = alike.split_first().expect("a group has a field");
                for other in others {
                    expect_same_field(name, first, other)?;
                }
                self.same_fields(&inside(&alike))?;
            }
        }
        Ok(())
    }

    fn same_shapes(&mut self, sets: &Sets<'d>) -> Result<(), Refusal> {
        for (name, fields) in self.gather(sets)? {
            let (first, others) = fields.split_first().expect("a group has a field");
            for other in others {
                if !self.is_same_shape(&first.known.ty, &other.known.ty) {
                    let (one, another) = (&first.known.ty, &other.known.ty);
                    let why = format!("one gives `{one}`, another `{another}`");
                    return Err(conflict(name, &why, first, other));
                }
            }
            self.same_shapes(&inside(&fields))?;
        }
        Ok(())
    }

    /// Gathers the fields of some selections, with those of their fragments.
    fn gather(&mut self, sets: &Sets<'d>) -> Result<Groups<'d>, Refusal> {
        let mut groups = Groups::new();
        let mut seen = HashSet::new();
        // The last is taken first: the order of the document is kept.
        let mut open: Vec<_> = sets
            .iter()
            .rev()
            .flat_map(|(set, of)| backwards(set, of))
            .collect();
        while let Some((selection, of)) = open.pop() {
            self.looks += 1;
            if let Some(exceeded) =
                Exceeded::check(Bound::Selections, self.looks as u64, MOST_LOOKS)
            {
                return Err(exceeded.into());
            }
            match selection {
                Selection::Field(field) => {
                    let known = self.contract.field(of, &field.node.name.node);
                    if let Some(known) = known {
                        let selected = Selected { field, of, known };
                        groups
                            .entry(&field.node.response_key().node)
                            .or_default()
                            .push(selected);
                    }
                }
                Selection::InlineFragment(fragment) => {
                    let fragment = &fragment.node;
                    let on = fragment
                        .type_condition
                        .as_ref()
                        .map(|on| on.node.on.node.as_str());
                    open.extend(backwards(&fragment.selection_set.node, on.unwrap_or(of)));
                }
                Selection::FragmentSpread(spread) => {
                    let name = &spread.node.fragment_name.node;
                    let fragment = self
                        .document
                        .fragments
                        .get(name)
                        .map(|fragment| &fragment.node);
                    if let Some(fragment) = fragment.filter(|_| seen.insert(name)) {
                        let on = fragment.type_condition.node.on.node.as_str();
                        open.extend(backwards(&fragment.selection_set.node, on));
                    }
                }
            }
        }
        Ok(groups)
    }

    /// The fields that may be of one object: those of each object, with those of interfaces and unions.
    fn by_object(&self, fields: &[Selected<'d>]) -> Vec<Vec<Selected<'d>>> {
        let mut objects: IndexMap<&str, Vec<Selected<'d>>> = IndexMap::new();
        let mut of_several = Vec::new();
        for field in fields {
            if self
                .contract
                .composite(field.of)
                .is_some_and(|of| of.is_object)
            {
                objects.entry(field.of).or_default().push(*field);
            } else {
                of_several.push(*field);
            }
        }
        if objects.is_empty() {
            return vec![of_several];
        }
        let mut groups: Vec<_> = objects.into_values().collect();
        for group in &mut groups {
            group.extend(&of_several);
        }
        groups
    }

    fn is_same_shape(&self, one: &Type, other: &Type) -> bool {
        let is_same_base = match (&one.base, &other.base) {
            (BaseType::List(one), BaseType::List(other)) => self.is_same_shape(one, other),
            (BaseType::Named(one), BaseType::Named(other)) => {
                let has_fields = |name| self.contract.composite(name).is_some();
                one == other || (has_fields(one) && has_fields(other))
            }
            _ => false,
        };
        one.nullable == other.nullable && is_same_base
    }
}

/// Selections of a type, the last first.
fn backwards<'d>(
    set: &'d SelectionSet,
    of: &'d str,
) -> impl Iterator<Item = (&'d Selection, &'d str)> {
    set.items
        .iter()
        .rev()
        .map(move |selection| (&selection.node, of))
}

/// What is selected of some fields.
fn inside<'d>(fields: &[Selected<'d>]) -> Vec<(&'d SelectionSet, &'d str)> {
    let inside = fields.iter().map(|selected| {
        let gives = name_of(&selected.known.ty).as_str();
        (&selected.field.node.selection_set.node, gives)
    });
    inside.collect()
}

fn expect_same_field(name: &str, one: &Selected<'_>, other: &Selected<'_>) -> Result<(), Refusal> {
    let (first, second) = (&one.field.node, &other.field.node);
    if first.name.node != second.name.node {
        let (first, second) = (quoted(&first.name.node), quoted(&second.name.node));
        let why = format!("one is `{first}`, another `{second}`");
        return Err(conflict(name, &why, one, other));
    }
    let is_given_alike = first.arguments.len() == second.arguments.len()
        && first.arguments.iter().all(|(name, value)| {
            second
                .get_argument(&name.node)
                .is_some_and(|other| other.node == value.node)
        });
    if is_given_alike {
        Ok(())
    } else {
        Err(conflict(name, "their arguments differ", one, other))
    }
}

fn conflict(name: &str, why: &str, one: &Selected<'_>, other: &Selected<'_>) -> Refusal {
    let name = quoted(name);
    let message =
        format!("The fields called `{name}` cannot be one: {why}. Call one of them otherwise.");
    Refusal::rule_at(message, vec![one.field.pos, other.field.pos])
}

#[cfg(test)]
mod tests {
    use async_graphql::parser::parse_query;

    use super::*;

    const SHAPES: &str = "schema { query: Query }
        type Query { shape: Shape same: Query }
        interface Shape { inner: Shape }
        type Circle implements Shape { inner: Shape }
        type Square implements Shape { inner: Shape }
        type Triangle implements Shape { inner: Shape }";

    fn merge(document: &str) -> Result<(), String> {
        let document = parse_query(document).expect("it parses");
        let (_, operation) = document.operations.iter().next().expect("an operation");
        let merged = check(&Contract::read(SHAPES), &document, &operation.node);
        merged.map_err(|refusal| refusal.message)
    }

    /// Inside of each interface the same again, and beside it something of each object.
    fn alternating(levels: usize) -> String {
        let objects =
            "... on Circle { inner { __typename } } ... on Square { inner { __typename } }
            ... on Triangle { inner { __typename } }";
        let (open, close) = (
            format!("{objects} inner {{ ").repeat(levels),
            "} ".repeat(levels),
        );
        format!("{{ shape {{ {open} __typename {close} }} }}")
    }

    #[test]
    fn interfaces_and_objects_that_alternate_are_looked_at_only_so_often() {
        assert_eq!(merge(&alternating(5)), Ok(()));
        let refused = "The document unfolds to 200001 selections; it may come to 200000.";
        assert_eq!(merge(&alternating(20)), Err(refused.to_owned()));
    }

    #[test]
    fn a_conflict_is_found_however_deep_it_is() {
        let deep = |name: &str| format!("{} x: {name} {}", "same { ".repeat(20), "} ".repeat(20));
        let one = deep("__typename");

        assert_eq!(merge(&format!("{{ {one} {one} ... {{ {one} }} }}")), Ok(()));
        let refused = merge(&format!(
            "{{ {one} ... on Query {{ {} }} }}",
            deep("shape { __typename }")
        ));
        let why = "The fields called `x` cannot be one: one is `__typename`, another `shape`. Call one of them otherwise.";
        assert_eq!(refused, Err(why.to_owned()));
    }
}
