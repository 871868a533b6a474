//! Weighs operations in one walk, each fragment a single time.

use std::collections::HashMap;

use async_graphql::parser::types::{
    Directive, ExecutableDocument, Field, OperationDefinition, Selection, SelectionSet,
};
use async_graphql::{Name, Positioned};

use super::bound::{Bound, Exceeded};
use super::contract::{Contract, name_of};
use super::given::Known;
use super::items::Items;
use super::refusal::{Refusal, quoted};
use super::scan::DEEPEST_NESTING;

/// What some selections weigh.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Load {
    /// What costs the same however many things the page holds that they are taken from.
    once: u64,
    /// What each of these costs.
    each: u64,
    pub(super) depth: u64,
    /// How deep they nest, fragments included.
    levels: u64,
    pub(super) selections: u64,
    pub(super) aliases: u64,
    /// The fields that are not inside of others.
    pub(super) roots: u64,
    pub(super) directives: u64,
    pub(super) directives_per_place: u64,
}

impl Load {
    /// What they cost where there is one of each.
    pub(super) fn complexity(&self) -> u64 {
        self.once.saturating_add(self.each)
    }

    fn add(&mut self, other: &Self) {
        let sums = [
            (&mut self.once, other.once),
            (&mut self.each, other.each),
            (&mut self.selections, other.selections),
            (&mut self.aliases, other.aliases),
            (&mut self.roots, other.roots),
            (&mut self.directives, other.directives),
        ];
        for (sum, more) in sums {
            *sum = sum.saturating_add(more);
        }
        let largest = [
            (&mut self.depth, other.depth),
            (&mut self.levels, other.levels),
            (&mut self.directives_per_place, other.directives_per_place),
        ];
        for (most, other) in largest {
            *most = other.max(*most);
        }
    }

    fn carry(&mut self, directives: &[Positioned<Directive>]) {
        let number = directives.len() as u64;
        self.directives = self.directives.saturating_add(number);
        self.directives_per_place = self.directives_per_place.max(number);
    }
}

/// Weighs the operations of a document.
pub(super) struct Scales<'d> {
    contract: &'d Contract,
    document: &'d ExecutableDocument,
    /// The variables of the operation that is to be run.
    given: Known<'d>,
    /// The load of each fragment; none while it is being weighed.
    fragments: HashMap<&'d Name, Option<Load>>,
    /// How deep the selections nest that are being weighed, fragments included.
    level: u64,
}

impl<'d> Scales<'d> {
    pub(super) fn new(
        contract: &'d Contract,
        document: &'d ExecutableDocument,
        given: Known<'d>,
    ) -> Self {
        Self {
            contract,
            document,
            given,
            fragments: HashMap::new(),
            level: 0,
        }
    }

    /// Weighs an operation.
    pub(super) fn weigh(&mut self, operation: &'d OperationDefinition) -> Result<Load, Refusal> {
        let root = self.contract.root(operation.ty);
        let mut load = self.selections(&operation.selection_set.node, root)?;
        load.carry(&operation.directives);
        for variable in &operation.variable_definitions {
            load.carry(&variable.node.directives);
        }
        Ok(load)
    }

    /// Weighs a fragment that nothing need spread; it may contain itself all the same.
    pub(super) fn weigh_fragment(&mut self, name: &'d Name) -> Result<(), Refusal> {
        self.fragment(name).map(|_| ())
    }

    fn selections(&mut self, set: &'d SelectionSet, of: Option<&'d str>) -> Result<Load, Refusal> {
        // Bounds the recursion as well.
        expect_shallow(self.level + 1)?;
        self.level += 1;
        let load = self.add_up(set, of);
        self.level -= 1;
        load
    }

    fn add_up(&mut self, set: &'d SelectionSet, of: Option<&'d str>) -> Result<Load, Refusal> {
        let mut load = Load::default();
        for selection in &set.items {
            let mut inner = match &selection.node {
                Selection::Field(field) => self.field(&field.node, of)?,
                Selection::InlineFragment(fragment) => {
                    let fragment = &fragment.node;
                    let on = fragment
                        .type_condition
                        .as_ref()
                        .map(|on| on.node.on.node.as_str());
                    self.selections(&fragment.selection_set.node, on.or(of))?
                }
                Selection::FragmentSpread(spread) => {
                    self.fragment(&spread.node.fragment_name.node)?
                }
            };
            inner.selections = inner.selections.saturating_add(1);
            inner.carry(selection.node.directives());
            load.add(&inner);
        }
        load.levels += 1;
        Ok(load)
    }

    /// What is not in the contract costs 1: it is refused anyway.
    fn field(&mut self, field: &'d Field, of: Option<&'d str>) -> Result<Load, Refusal> {
        let contract = self.contract;
        let known = of.and_then(|of| contract.field(of, &field.name.node));
        let gives = known.map(|known| name_of(&known.ty).as_str());
        let mut load = match field.selection_set.node.items.as_slice() {
            [] => Load::default(),
            _ => self.selections(&field.selection_set.node, gives)?,
        };
        let (once, each) = (load.once, load.each);
        (load.once, load.each) = match known.map(|known| (known, &known.items)) {
            Some((_, Items::OfPage)) => (1, once.saturating_add(each)),
            Some((known, items)) => {
                let number = items.number(field, &known.arguments, self.given);
                let of_each = number.saturating_mul(each);
                let cost = if *items == Items::Connection {
                    once.saturating_add(of_each)
                } else {
                    number.saturating_mul(once).saturating_add(of_each)
                };
                (cost.saturating_add(1), 0)
            }
            None => (once.saturating_add(each).saturating_add(1), 0),
        };
        load.depth = load.depth.saturating_add(1);
        load.aliases = load
            .aliases
            .saturating_add(u64::from(field.alias.is_some()));
        load.roots = 1;
        Ok(load)
    }

    fn fragment(&mut self, name: &'d Name) -> Result<Load, Refusal> {
        // A fragment that is not there is refused by the rules.
        let Some((name, fragment)) = self.document.fragments.get_key_value(name) else {
            return Ok(Load::default());
        };
        match self.fragments.get(name) {
            Some(Some(load)) => {
                expect_shallow(self.level + load.levels)?;
                return Ok(*load);
            }
            Some(None) => {
                let message = format!("The fragment `{}` contains itself.", quoted(name));
                return Err(Refusal::rule(message, fragment.pos));
            }
            None => {}
        }
        self.fragments.insert(name, None);
        let fragment = &fragment.node;
        let on = fragment.type_condition.node.on.node.as_str();
        let mut load = self.selections(&fragment.selection_set.node, Some(on))?;
        load.carry(&fragment.directives);
        self.fragments.insert(name, Some(load));
        Ok(load)
    }
}

fn expect_shallow(levels: u64) -> Result<(), Refusal> {
    match Exceeded::check(Bound::Nesting, levels, DEEPEST_NESTING) {
        Some(exceeded) => Err(exceeded.into()),
        None => Ok(()),
    }
}
