//! Publishing a service notice about an offer, or about all offers of a publisher.

use chrono::{DateTime, Utc};

use super::now;
use crate::actions::owners::owner;
use crate::actions::refusal::{Outcome, Refused, admit, allow, note_flaws};
use crate::domain::actor::Permission;
use crate::domain::change::{Cause, ChangeNote};
use crate::domain::flaw::Flaws;
use crate::domain::notice::{
    NewNotice, NoticeDraft, NoticeProblem, NoticeSubject, ServiceNotice, Severity,
};
use crate::domain::owner::{Owner, OwnerKey};
use crate::store::{self, Change, Store};

/// A notice that is to be published.
#[derive(Clone, Debug)]
pub struct NoticeToPublish {
    /// What it is to be about; absent when nothing can have the key that was given.
    pub about: Option<OwnerKey>,
    /// How bad it is.
    pub severity: Severity,
    /// What happens.
    pub text: String,
    /// When it begins; absent for now.
    pub begins_at: Option<DateTime<Utc>>,
    /// When it ends, if that is known.
    pub ends_at: Option<DateTime<Utc>>,
}

/// Publishes a notice, of what happens, will happen or has happened.
pub async fn publish_notice(
    store: &Store,
    cause: &Cause,
    to_publish: NoticeToPublish,
) -> Outcome<ServiceNotice, NoticeProblem> {
    admit(&cause.actor, Permission::EditNotices)?;
    let mut flaws = Flaws::default();
    let change = store.change().await?;
    let found = about(&change, to_publish.about.as_ref()).await?;
    if let Some((owner, _)) = &found {
        allow(&cause.actor, Permission::EditNotices, owner.realm())?;
        if owner.is_retired() {
            flaws.push("about", NoticeProblem::AboutRetired);
        }
    }
    let draft = NoticeDraft {
        severity: to_publish.severity,
        text: to_publish.text,
        begins_at: to_publish.begins_at.unwrap_or_else(now),
        ends_at: to_publish.ends_at,
    };
    let subject = found.map(|(_, subject)| subject);
    let new = flaws.take(NewNotice::check(&draft, subject));
    flaws.append(note_flaws(cause));
    let (Some(new), true) = (new, flaws.is_empty()) else {
        return Err(Refused::Flawed(flaws));
    };

    let published = change.add_notice(new).await?;
    let note = ChangeNote::added(&published);
    change.record(cause, vec![note]).await?;
    change.keep().await?;
    Ok(published)
}

/// What a notice is to be about, if it is there and can have notices.
async fn about(
    change: &Change,
    key: Option<&OwnerKey>,
) -> store::Result<Option<(Owner, NoticeSubject)>> {
    let found = match key {
        Some(key) => owner(change, key).await?,
        None => None,
    };
    Ok(found.and_then(|owner| owner.of_notices().map(|subject| (owner, subject))))
}
