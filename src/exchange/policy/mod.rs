//! The rules file: one edition of the source with its clauses and rules (TOML).

mod problem;
mod soundness;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use serde::Deserialize;

pub use problem::PolicyProblem;

use crate::domain::inquiry::{Inquirer, InquiryCategory, PartnerModel, Party, Question};
use crate::domain::language::Language;
use crate::domain::responsibility::{
    Answer, Basis, Clause, ClauseCode, NewEdition, OfferScope, Responsible, Rule, RuleSet,
    TotalEdition,
};

/// The first edition, as it stands in the repository.
pub const FIRST_EDITION: &str = include_str!("../../../data/policy/2019-11-20.toml");

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PolicyFile {
    name: String,
    valid_from: String,
    title: String,
    url: String,
    support_page: String,
    note: BTreeMap<String, String>,
    clause: Vec<ClauseEntry>,
    rule: Vec<RuleEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ClauseEntry {
    code: String,
    heading: String,
    url: String,
    gist: BTreeMap<String, String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RuleEntry {
    models: Vec<String>,
    asked_by: Vec<String>,
    categories: Vec<String>,
    offers: Option<String>,
    responsible: Vec<String>,
    first: String,
    basis: String,
    clauses: Vec<String>,
}

/// Reads a rules file, and refuses one that does not answer each question exactly once.
pub fn read(text: &str) -> Result<TotalEdition, PolicyProblem> {
    let file: PolicyFile = toml::from_str(text)?;
    soundness::check(&file)?;
    let valid_from = soundness::day(&file.valid_from)?;
    let clauses: Result<Vec<Clause>, PolicyProblem> = file.clause.into_iter().map(clause).collect();
    let clauses = clauses?;
    let mut rules = Vec::new();
    for (place, entry) in (1..).zip(&file.rule) {
        rules.extend(entry.expand(place, &clauses)?);
    }
    let edition = NewEdition {
        name: file.name,
        valid_from,
        title: file.title,
        url: file.url,
        support_page: file.support_page,
        note: by_language(file.note)?,
        clauses,
    };
    Ok(TotalEdition {
        edition,
        rules: RuleSet::check(rules)?,
    })
}

fn clause(entry: ClauseEntry) -> Result<Clause, PolicyProblem> {
    let gist = by_language(entry.gist)?;
    Ok(Clause {
        code: ClauseCode(entry.code),
        heading: entry.heading,
        url: entry.url,
        gist,
    })
}

fn by_language(
    texts: BTreeMap<String, String>,
) -> Result<BTreeMap<Language, String>, PolicyProblem> {
    texts
        .into_iter()
        .map(|(tag, text)| match Language::parse(&tag) {
            Some(language) => Ok((language, text)),
            None => Err(PolicyProblem::Language(tag)),
        })
        .collect()
}

impl RuleEntry {
    /// One rule for every question that the entry spans.
    fn expand(&self, place: usize, clauses: &[Clause]) -> Result<Vec<Rule>, PolicyProblem> {
        let word = |what, word: &str| PolicyProblem::Word {
            rule: place,
            what,
            word: word.to_owned(),
        };
        let party = |code: &str| Party::from_code(code).ok_or_else(|| word("a party", code));
        let models = read_all(&self.models, PartnerModel::from_code, |code| {
            word("a partner model", code)
        })?;
        let inquirers = read_all(&self.asked_by, Inquirer::from_code, |code| {
            word("an inquirer", code)
        })?;
        let categories = read_all(&self.categories, InquiryCategory::from_code, |code| {
            word("an inquiry category", code)
        })?;
        let scope = match &self.offers {
            None => OfferScope::Any,
            Some(code) => {
                OfferScope::from_code(code).ok_or_else(|| word("a scope of offers", code))?
            }
        };
        let responsible = match self.responsible.as_slice() {
            [one] => Responsible::One(party(one)?),
            [one, other] => Responsible::Shared(party(one)?, party(other)?),
            other => {
                return Err(PolicyProblem::Responsible {
                    rule: place,
                    parties: other.len(),
                });
            }
        };
        let basis = Basis::from_code(&self.basis).ok_or_else(|| word("a basis", &self.basis))?;
        let answer = Answer {
            responsible,
            first: party(&self.first)?,
            basis,
        };
        let relied_on: Vec<ClauseCode> = self.clauses.iter().cloned().map(ClauseCode).collect();
        if let Some(unknown) = relied_on
            .iter()
            .find(|code| !clauses.iter().any(|clause| clause.code == **code))
        {
            return Err(PolicyProblem::Clause {
                rule: place,
                clause: unknown.0.clone(),
            });
        }
        let mut rules = Vec::new();
        for &model in &models {
            for &inquirer in &inquirers {
                for &category in &categories {
                    let question = Question::new(category, model, inquirer).map_err(|_| {
                        PolicyProblem::InquirerNotInModel {
                            rule: place,
                            inquirer,
                            model,
                        }
                    })?;
                    rules.push(Rule {
                        question,
                        scope,
                        answer: answer.clone(),
                        clauses: relied_on.clone(),
                    });
                }
            }
        }
        Ok(rules)
    }
}

fn read_all<T>(
    codes: &[String],
    read: impl Fn(&str) -> Option<T>,
    problem: impl Fn(&str) -> PolicyProblem,
) -> Result<Vec<T>, PolicyProblem> {
    codes
        .iter()
        .map(|code| read(code).ok_or_else(|| problem(code)))
        .collect()
}
