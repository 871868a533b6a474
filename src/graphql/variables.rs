//! Variables that were declared and not given.
//!
//! By the specification an argument or a field of an input whose variable was not given is as if it were
//! not there: it stays out of an edit, and has its default. The engine takes such a variable for null in
//! places, and refuses it in others, as where the cost of a list is read off `first`. So what was not
//! given is taken out of the document before the engine sees it.

use std::collections::HashSet;

use async_graphql::parser::types::{
    Directive, DocumentOperations, ExecutableDocument, OperationDefinition, Selection, SelectionSet,
};
use async_graphql::{Name, Positioned, Value as Constant};
use async_graphql_value::Value;
use serde_json::Map;

/// A variable that the operation needs, and that was not given.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Missing(String);

impl Missing {
    /// What a client reads.
    pub(super) fn message(&self) -> String {
        format!("The variable `${}` is needed, and was not given.", self.0)
    }
}

/// Takes the variables out that were not given and have no default; names the first one that the
/// operation cannot do without.
pub(super) fn take_out_not_given(
    document: &mut ExecutableDocument,
    operation_name: Option<&str>,
    given: &Map<String, serde_json::Value>,
) -> Result<(), Missing> {
    let mut not_given = NotGiven::default();
    for (name, operation) in document.operations.iter() {
        let is_run = operation_name.is_none() || name.map(Name::as_str) == operation_name;
        for variable in &operation.node.variable_definitions {
            let (name, variable) = (&variable.node.name.node, &variable.node);
            if !is_run || variable.default_value.is_some() || given.contains_key(name.as_str()) {
                continue;
            }
            if !variable.var_type.node.nullable {
                return Err(Missing(name.to_string()));
            }
            not_given.names.insert(name.clone());
        }
    }
    if not_given.names.is_empty() {
        return Ok(());
    }
    for operation in operations(document) {
        take_out_of_directives(&mut operation.node.directives, &mut not_given);
        take_out_of_selections(&mut operation.node.selection_set.node, &mut not_given);
    }
    for fragment in document.fragments.values_mut() {
        take_out_of_directives(&mut fragment.node.directives, &mut not_given);
        take_out_of_selections(&mut fragment.node.selection_set.node, &mut not_given);
    }
    // A variable that is used nowhere stays declared, and is the engine's to refuse.
    for operation in operations(document) {
        let declared = &mut operation.node.variable_definitions;
        declared.retain(|variable| !not_given.taken_out.contains(&variable.node.name.node));
    }
    Ok(())
}

/// The variables that were not given and can be done without.
#[derive(Default)]
struct NotGiven {
    names: HashSet<Name>,
    /// Those that were used, and taken out.
    taken_out: HashSet<Name>,
}

impl NotGiven {
    /// Whether a value is such a variable; then it is taken out.
    fn takes_out(&mut self, value: &Value) -> bool {
        let Value::Variable(name) = value else {
            return false;
        };
        let is_not_given = self.names.contains(name);
        if is_not_given {
            self.taken_out.insert(name.clone());
        }
        is_not_given
    }
}

fn operations(
    document: &mut ExecutableDocument,
) -> Box<dyn Iterator<Item = &mut Positioned<OperationDefinition>> + '_> {
    match &mut document.operations {
        DocumentOperations::Single(operation) => Box::new(std::iter::once(operation)),
        DocumentOperations::Multiple(operations) => Box::new(operations.values_mut()),
    }
}

// The recursion is bounded: a document nests no deeper than the gate lets through.
fn take_out_of_selections(selections: &mut SelectionSet, not_given: &mut NotGiven) {
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

fn take_out_of_directives(directives: &mut [Positioned<Directive>], not_given: &mut NotGiven) {
    for directive in directives {
        take_out_of_arguments(&mut directive.node.arguments, not_given);
    }
}

fn take_out_of_arguments(
    arguments: &mut Vec<(Positioned<Name>, Positioned<Value>)>,
    not_given: &mut NotGiven,
) {
    arguments.retain(|(_, value)| !not_given.takes_out(&value.node));
    for (_, value) in arguments {
        take_out_of_value(&mut value.node, not_given);
    }
}

fn take_out_of_value(value: &mut Value, not_given: &mut NotGiven) {
    match value {
        Value::Object(fields) => {
            fields.retain(|_, value| !not_given.takes_out(value));
            for value in fields.values_mut() {
                take_out_of_value(value, not_given);
            }
        }
        // An item of a list cannot be left out: there it is null.
        Value::List(items) => {
            for item in items {
                if not_given.takes_out(item) {
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
    fn arguments(document: &str, given: &serde_json::Value) -> Result<Vec<String>, Missing> {
        let mut document = parse_query(document).expect("the document parses");
        let given = given.as_object().expect("variables are an object");
        take_out_not_given(&mut document, None, given)?;
        let (_, operation) = document.operations.iter().next().expect("an operation");
        let Selection::Field(field) = &operation.node.selection_set.node.items[0].node else {
            panic!("a field is selected first");
        };
        let written = field.node.arguments.iter();
        Ok(written
            .map(|(name, value)| format!("{}: {}", name.node, value.node))
            .collect())
    }

    #[test]
    fn an_argument_whose_variable_was_not_given_is_not_there() {
        let document = "query($a: Int, $b: Int) { f(a: $a, b: $b, c: 1) }";

        let found = arguments(document, &json!({ "b": null }));

        assert_eq!(found, Ok(vec!["b: $b".to_owned(), "c: 1".to_owned()]));
    }

    #[test]
    fn a_field_of_an_input_whose_variable_was_not_given_is_not_there() {
        let document = "query($a: Int, $b: Int) { f(in: { a: $a, in: { b: $b, c: [1, $b] } }) }";

        let found = arguments(document, &json!({}));

        assert_eq!(found, Ok(vec!["in: {in: {c: [1, null]}}".to_owned()]));
    }

    #[test]
    fn a_variable_with_a_default_stays() {
        let found = arguments("query($a: Int = 3) { f(a: $a) }", &json!({}));

        assert_eq!(found, Ok(vec!["a: $a".to_owned()]));
    }

    #[test]
    fn a_variable_that_is_used_nowhere_stays_declared() {
        let mut document = parse_query("query($a: Int, $b: Int) { f(b: $b) }").expect("it parses");

        take_out_not_given(&mut document, None, &Map::new()).expect("none is needed");

        let declared: Vec<String> = operations(&mut document)
            .flat_map(|operation| &operation.node.variable_definitions)
            .map(|variable| variable.node.name.node.to_string())
            .collect();
        assert_eq!(declared, ["a"]);
    }

    #[test]
    fn a_variable_that_is_needed_is_missed_before_anything_runs() {
        let found = arguments("query($a: Int!) { f(a: $a) }", &json!({}));

        assert_eq!(found, Err(Missing("a".to_owned())));
    }
}
