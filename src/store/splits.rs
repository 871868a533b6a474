//! Splits of the duties that an indirect provider and its resellers share.

use entity::indirect_split;
use sea_orm::IntoActiveModel;
use sea_orm::prelude::*;

use super::reading::Row;
use super::writing::{new_key, now};
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
    })
}

impl<C: ConnectionTrait> Session<C> {
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

impl Change {
    /// Puts a split on record.
    pub async fn add_split(&self, new: NewSplit) -> Result<Split> {
        let at = now();
        let row = indirect_split::Model {
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
        };
        split(
            &row.into_active_model()
                .insert(self.connection())
                .await
                .doing("record a split")?,
        )
    }
}
