//! Service notices: what an ISV tells partners of outages.

mod draft;

use chrono::{DateTime, TimeDelta, Utc};

use super::id::{Id, Named};
use super::offer::Offer;
use super::publisher::Publisher;

pub use draft::{LONGEST_TEXT, NoticeChanges, NoticeDraft, NoticeProblem};

closed_set! {
    /// How bad it is, worst first.
    pub enum Severity {
        /// The service is down.
        Outage = "OUTAGE",
        /// The service works in part or slowly.
        Degradation = "DEGRADATION",
        /// Planned work.
        Maintenance = "MAINTENANCE",
        /// Good to know.
        Information = "INFORMATION",
    }
}

/// What a notice is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NoticeSubject {
    /// One offer.
    Offer(Id<Offer>),
    /// All offers of a publisher.
    Publisher(Id<Publisher>),
}

/// A service notice, as kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServiceNotice {
    /// Its id in this directory.
    pub id: Id<ServiceNotice>,
    /// What it is about.
    pub subject: NoticeSubject,
    /// How bad it is.
    pub severity: Severity,
    /// What happens, as its publisher writes it.
    pub text: String,
    /// When it begins.
    pub begins_at: DateTime<Utc>,
    /// When it ended or will end; absent while nobody knows.
    pub ends_at: Option<DateTime<Utc>>,
    /// How often it was changed, from 1.
    pub version: i32,
    /// When it was last changed.
    pub updated_at: DateTime<Utc>,
}

impl Named for ServiceNotice {
    const KIND: &'static str = "notice";
}

impl ServiceNotice {
    /// Whether it holds at this time.
    pub fn is_active(&self, now: DateTime<Utc>) -> bool {
        self.begins_at <= now && self.ends_at.is_none_or(|end| now < end)
    }

    /// Whether it is over at this time.
    pub fn is_over(&self, now: DateTime<Utc>) -> bool {
        self.ends_at.is_some_and(|end| end <= now)
    }

    /// The notice as it is once it ended just now. One that had not begun yet is called off: it counts as
    /// begun and ended now, a millisecond apart, so that nobody waits for it any longer.
    pub fn ended(&self, now: DateTime<Utc>) -> Self {
        Self {
            begins_at: self.begins_at.min(now - TimeDelta::milliseconds(1)),
            ends_at: Some(now),
            ..self.clone()
        }
    }
}

/// A service notice that is not kept yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewNotice {
    /// What it is about.
    pub subject: NoticeSubject,
    /// How bad it is.
    pub severity: Severity,
    /// What happens.
    pub text: String,
    /// When it begins.
    pub begins_at: DateTime<Utc>,
    /// When it ends, if that is known.
    pub ends_at: Option<DateTime<Utc>>,
}
