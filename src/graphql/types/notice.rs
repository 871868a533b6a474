//! A service notice.

use async_graphql::{Context, ID, Object, Union};
use chrono::Utc;

use super::{Offer, Publisher};
use crate::domain::notice;
use crate::graphql::context::{Answer, loaders};
use crate::graphql::fault::Fault;
use crate::graphql::listed::Listed;
use crate::graphql::scalars::DateTime;
use crate::graphql::words::Severity;

/// What an ISV tells partners of an outage.
#[derive(Clone)]
pub(in crate::graphql) struct ServiceNotice(pub(in crate::graphql) notice::ServiceNotice);

impl From<notice::ServiceNotice> for ServiceNotice {
    fn from(kept: notice::ServiceNotice) -> Self {
        Self(kept)
    }
}

/// What a service notice is about.
#[derive(Union)]
enum NoticeSubject {
    Offer(Box<Offer>),
    Publisher(Publisher),
}

impl ServiceNotice {
    /// Notices as a list shows them: the latest beginning first, at most 50.
    pub(super) fn listed(
        mut notices: Vec<notice::ServiceNotice>,
        active: Option<bool>,
    ) -> Listed<Self> {
        let now = Utc::now();
        notices.retain(|notice| active.is_none_or(|active| notice.is_active(now) == active));
        notices.sort_by_key(|notice| std::cmp::Reverse((notice.begins_at, notice.id)));
        notices.into_iter().take(50).map(Self).collect()
    }
}

/// What an ISV tells partners of an outage.
#[Object]
impl ServiceNotice {
    /// Opaque; the same notice has the same id for good.
    pub(in crate::graphql) async fn id(&self) -> ID {
        self.0.id.into()
    }

    /// What it is about: one offer, or all offers of a publisher.
    async fn about(&self, ctx: &Context<'_>) -> Answer<NoticeSubject> {
        let subject = match self.0.subject {
            notice::NoticeSubject::Offer(id) => loaders(ctx)
                .offers
                .load(id)
                .await?
                .map(|found| NoticeSubject::Offer(Box::new(Offer(found)))),
            notice::NoticeSubject::Publisher(id) => loaders(ctx)
                .publishers
                .load(id)
                .await?
                .map(|found| NoticeSubject::Publisher(Publisher(found))),
        };
        subject.ok_or_else(|| Fault::orphan("service_notice", self.0.id.key()))
    }

    /// How bad it is.
    async fn severity(&self) -> Severity {
        self.0.severity.into()
    }

    /// What happens, as its publisher writes it.
    async fn text(&self) -> &str {
        &self.0.text
    }

    /// When it begins.
    async fn begins_at(&self) -> DateTime {
        DateTime(self.0.begins_at)
    }

    /// When it ended or will end; null while nobody knows.
    async fn ends_at(&self) -> Option<DateTime> {
        self.0.ends_at.map(DateTime)
    }

    /// How often it was changed, from 1: what a change has to name.
    async fn version(&self) -> i32 {
        self.0.version
    }

    /// When it was last changed.
    async fn updated_at(&self) -> DateTime {
        DateTime(self.0.updated_at)
    }
}
