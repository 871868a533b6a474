//! `moveOffer`.

use async_graphql::{Context, ID, InputObject, Object};

use crate::actions::offers;
use crate::graphql::context::{Answer, store};
use crate::graphql::mutations::seen::seen;
use crate::graphql::mutations::settle::{cause, payload, settle};
use crate::graphql::types::Offer;
use crate::graphql::types::keys::PublisherBy;
use crate::graphql::user_errors::OfferUserError;

#[derive(Default)]
pub(in crate::graphql) struct MoveOffer;

/// An offer to move.
#[derive(InputObject)]
struct MoveOfferInput {
    /// Which one.
    id: ID,
    /// The version that was seen: `Offer.version`.
    expected_version: i32,
    /// Who is to publish it.
    publisher: PublisherBy,
    /// Why it is done, for the history; at most 1,000 characters.
    note: Option<String>,
}

payload! {
    /// What came of moving an offer.
    MoveOfferPayload {
        /// The offer as it is now, also when somebody else changed it first; null when it cannot be moved so.
        offer: Offer
    } or OfferUserError
}

/// Moving offers.
#[Object]
impl MoveOffer {
    /// Gives an offer to another publisher, with its contacts, links and notices. The marketplace id that it had
    /// still finds it, until another offer is given that id. For administrators.
    async fn move_offer(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which offer, and to whom.")] input: MoveOfferInput,
    ) -> Answer<MoveOfferPayload> {
        let offer = seen(&input.id, input.expected_version)?;
        let publisher = input.publisher.sought()?.key();
        let cause = cause(ctx, input.note);
        let outcome = offers::move_offer(store(ctx), &cause, offer, publisher).await;
        Ok(settle(ctx, outcome)?.into())
    }
}
