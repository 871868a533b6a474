//! What is given for the variables of an operation, before anything of it is run (section 6.1.2 of the specification).

use async_graphql::parser::types::{OperationDefinition, VariableDefinition};
use async_graphql::{Positioned, Value as Constant, Variables};

use super::contract::Contract;
use super::refusal::{MOST_ERRORS, Refusal};
use super::suggestion::Suggestions;
use super::values::{Origin, Values};
use super::way::Way;

/// What the variables of an operation stand for: what was given, else their defaults.
#[derive(Clone, Copy)]
pub(super) struct Known<'g> {
    given: &'g Variables,
    operation: &'g OperationDefinition,
}

impl<'g> Known<'g> {
    pub(super) fn new(given: &'g Variables, operation: &'g OperationDefinition) -> Self {
        Self { given, operation }
    }

    pub(super) fn get(&self, name: &str) -> Option<&'g Constant> {
        let default = || {
            let declared = self
                .operation
                .variable_definitions
                .iter()
                .map(|variable| &variable.node);
            let mut declared = declared.filter(|variable| variable.name.node == name);
            let default = declared.next()?.default_value.as_ref();
            default.map(|default| &default.node)
        };
        self.given.get(name).or_else(default)
    }
}

/// The values that were sent.
#[derive(Clone, Copy)]
pub(super) struct Given<'g> {
    pub(super) variables: &'g Variables,
    /// The way to the null for which a file stands.
    pub(super) uploaded: Option<&'g [String]>,
}

impl Given<'_> {
    /// Everything that is wrong with them, for the variables that an operation declares.
    pub(super) fn check(
        self,
        contract: &Contract,
        suggestions: Suggestions,
        operation: &OperationDefinition,
    ) -> Vec<Refusal> {
        let declared = operation.variable_definitions.iter();
        let refused = declared.flat_map(|variable| self.check_one(contract, suggestions, variable));
        refused.take(MOST_ERRORS).collect()
    }

    fn check_one(
        self,
        contract: &Contract,
        suggestions: Suggestions,
        variable: &Positioned<VariableDefinition>,
    ) -> Vec<Refusal> {
        let definition = &variable.node;
        let name = definition.name.node.as_str();
        let way = Way::Variable(name);
        let Some(value) = self.variables.get(name) else {
            if definition.var_type.node.nullable || definition.default_value.is_some() {
                return Vec::new();
            }
            let message = format!("The variable `{way}` is needed, and was not given.");
            return vec![Refusal::given(message, way.to_string(), variable.pos)];
        };
        let mut values = Values::new(contract, suggestions, Origin::Variables);
        values.uploaded = self.uploaded.map(as_way);
        values.look(value, Some(&definition.var_type.node), &way);
        let problems = values.problems.into_iter();
        let refused =
            problems.map(|problem| Refusal::given(problem.message, problem.way, variable.pos));
        refused.collect()
    }
}

/// The way of a form into the variables, `["input", "files", "0"]`, as it is told: `$input.files[0]`.
fn as_way(path: &[String]) -> String {
    let mut way = String::from("$");
    for (depth, step) in path.iter().enumerate() {
        let is_number = step.bytes().all(|byte| byte.is_ascii_digit());
        match (depth, is_number) {
            (0, _) => way.push_str(step),
            (_, true) => way.push_str(&format!("[{step}]")),
            (_, false) => way.push_str(&format!(".{step}")),
        }
    }
    way
}
