//! WHAT CLIENTS MAY SAY. Thin: parse ids, call one thing, word the answer.

mod connection;
mod context;
mod cursor;
mod document;
mod engine;
mod fault;
mod gate;
mod guard;
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

pub use context::Languages;
pub use document::expect_document;
pub use engine::{Asked, Caller, Engine, Outcome, Safety};
pub use fault::{BUSY_MESSAGE, INTERNAL_MESSAGE, code};
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

/// What one document may cost, and how much it may bring.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// How deep fields may nest.
    pub depth: usize,
    /// What all fields together may cost; those of a list count once for each item it may hold.
    pub complexity: usize,
    /// How many aliases a document may hold.
    pub aliases: usize,
    /// How many directives one field may carry.
    pub directives: usize,
    /// The most bytes of a file that is to be imported.
    pub import_bytes: usize,
}

fn schema(store: Store, following: Following, limits: Limits, trust: Duration) -> Schema {
    builder()
        .data(following)
        .data(store)
        .data(Trust(trust))
        .data(ImportBytes(limits.import_bytes))
        .limit_depth(limits.depth)
        .limit_complexity(limits.complexity)
        .limit_aliases(limits.aliases)
        .limit_directives(limits.directives)
        .finish()
}

fn builder() -> async_graphql::SchemaBuilder<Query, Mutation, Subscription> {
    async_graphql::Schema::build(Query::default(), Mutation::default(), Subscription)
        .register_output_type::<node::Node>()
        .register_output_type::<user_errors::UserError>()
}
