//! What a question names, read in as few statements as there are kinds of keys: an offer and the
//! partners each come with the overrides that they stand under, and with how many editions there are.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use entity::{
    indirect_split, offer, partner, partner_tie, policy_edition, publisher, responsibility_override,
};
use sea_orm::prelude::*;
use sea_orm::sea_query::{
    ExprTrait, IntoCondition, Query, SelectStatement, SimpleExpr, SubQueryStatement,
};
use sea_orm::{
    Condition, FromQueryResult, Iterable, JoinType, QueryOrder, QueryResult, QuerySelect,
    QueryTrait,
};

use super::offers::{key_condition, offer, with_publisher};
use super::partners::{keys_of, known_by, partner};
use super::publishers::publisher;
use super::rules::override_;
use super::splits::split;
use super::{Doing, Result, Session};
use crate::domain::Id;
use crate::domain::inquiry::InquiryCategory;
use crate::domain::offer::{Offer, OfferKey};
use crate::domain::partner::{Partner, PartnerKey};
use crate::domain::responsibility::{Override, OverrideSubject, Split};

/// What a part of a question stands on: how many editions there are, and the overrides for it.
#[derive(Clone, Debug, Default)]
pub struct Grounds {
    pub(super) editions: usize,
    pub(super) overrides: Vec<Override>,
}

impl Grounds {
    /// What two parts of a question stand on together.
    pub fn and(mut self, other: Self) -> Self {
        self.editions = self.editions.max(other.editions);
        self.overrides.extend(other.overrides);
        self
    }

    /// The same without the overrides for other partners than these: a reseller's providers are read
    /// before anybody knows which of them sold.
    pub fn of_partners(mut self, sellers: &[Id<Partner>]) -> Self {
        self.overrides.retain(|found| match found.terms.subject {
            OverrideSubject::Partner(id) => sellers.contains(&id),
            OverrideSubject::Offer(_) | OverrideSubject::Publisher(_) => true,
        });
        self
    }

    fn add(&mut self, row: GroundsRow) -> Result<()> {
        self.editions = usize::try_from(row.editions).unwrap_or(0);
        if let Some(found) = row.override_.map(override_).transpose()? {
            // The other joins of a statement repeat it.
            if !self.overrides.contains(&found) {
                self.overrides.push(found);
            }
        }
        Ok(())
    }
}

/// A partner that was named in a question, or that a named reseller buys from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedPartner {
    /// The partner.
    pub partner: Partner,
    /// Whether it provides the named partner.
    pub provides: bool,
    /// Whether it put splits on record for single resellers that hold on the day.
    pub splits_by_reseller: bool,
}

/// The partners of a question.
#[derive(Clone, Debug, Default)]
pub struct PartnersInQuestion {
    /// The named ones, and the providers of a named reseller, by name.
    pub partners: Vec<NamedPartner>,
    /// What they put on record in general and for the named reseller, whatever the dates.
    pub splits: Vec<Split>,
    /// What they stand on.
    pub grounds: Grounds,
}

impl<C: ConnectionTrait> Session<C> {
    /// The offer that a question names, and what it stands on: one statement.
    pub async fn offer_in_question(&self, key: &OfferKey) -> Result<Option<(Offer, Grounds)>> {
        let made_for = Condition::any()
            .add(
                responsibility_override::Column::OfferId
                    .into_expr()
                    .equals((offer::Entity, offer::Column::Id)),
            )
            .add(
                responsibility_override::Column::PublisherId
                    .into_expr()
                    .equals((publisher::Entity, publisher::Column::Id)),
            );
        let mut query =
            with_publisher(offer::Entity::find().filter(key_condition(key))).into_query();
        query.join(
            JoinType::LeftJoin,
            responsibility_override::Entity,
            made_for.into_condition(),
        );
        select_grounds(&mut query);
        let statement = self.connection().get_database_backend().build(&query);
        let rows = OfferRow::find_by_statement(statement)
            .all(self.connection())
            .await;

        let (mut found, mut grounds) = (None, Grounds::default());
        for row in rows.doing("read the offer of a question")? {
            found = Some((row.offer, row.publisher));
            grounds.add(row.grounds)?;
        }
        let Some((row, published_by)) = found else {
            return Ok(None);
        };
        Ok(Some((offer(row, publisher(published_by)?)?, grounds)))
    }

    /// The partners that a question names, whoever provides a named reseller, what they put on record
    /// for a duty, and what they stand on: one statement.
    pub async fn partners_in_question(
        &self,
        named: Option<&PartnerKey>,
        provider: Option<&PartnerKey>,
        category: InquiryCategory,
        on: NaiveDate,
    ) -> Result<PartnersInQuestion> {
        let provides = named.map_or_else(|| Expr::value(false), provides);
        // A provider that left the lists is no longer found by its resellers, as in the lists themselves.
        let listed = Condition::all()
            .add(provides.clone())
            .add(partner::Column::RetiredAt.is_null());
        let wanted = Condition::any()
            .add(listed)
            .add_option(named.map(known_by))
            .add_option(provider.map(known_by));
        let splits = Condition::all()
            .add(
                indirect_split::Column::ProviderId
                    .into_expr()
                    .equals((partner::Entity, partner::Column::Id)),
            )
            .add(indirect_split::Column::Category.eq(category.code()))
            .add(
                Condition::any()
                    .add(indirect_split::Column::ResellerId.is_null())
                    .add_option(named.map(|named| {
                        indirect_split::Column::ResellerId.in_subquery(keys_of(known_by(named)))
                    })),
            );
        let made_for = responsibility_override::Column::PartnerId
            .into_expr()
            .equals((partner::Entity, partner::Column::Id));
        let mut query = partner::Entity::find()
            .expr_as(provides, "provides")
            .expr_as(
                exists(splits_for_resellers(category, on)),
                "splits_by_reseller",
            )
            .filter(wanted)
            .order_by_asc(partner::Column::NameKey)
            .order_by_asc(partner::Column::Id)
            .into_query();
        query.join(
            JoinType::LeftJoin,
            indirect_split::Entity,
            splits.into_condition(),
        );
        query.join(
            JoinType::LeftJoin,
            responsibility_override::Entity,
            made_for.into_condition(),
        );
        for column in indirect_split::Column::iter() {
            let name = format!("{SPLIT}{}", column.to_string());
            query.expr_as(Expr::col((indirect_split::Entity, column)), name);
        }
        select_grounds(&mut query);
        let statement = self.connection().get_database_backend().build(&query);
        let rows = PartnerRow::find_by_statement(statement)
            .all(self.connection())
            .await;

        let mut found = PartnersInQuestion::default();
        let mut splits: BTreeMap<Id<Split>, Split> = BTreeMap::new();
        for row in rows.doing("read the partners of a question")? {
            let partner = partner(row.partner)?;
            // The joins repeat a partner for each of its splits and overrides.
            if found
                .partners
                .last()
                .is_none_or(|last| last.partner.id != partner.id)
            {
                let (provides, splits_by_reseller) = (row.provides, row.splits_by_reseller);
                found.partners.push(NamedPartner {
                    partner,
                    provides,
                    splits_by_reseller,
                });
            }
            if let Some(row) = row.split {
                let split = split(&row)?;
                splits.insert(split.id, split);
            }
            found.grounds.add(row.grounds)?;
        }
        found.splits = splits.into_values().collect();
        Ok(found)
    }
}

/// Whether the partner of a row provides a named one.
fn provides(named: &PartnerKey) -> SimpleExpr {
    let providers = Query::select()
        .column(partner_tie::Column::ProviderId)
        .from(partner_tie::Entity)
        .and_where(partner_tie::Column::ResellerId.in_subquery(keys_of(known_by(named))))
        .to_owned();
    partner::Column::Id.in_subquery(providers)
}

/// The splits of the partner of a row that are made for single resellers and hold on a day.
fn splits_for_resellers(category: InquiryCategory, on: NaiveDate) -> SelectStatement {
    let own = sea_orm::sea_query::Alias::new("own_split");
    let column = |column: indirect_split::Column| Expr::col((own.clone(), column));
    Query::select()
        .expr(Expr::value(1))
        .from_as(indirect_split::Entity, own.clone())
        .and_where(
            column(indirect_split::Column::ProviderId)
                .equals((partner::Entity, partner::Column::Id)),
        )
        .and_where(column(indirect_split::Column::Category).eq(category.code()))
        .and_where(column(indirect_split::Column::ResellerId).is_not_null())
        .and_where(column(indirect_split::Column::ValidFrom).lte(on))
        .and_where(
            column(indirect_split::Column::ValidThrough)
                .is_null()
                .or(column(indirect_split::Column::ValidThrough).gte(on)),
        )
        .to_owned()
}

fn exists(query: SelectStatement) -> SimpleExpr {
    Expr::exists(query)
}

/// What the columns of overrides and splits begin with, beside those of the thing itself.
const OVERRIDE: &str = "O_";
const SPLIT: &str = "S_";

/// Adds the columns of the joined overrides, and how many editions there are.
fn select_grounds(query: &mut SelectStatement) {
    for column in responsibility_override::Column::iter() {
        let name = format!("{OVERRIDE}{}", column.to_string());
        query.expr_as(Expr::col((responsibility_override::Entity, column)), name);
    }
    let editions = Query::select()
        .expr(Expr::cust("COUNT(*)"))
        .from(policy_edition::Entity)
        .to_owned();
    let count = SubQueryStatement::SelectStatement(editions);
    query.expr_as(SimpleExpr::SubQuery(None, Box::new(count)), "editions");
}

struct GroundsRow {
    editions: i64,
    override_: Option<responsibility_override::Model>,
}

impl GroundsRow {
    fn read(row: &QueryResult) -> std::result::Result<Self, DbErr> {
        Ok(Self {
            editions: row.try_get("", "editions")?,
            override_: responsibility_override::Model::from_query_result_optional(row, OVERRIDE)?,
        })
    }
}

struct OfferRow {
    offer: offer::Model,
    publisher: publisher::Model,
    grounds: GroundsRow,
}

impl FromQueryResult for OfferRow {
    // The prefixes are those that `select_also` gives to its two sides.
    fn from_query_result(row: &QueryResult, _: &str) -> std::result::Result<Self, DbErr> {
        Ok(Self {
            offer: offer::Model::from_query_result(row, "A_")?,
            publisher: publisher::Model::from_query_result(row, "B_")?,
            grounds: GroundsRow::read(row)?,
        })
    }
}

struct PartnerRow {
    partner: partner::Model,
    provides: bool,
    splits_by_reseller: bool,
    split: Option<indirect_split::Model>,
    grounds: GroundsRow,
}

impl FromQueryResult for PartnerRow {
    fn from_query_result(row: &QueryResult, prefix: &str) -> std::result::Result<Self, DbErr> {
        Ok(Self {
            partner: partner::Model::from_query_result(row, prefix)?,
            provides: row.try_get(prefix, "provides")?,
            splits_by_reseller: row.try_get(prefix, "splits_by_reseller")?,
            split: indirect_split::Model::from_query_result_optional(row, SPLIT)?,
            grounds: GroundsRow::read(row)?,
        })
    }
}
