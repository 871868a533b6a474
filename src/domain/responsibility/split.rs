//! How an indirect provider and its resellers split the duties that the article says they share.

use chrono::{DateTime, NaiveDate, Utc};

use super::rule::{Basis, Responsible};
use crate::domain::flaw::Flaws;
use crate::domain::id::{Id, Named};
use crate::domain::inquiry::{InquiryArea, InquiryCategory, Party};
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
    /// How often it was changed, from 1.
    pub version: i32,
    /// When it was last changed.
    pub updated_at: DateTime<Utc>,
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

problems! {
    /// What can be wrong with what is to be done to a split.
    pub enum SplitProblem {
        /// Whose it is to be is not there.
        ProviderNotFound = "PROVIDER_NOT_FOUND",
        /// Whose it is to be is no indirect provider.
        NotAProvider = "NOT_A_PROVIDER",
        /// The reseller that it is to be for is not there.
        ResellerNotFound = "RESELLER_NOT_FOUND",
        /// The provider or the reseller is retired.
        Retired = "RETIRED",
        /// The reseller is not tied to the provider.
        NotTied = "NOT_TIED",
        /// The duty is not one that provider and reseller share.
        CategoryNotShared = "CATEGORY_NOT_SHARED",
        /// It ends before it begins.
        EndsBeforeItBegins = "ENDS_BEFORE_IT_BEGINS",
        /// The provider split the duty from this day on, for the same.
        AlreadyRecorded = "ALREADY_RECORDED",
    }
}

/// What somebody wants to put on record about a duty, whoever shares it.
#[derive(Clone, Debug)]
pub struct SplitDraft {
    /// The duty.
    pub category: InquiryCategory,
    /// Who takes it.
    pub party: SplitParty,
    /// The first day on which it holds.
    pub valid_from: NaiveDate,
    /// The last day on which it holds; absent while no end is known.
    pub valid_through: Option<NaiveDate>,
}

impl SplitDraft {
    /// Names everything that is wrong with it.
    pub fn flaws(&self) -> Flaws<SplitProblem> {
        let mut flaws = Flaws::default();
        if self.category.area() != InquiryArea::CustomerAccount {
            flaws.push("inquiry", SplitProblem::CategoryNotShared);
        }
        if self
            .valid_through
            .is_some_and(|last| last < self.valid_from)
        {
            flaws.push("valid_through", SplitProblem::EndsBeforeItBegins);
        }
        flaws
    }

    /// The split between a provider and one reseller, or all of them.
    pub fn between(self, provider: Id<Partner>, reseller: Option<Id<Partner>>) -> NewSplit {
        NewSplit {
            provider,
            reseller,
            category: self.category,
            party: self.party,
            valid_from: self.valid_from,
            valid_through: self.valid_through,
        }
    }
}

impl NewSplit {
    /// Whether it would split the same duty for the same from the same day on as another one.
    pub fn repeats(&self, other: &Self) -> bool {
        let key = |terms: &Self| {
            (
                terms.provider,
                terms.reseller,
                terms.category,
                terms.valid_from,
            )
        };
        key(self) == key(other)
    }
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
