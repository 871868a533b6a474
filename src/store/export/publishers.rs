//! Publishers, by their ids in the marketplace.

use entity::{offer, publisher, responsibility_override, service_notice};
use sea_orm::prelude::*;
use sea_orm::sea_query::{Expr, Query, SelectStatement};
use sea_orm::{Condition, QueryOrder, QuerySelect};

use super::{bytewise, referred_to};
use crate::domain::export::{ExportFilter, Having};
use crate::domain::page::Page;
use crate::domain::publisher::{Publisher, PublisherId};
use crate::store::keyset::Keyset;
use crate::store::publishers::publisher;
use crate::store::{Doing, Result, Session};

impl<C: ConnectionTrait> Session<C> {
    /// A page of the publishers that an export tells of, with those that became one with others.
    pub async fn publishers_to_export(
        &self,
        filter: &ExportFilter,
        having: Having,
        page: &Page<PublisherId>,
    ) -> Result<Vec<Publisher>> {
        let keys = Keyset {
            keys: vec![bytewise(self, publisher::Column::PublisherId.into_expr())],
            descending: false,
        };
        let mut select = publisher::Entity::find().filter(self.exported_publishers(filter));
        select = match having {
            Having::Anything => select,
            Having::Overrides => select.filter(publisher::Column::Id.in_subquery(referred_to(
                responsibility_override::Entity,
                responsibility_override::Column::PublisherId,
            ))),
            Having::Notices => select.filter(publisher::Column::Id.in_subquery(referred_to(
                service_notice::Entity,
                service_notice::Column::PublisherId,
            ))),
        };
        for bound in keys.bounds(page, |id| vec![Expr::value(id.as_str())]) {
            select = select.filter(bound);
        }
        for (key, direction) in keys.order(page.direction) {
            select = select.order_by(key, direction);
        }
        let rows = select.limit(u64::from(page.size)).all(self.connection());
        rows.await
            .doing("read the publishers of an export")?
            .into_iter()
            .map(publisher)
            .collect()
    }

    /// What makes a publisher one of an export: it is wanted, or became one with one that is.
    fn exported_publishers(&self, filter: &ExportFilter) -> Condition {
        let mut wanted = Query::select()
            .column(publisher::Column::Id)
            .from(publisher::Entity)
            .to_owned();
        if let Some(ids) = &filter.publishers {
            let ids = ids.iter().map(|id| id.key());
            wanted.and_where(publisher::Column::Id.is_in(ids));
        }
        if filter.narrows_offers() {
            let publishing: SelectStatement = Query::select()
                .column(offer::Column::PublisherId)
                .from(offer::Entity)
                .cond_where(self.exported_offers(filter))
                .to_owned();
            wanted.and_where(publisher::Column::Id.in_subquery(publishing));
        }
        if filter.is_everything() {
            return Condition::all();
        }
        Condition::any()
            .add(publisher::Column::Id.in_subquery(wanted.clone()))
            .add(publisher::Column::MergedInto.in_subquery(wanted))
    }
}
