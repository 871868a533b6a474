//! Adding a publisher.

use crate::actions::refusal::{Outcome, Refused, admit, allow, note_flaws, unless_duplicate};
use crate::domain::actor::{Permission, Realm};
use crate::domain::change::{Cause, ChangeNote};
use crate::domain::flaw::Flaws;
use crate::domain::publisher::{
    NewPublisher, Publisher, PublisherDraft, PublisherId, PublisherKey, PublisherProblem,
};
use crate::store::Store;

/// Adds a publisher without offers.
pub async fn add_publisher(
    store: &Store,
    cause: &Cause,
    draft: PublisherDraft,
) -> Outcome<Publisher, PublisherProblem> {
    admit(&cause.actor, Permission::Administer)?;
    allow(&cause.actor, Permission::Administer, Realm::Directory)?;
    let mut flaws = Flaws::default();
    let change = store.change().await?;
    if let Some(id) = PublisherId::parse(&draft.publisher_id) {
        let found = change.publisher(&PublisherKey::Marketplace(id)).await?;
        if found.is_some() {
            flaws.push("publisher_id", PublisherProblem::IdTaken);
        }
    }
    let new = flaws.take(NewPublisher::check(&draft));
    flaws.append(note_flaws(cause));
    let (Some(new), true) = (new, flaws.is_empty()) else {
        return Err(Refused::Flawed(flaws));
    };

    let added = change.add_publishers(vec![new]).await;
    let taken = PublisherProblem::IdTaken;
    let added = unless_duplicate(added, "publisher_id", taken)?.remove(0);
    let note = ChangeNote::added(&added);
    change.record(cause, vec![note]).await?;
    change.keep().await?;
    Ok(added)
}
