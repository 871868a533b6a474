//! What makes an offer of a document: who publishes it, and the id it has there.

use super::spot::Spot;
use crate::domain::contact::LONGEST_NAME;
use crate::domain::offer::OfferId;
use crate::domain::publisher::PublisherId;
use crate::exchange::HowToRead;
use crate::exchange::ids;
use crate::exchange::remark::{Refusal, Warning};
use crate::exchange::told::{OfferDraft, PublisherDraft, Telling, ToldFacts};

/// An offer of which nothing is told yet but whose it is.
pub(super) fn draft(at: &Spot, publisher: PublisherDraft, offer_id: OfferId) -> OfferDraft {
    OfferDraft {
        places: vec![at.place()],
        publisher,
        offer_id,
        telling: Telling::Offer,
        facts: ToldFacts::default(),
        contacts: Vec::new(),
        links: Vec::new(),
    }
}

/// Who publishes an offer: as its document says by id, else as is said from outside, else as a name leads to.
pub(super) fn publisher(
    at: &Spot,
    id: Option<Spot>,
    name: Option<Spot>,
    how: &HowToRead,
    warnings: &mut Vec<Warning>,
) -> Result<PublisherDraft, Refusal> {
    let name = name.and_then(|spot| spot.line_of(LONGEST_NAME, warnings));
    let given = id.and_then(|spot| publisher_id(&spot, warnings));
    let publisher = PublisherDraft::found(given, how.publisher.as_ref(), name);
    publisher.map_err(|reason| at.refusal(reason))
}

fn publisher_id(spot: &Spot, warnings: &mut Vec<Warning>) -> Option<PublisherId> {
    let written = spot.line(warnings)?;
    ids::publisher_id(spot.field, &written, &mut spot.remarks(warnings))
}

/// The id of an offer as its document gives it, else made of the first of these names that there is.
pub(super) fn offer_id<'d>(
    at: &Spot,
    field: &'static str,
    given: Option<Spot>,
    names: impl IntoIterator<Item = Option<Spot<'d>>>,
    warnings: &mut Vec<Warning>,
) -> Option<OfferId> {
    if let Some(spot) = given
        && let Some(written) = spot.line(warnings)
        && let Some(id) = ids::offer_id(spot.field, &written, &mut spot.remarks(warnings))
    {
        return Some(id);
    }
    names.into_iter().flatten().find_map(|spot| {
        // What is wrong with a name is said where it is read as one.
        let name = spot.line(&mut Vec::new())?;
        ids::made_offer_id(field, &name, &mut at.remarks(warnings))
    })
}
