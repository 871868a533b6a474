//! Directives (rules 5.7).

use std::collections::HashSet;

use async_graphql::parser::types::{Directive, DirectiveLocation};
use async_graphql::{Name, Positioned};

use super::Check;
use crate::graphql::gate::refusal::quoted;

impl<'d> Check<'d> {
    /// Checks the directives in one place.
    pub(super) fn directives(
        &mut self,
        directives: &'d [Positioned<Directive>],
        place: DirectiveLocation,
    ) {
        let mut seen = HashSet::new();
        for directive in directives {
            let name = &directive.node.name;
            let known = self.terms.contract.directives.get(&name.node);
            let arguments = known.map(|known| known.arguments.as_slice());
            self.arguments(arguments, &directive.node.arguments, name, "directive");
            let Some(known) = known else {
                self.unknown_directive(name);
                continue;
            };
            if !known.locations.contains(&place) {
                self.findings.add(name.pos, || {
                    format!("The directive `@{}` may not stand here.", name.node)
                });
            }
            if !seen.insert(&name.node) {
                self.findings.add(name.pos, || {
                    format!("The directive `@{}` stands here twice.", name.node)
                });
            }
        }
    }

    fn unknown_directive(&mut self, name: &Positioned<Name>) {
        let (contract, suggestions) = (self.terms.contract, self.terms.suggestions);
        self.findings.add(name.pos, || {
            let meant = suggestions.of(&name.node, contract.directives.keys().map(Name::as_str));
            format!("There is no directive `@{}`.{meant}", quoted(&name.node))
        });
    }
}
