//! What an operation weighs.

use async_graphql::{Name, Value, indexmap::IndexMap};

use super::bound::{Bound, Exceeded, told};
use crate::graphql::Limits;

/// What an operation weighs, its fragments unfolded: one that is spread twice counts twice.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::graphql) struct Weight {
    /// What it costs.
    pub(in crate::graphql) complexity: u64,
    /// How deep its fields nest.
    pub(super) depth: u64,
    pub(super) aliases: u64,
    pub(super) root_fields: u64,
    pub(super) directives: u64,
    pub(super) directives_per_place: u64,
    /// How many fragments the document defines.
    pub(super) fragments: u64,
    /// How many fields and fragments the document comes to, all its operations together.
    pub(super) selections: u64,
    pub(super) tokens: u64,
}

impl Weight {
    fn against(self, limits: &Limits) -> [(Bound, u64, usize); 9] {
        [
            (Bound::Complexity, self.complexity, limits.complexity),
            (Bound::Depth, self.depth, limits.depth),
            (Bound::Aliases, self.aliases, limits.aliases),
            (Bound::RootFields, self.root_fields, limits.root_fields),
            (Bound::Directives, self.directives, limits.directives),
            (
                Bound::DirectivesPerPlace,
                self.directives_per_place,
                limits.directives_per_place,
            ),
            (Bound::Fragments, self.fragments, limits.fragments),
            (Bound::Selections, self.selections, limits.selections),
            (Bound::Tokens, self.tokens, limits.tokens),
        ]
    }

    /// Every bound that it goes beyond.
    pub(super) fn beyond(self, limits: &Limits) -> impl Iterator<Item = Exceeded> {
        let bounds = self.against(limits).into_iter();
        bounds.filter_map(|(bound, found, limit)| Exceeded::check(bound, found, limit))
    }

    /// All of it with its limits, as clients read it.
    pub(in crate::graphql) fn tell(self, limits: &Limits) -> Value {
        let bounds = self
            .against(limits)
            .into_iter()
            .map(|(bound, found, limit)| {
                let members = [("found", told(found)), ("limit", told(limit as u64))];
                let members = members.map(|(name, number)| (Name::new(name), Value::from(number)));
                (
                    Name::new(bound.name()),
                    Value::Object(members.into_iter().collect()),
                )
            });
        Value::Object(bounds.collect::<IndexMap<Name, Value>>())
    }
}
