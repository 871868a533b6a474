//! Following history: the changes after one, in the order in which they were made.

use std::collections::HashMap;

use entity::change_record::{self, Column};
use sea_orm::prelude::*;
use sea_orm::{QueryOrder, QuerySelect};

use super::record;
use crate::domain::Id;
use crate::domain::change::{ChangeRecord, Happening, ThingKind};
use crate::domain::contact::ContactType;
use crate::domain::publisher::{Publisher, PublisherId};
use crate::store::reading::Row;
use crate::store::{Doing, Result, Session};

impl<C: ConnectionTrait> Session<C> {
    /// The newest change, if there is any.
    pub async fn newest_change(&self) -> Result<Option<Id<ChangeRecord>>> {
        let key = change_record::Entity::find()
            .select_only()
            .column(Column::Id)
            .order_by_desc(Column::Id)
            .into_tuple::<Uuid>()
            .one(self.connection())
            .await;
        Ok(key.doing("find the newest change")?.map(Id::new))
    }

    /// The changes after one, the earliest first, at most so many. Changes run one after the other and their
    /// keys grow, so none comes to stand before one that was read.
    pub async fn changes_after(
        &self,
        after: Id<ChangeRecord>,
        most: u64,
    ) -> Result<Vec<Happening>> {
        let rows = change_record::Entity::find()
            .filter(Column::Id.gt(after.key()))
            .order_by_asc(Column::Id)
            .limit(most)
            .all(self.connection())
            .await
            .doing("read the changes after one")?;
        let publishers = self.publishers_concerned(&rows).await?;
        rows.into_iter()
            .map(|row| {
                let at = Row {
                    table: "change_record",
                    key: row.id,
                };
                let code = row.contact_type.as_deref();
                let contact_type =
                    code.map(|code| at.read("contact_type", ContactType::from_code(code)));
                Ok(Happening {
                    owner: row.owner_id,
                    contact_type: contact_type.transpose()?,
                    publisher: publishers.get(&row.owner_id).cloned(),
                    record: record(row)?,
                })
            })
            .collect()
    }

    /// The publishers of what contacts and notices belong to, by the keys of those.
    async fn publishers_concerned(
        &self,
        rows: &[change_record::Model],
    ) -> Result<HashMap<Uuid, (Id<Publisher>, PublisherId)>> {
        let concerns = [ThingKind::Contact.code(), ThingKind::ServiceNotice.code()];
        let concerning = rows
            .iter()
            .filter(|row| concerns.contains(&row.thing_kind.as_str()));
        let owners: Vec<Uuid> = concerning.map(|row| row.owner_id).collect();
        if owners.is_empty() {
            return Ok(HashMap::new());
        }
        let offers: Vec<_> = owners.iter().copied().map(Id::new).collect();
        let offers = self.offers_by_id(&offers).await?.into_iter();
        let offers = offers.map(|offer| (offer.id.key(), offer.publisher));
        let publishers: Vec<_> = owners.into_iter().map(Id::new).collect();
        let publishers = self.publishers_by_id(&publishers).await?.into_iter();
        let publishers = publishers.map(|publisher| (publisher.id.key(), publisher));
        let all = offers.chain(publishers);
        Ok(all
            .map(|(key, publisher)| (key, (publisher.id, publisher.publisher_id)))
            .collect())
    }
}
