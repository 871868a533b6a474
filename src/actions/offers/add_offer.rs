//! Adding an offer to a publisher.

use super::{is_taken, publisher_to_be};
use crate::actions::refusal::{Outcome, Refused, admit, note_flaws, unless_duplicate};
use crate::domain::actor::Permission;
use crate::domain::change::{Cause, ChangeNote};
use crate::domain::flaw::Flaws;
use crate::domain::offer::{
    FactsDraft, MarketplaceId, NewOffer, Offer, OfferFacts, OfferId, OfferProblem,
};
use crate::domain::publisher::PublisherKey;
use crate::store::Store;

/// An offer that is to be added.
#[derive(Clone, Debug)]
pub struct OfferToAdd {
    /// Whose it is to be; absent when nothing can have the key that was given.
    pub publisher: Option<PublisherKey>,
    /// Its id at its publisher.
    pub offer_id: String,
    /// What is known of it.
    pub facts: FactsDraft,
}

/// Adds an offer. The id of one that moved away may be given to it, and then finds it.
pub async fn add_offer(
    store: &Store,
    cause: &Cause,
    to_add: OfferToAdd,
) -> Outcome<Offer, OfferProblem> {
    admit(&cause.actor, Permission::Administer)?;
    let mut flaws = Flaws::default();
    let change = store.change().await?;
    let publisher = publisher_to_be(&change, cause, to_add.publisher.as_ref(), &mut flaws).await?;
    let offer_id = OfferId::parse(&to_add.offer_id);
    match (&publisher, &offer_id) {
        (_, None) => flaws.push("offer_id", OfferProblem::IdInvalid),
        (Some(publisher), Some(offer_id)) => {
            let id = MarketplaceId {
                publisher_id: publisher.publisher_id.clone(),
                offer_id: offer_id.clone(),
            };
            if is_taken(&change, id).await? {
                flaws.push("offer_id", OfferProblem::IdTaken);
            }
        }
        (None, Some(_)) => {}
    }
    let facts = flaws.take(OfferFacts::check(to_add.facts));
    flaws.append(note_flaws(cause));
    let (Some(publisher), Some(offer_id), Some(facts), true) =
        (publisher, offer_id, facts, flaws.is_empty())
    else {
        return Err(Refused::Flawed(flaws));
    };

    let new = NewOffer {
        publisher: publisher.id,
        offer_id,
        facts,
    };
    let added = change.add_offers(vec![(new, publisher)]).await;
    let added = unless_duplicate(added, "offer_id", OfferProblem::IdTaken)?.remove(0);
    let note = ChangeNote::added(&added);
    change.record(cause, vec![note]).await?;
    change.keep().await?;
    Ok(added)
}
