//! Editions of the source, with their clauses and rules.

use std::collections::HashMap;

use chrono::NaiveDate;
use entity::{policy_clause, policy_edition, responsibility_rule, rule_clause};
use sea_orm::prelude::*;
use sea_orm::{IntoActiveModel, QueryOrder};

use super::{responsible, responsible_codes};
use crate::domain::Id;
use crate::domain::inquiry::{Inquirer, InquiryCategory, PartnerModel, Party, Question};
use crate::domain::responsibility::{
    Answer, Basis, Clause, ClauseCode, Edition, NewEdition, OfferScope, Rule, TotalEdition,
};
use crate::store::reading::{Row, language_json};
use crate::store::writing::{ROWS_PER_STATEMENT, new_key, now};
use crate::store::{Change, Doing, Result, Session};

fn rule(row: &responsibility_rule::Model, clauses: Vec<ClauseCode>) -> Result<Rule> {
    let at = Row {
        table: "responsibility_rule",
        key: row.id,
    };
    let category = at.read("category", InquiryCategory::from_code(&row.category))?;
    let model = at.read("model", PartnerModel::from_code(&row.model))?;
    let inquirer = at.read("inquirer", Inquirer::from_code(&row.inquirer))?;
    Ok(Rule {
        question: at.read("inquirer", Question::new(category, model, inquirer).ok())?,
        scope: at.read("scope", OfferScope::from_code(&row.scope))?,
        answer: Answer {
            responsible: responsible(at, &row.responsible, row.also_responsible.as_deref())?,
            first: at.read("first_contact", Party::from_code(&row.first_contact))?,
            basis: at.read("basis", Basis::from_code(&row.basis))?,
        },
        clauses,
    })
}
impl<C: ConnectionTrait> Session<C> {
    /// Whether any edition was ever loaded.
    pub async fn has_editions(&self) -> Result<bool> {
        let found = policy_edition::Entity::find().one(self.connection()).await;
        Ok(found.doing("look for editions")?.is_some())
    }

    /// What every edition is called and when it begins, the first one first.
    pub async fn edition_begins(&self) -> Result<Vec<(String, NaiveDate)>> {
        let rows = policy_edition::Entity::find()
            .order_by_asc(policy_edition::Column::ValidFrom)
            .all(self.connection())
            .await;
        let rows = rows.doing("read when editions begin")?.into_iter();
        Ok(rows.map(|row| (row.name, row.valid_from)).collect())
    }

    /// All editions with their rules, which nobody has checked yet.
    pub(in crate::store) async fn read_editions(&self) -> Result<Vec<(Edition, Vec<Rule>)>> {
        let editions = policy_edition::Entity::find()
            .all(self.connection())
            .await
            .doing("read editions")?;
        let clauses = policy_clause::Entity::find()
            .order_by_asc(policy_clause::Column::Place)
            .all(self.connection())
            .await
            .doing("read clauses")?;
        let rules = responsibility_rule::Entity::find()
            .all(self.connection())
            .await
            .doing("read rules")?;
        let relied_on = rule_clause::Entity::find()
            .order_by_asc(rule_clause::Column::Place)
            .all(self.connection())
            .await
            .doing("read what rules rely on")?;

        let codes: HashMap<Uuid, ClauseCode> = clauses
            .iter()
            .map(|clause| (clause.id, ClauseCode(clause.code.clone())))
            .collect();
        let mut by_rule: HashMap<Uuid, Vec<ClauseCode>> = HashMap::new();
        for reliance in relied_on {
            by_rule
                .entry(reliance.rule_id)
                .or_default()
                .extend(codes.get(&reliance.clause_id).cloned());
        }
        let mut by_edition: HashMap<Uuid, Vec<Rule>> = HashMap::new();
        for row in &rules {
            let clauses = by_rule.remove(&row.id).unwrap_or_default();
            by_edition
                .entry(row.edition_id)
                .or_default()
                .push(rule(row, clauses)?);
        }
        editions
            .into_iter()
            .map(|row| {
                let rules = by_edition.remove(&row.id).unwrap_or_default();
                Ok((edition(row, &clauses)?, rules))
            })
            .collect()
    }
}
fn edition(row: policy_edition::Model, clauses: &[policy_clause::Model]) -> Result<Edition> {
    let at = Row {
        table: "policy_edition",
        key: row.id,
    };
    let clauses: Result<Vec<Clause>> = clauses
        .iter()
        .filter(|clause| clause.edition_id == row.id)
        .map(|clause| {
            let at = Row {
                table: "policy_clause",
                key: clause.id,
            };
            Ok(Clause {
                code: ClauseCode(clause.code.clone()),
                heading: clause.heading.clone(),
                url: clause.url.clone(),
                gist: at.by_language("gist", &clause.gist)?,
            })
        })
        .collect();
    Ok(Edition {
        id: Id::new(row.id),
        facts: NewEdition {
            name: row.name,
            valid_from: row.valid_from,
            title: row.title,
            url: row.url,
            support_page: row.support_page,
            note: at.by_language("note", &row.note)?,
            clauses: clauses?,
        },
        valid_through: None,
    })
}

impl Change {
    /// Adds an edition with rules that answer every question. When it ends is not its own to say.
    pub async fn add_edition(&self, new: &TotalEdition) -> Result<Edition> {
        let facts = &new.edition;
        let edition_id = new_key();
        let row = policy_edition::Model {
            id: edition_id,
            name: facts.name.clone(),
            valid_from: facts.valid_from,
            title: facts.title.clone(),
            url: facts.url.clone(),
            support_page: facts.support_page.clone(),
            note: language_json(&facts.note),
            created_at: now(),
        };
        row.into_active_model()
            .insert(self.connection())
            .await
            .doing("add an edition")?;

        let mut keys: HashMap<&ClauseCode, Uuid> = HashMap::new();
        let clauses = (0..).zip(&facts.clauses).map(|(place, clause)| {
            let id = new_key();
            keys.insert(&clause.code, id);
            let row = policy_clause::Model {
                id,
                edition_id,
                code: clause.code.0.clone(),
                heading: clause.heading.clone(),
                url: clause.url.clone(),
                gist: language_json(&clause.gist),
                place,
            };
            row.into_active_model()
        });
        let clauses: Vec<_> = clauses.collect();
        policy_clause::Entity::insert_many(clauses)
            .exec_without_returning(self.connection())
            .await
            .doing("add clauses")?;
        self.add_rules(edition_id, new, &keys).await?;
        Ok(Edition {
            id: Id::new(edition_id),
            facts: facts.clone(),
            valid_through: None,
        })
    }

    async fn add_rules(
        &self,
        edition_id: Uuid,
        new: &TotalEdition,
        clauses: &HashMap<&ClauseCode, Uuid>,
    ) -> Result<()> {
        let (mut rules, mut reliances) = (Vec::new(), Vec::new());
        for rule in new.rules.rules() {
            let id = new_key();
            let (responsible, also_responsible) = responsible_codes(rule.answer.responsible);
            let row = responsibility_rule::Model {
                id,
                edition_id,
                category: rule.question.category().code().to_owned(),
                model: rule.question.model().code().to_owned(),
                inquirer: rule.question.inquirer().code().to_owned(),
                scope: rule.scope.code().to_owned(),
                responsible,
                also_responsible,
                first_contact: rule.answer.first.code().to_owned(),
                basis: rule.answer.basis.code().to_owned(),
            };
            rules.push(row.into_active_model());
            for (place, code) in (0..).zip(&rule.clauses) {
                let clause_id = clauses.get(code).copied();
                reliances.extend(clause_id.map(|clause_id| {
                    rule_clause::Model {
                        rule_id: id,
                        clause_id,
                        place,
                    }
                    .into_active_model()
                }));
            }
        }
        for rules in rules.chunks(ROWS_PER_STATEMENT) {
            let insert = responsibility_rule::Entity::insert_many(rules.to_vec());
            insert
                .exec_without_returning(self.connection())
                .await
                .doing("add rules")?;
        }
        for reliances in reliances.chunks(ROWS_PER_STATEMENT) {
            let insert = rule_clause::Entity::insert_many(reliances.to_vec());
            insert
                .exec_without_returning(self.connection())
                .await
                .doing("add what rules rely on")?;
        }
        Ok(())
    }
}
