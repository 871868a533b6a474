//! The gate: every document passes it before the engine sees it, and what passes can be run.
//!
//! The engine parses and checks by recursion, and unfolds fragments wherever they are spread: values nested a thousand
//! deep overflow its stack, and fragments that spread each other twice double its work at every level, before any of its
//! own limits is looked at. Some rules of the specification it does not have, and of some it has another idea. So here
//! each document is scanned once as tokens before it is parsed, weighed once as a tree, each fragment a single time,
//! held against every rule in one more walk, and its variables against their types; the engine runs it unchecked.

mod bound;
mod contract;
mod given;
mod items;
mod lexer;
mod merged;
mod operation;
mod parsing;
mod place;
mod reading;
mod refusal;
mod repeated;
mod rules;
mod scales;
mod scan;
mod spacing;
mod suggestion;
mod texts;
mod values;
mod view;
mod way;
mod weight;

use async_graphql::parser::types::{ExecutableDocument, OperationDefinition, OperationType};
use async_graphql::{Pos, ServerError, Variables};

use super::Limits;
pub use bound::told;
use bound::{Bound, Exceeded};
use contract::{Contract, contract};
use given::{Given, Known};
use refusal::Refusal;
pub use rules::Introspection;
use scales::Scales;
use scan::Scanned;
pub use suggestion::Suggestions;
pub(super) use weight::Weight;

/// The gate of a service.
#[derive(Clone, Copy)]
pub(super) struct Gate {
    contract: &'static Contract,
    limits: Limits,
}

/// What asks to pass.
#[derive(Clone, Copy)]
pub(super) struct Comer<'a> {
    pub(super) document: &'a str,
    pub(super) operation_name: Option<&'a str>,
    pub(super) variables: &'a Variables,
    /// How many bytes they have, as compact JSON.
    pub(super) variables_bytes: usize,
    /// The way to the null for which a file stands.
    pub(super) uploaded: Option<&'a [String]>,
}

/// A document that passed, with the operation that is to be run and no other.
#[derive(Debug)]
pub(super) struct Admitted {
    pub(super) document: ExecutableDocument,
    /// What kind of operation is to be run.
    pub(super) kind: OperationType,
    /// What it is called, if it has a name.
    pub(super) name: Option<String>,
    pub(super) weight: Weight,
}

impl Gate {
    pub(super) fn new(limits: Limits) -> Self {
        let contract = contract();
        Self { contract, limits }
    }

    /// Lets a document pass, or says everything that is wrong with it, as far as could be told.
    pub(super) fn admit(&self, comer: Comer<'_>) -> Result<Admitted, Vec<ServerError>> {
        let admitted = self.look_at(comer);
        admitted.map_err(|refused| refused.into_iter().map(ServerError::from).collect())
    }

    fn look_at(&self, comer: Comer<'_>) -> Result<Admitted, Vec<Refusal>> {
        let Scanned { document, tokens } = scan::scan(comer.document, self.limits.tokens)?;
        let bytes = comer.variables_bytes as u64;
        none(Exceeded::check(
            Bound::VariablesBytes,
            bytes,
            self.limits.variables_bytes,
        ))?;
        let mut document = parsing::parse(&document).map_err(|refusal| vec![refusal])?;
        let chosen = operation::chosen(&document, comer.operation_name);
        let operation = &chosen.map_err(|refusal| vec![refusal])?.node;
        let kind = operation.ty;
        let known = Known::new(comer.variables, operation);
        let weighed = self.weigh(&document, operation, known);
        let weight = Weight {
            tokens,
            ..weighed.map_err(|refusal| vec![refusal])?
        };
        none(weight.beyond(&self.limits))?;
        none(rules::check(self.contract, &self.limits, &document))?;
        let given = Given {
            variables: comer.variables,
            uploaded: comer.uploaded,
        };
        none(given.check(self.contract, self.limits.suggestions, operation))?;
        let merged = (kind == OperationType::Mutation)
            .then(|| merged::merged(&document, &operation.selection_set.node, known));
        let name = operation::leave_chosen(&mut document, comer.operation_name, merged);
        Ok(Admitted {
            document,
            kind,
            name,
            weight,
        })
    }

    fn weigh(
        &self,
        document: &ExecutableDocument,
        operation: &OperationDefinition,
        known: Known<'_>,
    ) -> Result<Weight, Refusal> {
        let mut scales = Scales::new(self.contract, document, known);
        let mut selections = 0_u64;
        for (_, operation) in rules::in_order(document.operations.iter()) {
            selections = selections.saturating_add(scales.weigh(&operation.node)?.selections);
        }
        for (name, _) in rules::in_order(document.fragments.iter()) {
            scales.weigh_fragment(name)?;
        }
        let load = scales.weigh(operation)?;
        Ok(Weight {
            complexity: load.complexity(),
            depth: load.depth,
            aliases: load.aliases,
            root_fields: load.roots,
            directives: load.directives,
            directives_per_place: load.directives_per_place,
            fragments: document.fragments.len() as u64,
            selections,
            tokens: 0,
        })
    }
}

/// Reads a document of any length; otherwise tells where it is none, if that is somewhere.
pub(super) fn read(text: &str) -> Result<ExecutableDocument, Option<Pos>> {
    let first = |refused: Vec<Refusal>| refused.first().and_then(Refusal::place);
    let scanned = scan::scan(text, usize::MAX).map_err(first)?;
    parsing::parse(&scanned.document).map_err(|refusal| refusal.place())
}

/// Nothing, unless something was found.
fn none<R: Into<Refusal>>(found: impl IntoIterator<Item = R>) -> Result<(), Vec<Refusal>> {
    let found: Vec<Refusal> = found.into_iter().map(Into::into).collect();
    if found.is_empty() { Ok(()) } else { Err(found) }
}

#[cfg(test)]
mod tests;
