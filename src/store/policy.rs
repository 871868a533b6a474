//! The policy: all editions of the rules, remembered whole.
//!
//! Editions are loaded rarely, are small, and never change or go once they are kept: so their number
//! tells whether what is remembered is whole. Every question asks for that number in a statement that
//! it needs anyway ([`Standing`]), and reads the policy anew when it has grown.

use std::sync::{Arc, PoisonError, RwLock};

use chrono::NaiveDate;
use sea_orm::ConnectionTrait;

use super::{Failure, Grounds, Result, Session, Store};
use crate::domain::responsibility::{
    Clause, ClauseCode, Edition, Override, OverrideSubject, RuleSet,
};

/// All editions of the rules, oldest first.
#[derive(Debug)]
pub struct Policy {
    editions: Vec<(Edition, RuleSet)>,
}

/// The rules and overrides that a question stands under.
#[derive(Clone, Debug)]
pub struct Standing {
    /// The editions.
    pub policy: Arc<Policy>,
    /// The overrides for what the question names, whatever their dates.
    pub overrides: Vec<Override>,
}

impl Policy {
    pub(super) fn new(mut editions: Vec<(Edition, RuleSet)>) -> Self {
        editions.sort_by_key(|(edition, _)| edition.facts.valid_from);
        let begins: Vec<NaiveDate> = editions
            .iter()
            .map(|(edition, _)| edition.facts.valid_from)
            .collect();
        for (edition, _) in &mut editions {
            edition.valid_through = edition.facts.valid_through(begins.iter().copied());
        }
        Self { editions }
    }

    /// The edition in force on a day, with its rules; `None` before the first.
    pub fn in_force(&self, on: NaiveDate) -> Option<(&Edition, &RuleSet)> {
        let found = self
            .editions
            .iter()
            .rfind(|(edition, _)| edition.facts.valid_from <= on);
        found.map(|(edition, rules)| (edition, rules))
    }

    /// All editions, oldest first.
    pub fn editions(&self) -> impl Iterator<Item = &Edition> {
        self.editions.iter().map(|(edition, _)| edition)
    }
}

impl Edition {
    /// The clauses with these codes, in the order of the codes.
    pub fn clauses<'a>(&'a self, codes: &'a [ClauseCode]) -> impl Iterator<Item = &'a Clause> {
        codes.iter().filter_map(|code| {
            self.facts
                .clauses
                .iter()
                .find(|clause| clause.code == *code)
        })
    }
}

/// The policy as it was last read.
#[derive(Debug, Default)]
pub(super) struct Remembered(RwLock<Option<Arc<Policy>>>);

impl Remembered {
    fn get(&self, editions: usize) -> Option<Arc<Policy>> {
        let remembered = self.0.read().unwrap_or_else(PoisonError::into_inner);
        remembered
            .clone()
            .filter(|policy| policy.editions.len() == editions)
    }

    fn set(&self, policy: Arc<Policy>) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = Some(policy);
    }
}

impl Store {
    /// The rules, and the overrides for these subjects.
    pub async fn standing(&self, subjects: &[OverrideSubject]) -> Result<Standing> {
        let (editions, overrides) = self.count_editions_and_overrides(subjects).await?;
        self.standing_on(Grounds {
            editions,
            overrides,
        })
        .await
    }

    /// The rules, and the overrides that a question's parts were found to stand on.
    pub async fn standing_on(&self, grounds: Grounds) -> Result<Standing> {
        let policy = match self.0.policy.get(grounds.editions) {
            Some(policy) => policy,
            None => self.read_anew().await?,
        };
        Ok(Standing {
            policy,
            overrides: grounds.overrides,
        })
    }

    /// The editions and their rules.
    pub async fn policy(&self) -> Result<Arc<Policy>> {
        Ok(self.standing(&[]).await?.policy)
    }

    async fn read_anew(&self) -> Result<Arc<Policy>> {
        let policy = Arc::new(self.read_policy().await?);
        self.0.policy.set(Arc::clone(&policy));
        Ok(policy)
    }
}

impl<C: ConnectionTrait> Session<C> {
    /// Reads all editions with their rules, and checks that each answers every question.
    async fn read_policy(&self) -> Result<Policy> {
        let mut editions = Vec::new();
        for (edition, rules) in self.read_editions().await? {
            let rules = RuleSet::check(rules).map_err(|source| Failure::RulesNotWhole {
                edition: edition.facts.name.clone(),
                source,
            })?;
            editions.push((edition, rules));
        }
        if editions.is_empty() {
            return Err(Failure::NoRules);
        }
        Ok(Policy::new(editions))
    }
}
