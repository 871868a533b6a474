//! The rules by which the specification tells sound documents from others (section 5), in one walk.
//!
//! The engine has some of them, takes others for something else, and lacks the rest; here they are all. Those of
//! operations are in `roots`, those of cycles are minded where documents are weighed, and those that no parsed document
//! breaks, such as two fragments of one name, are the parser's.

mod arguments;
mod directives;
mod fields;
mod findings;
mod fragments;
mod merging;
mod variables;

use std::collections::HashMap;

use async_graphql::parser::types::{
    DirectiveLocation, ExecutableDocument, OperationDefinition, OperationType,
};
use async_graphql::{Name, Positioned};

use super::contract::Contract;
use super::operation;
use super::refusal::{MOST_ERRORS, Refusal};
use super::suggestion::Suggestions;
use crate::graphql::Limits;
use findings::Findings;
use variables::Used;

/// Whether the schema may be asked what it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Introspection {
    /// It tells.
    Answered,
    /// It does not, and whoever asks is told so.
    Refused,
}

/// By what a document is checked.
#[derive(Clone, Copy)]
struct Terms<'c> {
    contract: &'c Contract,
    suggestions: Suggestions,
    introspection: Introspection,
}

/// Everything that is wrong with a document, as far as it is told.
pub(super) fn check(
    contract: &Contract,
    limits: &Limits,
    document: &ExecutableDocument,
) -> Vec<Refusal> {
    let terms = Terms {
        contract,
        suggestions: limits.suggestions,
        introspection: limits.introspection,
    };
    let mut check = Check {
        terms,
        document,
        findings: Findings::default(),
        used: Used::default(),
        fragments: HashMap::new(),
    };
    for (name, fragment) in in_order(document.fragments.iter()) {
        check.fragment(name, fragment);
        let used = std::mem::take(&mut check.used);
        check.fragments.insert(name, used);
    }
    let mut spread = fragments::Spread::default();
    let operations = in_order(document.operations.iter());
    for (_, operation) in &operations {
        check.operation(&operation.node);
        let used = std::mem::take(&mut check.used);
        let reached = used.reached(&check.fragments);
        spread.note(&reached);
        variables::check(&operation.node, &reached, terms, &mut check.findings);
    }
    spread.check(&mut check);
    let found = check.findings.in_order();
    if !found.is_empty() {
        return found;
    }
    let found = operations.into_iter().flat_map(|(_, operation)| {
        let merged = merging::check(contract, document, &operation.node);
        let root = operation::check_root(document, operation);
        root.into_iter().chain(merged.err())
    });
    found.take(MOST_ERRORS).collect()
}

/// Definitions in the order of the document: the parser keeps them in none, and what is said of a document does not
/// change from one time to the next.
pub(super) fn in_order<'d, N, T: 'd>(
    definitions: impl Iterator<Item = (N, &'d Positioned<T>)>,
) -> Vec<(N, &'d Positioned<T>)> {
    let mut definitions: Vec<_> = definitions.collect();
    definitions.sort_by_key(|(_, definition)| definition.pos);
    definitions
}

/// The walk.
struct Check<'d> {
    terms: Terms<'d>,
    document: &'d ExecutableDocument,
    findings: Findings,
    /// What the definition uses that is being walked.
    used: Used<'d>,
    /// What each fragment uses.
    fragments: HashMap<&'d Name, Used<'d>>,
}

impl<'d> Check<'d> {
    fn operation(&mut self, operation: &'d OperationDefinition) {
        let place = match operation.ty {
            OperationType::Query => DirectiveLocation::Query,
            OperationType::Mutation => DirectiveLocation::Mutation,
            OperationType::Subscription => DirectiveLocation::Subscription,
        };
        self.directives(&operation.directives, place);
        for variable in &operation.variable_definitions {
            self.directives(
                &variable.node.directives,
                DirectiveLocation::VariableDefinition,
            );
        }
        let root = self.terms.contract.root(operation.ty);
        self.selections(&operation.selection_set.node, root);
    }
}
