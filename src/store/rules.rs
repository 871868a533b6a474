//! Editions, rules and overrides: how they are stored.

use std::collections::HashMap;

use entity::{
    policy_clause, policy_edition, responsibility_override, responsibility_rule, rule_clause,
};
use sea_orm::prelude::*;
use sea_orm::sea_query::{Alias, Expr, JoinType, Query};
use sea_orm::{Condition, FromQueryResult, IntoActiveModel, QueryOrder, QueryResult};

use super::reading::{Row, language_json};
use super::writing::{ROWS_PER_STATEMENT, new_key, now};
use super::{Change, Doing, Result, Session};
use crate::domain::Id;
use crate::domain::inquiry::{Inquirer, InquiryCategory, PartnerModel, Party, Question};
use crate::domain::responsibility::{
    Answer, Basis, Clause, ClauseCode, Edition, NewEdition, NewOverride, OfferScope, Override,
    OverrideSubject, Responsible, Rule, TotalEdition,
};

fn responsible(at: Row, one: &str, other: Option<&str>) -> Result<Responsible> {
    let one = at.read("responsible", Party::from_code(one))?;
    match other {
        None => Ok(Responsible::One(one)),
        Some(other) => Ok(Responsible::Shared(
            one,
            at.read("also_responsible", Party::from_code(other))?,
        )),
    }
}

/// The codes of one or two responsible parties, as they are stored.
fn responsible_codes(responsible: Responsible) -> (String, Option<String>) {
    match responsible {
        Responsible::One(party) => (party.code().to_owned(), None),
        Responsible::Shared(one, other) => (one.code().to_owned(), Some(other.code().to_owned())),
    }
}

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

fn override_(row: responsibility_override::Model) -> Result<Override> {
    let at = Row {
        table: "responsibility_override",
        key: row.id,
    };
    let offer = row.offer_id.map(|key| OverrideSubject::Offer(Id::new(key)));
    let publisher = || {
        row.publisher_id
            .map(|key| OverrideSubject::Publisher(Id::new(key)))
    };
    let partner = || {
        row.partner_id
            .map(|key| OverrideSubject::Partner(Id::new(key)))
    };
    let model = row
        .model
        .map(|code| at.read("model", PartnerModel::from_code(&code)));
    let inquirer = row
        .inquirer
        .map(|code| at.read("inquirer", Inquirer::from_code(&code)));
    Ok(Override {
        id: Id::new(row.id),
        terms: NewOverride {
            subject: at.read("offer_id", offer.or_else(publisher).or_else(partner))?,
            category: at.read("category", InquiryCategory::from_code(&row.category))?,
            model: model.transpose()?,
            inquirer: inquirer.transpose()?,
            responsible: responsible(at, &row.responsible, row.also_responsible.as_deref())?,
            basis: at.read("basis", Basis::from_code(&row.basis))?,
            reason: row.reason,
            valid_from: row.valid_from,
            valid_through: row.valid_through,
        },
    })
}

struct StandingRow {
    editions: i64,
    override_: Option<responsibility_override::Model>,
}

impl FromQueryResult for StandingRow {
    fn from_query_result(row: &QueryResult, prefix: &str) -> std::result::Result<Self, DbErr> {
        Ok(Self {
            editions: row.try_get(prefix, "editions")?,
            override_: responsibility_override::Model::from_query_result_optional(row, prefix)?,
        })
    }
}

impl<C: ConnectionTrait> Session<C> {
    /// How many editions are kept, and the overrides for these subjects: one statement, and at least one row.
    pub(super) async fn count_editions_and_overrides(
        &self,
        subjects: &[OverrideSubject],
    ) -> Result<(usize, Vec<Override>)> {
        let counted = Alias::new("counted");
        let count = Query::select()
            .expr_as(Expr::cust("COUNT(*)"), Alias::new("editions"))
            .from(policy_edition::Entity)
            .to_owned();
        let query = Query::select()
            .column((counted.clone(), Alias::new("editions")))
            .column((
                responsibility_override::Entity,
                sea_orm::sea_query::Asterisk,
            ))
            .from_subquery(count, counted)
            .join(
                JoinType::LeftJoin,
                responsibility_override::Entity,
                made_for(subjects),
            )
            .to_owned();
        let statement = self.connection().get_database_backend().build(&query);
        let rows = StandingRow::find_by_statement(statement)
            .all(self.connection())
            .await;
        let (mut editions, mut overrides) = (0, Vec::new());
        for row in rows.doing("read overrides")? {
            editions = usize::try_from(row.editions).unwrap_or(0);
            overrides.extend(row.override_.map(override_).transpose()?);
        }
        Ok((editions, overrides))
    }

    /// Whether any edition was ever loaded.
    pub async fn has_editions(&self) -> Result<bool> {
        let found = policy_edition::Entity::find().one(self.connection()).await;
        Ok(found.doing("look for editions")?.is_some())
    }

    /// All editions with their rules, which nobody has checked yet.
    pub(super) async fn read_editions(&self) -> Result<Vec<(Edition, Vec<Rule>)>> {
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

fn made_for(subjects: &[OverrideSubject]) -> Condition {
    subjects
        .iter()
        .fold(Condition::any().add(Expr::value(false)), |any, subject| {
            any.add(match subject {
                OverrideSubject::Offer(id) => responsibility_override::Column::OfferId.eq(id.key()),
                OverrideSubject::Publisher(id) => {
                    responsibility_override::Column::PublisherId.eq(id.key())
                }
                OverrideSubject::Partner(id) => {
                    responsibility_override::Column::PartnerId.eq(id.key())
                }
            })
        })
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
    /// Adds an edition with rules that answer every question.
    pub async fn add_edition(&self, new: &TotalEdition) -> Result<Id<Edition>> {
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
        Ok(Id::new(edition_id))
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

    /// Adds an override.
    pub async fn add_override(&self, new: NewOverride) -> Result<Override> {
        let at = now();
        let (offer_id, publisher_id, partner_id) = match new.subject {
            OverrideSubject::Offer(id) => (Some(id.key()), None, None),
            OverrideSubject::Publisher(id) => (None, Some(id.key()), None),
            OverrideSubject::Partner(id) => (None, None, Some(id.key())),
        };
        let (responsible, also_responsible) = responsible_codes(new.responsible);
        let row = responsibility_override::Model {
            id: new_key(),
            offer_id,
            publisher_id,
            partner_id,
            category: new.category.code().to_owned(),
            model: new.model.map(|model| model.code().to_owned()),
            inquirer: new.inquirer.map(|inquirer| inquirer.code().to_owned()),
            responsible,
            also_responsible,
            basis: new.basis.code().to_owned(),
            reason: new.reason,
            valid_from: new.valid_from,
            valid_through: new.valid_through,
            version: 1,
            created_at: at,
            updated_at: at,
        };
        override_(
            row.into_active_model()
                .insert(self.connection())
                .await
                .doing("add an override")?,
        )
    }
}
