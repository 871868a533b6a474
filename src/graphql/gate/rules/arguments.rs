//! Arguments (rules 5.4 and 5.6).

use std::collections::HashSet;

use async_graphql::{Name, Positioned};
use async_graphql_value::Value;

use super::Check;
use super::variables::UsedAt;
use crate::graphql::gate::contract::Argument;
use crate::graphql::gate::refusal::quoted;
use crate::graphql::gate::values::{Origin, Values};
use crate::graphql::gate::way::Way;

impl<'d> Check<'d> {
    /// Checks what is given to a field or a directive. Nothing is known of the arguments of one that is not there.
    pub(super) fn arguments(
        &mut self,
        known: Option<&'d [Argument]>,
        given: &'d [(Positioned<Name>, Positioned<Value>)],
        to: &Positioned<Name>,
        what: &str,
    ) {
        let mut seen = HashSet::new();
        for (name, value) in given {
            if !seen.insert(&name.node) {
                self.findings.add(name.pos, || {
                    format!("The argument `{}` is given twice.", quoted(&name.node))
                });
            }
            let argument =
                known.and_then(|known| known.iter().find(|known| known.name == name.node));
            if let (Some(known), None) = (known, argument) {
                let suggestions = self.terms.suggestions;
                self.findings.add(name.pos, || {
                    let meant =
                        suggestions.of(&name.node, known.iter().map(|known| known.name.as_str()));
                    let (name, to) = (quoted(&name.node), quoted(&to.node));
                    format!("The {what} `{to}` has no argument `{name}`.{meant}")
                });
            }
            self.value(argument, name, value);
        }
        for missing in known
            .into_iter()
            .flatten()
            .filter(|argument| argument.is_needed())
        {
            if !seen.contains(&missing.name) {
                self.findings.add(to.pos, || {
                    format!(
                        "The {what} `{}` needs the argument `{}`.",
                        to.node, missing.name
                    )
                });
            }
        }
    }

    fn value(
        &mut self,
        argument: Option<&Argument>,
        name: &Positioned<Name>,
        value: &'d Positioned<Value>,
    ) {
        let mut values = Values::new(
            self.terms.contract,
            self.terms.suggestions,
            Origin::Document,
        );
        // A default stands in for a variable that is not given; nothing stands in for a null.
        let wanted = argument.map(|argument| &argument.ty);
        values.look(&value.node, wanted, &Way::Argument(&name.node));
        if let (Value::Variable(_), Some(used)) = (&value.node, values.uses.first_mut()) {
            used.has_default = argument.is_some_and(|argument| argument.default.is_some());
        }
        for problem in values.problems {
            self.findings.add(value.pos, || problem.message);
        }
        for used in values.uses {
            self.used.variables.push(UsedAt {
                used,
                place: value.pos,
            });
        }
    }
}
