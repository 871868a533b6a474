//! Service notices: reading and writing them.

use std::collections::HashMap;

use entity::service_notice;
use sea_orm::prelude::*;
use sea_orm::{Condition, IntoActiveModel, QueryOrder, Set};

use super::reading::Row;
use super::writing::{ROWS_PER_STATEMENT, new_key, now};
use super::{Change, Doing, Result, Session};
use crate::domain::Id;
use crate::domain::notice::{NewNotice, NoticeSubject, ServiceNotice, Severity};

fn notice(row: service_notice::Model) -> Result<ServiceNotice> {
    let at = Row {
        table: "service_notice",
        key: row.id,
    };
    let offer = row.offer_id.map(|key| NoticeSubject::Offer(Id::new(key)));
    let publisher = || {
        row.publisher_id
            .map(|key| NoticeSubject::Publisher(Id::new(key)))
    };
    Ok(ServiceNotice {
        id: Id::new(row.id),
        subject: at.read("offer_id", offer.or_else(publisher))?,
        severity: at.read("severity", Severity::from_code(&row.severity))?,
        text: row.body,
        begins_at: row.begins_at,
        ends_at: row.ends_at,
        version: row.version,
        updated_at: row.updated_at,
    })
}

impl<C: ConnectionTrait> Session<C> {
    /// The notice with this id.
    pub async fn notice(&self, id: Id<ServiceNotice>) -> Result<Option<ServiceNotice>> {
        let row = service_notice::Entity::find_by_id(id.key())
            .one(self.connection())
            .await;
        row.doing("read a service notice")?.map(notice).transpose()
    }

    /// The notices with these ids, in no order.
    pub async fn notices_by_id(&self, ids: &[Id<ServiceNotice>]) -> Result<Vec<ServiceNotice>> {
        let rows = service_notice::Entity::find()
            .filter(service_notice::Column::Id.is_in(ids.iter().map(|id| id.key())))
            .all(self.connection())
            .await;
        rows.doing("read service notices")?
            .into_iter()
            .map(notice)
            .collect()
    }

    /// The notices about these, by what they are about, the latest beginning first.
    pub async fn notices_about(
        &self,
        subjects: &[NoticeSubject],
    ) -> Result<HashMap<NoticeSubject, Vec<ServiceNotice>>> {
        let (mut offers, mut publishers) = (Vec::new(), Vec::new());
        for subject in subjects {
            match subject {
                NoticeSubject::Offer(id) => offers.push(id.key()),
                NoticeSubject::Publisher(id) => publishers.push(id.key()),
            }
        }
        let about = Condition::any()
            .add(service_notice::Column::OfferId.is_in(offers))
            .add(service_notice::Column::PublisherId.is_in(publishers));
        let rows = service_notice::Entity::find()
            .filter(about)
            .order_by_desc(service_notice::Column::BeginsAt)
            .order_by_desc(service_notice::Column::Id)
            .all(self.connection())
            .await
            .doing("read service notices")?;
        let mut by_subject: HashMap<NoticeSubject, Vec<ServiceNotice>> = HashMap::new();
        for row in rows {
            let notice = notice(row)?;
            by_subject.entry(notice.subject).or_default().push(notice);
        }
        Ok(by_subject)
    }
}

fn new_row(new: NewNotice) -> service_notice::Model {
    let at = now();
    let (offer_id, publisher_id) = match new.subject {
        NoticeSubject::Offer(id) => (Some(id.key()), None),
        NoticeSubject::Publisher(id) => (None, Some(id.key())),
    };
    service_notice::Model {
        id: new_key(),
        offer_id,
        publisher_id,
        severity: new.severity.code().to_owned(),
        body: new.text,
        begins_at: new.begins_at,
        ends_at: new.ends_at,
        version: 1,
        created_at: at,
        updated_at: at,
    }
}

impl Change {
    /// Publishes a notice.
    pub async fn add_notice(&self, new: NewNotice) -> Result<ServiceNotice> {
        let row = new_row(new).into_active_model().insert(self.connection());
        notice(row.await.doing("publish a service notice")?)
    }

    /// Publishes notices.
    pub async fn add_notices(&self, new: Vec<NewNotice>) -> Result<Vec<ServiceNotice>> {
        let rows: Vec<service_notice::Model> = new.into_iter().map(new_row).collect();
        for rows in rows.chunks(ROWS_PER_STATEMENT) {
            let models = rows.iter().cloned().map(IntoActiveModel::into_active_model);
            service_notice::Entity::insert_many(models)
                .exec_without_returning(self.connection())
                .await
                .doing("publish service notices")?;
        }
        rows.into_iter().map(notice).collect()
    }

    /// Keeps a notice as it is now: how bad it is, its text, and when it begins and ends.
    pub async fn change_notice(&self, changed: &ServiceNotice) -> Result<ServiceNotice> {
        let row = service_notice::ActiveModel {
            id: Set(changed.id.key()),
            severity: Set(changed.severity.code().to_owned()),
            body: Set(changed.text.clone()),
            begins_at: Set(changed.begins_at),
            ends_at: Set(changed.ends_at),
            version: Set(changed.version + 1),
            updated_at: Set(now()),
            ..Default::default()
        };
        let row = row.update(self.connection()).await;
        notice(row.doing("change a service notice")?)
    }
}
