//! How far a document may go, one bound at a time.

use async_graphql::ErrorExtensionValues;

/// What is bounded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Bound {
    Tokens,
    Nesting,
    Selections,
    Depth,
    Complexity,
    Aliases,
    RootFields,
    Directives,
    DirectivesPerPlace,
    Fragments,
    VariablesBytes,
}

impl Bound {
    /// Its name, as clients match on it.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Tokens => "tokens",
            Self::Nesting => "nesting",
            Self::Selections => "selections",
            Self::Depth => "depth",
            Self::Complexity => "complexity",
            Self::Aliases => "aliases",
            Self::RootFields => "rootFields",
            Self::Directives => "directives",
            Self::DirectivesPerPlace => "directivesPerPlace",
            Self::Fragments => "fragments",
            Self::VariablesBytes => "variablesBytes",
        }
    }
}

/// A bound that a request goes beyond.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Exceeded {
    pub(super) bound: Bound,
    pub(super) limit: u64,
    pub(super) found: u64,
}

impl Exceeded {
    /// Nothing, unless more was found than there may be.
    pub(super) fn check(bound: Bound, found: u64, limit: usize) -> Option<Self> {
        let limit = limit as u64;
        (found > limit).then_some(Self {
            bound,
            limit,
            found,
        })
    }

    /// What a client reads.
    pub(super) fn message(self) -> String {
        let (found, limit) = (self.found, self.limit);
        match self.bound {
            Bound::Tokens => format!("The document has {found} tokens; it may have {limit}."),
            Bound::Nesting => {
                format!("The document nests {found} levels deep; it may nest {limit}.")
            }
            Bound::Selections => {
                format!("The document unfolds to {found} selections; it may come to {limit}.")
            }
            Bound::Depth => {
                format!(
                    "The fields of the operation nest {found} levels deep; they may nest {limit}."
                )
            }
            Bound::Complexity => format!("The operation costs {found}; it may cost {limit}."),
            Bound::Aliases => format!("The operation has {found} aliases; it may have {limit}."),
            Bound::RootFields => {
                format!("The operation has {found} fields at its root; it may have {limit}.")
            }
            Bound::Directives => {
                format!("The operation has {found} directives; it may have {limit}.")
            }
            Bound::DirectivesPerPlace => {
                format!("There are {found} directives in one place; there may be {limit}.")
            }
            Bound::Fragments => {
                format!("The document defines {found} fragments; it may define {limit}.")
            }
            Bound::VariablesBytes => {
                format!("The variables have {found} bytes; they may have {limit}.")
            }
        }
    }

    /// What programs read: which bound it is, what it is, and what was found.
    pub(super) fn tell(self, extensions: &mut ErrorExtensionValues) {
        extensions.set("bound", self.bound.name());
        extensions.set("limit", told(self.limit));
        extensions.set("found", told(self.found));
    }
}

/// A number that every client can read: beyond it, those of JavaScript are not exact.
pub fn told(number: u64) -> u64 {
    number.min((1 << 53) - 1)
}
