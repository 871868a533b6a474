//! `retireOffer`.

use async_graphql::{Context, ID, InputObject, Object};

use crate::actions::offers;
use crate::graphql::context::{Answer, store};
use crate::graphql::mutations::seen::seen;
use crate::graphql::mutations::settle::{cause, payload, settle};
use crate::graphql::types::Offer;
use crate::graphql::user_errors::OfferUserError;

#[derive(Default)]
pub(in crate::graphql) struct RetireOffer;

/// An offer to retire.
#[derive(InputObject)]
struct RetireOfferInput {
    /// Which one.
    id: ID,
    /// The version that was seen: `Offer.version`.
    expected_version: i32,
    /// Why it is done, for the history; at most 1,000 characters.
    note: Option<String>,
}

payload! {
    /// What came of retiring an offer.
    RetireOfferPayload {
        /// The offer as it is now, also when somebody else changed it first; null when it cannot be retired.
        offer: Offer
    } or OfferUserError
}

/// Retiring offers.
#[Object]
impl RetireOffer {
    /// Takes an offer out of the lists. It can still be looked up by its ids. For administrators.
    async fn retire_offer(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which offer.")] input: RetireOfferInput,
    ) -> Answer<RetireOfferPayload> {
        let offer = seen(&input.id, input.expected_version)?;
        let cause = cause(ctx, input.note);
        let outcome = offers::retire_offer(store(ctx), &cause, offer).await;
        Ok(settle(ctx, outcome)?.into())
    }
}
