//! Splits of the duties that an indirect provider and its resellers share.

use std::collections::HashMap;

use entity::indirect_split;
use sea_orm::IntoActiveModel;
use sea_orm::prelude::*;

use super::reading::Row;
use super::writing::{ROWS_PER_STATEMENT, new_key, now};
use super::{Change, Doing, Result, Session};
use crate::domain::Id;
use crate::domain::inquiry::InquiryCategory;
use crate::domain::partner::{Partner, PartnerRole};
use crate::domain::responsibility::{NewSplit, Split, SplitParty};

/// Reads a row back.
pub(super) fn split(row: &indirect_split::Model) -> Result<Split> {
    let at = Row {
        table: "indirect_split",
        key: row.id,
    };
    Ok(Split {
        id: Id::new(row.id),
        terms: NewSplit {
            provider: Id::new(row.provider_id),
            reseller: row.reseller_id.map(Id::new),
            category: at.read("category", InquiryCategory::from_code(&row.category))?,
            party: at.read("party", SplitParty::from_code(&row.party))?,
            valid_from: row.valid_from,
            valid_through: row.valid_through,
        },
        version: row.version,
        updated_at: row.updated_at,
    })
}

impl<C: ConnectionTrait> Session<C> {
    /// The split with this id.
    pub async fn split(&self, id: Id<Split>) -> Result<Option<Split>> {
        let row = indirect_split::Entity::find_by_id(id.key())
            .one(self.connection())
            .await;
        row.doing("read a split")?.as_ref().map(split).transpose()
    }

    /// The splits with these ids, in no order.
    pub async fn splits_by_id(&self, ids: &[Id<Split>]) -> Result<Vec<Split>> {
        let rows = indirect_split::Entity::find()
            .filter(indirect_split::Column::Id.is_in(ids.iter().map(|id| id.key())))
            .all(self.connection())
            .await;
        rows.doing("read splits")?.iter().map(split).collect()
    }

    /// The splits that these providers put on record, by provider, whatever their dates.
    pub async fn splits_by_provider(
        &self,
        providers: &[Id<Partner>],
    ) -> Result<HashMap<Id<Partner>, Vec<Split>>> {
        let rows = indirect_split::Entity::find()
            .filter(indirect_split::Column::ProviderId.is_in(providers.iter().map(|id| id.key())))
            .all(self.connection())
            .await
            .doing("read the splits of providers")?;
        let mut by_provider: HashMap<Id<Partner>, Vec<Split>> = HashMap::new();
        for row in rows {
            let split = split(&row)?;
            by_provider
                .entry(split.terms.provider)
                .or_default()
                .push(split);
        }
        Ok(by_provider)
    }

    /// The splits that a provider put on record for a duty, whatever their dates.
    pub async fn splits_of(
        &self,
        provider: Id<Partner>,
        category: InquiryCategory,
    ) -> Result<Vec<Split>> {
        let rows = indirect_split::Entity::find()
            .filter(indirect_split::Column::ProviderId.eq(provider.key()))
            .filter(indirect_split::Column::Category.eq(category.code()))
            .all(self.connection())
            .await;
        rows.doing("read splits")?.iter().map(split).collect()
    }
}

fn new_row(new: &NewSplit) -> indirect_split::Model {
    let at = now();
    indirect_split::Model {
        id: new_key(),
        provider_id: new.provider.key(),
        provider_role: PartnerRole::IndirectProvider.code().to_owned(),
        reseller_id: new.reseller.map(Id::key),
        category: new.category.code().to_owned(),
        party: new.party.code().to_owned(),
        valid_from: new.valid_from,
        valid_through: new.valid_through,
        version: 1,
        created_at: at,
        updated_at: at,
    }
}

impl Change {
    /// Puts a split on record.
    pub async fn add_split(&self, new: NewSplit) -> Result<Split> {
        let row = new_row(&new).into_active_model().insert(self.connection());
        split(&row.await.doing("record a split")?)
    }

    /// Puts splits on record.
    pub async fn add_splits(&self, new: Vec<NewSplit>) -> Result<Vec<Split>> {
        let rows: Vec<indirect_split::Model> = new.iter().map(new_row).collect();
        for rows in rows.chunks(ROWS_PER_STATEMENT) {
            let models = rows.iter().cloned().map(IntoActiveModel::into_active_model);
            indirect_split::Entity::insert_many(models)
                .exec_without_returning(self.connection())
                .await
                .doing("record splits")?;
        }
        rows.iter().map(split).collect()
    }

    /// Takes a split off the record.
    pub async fn remove_split(&self, kept: &Split) -> Result<()> {
        indirect_split::Entity::delete_by_id(kept.id.key())
            .exec(self.connection())
            .await
            .doing("remove a split")?;
        Ok(())
    }
}
