//! Overrides, and how many editions there are beside them.

use std::collections::HashMap;

use entity::{policy_edition, responsibility_override};
use sea_orm::prelude::*;
use sea_orm::sea_query::{Alias, Asterisk, Expr, JoinType, Query};
use sea_orm::{Condition, FromQueryResult, IntoActiveModel, QueryResult};

use super::{responsible, responsible_codes};
use crate::domain::Id;
use crate::domain::inquiry::{Inquirer, InquiryCategory, PartnerModel};
use crate::domain::responsibility::{Basis, NewOverride, Override, OverrideSubject};
use crate::store::reading::Row;
use crate::store::writing::{ROWS_PER_STATEMENT, new_key, now};
use crate::store::{Change, Doing, Result, Session};

/// Reads a row back.
pub(in crate::store) fn override_(row: responsibility_override::Model) -> Result<Override> {
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
        version: row.version,
        updated_at: row.updated_at,
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
    /// The override with this id.
    pub async fn override_by_id(&self, id: Id<Override>) -> Result<Option<Override>> {
        Ok(self.overrides_by_id(&[id]).await?.pop())
    }

    /// The overrides with these ids, in no order.
    pub async fn overrides_by_id(&self, ids: &[Id<Override>]) -> Result<Vec<Override>> {
        let rows = responsibility_override::Entity::find()
            .filter(responsibility_override::Column::Id.is_in(ids.iter().map(|id| id.key())))
            .all(self.connection())
            .await;
        rows.doing("read overrides by their ids")?
            .into_iter()
            .map(override_)
            .collect()
    }

    /// The overrides that are made for these, by what they are made for, whatever their dates.
    pub async fn overrides_for(
        &self,
        subjects: &[OverrideSubject],
    ) -> Result<HashMap<OverrideSubject, Vec<Override>>> {
        let rows = responsibility_override::Entity::find()
            .filter(made_for(subjects))
            .all(self.connection())
            .await
            .doing("read overrides by their subjects")?;
        let mut by_subject: HashMap<OverrideSubject, Vec<Override>> = HashMap::new();
        for row in rows {
            let found = override_(row)?;
            by_subject
                .entry(found.terms.subject)
                .or_default()
                .push(found);
        }
        Ok(by_subject)
    }

    /// How many editions are kept, and the overrides for these subjects: one statement, and at least one row.
    pub(in crate::store) async fn count_editions_and_overrides(
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
            .column((responsibility_override::Entity, Asterisk))
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
}

fn made_for(subjects: &[OverrideSubject]) -> Condition {
    use responsibility_override::Column;

    let (mut offers, mut publishers, mut partners) = (Vec::new(), Vec::new(), Vec::new());
    for subject in subjects {
        match subject {
            OverrideSubject::Offer(id) => offers.push(id.key()),
            OverrideSubject::Publisher(id) => publishers.push(id.key()),
            OverrideSubject::Partner(id) => partners.push(id.key()),
        }
    }
    let any = Condition::any().add(Expr::value(false));
    [
        (Column::OfferId, offers),
        (Column::PublisherId, publishers),
        (Column::PartnerId, partners),
    ]
    .into_iter()
    .filter(|(_, keys)| !keys.is_empty())
    .fold(any, |any, (column, keys)| any.add(column.is_in(keys)))
}

fn new_row(new: NewOverride) -> responsibility_override::Model {
    let at = now();
    let (offer_id, publisher_id, partner_id) = match new.subject {
        OverrideSubject::Offer(id) => (Some(id.key()), None, None),
        OverrideSubject::Publisher(id) => (None, Some(id.key()), None),
        OverrideSubject::Partner(id) => (None, None, Some(id.key())),
    };
    let (responsible, also_responsible) = responsible_codes(new.responsible);
    responsibility_override::Model {
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
    }
}

impl Change {
    /// Adds an override.
    pub async fn add_override(&self, new: NewOverride) -> Result<Override> {
        let row = new_row(new).into_active_model().insert(self.connection());
        override_(row.await.doing("add an override")?)
    }

    /// Adds overrides.
    pub async fn add_overrides(&self, new: Vec<NewOverride>) -> Result<Vec<Override>> {
        let rows: Vec<responsibility_override::Model> = new.into_iter().map(new_row).collect();
        for rows in rows.chunks(ROWS_PER_STATEMENT) {
            let models = rows.iter().cloned().map(IntoActiveModel::into_active_model);
            responsibility_override::Entity::insert_many(models)
                .exec_without_returning(self.connection())
                .await
                .doing("add overrides")?;
        }
        rows.into_iter().map(override_).collect()
    }

    /// Takes an override out of the directory.
    pub async fn remove_override(&self, kept: &Override) -> Result<()> {
        responsibility_override::Entity::delete_by_id(kept.id.key())
            .exec(self.connection())
            .await
            .doing("remove an override")?;
        Ok(())
    }
}
