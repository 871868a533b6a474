//! Making two publishers one: what each table needs of it.

use entity::{contact, publisher, responsibility_override, service_notice};
use sea_orm::QueryOrder;
use sea_orm::prelude::*;
use sea_orm::sea_query::{Expr, Func};

use crate::domain::Id;
use crate::domain::contact::{Contact, ContactOwner};
use crate::domain::notice::{NoticeSubject, ServiceNotice};
use crate::domain::publisher::Publisher;
use crate::domain::responsibility::{Override, OverrideSubject};
use crate::store::writing::{now, one_more};
use crate::store::{Change, Doing, Result, Session};

impl<C: ConnectionTrait> Session<C> {
    /// The publishers that became one with this one, the first to come in first.
    pub async fn publishers_merged_into(&self, id: Id<Publisher>) -> Result<Vec<Publisher>> {
        let rows = publisher::Entity::find()
            .filter(publisher::Column::MergedInto.eq(id.key()))
            .order_by_asc(publisher::Column::Id)
            .all(self.connection())
            .await;
        let rows = rows.doing("read merged publishers")?;
        rows.into_iter().map(super::publisher).collect()
    }
}

impl Change {
    /// Makes publishers one with another: they leave the lists for good, and their ids find the other.
    pub async fn merge_publishers(
        &self,
        kept: Vec<Publisher>,
        into: Id<Publisher>,
    ) -> Result<Vec<Publisher>> {
        let at = now();
        let retired = publisher::Column::RetiredAt;
        let set = [
            (publisher::Column::MergedInto, Expr::value(into.key())),
            (
                retired,
                Func::coalesce([Expr::col(retired), Expr::value(at)]).into(),
            ),
            (publisher::Column::Version, one_more()),
            (publisher::Column::UpdatedAt, Expr::value(at)),
        ];
        let keys = kept.iter().map(|publisher| publisher.id.key()).collect();
        self.set_for(publisher::Column::Id, keys, &set, "merge publishers")
            .await?;
        let merged = |kept: Publisher| Publisher {
            merged_into: Some(into),
            retired_at: kept.retired_at.or(Some(at)),
            version: kept.version + 1,
            updated_at: at,
            ..kept
        };
        Ok(kept.into_iter().map(merged).collect())
    }

    /// Moves contacts to a publisher that has none of them.
    pub async fn move_contacts(
        &self,
        kept: Vec<Contact>,
        to: Id<Publisher>,
    ) -> Result<Vec<Contact>> {
        let at = now();
        let set = [
            (contact::Column::PublisherId, Expr::value(to.key())),
            (contact::Column::Version, one_more()),
            (contact::Column::UpdatedAt, Expr::value(at)),
        ];
        let keys = kept.iter().map(|contact| contact.id.key()).collect();
        self.set_for(contact::Column::Id, keys, &set, "move contacts")
            .await?;
        let moved = |kept: Contact| Contact {
            owner: ContactOwner::Publisher(to),
            version: kept.version + 1,
            updated_at: at,
            ..kept
        };
        Ok(kept.into_iter().map(moved).collect())
    }

    /// Moves service notices to a publisher.
    pub async fn move_notices(
        &self,
        kept: Vec<ServiceNotice>,
        to: Id<Publisher>,
    ) -> Result<Vec<ServiceNotice>> {
        let at = now();
        let set = [
            (service_notice::Column::PublisherId, Expr::value(to.key())),
            (service_notice::Column::Version, one_more()),
            (service_notice::Column::UpdatedAt, Expr::value(at)),
        ];
        let keys = kept.iter().map(|notice| notice.id.key()).collect();
        self.set_for(service_notice::Column::Id, keys, &set, "move notices")
            .await?;
        let moved = |kept: ServiceNotice| ServiceNotice {
            subject: NoticeSubject::Publisher(to),
            version: kept.version + 1,
            updated_at: at,
            ..kept
        };
        Ok(kept.into_iter().map(moved).collect())
    }

    /// Moves overrides to a publisher.
    pub async fn move_overrides(
        &self,
        kept: Vec<Override>,
        to: Id<Publisher>,
    ) -> Result<Vec<Override>> {
        use responsibility_override::Column;

        let at = now();
        let set = [
            (Column::PublisherId, Expr::value(to.key())),
            (Column::Version, one_more()),
            (Column::UpdatedAt, Expr::value(at)),
        ];
        let keys = kept.iter().map(|found| found.id.key()).collect();
        self.set_for(Column::Id, keys, &set, "move overrides")
            .await?;
        let moved = |mut kept: Override| {
            kept.terms.subject = OverrideSubject::Publisher(to);
            kept.version += 1;
            kept.updated_at = at;
            kept
        };
        Ok(kept.into_iter().map(moved).collect())
    }
}
