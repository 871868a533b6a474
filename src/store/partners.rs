//! Partners: reading, listing and writing them.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use entity::{partner, partner_tie};
use sea_orm::prelude::*;
use sea_orm::sea_query::{Alias, Expr, IntoColumnRef, Query, SelectStatement, SimpleExpr};
use sea_orm::{IntoActiveModel, JoinType, QueryOrder, QuerySelect, QueryTrait, Set};

use super::keyset::Keyset;
use super::reading::{Row, codes};
use super::writing::{ROWS_PER_STATEMENT, new_key, now};
use super::{Change, Doing, Result, Session};
use crate::domain::Id;
use crate::domain::folding::fold;
use crate::domain::page::{Page, Slice};
use crate::domain::partner::{
    NewPartner, Partner, PartnerFilter, PartnerId, PartnerKey, PartnerPosition, PartnerRole,
};

/// Reads a row back.
pub(super) fn partner(row: partner::Model) -> Result<Partner> {
    let at = Row {
        table: "partner",
        key: row.id,
    };
    Ok(Partner {
        id: Id::new(row.id),
        partner_id: at.read("partner_id", PartnerId::parse(&row.partner_id))?,
        name: row.name,
        role: at.read("role", PartnerRole::from_code(&row.role))?,
        retired_at: row.retired_at,
        version: row.version,
        created_at: row.created_at,
        updated_at: row.updated_at,
    })
}

/// What makes a partner the one that is known by a key.
pub(super) fn known_by(key: &PartnerKey) -> SimpleExpr {
    match key {
        PartnerKey::Id(id) => partner::Column::Id.eq(id.key()),
        PartnerKey::Partner(id) => partner::Column::PartnerId.eq(id.as_str()),
    }
}

/// The keys of the partners that a condition holds for.
pub(super) fn keys_of(condition: SimpleExpr) -> SelectStatement {
    Query::select()
        .column(partner::Column::Id)
        .from(partner::Entity)
        .and_where(condition)
        .to_owned()
}

/// An end of a tie between a reseller and its provider.
#[derive(Clone, Copy)]
enum End {
    Reseller,
    Provider,
}

impl<C: ConnectionTrait> Session<C> {
    /// The partner that is known by this key, retired ones included.
    pub async fn partner(&self, key: &PartnerKey) -> Result<Option<Partner>> {
        let row = partner::Entity::find()
            .filter(known_by(key))
            .one(self.connection())
            .await;
        row.doing("read a partner")?.map(partner).transpose()
    }

    /// The partners with these ids, in no order.
    pub async fn partners_by_id(&self, ids: &[Id<Partner>]) -> Result<Vec<Partner>> {
        let rows = partner::Entity::find()
            .filter(partner::Column::Id.is_in(ids.iter().map(|id| id.key())))
            .all(self.connection())
            .await;
        rows.doing("read partners")?
            .into_iter()
            .map(partner)
            .collect()
    }

    /// The partners with these PartnerIDs, retired ones included, in no order.
    pub async fn partners_by_partner_id(&self, ids: &[PartnerId]) -> Result<Vec<Partner>> {
        let ids = ids.iter().map(PartnerId::as_str);
        let rows = partner::Entity::find()
            .filter(partner::Column::PartnerId.is_in(ids))
            .all(self.connection())
            .await;
        rows.doing("read partners by their PartnerIDs")?
            .into_iter()
            .map(partner)
            .collect()
    }

    /// The providers of these resellers, by reseller, in the order of their names.
    pub async fn providers_of(
        &self,
        resellers: &[Id<Partner>],
    ) -> Result<HashMap<Id<Partner>, Vec<Partner>>> {
        self.tied(resellers, End::Reseller).await
    }

    /// The resellers of these providers, by provider, in the order of their names.
    pub async fn resellers_of(
        &self,
        providers: &[Id<Partner>],
    ) -> Result<HashMap<Id<Partner>, Vec<Partner>>> {
        self.tied(providers, End::Provider).await
    }

    /// The partners at the other end of the ties of these.
    async fn tied(
        &self,
        near: &[Id<Partner>],
        end: End,
    ) -> Result<HashMap<Id<Partner>, Vec<Partner>>> {
        let (near_column, far_column) = match end {
            End::Reseller => (
                partner_tie::Column::ResellerId,
                partner_tie::Column::ProviderId,
            ),
            End::Provider => (
                partner_tie::Column::ProviderId,
                partner_tie::Column::ResellerId,
            ),
        };
        let far_end = partner_tie::Entity::belongs_to(partner::Entity)
            .from(far_column)
            .to(partner::Column::Id)
            .into();
        let rows = partner_tie::Entity::find()
            .join(JoinType::InnerJoin, far_end)
            .filter(near_column.is_in(near.iter().map(|id| id.key())))
            .filter(partner::Column::RetiredAt.is_null())
            .select_also(partner::Entity)
            .order_by_asc(partner::Column::NameKey)
            .order_by_asc(partner::Column::Id)
            .all(self.connection())
            .await
            .doing("read tied partners")?;
        let mut by_near: HashMap<Id<Partner>, Vec<Partner>> = HashMap::new();
        for (tie, far) in rows {
            let near = match end {
                End::Reseller => tie.reseller_id,
                End::Provider => tie.provider_id,
            };
            by_near
                .entry(Id::new(near))
                .or_default()
                .extend(far.map(partner).transpose()?);
        }
        Ok(by_near)
    }

    /// A page of the partners that a filter lets through, in the order of their names.
    pub async fn partners(
        &self,
        filter: &PartnerFilter,
        page: &Page<PartnerPosition>,
    ) -> Result<Slice<Partner>> {
        let column = |column: partner::Column| {
            Expr::col((Alias::new("partner"), Alias::new(column.to_string())).into_column_ref())
        };
        let keys = Keyset {
            keys: vec![
                column(partner::Column::NameKey),
                column(partner::Column::Id),
            ],
            descending: false,
        };
        let mut select = listed_partners(filter);
        for bound in keys.bounds(page, |place| {
            vec![Expr::value(place.name.as_str()), Expr::value(place.key)]
        }) {
            select = select.filter(bound);
        }
        for (key, direction) in keys.order(page.direction) {
            select = select.order_by(key, direction);
        }
        let rows = select
            .limit(u64::from(page.size) + 1)
            .all(self.connection())
            .await
            .doing("list partners")?;
        let partners: Result<Vec<_>> = rows.into_iter().map(partner).collect();
        Ok(page.slice(partners?))
    }

    /// How many partners a filter lets through.
    pub async fn count_partners(&self, filter: &PartnerFilter) -> Result<u64> {
        listed_partners(filter)
            .count(self.connection())
            .await
            .doing("count partners")
    }
}

fn listed_partners(filter: &PartnerFilter) -> Select<partner::Entity> {
    let mut select = partner::Entity::find().filter(partner::Column::RetiredAt.is_null());
    if let Some(roles) = &filter.roles {
        select = select.filter(partner::Column::Role.is_in(codes(roles, PartnerRole::code)));
    }
    if let Some(provider) = &filter.provider {
        let resellers = partner_tie::Entity::find()
            .select_only()
            .column(partner_tie::Column::ResellerId)
            .filter(partner_tie::Column::ProviderId.in_subquery(keys_of(known_by(provider))))
            .into_query();
        select = select.filter(partner::Column::Id.in_subquery(resellers));
    }
    select
}

fn new_row(new: NewPartner) -> partner::Model {
    let at = now();
    partner::Model {
        id: new_key(),
        partner_id: new.partner_id.as_str().to_owned(),
        name_key: fold(&new.name),
        name: new.name,
        role: new.role.code().to_owned(),
        retired_at: None,
        version: 1,
        created_at: at,
        updated_at: at,
    }
}

impl Change {
    /// Adds a partner.
    pub async fn add_partner(&self, new: NewPartner) -> Result<Partner> {
        let row = new_row(new).into_active_model().insert(self.connection());
        partner(row.await.doing("add a partner")?)
    }

    /// Adds partners.
    pub async fn add_partners(&self, new: Vec<NewPartner>) -> Result<Vec<Partner>> {
        let rows: Vec<partner::Model> = new.into_iter().map(new_row).collect();
        for rows in rows.chunks(ROWS_PER_STATEMENT) {
            let models = rows.iter().cloned().map(IntoActiveModel::into_active_model);
            partner::Entity::insert_many(models)
                .exec_without_returning(self.connection())
                .await
                .doing("add partners")?;
        }
        rows.into_iter().map(partner).collect()
    }

    /// Gives a partner the name and the role that it has now.
    pub async fn change_partner(&self, changed: &Partner) -> Result<Partner> {
        let row = partner::ActiveModel {
            id: Set(changed.id.key()),
            name: Set(changed.name.clone()),
            name_key: Set(fold(&changed.name)),
            role: Set(changed.role.code().to_owned()),
            version: Set(changed.version + 1),
            updated_at: Set(now()),
            ..Default::default()
        };
        let row = row.update(self.connection()).await;
        partner(row.doing("change a partner")?)
    }

    /// Takes a partner out of the lists.
    pub async fn retire_partner(&self, kept: &Partner) -> Result<Partner> {
        self.list_partner(kept, Some(now())).await
    }

    /// Brings a partner back into the lists.
    pub async fn restore_partner(&self, kept: &Partner) -> Result<Partner> {
        self.list_partner(kept, None).await
    }

    async fn list_partner(
        &self,
        kept: &Partner,
        retired_at: Option<DateTime<Utc>>,
    ) -> Result<Partner> {
        let row = partner::ActiveModel {
            id: Set(kept.id.key()),
            retired_at: Set(retired_at),
            version: Set(kept.version + 1),
            updated_at: Set(retired_at.unwrap_or_else(now)),
            ..Default::default()
        };
        let row = row.update(self.connection()).await;
        partner(row.doing("retire or restore a partner")?)
    }
}
