//! Fragments (rules 5.5).

use std::collections::HashSet;

use async_graphql::parser::types::{
    DirectiveLocation, FragmentDefinition, FragmentSpread, InlineFragment,
};
use async_graphql::{Name, Pos, Positioned};

use super::Check;
use super::variables::Reached;
use crate::graphql::gate::contract::Kind;
use crate::graphql::gate::refusal::quoted;

impl<'d> Check<'d> {
    pub(super) fn fragment(&mut self, name: &Name, fragment: &'d Positioned<FragmentDefinition>) {
        let definition = &fragment.node;
        self.directives(
            &definition.directives,
            DirectiveLocation::FragmentDefinition,
        );
        let on = self.type_of_fragment(&definition.type_condition.node.on);
        self.selections(&definition.selection_set.node, on);
        // What reads like a type condition can never be spread.
        if name == "on" {
            self.findings
                .add(fragment.pos, || "No fragment is called `on`.".to_owned());
        }
    }

    pub(super) fn inline_fragment(
        &mut self,
        fragment: &'d Positioned<InlineFragment>,
        of: Option<&'d str>,
    ) {
        let inline = &fragment.node;
        self.directives(&inline.directives, DirectiveLocation::InlineFragment);
        let on = match &inline.type_condition {
            None => of,
            Some(condition) => {
                let on = self.type_of_fragment(&condition.node.on);
                self.expect_possible(of, on, fragment.pos);
                on
            }
        };
        self.selections(&inline.selection_set.node, on);
    }

    pub(super) fn spread(&mut self, spread: &'d Positioned<FragmentSpread>, of: Option<&'d str>) {
        self.directives(&spread.node.directives, DirectiveLocation::FragmentSpread);
        let name = &spread.node.fragment_name;
        let Some((name, fragment)) = self.document.fragments.get_key_value(&name.node) else {
            self.findings.add(spread.pos, || {
                format!("There is no fragment `{}`.", quoted(&name.node))
            });
            return;
        };
        self.used.fragments.push(name);
        let on = fragment.node.type_condition.node.on.node.as_str();
        self.expect_possible(of, Some(on), spread.pos);
    }

    /// The type that a fragment is on, if it can be on that.
    fn type_of_fragment(&mut self, on: &'d Positioned<Name>) -> Option<&'d str> {
        let (contract, suggestions) = (self.terms.contract, self.terms.suggestions);
        let name = on.node.as_str();
        match contract.kinds.get(name) {
            Some(Kind::Composite(_)) => return Some(name),
            Some(_) => {
                self.findings.add(on.pos, || {
                    format!("A fragment is on a type with fields, and not on `{name}`.")
                });
            }
            None => self.findings.add(on.pos, || {
                let composites = contract.names(|kind| matches!(kind, Kind::Composite(_)));
                let meant = suggestions.of(name, composites);
                format!("There is no type `{}`.{meant}", quoted(name))
            }),
        }
        None
    }

    fn expect_possible(&mut self, of: Option<&str>, on: Option<&str>, place: Pos) {
        let (Some(of), Some(on)) = (of, on) else {
            return;
        };
        if !self.terms.contract.overlap(of, on) {
            self.findings.add(place, || {
                format!("`{of}` and `{on}` have nothing in common.")
            });
        }
    }
}

/// The fragments that an operation spreads, directly or by others.
#[derive(Default)]
pub(super) struct Spread<'d>(HashSet<&'d Name>);

impl<'d> Spread<'d> {
    pub(super) fn note(&mut self, reached: &Reached<'d, '_>) {
        self.0.extend(&reached.fragments);
    }

    pub(super) fn check(&self, check: &mut Check<'d>) {
        for (name, fragment) in &check.document.fragments {
            if !self.0.contains(name) {
                check.findings.add(fragment.pos, || {
                    format!("The fragment `{}` is not used.", quoted(name))
                });
            }
        }
    }
}
