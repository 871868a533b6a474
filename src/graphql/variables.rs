//! Variables that were declared and not given.
//!
//! By the specification an argument or a field of an input whose variable was not given is as if it were
//! not there: it stays out of an edit, and has its default. The engine takes such a variable for null in
//! places, and overlooks its default where something is skipped or included. So what was not given is taken out
//! of the document before the engine sees it, unless it has a default: then that is given.

use std::collections::HashSet;

use async_graphql::parser::types::{
    Directive, DocumentOperations, ExecutableDocument, Selection, SelectionSet,
};
use async_graphql::{Name, Positioned, Value as Constant, Variables};
use async_graphql_value::Value;

/// Takes the variables out of an operation and its fragments that were not given and have no default.
pub(super) fn take_out_not_given(document: &mut ExecutableDocument, given: &Variables) {
    let DocumentOperations::Single(operation) = &mut document.operations else {
        return;
    };
    let operation = &mut operation.node;
    let declared = operation
        .variable_definitions
        .iter()
        .map(|variable| &variable.node);
    let not_given = declared.filter(|variable| {
        variable.default_value.is_none() && !given.contains_key(&variable.name.node)
    });
    let not_given = NotGiven(
        not_given
            .map(|variable| variable.name.node.clone())
            .collect(),
    );
    if not_given.0.is_empty() {
        return;
    }
    take_out_of_directives(&mut operation.directives, &not_given);
    take_out_of_selections(&mut operation.selection_set.node, &not_given);
    for fragment in document.fragments.values_mut() {
        take_out_of_directives(&mut fragment.node.directives, &not_given);
        take_out_of_selections(&mut fragment.node.selection_set.node, &not_given);
    }
}

/// Gives the defaults of those variables of an operation that were not given.
pub(super) fn give_defaults(document: &ExecutableDocument, given: &mut Variables) {
    for (_, operation) in document.operations.iter() {
        for variable in &operation.node.variable_definitions {
            let variable = &variable.node;
            if let Some(default) = &variable.default_value {
                let place = given.entry(variable.name.node.clone());
                place.or_insert_with(|| default.node.clone());
            }
        }
    }
}

/// The variables that were not given and can be done without.
struct NotGiven(HashSet<Name>);

impl NotGiven {
    /// Whether a value is such a variable.
    fn has(&self, value: &Value) -> bool {
        matches!(value, Value::Variable(name) if self.0.contains(name))
    }
}

// The recursion is bounded: a document nests no deeper than the gate lets through.
fn take_out_of_selections(selections: &mut SelectionSet, not_given: &NotGiven) {
    for selection in &mut selections.items {
        match &mut selection.node {
            Selection::Field(field) => {
                let field = &mut field.node;
                take_out_of_arguments(&mut field.arguments, not_given);
                take_out_of_directives(&mut field.directives, not_given);
                take_out_of_selections(&mut field.selection_set.node, not_given);
            }
            Selection::InlineFragment(fragment) => {
                take_out_of_directives(&mut fragment.node.directives, not_given);
                take_out_of_selections(&mut fragment.node.selection_set.node, not_given);
            }
            Selection::FragmentSpread(spread) => {
                take_out_of_directives(&mut spread.node.directives, not_given);
            }
        }
    }
}

fn take_out_of_directives(directives: &mut [Positioned<Directive>], not_given: &NotGiven) {
    for directive in directives {
        take_out_of_arguments(&mut directive.node.arguments, not_given);
    }
}

fn take_out_of_arguments(
    arguments: &mut Vec<(Positioned<Name>, Positioned<Value>)>,
    not_given: &NotGiven,
) {
    arguments.retain(|(_, value)| !not_given.has(&value.node));
    for (_, value) in arguments {
        take_out_of_value(&mut value.node, not_given);
    }
}

fn take_out_of_value(value: &mut Value, not_given: &NotGiven) {
    match value {
        Value::Object(fields) => {
            fields.retain(|_, value| !not_given.has(value));
            for value in fields.values_mut() {
                take_out_of_value(value, not_given);
            }
        }
        // An item of a list cannot be left out: there it is null.
        Value::List(items) => {
            for item in items {
                if not_given.has(item) {
                    *item = Constant::Null.into();
                } else {
                    take_out_of_value(item, not_given);
                }
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use async_graphql::parser::parse_query;
    use serde_json::json;

    use super::*;

    /// The first field's arguments, as they are written, after what was not given was taken out.
    fn arguments(document: &str, given: serde_json::Value) -> Vec<String> {
        let mut document = parse_query(document).expect("the document parses");
        take_out_not_given(&mut document, &Variables::from_json(given));
        let (_, operation) = document.operations.iter().next().expect("an operation");
        let Selection::Field(field) = &operation.node.selection_set.node.items[0].node else {
            panic!("a field is selected first");
        };
        let written = field.node.arguments.iter();
        written
            .map(|(name, value)| format!("{}: {}", name.node, value.node))
            .collect()
    }

    #[test]
    fn an_argument_whose_variable_was_not_given_is_not_there() {
        let document = "query($a: Int, $b: Int) { f(a: $a, b: $b, c: 1) }";

        let found = arguments(document, json!({ "b": null }));

        assert_eq!(found, ["b: $b", "c: 1"]);
    }

    #[test]
    fn a_field_of_an_input_whose_variable_was_not_given_is_not_there() {
        let document = "query($a: Int, $b: Int) { f(in: { a: $a, in: { b: $b, c: [1, $b] } }) }";

        let found = arguments(document, json!({}));

        assert_eq!(found, ["in: {in: {c: [1, null]}}"]);
    }

    #[test]
    fn a_variable_with_a_default_stays() {
        let found = arguments("query($a: Int = 3) { f(a: $a) }", json!({}));

        assert_eq!(found, ["a: $a"]);
    }
}
