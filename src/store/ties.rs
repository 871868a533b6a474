//! Ties: which reseller buys from which provider, and what else relies on the role of a partner.

use std::collections::HashMap;

use entity::{indirect_split, partner, partner_tie, responsibility_override};
use sea_orm::prelude::*;
use sea_orm::sea_query::{ExprTrait, Query, SimpleExpr};
use sea_orm::{Condition, IntoActiveModel, JoinType, QuerySelect};

use super::writing::{ROWS_PER_STATEMENT, now};
use super::{Change, Doing, Result, Session};
use crate::domain::Id;
use crate::domain::partner::{Partner, PartnerRole, Tie};

impl<C: ConnectionTrait> Session<C> {
    /// The ties of a reseller, those to retired providers included, in no order.
    pub async fn ties_of(&self, reseller: Id<Partner>) -> Result<Vec<Tie>> {
        let rows = partner_tie::Entity::find()
            .filter(partner_tie::Column::ResellerId.eq(reseller.key()))
            .all(self.connection())
            .await;
        let tie = |row: partner_tie::Model| Tie {
            provider: Id::new(row.provider_id),
            reseller: Id::new(row.reseller_id),
        };
        Ok(rows
            .doing("read the ties of a reseller")?
            .into_iter()
            .map(tie)
            .collect())
    }

    /// The providers that these resellers are tied to, by reseller, retired ones included, in no order.
    pub async fn tied_providers_of(
        &self,
        resellers: &[Id<Partner>],
    ) -> Result<HashMap<Id<Partner>, Vec<Partner>>> {
        let provider = partner_tie::Entity::belongs_to(partner::Entity)
            .from(partner_tie::Column::ProviderId)
            .to(partner::Column::Id)
            .into();
        let rows = partner_tie::Entity::find()
            .join(JoinType::InnerJoin, provider)
            .filter(partner_tie::Column::ResellerId.is_in(resellers.iter().map(|id| id.key())))
            .select_also(partner::Entity)
            .all(self.connection())
            .await
            .doing("read the providers of resellers")?;
        let mut by_reseller: HashMap<Id<Partner>, Vec<Partner>> = HashMap::new();
        for (tie, provider) in rows {
            let provider = provider.map(super::partners::partner).transpose()?;
            let providers = by_reseller.entry(Id::new(tie.reseller_id)).or_default();
            providers.extend(provider);
        }
        Ok(by_reseller)
    }

    /// Whether splits are on record that were made for the reseller of a tie.
    pub async fn has_splits(&self, tie: Tie) -> Result<bool> {
        let found = indirect_split::Entity::find()
            .filter(indirect_split::Column::ProviderId.eq(tie.provider.key()))
            .filter(indirect_split::Column::ResellerId.eq(tie.reseller.key()))
            .one(self.connection())
            .await;
        Ok(found.doing("look for the splits of a tie")?.is_some())
    }

    /// Whether ties, splits or overrides rely on the role of a partner, whatever their dates.
    pub async fn relies_on_role(&self, partner: Id<Partner>) -> Result<bool> {
        let key = partner.key();
        let tied = Condition::any()
            .add(partner_tie::Column::ProviderId.eq(key))
            .add(partner_tie::Column::ResellerId.eq(key));
        let splits = Condition::all().add(indirect_split::Column::ProviderId.eq(key));
        let overridden = Condition::all().add(responsibility_override::Column::PartnerId.eq(key));
        let relied_on = exists(partner_tie::Entity, tied)
            .or(exists(indirect_split::Entity, splits))
            .or(exists(responsibility_override::Entity, overridden));
        let query = Query::select().expr_as(relied_on, "relied_on").to_owned();
        let row = self.connection().query_one(&query).await;
        let row = row.doing("look for what relies on a role")?;
        row.map_or(Ok(false), |row| row.try_get("", "relied_on"))
            .doing("look for what relies on a role")
    }
}

/// Whether a table has a row that a condition holds for.
fn exists(table: impl EntityTrait, condition: Condition) -> SimpleExpr {
    let rows = Query::select()
        .expr(Expr::value(1))
        .from(table)
        .cond_where(condition)
        .to_owned();
    Expr::exists(rows)
}

impl Change {
    /// Puts on record that a reseller buys from a provider. The database refuses any other roles.
    pub async fn tie_reseller(&self, provider: Id<Partner>, reseller: Id<Partner>) -> Result<()> {
        self.tie_resellers(&[Tie { provider, reseller }]).await
    }

    /// Puts several such ties on record.
    pub async fn tie_resellers(&self, ties: &[Tie]) -> Result<()> {
        let created_at = now();
        for ties in ties.chunks(ROWS_PER_STATEMENT) {
            let rows = ties.iter().map(|tie| partner_tie::Model {
                provider_id: tie.provider.key(),
                provider_role: PartnerRole::IndirectProvider.code().to_owned(),
                reseller_id: tie.reseller.key(),
                reseller_role: PartnerRole::IndirectReseller.code().to_owned(),
                created_at,
            });
            partner_tie::Entity::insert_many(rows.map(IntoActiveModel::into_active_model))
                .exec_without_returning(self.connection())
                .await
                .doing("tie resellers to their providers")?;
        }
        Ok(())
    }

    /// Takes off the record that a reseller buys from a provider. The database refuses it while splits for
    /// the reseller are on record.
    pub async fn untie_reseller(&self, tie: Tie) -> Result<()> {
        partner_tie::Entity::delete_by_id((tie.provider.key(), tie.reseller.key()))
            .exec(self.connection())
            .await
            .doing("untie a reseller from its provider")?;
        Ok(())
    }
}
