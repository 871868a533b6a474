//! What passes the gate and what does not, before anything is run.

mod anything;
mod costs;
mod refused;

use serde_json::Value;

use super::*;

const LIMITS: Limits = Limits {
    tokens: 10_000,
    selections: 10_000,
    fragments: 200,
    depth: 20,
    complexity: 50_000,
    aliases: 50,
    root_fields: 50,
    directives: 100,
    directives_per_place: 5,
    variables_bytes: 1_000,
    introspection: Introspection::Answered,
    suggestions: Suggestions::Told,
    import_bytes: 0,
};

fn admit(document: &str, variables: &Value) -> Result<Admitted, Vec<Refusal>> {
    let comer = Comer {
        document,
        operation_name: document.contains("query A").then_some("A"),
        variables: &Variables::from_json(variables.clone()),
        variables_bytes: variables.to_string().len(),
        uploaded: None,
    };
    Gate::new(LIMITS).look_at(comer)
}
