//! Which operation of a document is run, and what holds for its root (section 5.2 of the specification).

use std::collections::{BTreeSet, HashSet};

use async_graphql::parser::types::{
    DocumentOperations, ExecutableDocument, OperationDefinition, OperationType, Selection,
    SelectionSet,
};
use async_graphql::{Name, Pos, Positioned};

use super::refusal::{Refusal, quoted};

/// The operation that is to be run: the one of this name, or the only one.
pub(super) fn chosen<'d>(
    document: &'d ExecutableDocument,
    name: Option<&str>,
) -> Result<&'d Positioned<OperationDefinition>, Refusal> {
    let refused = |message| Err(Refusal::rule_at(message, Vec::new()));
    match (&document.operations, name) {
        (DocumentOperations::Single(operation), None) => Ok(operation),
        (DocumentOperations::Multiple(operations), None) => {
            let mut operations = operations.values();
            match (operations.next(), operations.next()) {
                (Some(operation), None) => Ok(operation),
                _ => refused("Say which operation to run: `operationName` is its name.".to_owned()),
            }
        }
        (DocumentOperations::Multiple(operations), Some(name)) if operations.contains_key(name) => {
            Ok(&operations[name])
        }
        (_, Some(name)) => refused(format!("There is no operation `{}`.", quoted(name))),
    }
}

/// Leaves of the operations only the one that is to be run, with this at its root; gives its name.
pub(super) fn leave_chosen(
    document: &mut ExecutableDocument,
    name: Option<&str>,
    root: Option<SelectionSet>,
) -> Option<String> {
    let (name, operation) = match (&mut document.operations, name) {
        (DocumentOperations::Single(operation), _) => (None, operation),
        (DocumentOperations::Multiple(operations), name) => {
            let mut operations = operations.iter_mut();
            let (name, operation) =
                operations.find(|(found, _)| name.is_none_or(|name| *found == name))?;
            (Some(name.to_string()), operation)
        }
    };
    if let Some(root) = root {
        operation.node.selection_set.node = root;
    }
    document.operations = DocumentOperations::Single(operation.clone());
    name
}

/// What is wrong with the root of an operation: a subscription has one field there, which is always there and none of
/// the schema's own (rule 5.2.4.1).
pub(super) fn check_root(
    document: &ExecutableDocument,
    operation: &Positioned<OperationDefinition>,
) -> Vec<Refusal> {
    if operation.node.ty != OperationType::Subscription {
        return Vec::new();
    }
    let mut root = Root::default();
    root.gather(
        document,
        &operation.node.selection_set.node,
        &mut HashSet::new(),
    );
    let mut refused = Vec::new();
    if root.names.len() > 1 {
        let number = root.names.len();
        let message = format!("A subscription has one field at its root, and not {number}.");
        refused.push(Refusal::rule(message, operation.pos));
    }
    if let Some(place) = root.introspects {
        let message = "A subscription does not ask for what the schema is.".to_owned();
        refused.push(Refusal::rule(message, place));
    }
    if let Some(place) = root.is_conditional {
        let message =
            "The field at the root of a subscription is neither skipped nor included.".to_owned();
        refused.push(Refusal::rule(message, place));
    }
    refused
}

/// What stands at the root of a subscription.
#[derive(Default)]
struct Root<'d> {
    names: BTreeSet<&'d Name>,
    introspects: Option<Pos>,
    is_conditional: Option<Pos>,
}

impl<'d> Root<'d> {
    // The recursion is bounded: the scales let fragments follow each other only so far.
    fn gather(
        &mut self,
        document: &'d ExecutableDocument,
        set: &'d SelectionSet,
        seen: &mut HashSet<&'d Name>,
    ) {
        for selection in &set.items {
            let mut directives = selection.node.directives().iter();
            let condition = directives
                .find(|directive| matches!(directive.node.name.node.as_str(), "skip" | "include"));
            self.is_conditional = self
                .is_conditional
                .or(condition.map(|condition| condition.pos));
            match &selection.node {
                Selection::Field(field) => {
                    self.names.insert(&field.node.response_key().node);
                    if field.node.name.node.starts_with("__") {
                        self.introspects = self.introspects.or(Some(field.pos));
                    }
                }
                Selection::InlineFragment(fragment) => {
                    self.gather(document, &fragment.node.selection_set.node, seen);
                }
                Selection::FragmentSpread(spread) => {
                    let name = &spread.node.fragment_name.node;
                    if let Some(fragment) =
                        document.fragments.get(name).filter(|_| seen.insert(name))
                    {
                        self.gather(document, &fragment.node.selection_set.node, seen);
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use async_graphql::parser::parse_query;

    use super::*;

    #[test]
    fn a_subscription_has_one_field_at_its_root_that_is_always_there() {
        let two = "A subscription has one field at its root, and not 2.";
        let conditional =
            "The field at the root of a subscription is neither skipped nor included.";
        let introspects = "A subscription does not ask for what the schema is.";
        for (document, said) in [
            ("subscription { a { b c } }", vec![]),
            ("subscription { a a ... { a } }", vec![]),
            ("query { a b @skip(if: true) __typename }", vec![]),
            ("subscription { a b }", vec![two]),
            ("subscription { a b: a }", vec![two]),
            (
                "subscription { ...a ...b } fragment a on S { a } fragment b on S { b }",
                vec![two],
            ),
            ("subscription { a ... { b } }", vec![two]),
            ("subscription { a @skip(if: false) }", vec![conditional]),
            (
                "subscription { ... @include(if: true) { a } }",
                vec![conditional],
            ),
            ("subscription { __typename }", vec![introspects]),
            ("subscription { a __schema { a } }", vec![two, introspects]),
        ] {
            let document = parse_query(document).expect("it parses");
            let (_, operation) = document.operations.iter().next().expect("an operation");
            let found = check_root(&document, operation);
            let found: Vec<_> = found.into_iter().map(|refusal| refusal.message).collect();
            assert_eq!(found, said);
        }
    }
}
