//! WHAT CLIENTS MAY SAY. Thin: parse ids, call one thing, word the answer.

mod connection;
mod context;
mod cursor;
mod document;
mod engine;
mod fault;
mod gate;
mod guard;
mod list_size;
mod listed;
mod loaders;
mod mutations;
mod node;
mod page;
mod query;
mod repeat;
mod scalars;
mod sdl;
mod subgraph;
mod subscription;
mod turns;
mod types;
mod uploads;
mod user_errors;
mod variables;
mod watching;
mod words;

use std::time::Duration;

use async_graphql::ValidationMode;

pub use context::Languages;
pub use document::expect_document;
pub use engine::{Admission, Asked, Caller, Engine, OperationKind, Outcome, Safety, Weighing};
pub use fault::{BUSY_MESSAGE, INTERNAL_MESSAGE, code, codes};
pub use gate::{Introspection, Suggestions, told};
pub use repeat::{NotRepeated, Repeat};
pub use sdl::sdl;
pub use subgraph::subgraph_sdl;
pub use uploads::Uploaded;
pub use watching::{Told, Watched};

use crate::actions::follow_changes::Following;
use crate::store::Store;
use context::{ImportBytes, Trust};
use mutations::Mutation;
use query::Query;
use subscription::Subscription;

type Schema = async_graphql::Schema<Query, Mutation, Subscription>;

/// How far a document may go, and how much it may bring.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// How many tokens it may have.
    pub tokens: usize,
    /// How many fields and fragments it may come to, those that are spread twice counted twice.
    pub selections: usize,
    /// How many fragments it may define.
    pub fragments: usize,
    /// How deep the fields of an operation may nest.
    pub depth: usize,
    /// What all its fields together may cost; those of a list count once for each item it may hold.
    pub complexity: usize,
    /// How many aliases it may have.
    pub aliases: usize,
    /// How many fields it may have at its root.
    pub root_fields: usize,
    /// How many directives it may carry.
    pub directives: usize,
    /// How many directives may stand in one place.
    pub directives_per_place: usize,
    /// The most bytes of its variables, as compact JSON.
    pub variables_bytes: usize,
    /// Whether the schema may be asked what it is.
    pub introspection: Introspection,
    /// Whether names are suggested for those that are not there.
    pub suggestions: Suggestions,
    /// The most bytes of a file that is to be imported.
    pub import_bytes: usize,
}

/// How deep the engine lets selections nest. The gate lets none through that nest so deep; this wall stands behind it.
const ENGINE_DEPTH: usize = 64;

fn schema(store: Store, following: Following, limits: Limits, trust: Duration) -> Schema {
    builder()
        .data(following)
        .data(store)
        .data(Trust(trust))
        .data(ImportBytes(limits.import_bytes))
        .limit_recursive_depth(ENGINE_DEPTH)
        // Every rule was minded at the gate, where all of them are.
        .validation_mode(ValidationMode::Fast)
        .finish()
}

fn builder() -> async_graphql::SchemaBuilder<Query, Mutation, Subscription> {
    async_graphql::Schema::build(Query::default(), Mutation::default(), Subscription)
        .register_output_type::<node::Node>()
        .register_output_type::<user_errors::UserError>()
}
