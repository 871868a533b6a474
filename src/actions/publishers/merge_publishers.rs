//! Merging publishers: two that are one company become one in the directory.

use crate::actions::refusal::{Outcome, Refused, admit, allow, latest_in, note_flaws, sound};
use crate::actions::seen::Seen;
use crate::domain::actor::{ContactScope, Permission, Realm};
use crate::domain::change::{Cause, ChangeNote, Deed, Recorded};
use crate::domain::contact::{Contact, ContactOwner, MOST_CONTACTS};
use crate::domain::flaw::Flaws;
use crate::domain::inquiry::InquiryCategory;
use crate::domain::notice::NoticeSubject;
use crate::domain::offer::{Offer, OfferId};
use crate::domain::publisher::{
    JoinedContacts, Publisher, PublisherProblem, clashing_categories, join_contacts,
    shared_offer_ids,
};
use crate::domain::responsibility::{MOST_OVERRIDES, Override, OverrideSubject};
use crate::store::{self, Change, Store};

/// Two publishers that are to become one.
#[derive(Clone, Debug)]
pub struct PublishersToMerge {
    /// The one that goes.
    pub goes: Seen<Publisher>,
    /// The one that stays.
    pub stays: Seen<Publisher>,
}

/// Moves everything of a publisher to another, and retires it for good: its ids find the other from now on.
pub async fn merge_publishers(
    store: &Store,
    cause: &Cause,
    to_merge: PublishersToMerge,
) -> Outcome<Publisher, PublisherProblem> {
    admit(&cause.actor, Permission::Administer)?;
    let mut flaws = note_flaws(cause);
    let change = store.change().await?;
    let (goes, stays) = seen(&change, cause, to_merge, &mut flaws).await?;
    if let Some(problem) = goes.out_of_use() {
        flaws.push("id", problem);
    }
    if let Some(problem) = stays.out_of_use() {
        flaws.push("into", problem);
    }
    let offers = offers_to_move(&change, &goes, &stays, &mut flaws).await?;
    let contacts = contacts_to_join(&change, &goes, &stays, &mut flaws).await?;
    let overrides = overrides_to_move(&change, &goes, &stays, &mut flaws).await?;
    sound(flaws)?;

    let mut notes = move_contacts(&change, contacts, &stays).await?;
    let moved = change.move_offers(offers.clone(), &stays).await?;
    notes.extend(pairs(Deed::Moved, &offers, &moved));
    let about = NoticeSubject::Publisher(goes.id);
    let notices = change.notices_about(&[about]).await?.remove(&about);
    let notices = notices.unwrap_or_default();
    let moved = change.move_notices(notices.clone(), stays.id).await?;
    notes.extend(pairs(Deed::Moved, &notices, &moved));
    let moved = change.move_overrides(overrides.clone(), stays.id).await?;
    notes.extend(pairs(Deed::Moved, &overrides, &moved));
    // Those that became one with it before become one with the other, so that it is always one step.
    let mut merging = change.publishers_merged_into(goes.id).await?;
    merging.push(goes);
    let merged = change.merge_publishers(merging.clone(), stays.id).await?;
    notes.extend(pairs(Deed::Merged, &merging, &merged));
    change.record(cause, notes).await?;
    change.keep().await?;
    Ok(stays)
}

/// The two publishers that were seen: they are there and are two, this actor may keep them, and they are still
/// what they saw.
async fn seen(
    change: &Change,
    cause: &Cause,
    to_merge: PublishersToMerge,
    flaws: &mut Flaws<PublisherProblem>,
) -> Result<(Publisher, Publisher), Refused<Publisher, PublisherProblem>> {
    let ids = [to_merge.goes.id, to_merge.stays.id];
    let mut found = change.publishers_by_id(&ids).await?;
    let stays = found.iter().position(|kept| kept.id == to_merge.stays.id);
    let stays = stays.map(|place| found.remove(place));
    if to_merge.goes.id == to_merge.stays.id && stays.is_some() {
        flaws.push("into", PublisherProblem::IntoItself);
        return Err(Refused::Flawed(std::mem::take(flaws)));
    }
    let (goes, stays) = match (found.pop(), stays) {
        (Some(goes), Some(stays)) => (goes, stays),
        (goes, stays) => {
            for (field, found) in [("id", goes), ("into", stays)] {
                if found.is_none() {
                    flaws.push(field, PublisherProblem::NotFound);
                }
            }
            return Err(Refused::Flawed(std::mem::take(flaws)));
        }
    };
    for kept in [&goes, &stays] {
        let realm = Realm::Publisher(&kept.publisher_id);
        allow(&cause.actor, Permission::Administer, realm)?;
    }
    let field = "expected_version";
    latest_in(field, &goes, goes.version, to_merge.goes.version)?;
    let field = "into_expected_version";
    latest_in(field, &stays, stays.version, to_merge.stays.version)?;
    Ok((goes, stays))
}

/// The offers of the publisher that goes, unless the other has offers with their ids.
async fn offers_to_move(
    change: &Change,
    goes: &Publisher,
    stays: &Publisher,
    flaws: &mut Flaws<PublisherProblem>,
) -> store::Result<Vec<Offer>> {
    let offers = change.offers_of(goes.id).await?;
    let others = change.offers_of(stays.id).await?;
    let shared = shared_offer_ids(&offers, &others);
    if !shared.is_empty() {
        let ids: Vec<&str> = shared.into_iter().map(OfferId::as_str).collect();
        let problem = PublisherProblem::OfferIdTaken;
        flaws.push_telling("id", problem, &ids.join(", "));
    }
    Ok(offers)
}

/// What is to become of the contacts of both, unless they are too many.
async fn contacts_to_join(
    change: &Change,
    goes: &Publisher,
    stays: &Publisher,
    flaws: &mut Flaws<PublisherProblem>,
) -> store::Result<JoinedContacts> {
    let [coming, there] = [goes.id, stays.id].map(ContactOwner::Publisher);
    let all = ContactScope::everything();
    let mut found = change.contacts_of(&[coming, there], &all).await?;
    let mut of = |owner| found.remove(&owner).unwrap_or_default();
    let contacts = join_contacts(&of(there), of(coming));
    if contacts.count > MOST_CONTACTS {
        flaws.push("id", PublisherProblem::TooManyContacts);
    }
    Ok(contacts)
}

/// The overrides of the publisher that goes, unless the other has some for the same questions, or both
/// together have too many.
async fn overrides_to_move(
    change: &Change,
    goes: &Publisher,
    stays: &Publisher,
    flaws: &mut Flaws<PublisherProblem>,
) -> store::Result<Vec<Override>> {
    let [coming, there] = [goes.id, stays.id].map(OverrideSubject::Publisher);
    let mut found = change.overrides_for(&[coming, there]).await?;
    let mut of = |subject| found.remove(&subject).unwrap_or_default();
    let (coming, there) = (of(coming), of(there));
    let clashing = clashing_categories(&there, &coming, stays.id);
    if !clashing.is_empty() {
        let codes: Vec<&str> = clashing.into_iter().map(InquiryCategory::code).collect();
        let problem = PublisherProblem::OverridesClash;
        flaws.push_telling("id", problem, &codes.join(", "));
    }
    if there.len() + coming.len() > MOST_OVERRIDES {
        flaws.push("id", PublisherProblem::TooManyOverrides);
    }
    Ok(coming)
}

/// Moves contacts, after those have made room that they replace.
async fn move_contacts(
    change: &Change,
    contacts: JoinedContacts,
    to: &Publisher,
) -> store::Result<Vec<ChangeNote>> {
    let JoinedContacts { moved, removed, .. } = contacts;
    for contact in &removed {
        change.remove_contact(contact).await?;
    }
    let there: Vec<Contact> = change.move_contacts(moved.clone(), to.id).await?;
    let removals = removed.iter().map(ChangeNote::removed);
    Ok(removals.chain(pairs(Deed::Moved, &moved, &there)).collect())
}

/// What was done to each of some things.
fn pairs<T: Recorded>(deed: Deed, before: &[T], after: &[T]) -> impl Iterator<Item = ChangeNote> {
    let pairs = before.iter().zip(after);
    pairs.map(move |(before, after)| ChangeNote::of(deed, before, after))
}
