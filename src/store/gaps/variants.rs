//! Spelling variants: the publishers that may be the same as another.

use std::collections::HashMap;

use entity::publisher;
use sea_orm::prelude::*;
use sea_orm::{QueryOrder, QuerySelect, QueryTrait};

use crate::domain::Id;
use crate::domain::publisher::Publisher;
use crate::store::publishers::publisher as read;
use crate::store::{Doing, Result, Session};

impl<C: ConnectionTrait> Session<C> {
    /// The other publishers that share a spelling key with some, by name: one statement. Retired ones
    /// have none and are none.
    pub async fn spelling_variants_of(
        &self,
        publishers: &[Id<Publisher>],
    ) -> Result<HashMap<Id<Publisher>, Vec<Publisher>>> {
        let keys = publisher::Entity::find()
            .select_only()
            .column(publisher::Column::SpellingKey)
            .filter(publisher::Column::Id.is_in(publishers.iter().map(|id| id.key())))
            .filter(publisher::Column::RetiredAt.is_null())
            .filter(publisher::Column::SpellingKey.is_not_null())
            .into_query();
        let rows = publisher::Entity::find()
            .filter(publisher::Column::SpellingKey.in_subquery(keys))
            .filter(publisher::Column::RetiredAt.is_null())
            .order_by_asc(publisher::Column::NameKey)
            .order_by_asc(publisher::Column::Id)
            .all(self.connection())
            .await
            .doing("read spelling variants")?;
        let mut groups: HashMap<Option<String>, Vec<Publisher>> = HashMap::new();
        for row in rows {
            let key = row.spelling_key.clone();
            groups.entry(key).or_default().push(read(row)?);
        }
        let mut variants = HashMap::new();
        for group in groups.values() {
            for one in group.iter().filter(|one| publishers.contains(&one.id)) {
                let others = group.iter().filter(|other| other.id != one.id).cloned();
                variants.insert(one.id, others.collect());
            }
        }
        Ok(variants)
    }
}
