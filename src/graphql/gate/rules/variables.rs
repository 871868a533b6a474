//! Variables: what operations declare, and what they and their fragments use (rules 5.8).

use std::collections::{HashMap, HashSet};

use async_graphql::parser::types::{BaseType, OperationDefinition, Type, VariableDefinition};
use async_graphql::{Name, Pos, Value as Constant};

use super::{Findings, Terms};
use crate::graphql::gate::contract::{Kind, name_of};
use crate::graphql::gate::refusal::{Refusal, quoted};
use crate::graphql::gate::values::{Origin, Use, Values};
use crate::graphql::gate::way::Way;

/// What a definition uses.
#[derive(Debug, Default)]
pub(super) struct Used<'d> {
    pub(super) variables: Vec<UsedAt>,
    /// The fragments that it spreads.
    pub(super) fragments: Vec<&'d Name>,
}

/// A variable that is used somewhere.
#[derive(Debug)]
pub(super) struct UsedAt {
    pub(super) used: Use,
    pub(super) place: Pos,
}

/// What an operation uses, with the fragments that it spreads directly or by others.
pub(super) struct Reached<'d, 'u> {
    variables: Vec<&'u UsedAt>,
    pub(super) fragments: HashSet<&'d Name>,
}

impl<'d> Used<'d> {
    pub(super) fn reached<'u>(&'u self, fragments: &'u HashMap<&'d Name, Self>) -> Reached<'d, 'u> {
        let mut reached = Reached {
            variables: self.variables.iter().collect(),
            fragments: HashSet::new(),
        };
        let mut open = self.fragments.clone();
        while let Some(name) = open.pop() {
            if let Some(used) = fragments.get(name)
                && reached.fragments.insert(name)
            {
                reached.variables.extend(&used.variables);
                open.extend(&used.fragments);
            }
        }
        reached
    }
}

/// Checks the variables of an operation.
pub(super) fn check(
    operation: &OperationDefinition,
    reached: &Reached<'_, '_>,
    terms: Terms<'_>,
    findings: &mut Findings,
) {
    let mut declared: HashMap<&Name, Option<&VariableDefinition>> = HashMap::new();
    for variable in &operation.variable_definitions {
        let definition = &variable.node;
        let is_sound = check_type(definition, terms, findings);
        let known = is_sound.then_some(definition);
        if declared.insert(&definition.name.node, known).is_some() {
            findings.add(variable.pos, || {
                format!(
                    "The variable `${}` is declared twice.",
                    quoted(&definition.name.node)
                )
            });
        }
        check_default(definition, terms, findings);
    }
    let mut used = HashSet::new();
    for UsedAt { used: at, place } in &reached.variables {
        match declared.get(&at.variable) {
            Some(Some(definition)) => check_use(definition, at, *place, findings),
            // Its type is wrong already.
            Some(None) => {}
            None => findings.add(*place, || {
                format!(
                    "The variable `${}` is used, and not declared.",
                    quoted(&at.variable)
                )
            }),
        }
        used.insert(&at.variable);
    }
    for variable in &operation.variable_definitions {
        let name = &variable.node.name.node;
        if !used.contains(name) {
            findings.add(variable.pos, || {
                format!(
                    "The variable `${}` is declared, and not used.",
                    quoted(name)
                )
            });
        }
    }
}

/// Whether a variable is of a type that can be given (rule 5.8.2).
fn check_type(definition: &VariableDefinition, terms: Terms<'_>, findings: &mut Findings) -> bool {
    let name = name_of(&definition.var_type.node);
    let place = definition.var_type.pos;
    match terms.contract.kinds.get(name) {
        Some(Kind::Scalar | Kind::Enum(_) | Kind::Input(_)) => return true,
        Some(Kind::Composite(_)) => {
            findings.add(place, || {
                format!("Nobody can give a `{name}` for a variable.")
            });
        }
        None => findings.add(place, || {
            let given = terms
                .contract
                .names(|kind| !matches!(kind, Kind::Composite(_)));
            let meant = terms.suggestions.of(name, given);
            format!("There is no type `{}`.{meant}", quoted(name))
        }),
    }
    false
}

fn check_default(definition: &VariableDefinition, terms: Terms<'_>, findings: &mut Findings) {
    let Some(default) = &definition.default_value else {
        return;
    };
    let mut values = Values::new(terms.contract, terms.suggestions, Origin::Document);
    let way = Way::Variable(&definition.name.node);
    values.look(&default.node, Some(&definition.var_type.node), &way);
    for problem in values.problems {
        findings.add(default.pos, || problem.message);
    }
}

/// A variable stands only where its values may stand (rule 5.8.5).
fn check_use(definition: &VariableDefinition, used: &Use, place: Pos, findings: &mut Findings) {
    let Some(wanted) = &used.wanted else {
        return;
    };
    let ty = &definition.var_type.node;
    let default = definition
        .default_value
        .as_ref()
        .map(|default| &default.node);
    let is_filled_in =
        used.has_default || default.is_some_and(|default| *default != Constant::Null);
    let wanted_here = Type {
        nullable: wanted.nullable || (ty.nullable && is_filled_in),
        ..wanted.clone()
    };
    if !fits(ty, &wanted_here) {
        findings.add_refusal(place, || {
            let message = format!(
                "The variable `${}` is of type `{ty}`, and stands where `{wanted}` is wanted.",
                quoted(&definition.name.node)
            );
            Refusal::rule_at(message, vec![definition.name.pos, place])
        });
    }
}

/// Whether everything of one type is of the other.
fn fits(ty: &Type, wanted: &Type) -> bool {
    if ty.nullable && !wanted.nullable {
        return false;
    }
    match (&ty.base, &wanted.base) {
        (BaseType::List(item), BaseType::List(wanted)) => fits(item, wanted),
        (BaseType::Named(name), BaseType::Named(wanted)) => name == wanted,
        _ => false,
    }
}
