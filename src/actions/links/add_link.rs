//! Adding a link to an offer.

use super::{others_of, out_of_use};
use crate::actions::refusal::{Outcome, Refused, admit, allow, note_flaws, unless_duplicate};
use crate::domain::actor::{Permission, Realm};
use crate::domain::change::{Cause, ChangeNote};
use crate::domain::flaw::Flaws;
use crate::domain::link::{LinkDraft, LinkProblem, LinkTarget, MOST_LINKS, ResourceLink};
use crate::domain::offer::OfferKey;
use crate::store::Store;

/// A link that is to be added.
#[derive(Clone, Debug)]
pub struct LinkToAdd {
    /// Which offer it is to be about; absent when nothing can have the key that was given.
    pub offer: Option<OfferKey>,
    /// What the page is.
    pub target: LinkDraft,
}

/// Adds a link.
pub async fn add_link(
    store: &Store,
    cause: &Cause,
    to_add: LinkToAdd,
) -> Outcome<ResourceLink, LinkProblem> {
    admit(&cause.actor, Permission::EditLinks)?;
    let mut flaws = Flaws::default();
    let change = store.change().await?;
    let found = match &to_add.offer {
        Some(key) => change.offer(key).await?,
        None => None,
    };
    match &found {
        None => flaws.push("offer", LinkProblem::OfferNotFound),
        Some(offer) => {
            let realm = Realm::Publisher(&offer.publisher.publisher_id);
            allow(&cause.actor, Permission::EditLinks, realm)?;
            if let Some(problem) = out_of_use(offer) {
                flaws.push("offer", problem);
            }
        }
    }
    let target = flaws.take(LinkTarget::check(to_add.target));
    flaws.append(note_flaws(cause));
    let (Some(offer), Some(target), true) = (found, target, flaws.is_empty()) else {
        return Err(Refused::Flawed(flaws));
    };

    let others = others_of(&change, offer.id).await?;
    if others.iter().any(|other| other.target.is_same(&target)) {
        flaws.push("url", LinkProblem::AlreadyListed);
    } else if others.len() >= MOST_LINKS {
        flaws.push("offer", LinkProblem::TooManyLinks);
    }
    if !flaws.is_empty() {
        return Err(Refused::Flawed(flaws));
    }
    let added = change.add_links(vec![(offer.id, target)]).await;
    let added = unless_duplicate(added, "url", LinkProblem::AlreadyListed)?.remove(0);
    let note = ChangeNote::added(&added);
    change.record(cause, vec![note]).await?;
    change.keep().await?;
    Ok(added)
}
