//! Who is responsible for an inquiry: the rules, and the one pure function that decides over them.
//!
//! Source of the rules: Microsoft Partner Center, "Support for commercial marketplace products in
//! the CSP program". The rules themselves are data (`data/policy`); what follows from them is here.

mod case;
mod decide;
mod edition;
mod override_;
mod override_draft;
mod reach;
mod route;
mod rule;
mod rule_set;
mod split;
#[cfg(test)]
mod tests;

pub use super::gap::{Gap, GapKind};
pub use case::{Case, OfferCase, Sellers, SellersProblem};
pub use decide::{Decision, Reason, decide};
pub use edition::{
    Clause, ClauseCode, Edition, EditionProblem, MOST_CLAUSES, MOST_EDITIONS, NewEdition,
    TotalEdition,
};
pub use override_::{MOST_OVERRIDES, NewOverride, Override, OverrideSubject};
pub use override_draft::{OverrideDraft, OverrideProblem};
pub use reach::{ReachFacts, contacts, links};
pub use route::{Step, Strength, first_point_of_contact, route};
pub use rule::{Answer, Basis, OfferScope, Responsible, Rule};
pub use rule_set::{Cell, Conflict, RuleSet, RuleSetFlaws};
pub use split::{NewSplit, Split, SplitDraft, SplitParty, SplitProblem};
