//! The contract as it is committed: what operations are made of, and what answers are held to.

use apollo_compiler::ast::OperationType;
use apollo_compiler::executable::Operation;
use apollo_compiler::request::coerce_variable_values;
use apollo_compiler::response::JsonMap;
use apollo_compiler::schema::{ExtendedType, FieldDefinition};
use apollo_compiler::validation::Valid;
use apollo_compiler::{ExecutableDocument, Name, Node, Schema};

/// The schema, read by another implementation than the one under test.
pub(super) struct Contract {
    pub(super) schema: Valid<Schema>,
}

/// A request that the other implementation would run.
pub(super) struct Reading {
    pub(super) document: Valid<ExecutableDocument>,
    pub(super) operation: Node<Operation>,
    /// The variables as they were taken.
    pub(super) variables: Valid<JsonMap>,
}

impl Contract {
    /// Reads `schema.graphql`.
    pub(super) fn read() -> Self {
        let text = std::fs::read_to_string("schema.graphql").expect("it is committed");
        let schema = Schema::parse_and_validate(text, "schema.graphql");
        Self {
            schema: schema.expect("it is sound"),
        }
    }

    /// A type.
    pub(super) fn named(&self, name: &str) -> &ExtendedType {
        self.schema.types.get(name).expect("a type of the schema")
    }

    /// The fields at the root of an operation.
    pub(super) fn doors(&self, kind: OperationType) -> Vec<Name> {
        let root = self.schema.root_operation(kind).expect("there is a root");
        let fields = self.fields(root);
        fields.iter().map(|field| field.name.clone()).collect()
    }

    /// The fields of an object or an interface; none of a union.
    pub(super) fn fields(&self, name: &str) -> Vec<&FieldDefinition> {
        let fields = match self.named(name) {
            ExtendedType::Object(object) => &object.fields,
            ExtendedType::Interface(interface) => &interface.fields,
            _ => return Vec::new(),
        };
        fields.values().map(|field| &***field).collect()
    }

    /// The kinds of objects that a type may turn out to be.
    pub(super) fn kinds_of(&self, name: &str) -> Vec<Name> {
        match self.named(name) {
            ExtendedType::Union(union) => {
                let members = union.members.iter();
                members.map(|member| member.name.clone()).collect()
            }
            ExtendedType::Interface(_) => {
                let types = self.schema.types.iter();
                let those = types.filter(|(kind, _)| self.schema.is_subtype(name, kind));
                those.map(|(kind, _)| kind.clone()).collect()
            }
            object => vec![object.name().clone()],
        }
    }

    /// Whether a type has fields of its own, and not a value.
    pub(super) fn is_composite(&self, name: &str) -> bool {
        let named = self.named(name);
        named.is_object() || named.is_interface() || named.is_union()
    }

    /// What the other implementation makes of a request, or why it refuses it.
    pub(super) fn reading(
        &self,
        document: &str,
        operation: Option<&str>,
        variables: &JsonMap,
    ) -> Result<Reading, String> {
        let document = ExecutableDocument::parse_and_validate(&self.schema, document, "operation")
            .map_err(|wrong| wrong.errors.to_string())?;
        let chosen = document.operations.get(operation);
        let chosen = chosen.map_err(|why| why.message().to_string())?.clone();
        let variables = coerce_variable_values(&self.schema, &chosen, variables)
            .map_err(|why| why.message().to_string())?;
        Ok(Reading {
            document,
            operation: chosen,
            variables,
        })
    }
}
