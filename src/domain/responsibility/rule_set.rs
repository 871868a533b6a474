//! A rule set that answers every question exactly once, or does not exist.

use std::collections::BTreeMap;

use super::rule::{OfferScope, Rule};
use crate::domain::inquiry::Question;
use crate::domain::offer::AzureBased;

/// The rules for one question: one for every offer, and at most one for those not based on Azure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    general: Rule,
    not_azure_based: Option<Rule>,
}

/// What is wrong with the rules for one question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Conflict {
    /// No rule answers it.
    Open,
    /// Two rules answer it.
    Twice,
    /// The answer cannot be true of the question.
    Unfit,
}

impl Cell {
    /// Makes a cell of the rules for one question.
    pub fn of(rules: impl IntoIterator<Item = Rule>) -> Result<Self, Conflict> {
        let (mut general, mut not_azure_based) = (None, None);
        for rule in rules {
            if !rule.answer.fits(rule.question) {
                return Err(Conflict::Unfit);
            }
            let place = match rule.scope {
                OfferScope::Any => &mut general,
                OfferScope::NotAzureBased => &mut not_azure_based,
            };
            if place.replace(rule).is_some() {
                return Err(Conflict::Twice);
            }
        }
        let general = general.ok_or(Conflict::Open)?;
        Ok(Self {
            general,
            not_azure_based,
        })
    }

    /// The rule that holds for an offer, the narrower one first.
    pub fn rule(&self, azure_based: AzureBased) -> &Rule {
        match OfferScope::of(azure_based) {
            OfferScope::Any => &self.general,
            OfferScope::NotAzureBased => self.not_azure_based.as_ref().unwrap_or(&self.general),
        }
    }

    /// Whether the answer is another for offers that are not based on Azure.
    pub fn depends_on_offer_type(&self) -> bool {
        self.not_azure_based.is_some()
    }

    /// The question it answers.
    pub fn question(&self) -> Question {
        self.general.question
    }
}

/// Rules that answer each of the 112 questions exactly once.
#[derive(Clone, Debug)]
pub struct RuleSet(BTreeMap<Question, Cell>);

/// Why a set of rules is refused; each question is named.
#[derive(Clone, Debug, Default, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.describe())]
pub struct RuleSetFlaws {
    /// Questions that no rule answers.
    pub open: Vec<Question>,
    /// Questions that two rules answer.
    pub twice: Vec<Question>,
    /// Questions whose answer cannot be true of them.
    pub unfit: Vec<Question>,
}

impl RuleSet {
    /// Checks that the rules answer every question exactly once, and names every one that they do not.
    pub fn check(rules: Vec<Rule>) -> Result<Self, RuleSetFlaws> {
        let mut by_question: BTreeMap<Question, Vec<Rule>> = BTreeMap::new();
        for rule in rules {
            by_question.entry(rule.question).or_default().push(rule);
        }
        let (mut cells, mut flaws) = (BTreeMap::new(), RuleSetFlaws::default());
        for question in Question::all() {
            match Cell::of(by_question.remove(&question).unwrap_or_default()) {
                Ok(cell) => {
                    cells.insert(question, cell);
                }
                Err(Conflict::Open) => flaws.open.push(question),
                Err(Conflict::Twice) => flaws.twice.push(question),
                Err(Conflict::Unfit) => flaws.unfit.push(question),
            }
        }
        if flaws == RuleSetFlaws::default() {
            Ok(Self(cells))
        } else {
            Err(flaws)
        }
    }

    /// The rules for a question.
    pub fn cell(&self, question: Question) -> &Cell {
        self.0
            .get(&question)
            .expect("a checked rule set has a cell for every question")
    }

    /// All rules, by question.
    pub fn rules(&self) -> impl Iterator<Item = &Rule> {
        self.0
            .values()
            .flat_map(|cell| std::iter::once(&cell.general).chain(&cell.not_azure_based))
    }
}

impl RuleSetFlaws {
    fn describe(&self) -> String {
        let part = |questions: &[Question], what: &str| {
            let named: Vec<String> = questions.iter().map(ToString::to_string).collect();
            (!named.is_empty()).then(|| format!("{what}: {}", named.join(", ")))
        };
        [
            part(&self.open, "no rule answers"),
            part(&self.twice, "two rules answer"),
            part(
                &self.unfit,
                "the answer does not fit the model or sends the inquirer to itself for",
            ),
        ]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join("; ")
    }
}
