//! Partners, by their PartnerIDs, and who buys from whom.

use std::collections::HashMap;

use entity::{partner, partner_tie, responsibility_override};
use sea_orm::prelude::*;
use sea_orm::sea_query::Expr;
use sea_orm::{JoinType, QueryOrder, QuerySelect};

use super::{bytewise, referred_to};
use crate::domain::Id;
use crate::domain::export::Having;
use crate::domain::page::Page;
use crate::domain::partner::{Partner, PartnerId};
use crate::store::keyset::Keyset;
use crate::store::partners::partner;
use crate::store::reading::Row;
use crate::store::{Doing, Result, Session};

impl<C: ConnectionTrait> Session<C> {
    /// A page of the partners that an export of everything tells of.
    pub async fn partners_to_export(
        &self,
        having: Having,
        page: &Page<PartnerId>,
    ) -> Result<Vec<Partner>> {
        let keys = Keyset {
            keys: vec![bytewise(self, partner::Column::PartnerId.into_expr())],
            descending: false,
        };
        let mut select = partner::Entity::find();
        select = match having {
            Having::Anything => select,
            Having::Overrides => select.filter(partner::Column::Id.in_subquery(referred_to(
                responsibility_override::Entity,
                responsibility_override::Column::PartnerId,
            ))),
            // No notice is about a partner.
            Having::Notices => select.filter(Expr::value(false)),
        };
        for bound in keys.bounds(page, |id| vec![Expr::value(id.as_str())]) {
            select = select.filter(bound);
        }
        for (key, direction) in keys.order(page.direction) {
            select = select.order_by(key, direction);
        }
        let rows = select.limit(u64::from(page.size)).all(self.connection());
        rows.await
            .doing("read the partners of an export")?
            .into_iter()
            .map(partner)
            .collect()
    }

    /// The resellers that these providers are tied to, retired ones included, by provider, in the order of
    /// their PartnerIDs.
    pub async fn reseller_ids_of(
        &self,
        providers: &[Id<Partner>],
    ) -> Result<HashMap<Id<Partner>, Vec<PartnerId>>> {
        let reseller = partner_tie::Entity::belongs_to(partner::Entity)
            .from(partner_tie::Column::ResellerId)
            .to(partner::Column::Id)
            .into();
        let rows: Vec<(Uuid, Uuid, String)> = partner_tie::Entity::find()
            .select_only()
            .column(partner_tie::Column::ProviderId)
            .column(partner_tie::Column::ResellerId)
            .column(partner::Column::PartnerId)
            .join(JoinType::InnerJoin, reseller)
            .filter(partner_tie::Column::ProviderId.is_in(providers.iter().map(|id| id.key())))
            .into_tuple()
            .all(self.connection())
            .await
            .doing("read the ties of providers")?;
        let mut by_provider: HashMap<Id<Partner>, Vec<PartnerId>> = HashMap::new();
        for (provider, key, id) in rows {
            let at = Row {
                table: "partner",
                key,
            };
            let id = at.read("partner_id", PartnerId::parse(&id))?;
            by_provider.entry(Id::new(provider)).or_default().push(id);
        }
        by_provider.values_mut().for_each(|ids| ids.sort());
        Ok(by_provider)
    }
}
