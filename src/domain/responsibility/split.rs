//! How an indirect provider and its resellers split the duties that the article says they share.

use chrono::NaiveDate;

use super::rule::{Basis, Responsible};
use crate::domain::id::{Id, Named};
use crate::domain::inquiry::{InquiryCategory, Party};
use crate::domain::partner::Partner;

closed_set! {
    /// Whom a split gives a duty to.
    pub enum SplitParty {
        /// The indirect provider.
        Provider = "PROVIDER",
        /// The indirect reseller.
        Reseller = "RESELLER",
        /// Both, as the article says.
        Both = "BOTH",
    }
}

impl SplitParty {
    /// Who is responsible by it.
    pub fn responsible(self) -> Responsible {
        match self {
            Self::Provider => Responsible::One(Party::IndirectProvider),
            Self::Reseller => Responsible::One(Party::IndirectReseller),
            Self::Both => Responsible::Shared(Party::IndirectProvider, Party::IndirectReseller),
        }
    }

    /// How firmly the article says it: it states that both are responsible, and leaves it to them to
    /// divide the duty.
    pub fn basis(self) -> Basis {
        match self {
            Self::Both => Basis::Stated,
            Self::Provider | Self::Reseller => Basis::Optional,
        }
    }
}

/// A recorded split of one duty, as kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Split {
    /// Its id in this directory.
    pub id: Id<Split>,
    /// What it says.
    pub terms: NewSplit,
}

impl Named for Split {
    const KIND: &'static str = "split";
}

/// A split that is not kept yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewSplit {
    /// The provider that put it on record.
    pub provider: Id<Partner>,
    /// For this reseller; absent for all its resellers.
    pub reseller: Option<Id<Partner>>,
    /// The duty; one of `CUSTOMER_ACCOUNT`.
    pub category: InquiryCategory,
    /// Who takes it.
    pub party: SplitParty,
    /// The first day on which it holds.
    pub valid_from: NaiveDate,
    /// The last day on which it holds; absent while no end is known.
    pub valid_through: Option<NaiveDate>,
}

/// The split that holds between a provider and, if known, one reseller on a day: one made for that
/// reseller beats the provider's general one, a later one beats an earlier one.
pub(super) fn in_force(
    splits: &[Split],
    category: InquiryCategory,
    provider: Id<Partner>,
    reseller: Option<Id<Partner>>,
    on: NaiveDate,
) -> Option<&Split> {
    splits
        .iter()
        .filter(|split| {
            let terms = &split.terms;
            terms.category == category
                && terms.provider == provider
                && (terms.reseller.is_none() || terms.reseller == reseller)
                && terms.valid_from <= on
                && terms.valid_through.is_none_or(|last| on <= last)
        })
        .max_by_key(|split| {
            (
                split.terms.reseller.is_some(),
                split.terms.valid_from,
                split.id,
            )
        })
}
