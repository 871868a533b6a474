//! What can be done to service notices, a file per deed.

mod change_notice;
mod end_notice;
mod publish_notice;

pub use change_notice::change_notice;
pub use end_notice::end_notice;
pub use publish_notice::{NoticeToPublish, publish_notice};

use chrono::{DateTime, SubsecRound, Utc};

use super::owners::owner;
use super::refusal::{Refused, allow, latest, not_found};
use super::seen::Seen;
use crate::domain::actor::Permission;
use crate::domain::change::Cause;
use crate::domain::flaw::Flaws;
use crate::domain::notice::{NoticeProblem, NoticeSubject, ServiceNotice};
use crate::domain::offer::OfferKey;
use crate::domain::owner::{Owner, OwnerKey};
use crate::domain::publisher::PublisherKey;
use crate::store::Change;

/// The notice that was seen, and what it is about: it is there, of a publisher that this actor may speak for, and still what
/// they saw.
async fn seen(
    change: &Change,
    cause: &Cause,
    seen: Seen<ServiceNotice>,
    flaws: &mut Flaws<NoticeProblem>,
) -> Result<(ServiceNotice, Owner), Refused<ServiceNotice, NoticeProblem>> {
    let Some(kept) = change.notice(seen.id).await? else {
        return Err(not_found(std::mem::take(flaws)));
    };
    let key = match kept.subject {
        NoticeSubject::Offer(id) => OwnerKey::Offer(OfferKey::Id(id)),
        NoticeSubject::Publisher(id) => OwnerKey::Publisher(PublisherKey::Id(id)),
    };
    let Some(about) = owner(change, &key).await? else {
        return Err(not_found(std::mem::take(flaws)));
    };
    allow(&cause.actor, Permission::EditNotices, about.realm())?;
    latest(&kept, kept.version, seen.version)?;
    Ok((kept, about))
}

/// This moment, to the millisecond: what a notice is kept to.
fn now() -> DateTime<Utc> {
    Utc::now().trunc_subsecs(3)
}
